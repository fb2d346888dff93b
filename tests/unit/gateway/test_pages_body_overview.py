"""The overview of a body, its declarations, and what it works with, in pages."""

from typing import Any

import pytest

from gateway.web.body.overview import STATES
from services.common.errors import Conflict, Unavailable, Wrong, invalid_fields
from services.orders.domain.overview import Standing
from services.orders.words.overview import STANDINGS
from tests.unit.gateway.body_fakes import (
    BODY,
    PREPARES,
    PROFILE,
    SAID_NOTHING,
    gateway,
    listed,
    refused,
    sent,
)
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

OVERVIEW, SYSTEMS = f"/bodies/{BODY}/overview", f"/bodies/{BODY}/systems"
GAPS = f"/bodies/{BODY}/uncontracted"
DECLARATION = f"/bodies/{BODY}/declarations/ewa"
COUNTS = dict.fromkeys(map(str, Standing), 0)
SAID = {
    "body": BODY, "profile": "ewa", "version": 0, "kind": None, "review_on": None,
    "declared_at": None,
}  # fmt: skip
CONTACT = {
    "name": "Ina Beispiel", "department": "Amt", "email": "ina@amt.example", "phone": "1",
}  # fmt: skip
PARTNERS = listed(
    {"id": "dataport", "name": "Dataport", "kind": "manufacturer"},
    {"id": "kommunal-it", "name": "Kommunal-IT", "kind": "it_provider"},
)

SOLD = listed({"id": "e", "name": "Demo-Einwohner", "manufacturer": "dataport"})


def row(state: str = "unused", **facts: Any) -> dict[str, Any]:
    return {
        "profile": "ewa", "title": PROFILE["title"], "state": state,
        "label": STANDINGS[state].plain(), "order": None, "declaration": None,
        "uncontracted_on": None, "orderable": False, "why_not": None, **facts,
    }  # fmt: skip


def order(**facts: Any) -> dict[str, Any]:
    waiting = {
        "role": "reviewer", "due_on": "2099-12-02", "reason_code": "submitted",
        "label": {"de": "BayKommun", "en": "BayKommun"},
        "task": {"de": "Bestellung prüfen", "en": "review the order"},
    }  # fmt: skip
    return {
        "id": "o1", "number": "DM-2026-X", "body": BODY, "body_name": "Prien", "state": "submitted",
        "state_label": {"de": "in Prüfung", "en": "under review"}, "waiting_for": waiting, **facts,
    }  # fmt: skip


def made(*rows: dict[str, Any], may: set[str] | None = None, **answers: Any) -> Gateway:
    counts = dict(COUNTS)
    for one in rows:
        counts[one["state"]] += 1
    known: dict[str, Any] = {
        "identity.get_body": {"key": BODY, "full_name": "Markt Prien a.Chiemsee"},
        "orders.overview": listed(*rows, counts=counts),
        "orders.get_declaration": SAID,
        "catalog.list_vendors": PARTNERS,
    }
    whole = gateway(may)
    for called, answer in {**known, **answers}.items():
        whole.answers(called.replace("__", "."), answer)
    return whole


def read(whole: Gateway, path: str = OVERVIEW) -> str:
    return str(whole.client.get(path, headers=SIGNED_IN).text)


def post(whole: Gateway, path: str, **typed: Any) -> Any:
    return whole.client.post(path, data=sent(**typed), headers=SIGNED_IN)


def arguments(whole: Gateway, called: str) -> dict[str, Any]:
    return next(given for name, given, _, _ in whole.calls.made if name == called)


def test_the_overview_says_who_is_next_and_leads_to_the_order() -> None:
    page = read(made(row("ordered", order=order())))

    assert "Bestellung prüfen" in page
    assert "02.12.2099" in page
    assert 'href="/orders/o1"' in page
    assert "DM-2026-X" in page


def test_what_another_body_ordered_for_this_one_names_it() -> None:
    covering = order(body="091875111", body_name="VG Breitbrunn")

    assert "für VG Breitbrunn" in read(made(row("ordered", order=covering)))


def test_what_may_be_ordered_is_offered_and_what_is_in_use_begins_as_such() -> None:
    unused = read(made(row(orderable=True)))
    in_use = read(made(row("uncontracted", orderable=True)))

    path = f"/leistungen/ewa/bestellen?body={BODY}"
    assert f'href="{path}"' in unused
    assert f'href="{path}&amp;usage=already_productive"' in in_use
    assert "/bestellen" not in read(made(row()))


def test_only_who_may_order_is_led_to_a_declaration() -> None:
    assert f'href="{DECLARATION}"' in read(made(row()))
    assert DECLARATION not in read(made(row(), may=PREPARES))


