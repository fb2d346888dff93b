"""Reviewers see what an order rests on, and release, ask back, reject or help from one page."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from gateway.web.operator.order_acts import ACTS
from gateway.web.operator.order_review import chain_of, is_entitled, is_whole
from gateway.words.for_pages import FOR_PAGES
from services.common import clock
from services.common.errors import Conflict, Unavailable
from tests.unit.gateway.account_answers import PRIEN
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/reviews/orders"
ONE = f"{PATH}/o1"
REVIEWS = ("orders:review", "orders:read", "agreements:read", "authorities:read")
CONTACT = {
    "name": "Sabine Huber",
    "department": "Bürgerbüro",
    "email": "b@prien.example",
    "phone": "08051 6060",
}
TODAY = clock.local_date(clock.now())


def order(**facts: Any) -> dict[str, Any]:
    """Return an order as a reviewer gets it."""
    actions = ["ask-back", "claim", "reject", "release"]
    waiting = {
        "role": "reviewer",
        "due_on": "2026-12-02",
        "label": "BayKommun",
        "yours": True,
        "task": "Bestellung prüfen",
        "reason": "Sie sind am Zug.",
        "actions": actions,
    }
    return {
        "id": "o1",
        "number": "DM-2026-ABCDEFGH",
        "state": "submitted",
        "state_label": "in Prüfung",
        "version": 2,
        "created_at": "2026-11-25T09:00:00+00:00",
        "body": "09187162",
        "body_name": "Prien a.Chiemsee",
        "profile": "ewa",
        "profile_version": 1,
        "profile_title": {"de": "Wohnsitzanmeldung", "en": "Registration of residence"},
        "usage": "new",
        "setup_by": "v1",
        "specialist_system": None,
        "wanted_on": None,
        "functional_contact": CONTACT,
        "technical_contact": CONTACT,
        "remark": "Bitte bald.",
        "costs_acknowledged": True,
        "claimed_by": None,
        "contract": None,
        "contract_number": None,
        "open_point": None,
        "proposed_link": None,
        "link": None,
        "history": [],
        "actions": actions,
        "waiting_for": waiting,
        **facts,
    }


def agreement(level: int, **facts: Any) -> dict[str, Any]:
    return {
        "level": level,
        "number": f"BV/2024/{level}",
        "from_party": "A",
        "to_party": "B",
        "valid_from": "2020-01-01",
        "valid_until": "2099-12-31",
        "demo": False,
        **facts,
    }


def chain(*levels: int) -> dict[str, Any]:
    return {"items": [{"profile": "ewa", "agreements": [agreement(n) for n in levels]}]}


def gateway(*permissions: str, **facts: Any) -> Gateway:
    """Return a gateway whose reader works for the operator, with one order."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": list(permissions or REVIEWS)}
    made.answers("identity.principal", {**known, "grants": grants})
    one = order(**facts)
    made.answers("orders.list", {"items": [one], "next": None, "total": 1})
    made.answers("orders.get", one)
    own = {
        "orderable": False,
        "reason_code": "already-ordered",
        "reason": "Schon bestellt.",
        "order": "o1",
    }
    made.answers("orders.orderable", own)
    made.answers("catalog.get", {"id": "ewa", "profile_version": 1})
    made.answers(
        "catalog.list_vendors",
        {"items": [{"id": "v1", "name": "Demo IT-Dienst"}], "next": None, "total": 1},
    )
    made.answers("contracts.list_agreements", chain(1, 2, 3))
    signs = {"name": "Andreas Friedrich", "title": "Erster Bürgermeister", "state": "approved"}
    made.answers("identity.list_authorities", {"items": [signs], "next": None, "total": 1})
    return made


def page(made: Gateway, path: str = ONE) -> str:
    return made.client.get(path, headers=SIGNED_IN).text


def act(made: Gateway, name: str, **values: str) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k", "act": name, **values}
    return made.client.post(ONE, data=form, headers=SIGNED_IN)


def told(made: Gateway, called: str) -> list[dict[str, Any]]:
    return [arguments for name, arguments, *_ in made.calls.made if name == called]


def test_what_was_found_says_by_what_and_leads_on_without_it() -> None:
    sought = {"number": "DM-2026-0001", "body": "09187162"}
    made = gateway()
    made.answers("identity.find_bodies", {"items": [PRIEN]})

    shown = made.client.get(PATH, query_string=sought, headers=SIGNED_IN).text
    owned = gateway().client.get(f"{PATH}?waiting_for=signatory", headers=SIGNED_IN).text

    chip = r'<li><a href="/reviews/orders\?{}"><span[^>]*>[^<]*</span>{}'
    assert re.search(chip.format("body=09187162", "DM-2026-0001"), shown)
    assert re.search(chip.format("number=DM-2026-0001", "Markt Prien"), shown)
    assert "dm-chips" not in owned