def test_a_declaration_says_by_when_it_is_looked_at_again() -> None:
    declared = {
        "kind": "no_need", "review_on": "2020-01-02", "review_by": "officer", "overdue": True,
        "review_label": {"de": "Die bestellende Stelle", "en": "The ordering authority"},
    }  # fmt: skip

    page = read(made(row("no_need", declaration=declared)))

    assert "Kein Bedarf" in page
    assert "Angabe wieder prüfen" in page
    assert "überfällig" in page.lower()


def test_views_are_those_there_are_and_the_table_is_of_the_same_view() -> None:
    whole = made(row("live", order=order(waiting_for=None)), row())

    page = read(whole, f"{OVERVIEW}?state=live")

    assert f'href="{OVERVIEW}?state=unused"' in page
    assert f'href="{OVERVIEW}?state=no_need"' not in page
    assert f"/api/v1/bodies/{BODY}/overview?state=live&amp;format=xlsx" in page
    assert arguments(whole, "orders.overview")["query"] == {"limit": "200", "state": "live"}


def test_every_standing_of_orders_has_its_word_and_tone() -> None:
    assert list(STATES) == list(map(str, Standing))


def test_who_may_not_read_the_orders_of_the_body_is_refused() -> None:
    answer = made(row(), may={"orders:prepare"}).client.get(OVERVIEW, headers=SIGNED_IN)

    assert answer.status_code == 403


def test_the_overview_as_a_table_asks_for_this_body() -> None:
    layout = {"sheets": [{"key": "o", "title": "O", "to_read": True,
                          "columns": [{"key": "t", "title": "Leistung", "width": 9}]}]}  # fmt: skip
    part = {"lines": '["o", ["Hund"]]\n', "next": None, "revision": "", "layout": layout}
    whole = made(orders__export_overview=part)
    path = f"/api/v1/bodies/{BODY}/overview?state=live&format=csv"

    answer = whole.client.get(path, headers=SIGNED_IN)

    assert answer.text.splitlines() == ["\ufeffLeistung", "Hund"]
    assert arguments(whole, "orders.export_overview") == {
        "body": BODY, "query": {"state": "live"}, "tables": True,
    }  # fmt: skip


def test_a_declaration_is_kept_with_the_version_that_was_seen() -> None:
    whole = made(orders__declare={**SAID, "version": 1})

    answer = post(whole, DECLARATION, kind="no_need", review_on="2099-01-01", version="0")

    assert (answer.status_code, answer.location) == (303, OVERVIEW)
    assert arguments(whole, "orders.declare") == {
        "body": BODY, "profile": "ewa", "version": 0,
        "payload": {"kind": "no_need", "review_on": "2099-01-01"},
    }  # fmt: skip


def test_what_is_wrong_with_a_declaration_stands_at_its_field() -> None:
    wrong = refused(invalid_fields([("/review_on", Wrong("day-over"))]))

    answer = post(
        made(orders__declare=wrong), DECLARATION, kind="no_need", review_on="2020-01-01", version=0
    )

    assert answer.status_code == 422
    assert 'id="review_on-error"' in answer.text
    assert 'value="2020-01-01"' in answer.text


def test_who_comes_late_sees_their_own_words_and_can_send_them_again() -> None:
    late = refused(Conflict("changed-meanwhile"))
    whole = made(orders__declare=late, orders__get_declaration={**SAID, "version": 4})

    answer = post(whole, DECLARATION, kind="no_need", review_on="2099-01-01", version="3")

    assert answer.status_code == 422
    assert 'name="version" value="4"' in answer.text
    assert 'value="2099-01-01"' in answer.text


def test_a_declaration_can_be_taken_back_where_there_is_one() -> None:
    said = {**SAID, "version": 1, "kind": "no_need", "review_on": "2099-01-01"}
    whole = made(orders__get_declaration=said, orders__take_back_declaration=SAID)

    assert "Angabe zurücknehmen" in read(whole, DECLARATION)
    assert "Angabe zurücknehmen" not in read(made(), DECLARATION)
    assert post(whole, f"{DECLARATION}/take-back").location == OVERVIEW

    late = refused(Conflict("changed-meanwhile"))
    answer = post(made(orders__take_back_declaration=late), f"{DECLARATION}/take-back")
    assert (answer.status_code, 'id="errors"' in answer.text) == (422, True)


def test_what_the_body_works_with_is_shown_and_kept_whole() -> None:
    said = {**SAID_NOTHING, "version": 2, "specialist_systems": ["e"],
            "it_provider": "kommunal-it", "functional_contact": CONTACT}  # fmt: skip
    whole = made(orders__get_systems=said, orders__set_systems=said)

    page = read(whole, SYSTEMS)
    answer = post(
        whole, SYSTEMS, specialist_systems="e", it_provider="", version="2",
        **{f"technical_{name}": value for name, value in CONTACT.items()},
    )  # fmt: skip

    assert 'value="e" checked' in page
    assert '<option value="kommunal-it" selected>' in page
    assert "Dataport" not in page
    assert 'value="Ina Beispiel"' in page
    assert (answer.status_code, answer.location) == (303, f"/bodies/{BODY}")
    assert arguments(whole, "orders.set_systems") == {
        "body": BODY, "version": 2,
        "payload": {"specialist_systems": ["e"], "technical_contact": CONTACT},
    }  # fmt: skip


def test_half_a_contact_is_asked_for_whole() -> None:
    missing = refused(invalid_fields([("/functional_contact/phone", Wrong("day-over"))]))

    answer = post(made(orders__set_systems=missing), SYSTEMS, functional_name="Ina", version="0")

    assert answer.status_code == 422
    assert 'id="functional_phone-error"' in answer.text
    assert 'value="Ina"' in answer.text


@pytest.mark.parametrize("path", [SYSTEMS, DECLARATION])
def test_only_who_may_order_says_something_for_the_body(path: str) -> None:
    whole = made(may=PREPARES)

    assert whole.client.get(path, headers=SIGNED_IN).status_code == 403


def test_the_body_s_page_and_the_home_lead_to_the_overview() -> None:
    whole = made(orders__list=listed())

    page = read(whole, f"/bodies/{BODY}")

    assert f'href="{OVERVIEW}"' in page
    assert f'href="{SYSTEMS}"' in page
    assert f'href="{OVERVIEW}"' in read(whole, "/home")
    assert SYSTEMS not in read(made(may=PREPARES), f"/bodies/{BODY}")


def for_support(**answers: Any) -> Gateway:
    """Return a gateway read by support."""
    whole = made(**answers)
    grants = {"self": ["me:read"], "*": ["orders:read", "orders:support"]}
    known = whole.calls.answers["identity.principal"]
    whole.answers("identity.principal", {**known, "grants": grants})
    return whole


def test_support_says_what_is_in_use_without_a_contract() -> None:
    title = PROFILE["title"]
    whole = for_support(
        orders__get_uncontracted={"body": BODY, "version": 3, "profiles": ["ewa"]},
        orders__set_uncontracted={"version": 4},
        catalog__search=listed({"id": "ewa", "title": title}, {"id": "kfz", "title": title}),
    )

    page = read(whole, GAPS)
    answer = post(whole, GAPS, profiles="kfz", listed_on="2026-11-01", version="3")

    assert 'value="ewa" checked' in page
    assert 'value="kfz">' in page
    assert answer.location == f"{OVERVIEW}?state=uncontracted"
    assert arguments(whole, "orders.set_uncontracted") == {
        "body": BODY, "version": 3,
        "payload": {"profiles": ["kfz"], "listed_on": "2026-11-01"},
    }  # fmt: skip
    assert f'href="{GAPS}"' in read(whole, f"/bodies/{BODY}")


def test_the_people_of_a_body_are_not_led_to_what_support_writes() -> None:
    whole = made()

    assert whole.client.get(GAPS, headers=SIGNED_IN).status_code == 403
    assert GAPS not in read(whole, f"/bodies/{BODY}")


def test_an_order_is_filled_in_with_what_the_body_has_said() -> None:
    said = {**SAID_NOTHING, "specialist_systems": ["e"], "it_provider": "kommunal-it",
            "technical_contact": CONTACT}  # fmt: skip
    whole = made(orders__get_systems=said)

    page = read(whole, "/leistungen/ewa/bestellen?usage=already_productive")

    assert '<option value="Demo-Einwohner" selected>' in page
    assert 'name="technical_email" value="ina@amt.example"' in page
    assert 'name="functional_email" value="anna@amt.example"' in page
    assert 'value="already_productive" checked' in page


def test_who_would_set_up_is_said_as_orders_decides_it() -> None:
    def planned(setup_by: str) -> str:
        said = {"orderable": True, "reason_code": None, "reason": "Ja.", "setup_by": setup_by}
        answers = {"orders__orderable": said, "catalog__list_systems": SOLD}
        typed = {"body": BODY, "usage": "new", "specialist_system": "Demo-Einwohner"}
        contacts = {f"{s}_{n}": v for s in ("functional", "technical") for n, v in CONTACT.items()}
        whole = made(**answers)
        answer = post(whole, "/leistungen/ewa/bestellen", step="contacts", go="setup",
                      **typed, **contacts)  # fmt: skip
        return read(whole, answer.location)

    assert "Kommunal-IT" in planned("kommunal-it").split("</option>")[0]
    assert "Dataport" in planned("dataport").split("</option>")[0]


def test_while_orders_cannot_say_it_the_form_is_shown_without() -> None:
    whole = made(orders__get_systems=Unavailable("service-away"))

    answer = whole.client.get("/leistungen/ewa/bestellen", headers=SIGNED_IN)

    assert answer.status_code == 200