@pytest.mark.parametrize(
    ("chosen", "asked", "named"),
    [
        ({"waiting_for": "signatory"}, {"sort": "due"}, "Stelle: unterschreiben"),
        ({"since": "2026-11-27T10:00:00+00:00"}, {}, "Neu seit Ihrem letzten Besuch"),
        ({"body": "09187162"}, {}, "Gefunden"),
    ],
)
def test_orders_are_listed_by_owner_by_moment_and_by_body(
    chosen: dict[str, str], asked: dict[str, str], named: str
) -> None:
    made = gateway(waiting_for=None)
    made.answers("orders.list", {"items": [order(waiting_for=None)], "next": "n", "total": 40})

    shown = made.client.get(PATH, query_string=chosen, headers=SIGNED_IN).text

    queries = [one["query"] for one in told(made, "orders.list")]
    assert {**chosen, **asked, "limit": "25"} in queries
    assert named in shown
    assert f'href="{PATH}?{urlencode({**chosen, "cursor": "n"})}"'.replace("&", "&amp;") in shown


def test_the_list_of_an_owner_with_a_view_is_that_view() -> None:
    made = gateway()

    made.client.get(f"{PATH}?waiting_for=support", headers=SIGNED_IN)

    asked = [one["query"] for one in told(made, "orders.list")]
    assert {"waiting_for": "support", "sort": "due", "limit": "25"} in asked


def test_the_queue_asks_for_the_first_due_first() -> None:
    made = gateway()

    shown = page(made, PATH)

    for said in ("Wohnsitzanmeldung", "Prien a.Chiemsee", "02.12.2026", "DM-2026-ABCDEFGH"):
        assert said in shown
    assert {asked["query"]["sort"] for asked in told(made, "orders.list")} == {"due"}


def test_the_queue_is_narrowed_to_a_service_a_body_and_what_is_overdue() -> None:
    made = gateway()

    whole = page(made, PATH)
    shown = page(made, f"{PATH}?view=review&profile=ewa&body=09187162&only=overdue")

    assert 'href="/reviews/orders?view=review&amp;profile=ewa"' in whole
    assert 'href="/reviews/orders?view=review&amp;body=09187162"' in whole
    narrowed = {"profile": "ewa", "body": "09187162", "overdue": "true"}
    asked = [one["query"] for one in told(made, "orders.list")][-3:]
    assert all(narrowed.items() <= query.items() for query in asked)
    assert 'href="/reviews/orders?view=review&amp;body=09187162&amp;only=overdue"' in shown
    assert 'value="overdue" selected' in shown
    assert "nur dieser Dienst" not in shown


def test_a_service_of_which_nothing_waits_is_called_as_in_the_catalogue() -> None:
    made = gateway()
    made.answers("orders.list", {"items": [], "next": None, "total": 0, "total_is_least": False})
    made.answers("catalog.get", {"id": "ewa", "title": {"de": "Wohnsitz", "en": "Residence"}})

    shown = page(made, f"{PATH}?view=review&profile=ewa")
    made.answers("catalog.get", Unavailable("service-away"))
    unknown = page(made, f"{PATH}?view=review&profile=gone")

    assert "Wohnsitz" in shown
    assert "ein Dienst" in unknown


def test_a_reviewer_sees_what_they_have_taken_alone() -> None:
    made = gateway()

    page(made, f"{PATH}?view=review&only=mine")
    unknown = page(made, f"{PATH}?view=review&only=anything")

    asked = [one["query"] for one in told(made, "orders.list")]
    assert asked[0] == {"waiting_for": "reviewer", "mine": "true", "sort": "due", "limit": "25"}
    assert all("mine" not in query for query in asked[3:])
    assert "Wohnsitzanmeldung" in unknown


def test_support_sees_first_what_waits_for_support() -> None:
    shown = page(gateway("orders:support", "orders:read"), PATH)

    assert 'view=support" aria-current="page"' in shown


def test_an_order_stands_beside_its_checks_its_chain_and_who_signs() -> None:
    shown = page(gateway())

    for said in (
        "Andreas Friedrich, Erster Bürgermeister",
        "BV/<wbr>2024/<wbr>3",
        "Demo IT-Dienst",
        "Bitte bald.",
        "Bestellt ist die geltende Version 1",
        "keine weitere Bestellung",
    ):
        assert said in shown


def test_a_missing_level_and_an_outdated_version_are_marked() -> None:
    made = gateway()
    made.answers("contracts.list_agreements", chain(1, 3))
    made.answers("catalog.get", {"id": "ewa", "profile_version": 2})

    shown = page(made)

    assert "Fehlt" in shown
    assert "Bestellt ist Version 1, es gilt Version 2." in shown
    assert 'name="accept_version"' in shown


REFUSED = {
    "action": "refuse", "actor_name": "DigitalMarkt", "reason": "Für den Vertrag fehlt noch: X.",
    "at": "2026-11-26T09:00:00+00:00", "label": "Kein Vertrag möglich",
}  # fmt: skip
RELEASED = {**REFUSED, "action": "release", "reason": None}


@pytest.mark.parametrize(
    ("history", "shown"),
    [([RELEASED, REFUSED], True), ([REFUSED, RELEASED], False), ([], False)],
)
def test_what_a_contract_still_lacks_stands_above_the_other_checks(
    history: list[dict[str, Any]], shown: bool
) -> None:
    text = page(gateway(history=history))

    assert ("Vertrag noch nicht möglich" in text) is shown


def test_while_contracts_is_away_the_rest_stands() -> None:
    made = gateway()
    made.answers("contracts.list_agreements", Unavailable("service-away", "Weg.", "[]"))

    answer = made.client.get(ONE, headers=SIGNED_IN)

    assert answer.status_code == 200
    assert "gerade nicht erreichbar" in answer.text
    assert "Entscheidung speichern" in answer.text


def test_release_is_pressed_twice_and_happens_once() -> None:
    made = gateway()
    made.answers("orders.release", order(state="released"))

    answers = [act(made, "release", profile_version="1") for _ in range(2)]

    assert [(a.status_code, a.location) for a in answers] == [(303, ONE)] * 2
    assert [t["payload"] for t in told(made, "orders.release")] == [{}]


def test_an_older_version_is_released_where_that_was_said() -> None:
    made = gateway()
    made.answers("orders.release", order(state="released"))

    act(made, "release", profile_version="2", accept_version="yes")

    assert [t["payload"] for t in told(made, "orders.release")] == [{"profile_version": 2}]


def test_an_older_version_is_released_by_the_number_it_was_ordered_by() -> None:
    made = gateway(profile_version=1)

    shown = page(made, ONE)

    assert 'name="profile_version" value="1"' in shown


def test_a_refused_decision_is_asked_about_what_is_shown_now() -> None:
    made = gateway(proposed_link="https://www.bayernportal.de/neu")
    made.answers("orders.release", Conflict("chain-broken", "Die Kette ist unterbrochen.", "[]"))

    answer = act(made, "release", url="https://www.bayernportal.de/alt")

    assert 'name="url" value="https://www.bayernportal.de/neu"' in answer.text


def test_a_refusal_is_shown_with_what_was_typed() -> None:
    made = gateway()
    made.answers("orders.release", Conflict("chain-broken", "Die Kette ist unterbrochen.", "[]"))

    answer = act(made, "release", reason="Alles geprüft")

    assert answer.status_code == 422
    assert "Die Kette ist unterbrochen." in answer.text
    assert "Alles geprüft" in answer.text


@pytest.mark.parametrize("name", ["", "sign", "withdraw"])
def test_what_is_no_act_of_this_page_is_not_done(name: str) -> None:
    made = gateway()

    assert act(made, name).status_code == 422
    assert not [called for called, *_ in made.calls.made if called == f"orders.{name}"]


def test_only_what_the_order_allows_the_reader_is_offered() -> None:
    made = gateway(
        "orders:support", "orders:read", actions=["request-setup", "cancel"], waiting_for=None
    )

    shown = page(made)

    assert 'value="request-setup"' in shown
    assert 'value="release"' not in shown
    assert "Nur prüfende Personen" not in shown


def test_support_asks_another_party_to_set_up() -> None:
    made = gateway("orders:support", "orders:read", actions=["request-setup"])
    made.answers("orders.request_setup", order())

    act(made, "request-setup", setup_by="v1", reason="Neuer Versuch")

    payload = {"setup_by": "v1", "note": "Neuer Versuch"}
    assert [t["payload"] for t in told(made, "orders.request_setup")] == [payload]


def test_who_has_taken_the_review_alone_decides() -> None:
    shown = page(
        gateway(
            claimed_by="a9",
            claimed_until=f"{TODAY + timedelta(days=30)}T13:30:00+00:00",
            history=[{"action": "claim", "actor_name": "Rita Beispiel", "reason": None}],
            actions=["request-support"],
            waiting_for={**order()["waiting_for"], "yours": False, "actions": []},
        )
    )

    assert re.search(r"Rita Beispiel prüft bis \w\w, [\d.]+, 1[45]:30 Uhr\. Danach", shown)
    assert "Entscheidung speichern" not in shown


def test_who_has_taken_the_review_reads_until_when_and_what_then() -> None:
    until = f"{TODAY + timedelta(days=30)}T13:30:00+00:00"

    shown = page(gateway(claimed_by="a1", claimed_until=until))
    listed = page(gateway(claimed_by="a1", claimed_until=until), PATH)

    assert re.search(r"Sie prüfen bis [^<]+ Uhr\. Danach kann auch jemand anderes", shown)
    assert "Prüfung übernehmen" not in shown
    assert re.search(r"von Ihnen, bis [^<]+ Uhr", listed)


def test_a_review_taken_too_long_ago_is_free_again() -> None:
    lapsed = {"claimed_by": "a9", "claimed_until": "2026-11-25T17:00:00+00:00"}

    shown, listed = page(gateway(**lapsed)), page(gateway(**lapsed), PATH)

    assert "Prüfung übernehmen" in shown
    assert "prüft bis" not in shown
    assert "von jemand anderem" not in listed


def test_a_review_is_taken() -> None:
    made = gateway()
    made.answers("orders.claim", order(claimed_by="a1"))

    form = {"csrf_token": CSRF, "form_key": "k"}
    answer = made.client.post(f"{ONE}/claim", data=form, headers=SIGNED_IN)

    assert answer.status_code == 303
    assert len(told(made, "orders.claim")) == 1


def test_the_chain_of_an_order_leads_to_its_page() -> None:
    assert 'href="/chains/ewa"' in page(gateway())


def test_of_two_agreements_in_force_the_longer_one_counts() -> None:
    listed = {
        "items": [
            {
                "agreements": [
                    agreement(1),
                    agreement(1, valid_until=None),
                    agreement(2, valid_from="2098-01-01"),
                ]
            }
        ]
    }

    levels = chain_of(listed, TODAY)

    assert levels[0].agreement == agreement(1, valid_until=None)
    assert [level.agreement is None for level in levels] == [False, True, True]
    assert not is_whole(levels)


def test_another_order_of_the_same_service_stands_in_the_way() -> None:
    answer = {"orderable": False, "reason_code": "already-ordered", "reason": "", "order": "o2"}

    assert not is_entitled(order(), answer)


@pytest.mark.parametrize("name", ACTS)
def test_every_act_has_its_words(name: str) -> None:
    assert {f"op-order-{name}-choice", f"done-op-order-{name}"} <= FOR_PAGES.keys()


@pytest.mark.parametrize(
    ("extra", "acknowledged", "said"),
    [(False, False, "Die Schnittstelle zu X verursacht keine Zusatzkosten."),
     (True, True, "verursacht Zusatzkosten. Die Stelle weiß davon."),
     (True, False, "Die Stelle hat noch nicht bestätigt, dass sie davon weiß.")],
)  # fmt: skip
def test_extra_costs_are_said_as_the_order_form_says_them(
    extra: bool, acknowledged: bool, said: str
) -> None:
    made = gateway(specialist_system="X", costs_acknowledged=acknowledged)
    interface = {"system": "X", "extra_cost": extra, "stated_by": None}
    made.answers("catalog.get", {"id": "ewa", "profile_version": 1, "interfaces": [interface]})

    assert said in page(made)


def test_where_there_is_no_interface_there_are_no_extra_costs() -> None:
    assert "Keine Zusatzkosten: Die Stelle hat kein Fachverfahren genannt." in page(gateway())


def test_the_page_speaks_english() -> None:
    english = {**SIGNED_IN, "Accept-Language": "en"}

    shown = gateway().client.get(ONE, headers=english).text

    assert "Registration of residence: Prien a.Chiemsee" in shown
    assert "op-" not in shown


def test_a_contract_is_made_again_only_where_making_it_failed() -> None:
    made = gateway(actions=["retry-document", "reject"], state="released")
    failed = gateway(
        actions=["retry-document", "reject"],
        state="released",
        open_point={"kind": "document_failed", "reason": "Abgebrochen."},
    )

    assert 'value="retry-document"' not in page(made)
    assert 'value="retry-document"' in page(failed)
    assert "Abgebrochen." in page(failed)


@pytest.mark.parametrize(
    ("actions", "path"),
    [(["countersign", "reject"], "/countersign"), (["progress", "cancel"], "/setups/o1")],
)
def test_what_is_done_on_another_page_is_linked(actions: list[str], path: str) -> None:
    assert f'href="{path}"' in page(gateway(actions=actions))


def test_people_of_a_body_are_led_to_their_own_page_of_an_order() -> None:
    made = Gateway()

    answer = made.client.get(ONE, headers=SIGNED_IN)

    assert (answer.status_code, answer.location) == (303, "/orders/o1")
    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 403
