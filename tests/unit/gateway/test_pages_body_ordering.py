"""The order form: four steps, what was typed stays, and what cannot be ordered says why."""

import re
from typing import Any

import pytest

from gateway.calls.client import CallFailed
from gateway.web.body.ordering import WAITS
from services.common.errors import Conflict, Unavailable, Wrong, invalid_fields
from services.orders.domain import states
from tests.unit.gateway.body_fakes import (
    BODY,
    CONTACT,
    ME,
    OFFICER,
    PREPARES,
    gateway,
    listed,
    refused,
    sent,
)
from tests.unit.gateway.gateway_fakes import SIGNED_IN, FakeKeptForms, Gateway, back_with

PATH = "/leistungen/ewa/bestellen"
WAY = ("usage", "contacts", "setup", "check")
TYPED = {
    "body": BODY, "usage": "new", "specialist_system": "", "setup_by": "", "wanted_on": "",
    "remark": "Bitte vor Ostern", **{f"functional_{k}": v for k, v in CONTACT.items()},
    **{f"technical_{k}": v for k, v in CONTACT.items()},
}  # fmt: skip
ORDER = {"id": "o1", "number": "DM-2026-X"}


def post(gw: Gateway, go: str, step: str = "check", **values: Any) -> Any:
    form = sent(**{**TYPED, "step": step, "go": go, **values})
    answer = gw.client.post(PATH, data=form, headers=SIGNED_IN)
    onward = str(answer.location or "")
    return gw.client.get(onward, headers=SIGNED_IN) if onward.startswith(PATH) else answer


def test_the_days_told_are_those_of_orders() -> None:
    waits = {wait.role: wait.working_days for wait in states.WAITS.values()}

    assert WAITS["reviewer"] == waits["reviewer"]
    assert WAITS["signatory"] == waits["signatory"]
    assert WAITS["body"] == states.WAITS[states.OrderState.AWAITING_LINK].working_days
    assert WAITS["setup_party"] == states.WAITS[states.OrderState.SETUP_REQUESTED].working_days


def test_a_guest_is_led_to_the_sign_in_and_back() -> None:
    answer = gateway().client.get(PATH)

    assert (answer.status_code, answer.location) == (303, f"/login?next={PATH}")


@pytest.mark.parametrize(
    ("asked", "ordering"),
    [("?body=09162000", "09162000"), ("?body=09999999", BODY), ("?body=self", BODY), ("", BODY)],
)
def test_a_link_names_the_body_to_order_for_if_it_is_the_reader_s(
    asked: str, ordering: str
) -> None:
    grants = dict.fromkeys((BODY, "09162000"), sorted(OFFICER))
    principal = {"subject": "a1", "name": "Anna", "grants": grants, "claims": {"roles": []}}
    gw = gateway(identity__principal=principal)

    text = gw.client.get(f"{PATH}{asked}", headers=SIGNED_IN).text

    assert f'name="body" value="{ordering}"' in text
    assert [q["query"] for name, q, *_ in gw.calls.made if name == "orders.orderable"] == [
        {"body": ordering}
    ]


def test_the_contacts_are_filled_in_from_the_registration() -> None:
    officer = {"name": "Dora Digital", "email": "dora@amt.example", "phone": None}
    registration = {"body": BODY, "state": "approved", "digital_officer": officer}
    gw = gateway(identity__me={**ME, "registrations": [registration]})

    text = gw.client.get(PATH, headers=SIGNED_IN).text

    assert 'name="functional_email" value="anna@amt.example"' in text
    assert 'name="technical_name" value="Dora Digital"' in text


def test_what_a_step_lacks_is_asked_for_before_the_next() -> None:
    answer = post(gateway(), "setup", "contacts", technical_email="ina@", technical_phone="")

    assert answer.status_code == 422
    assert "<title>Fehler:" in answer.text
    assert "Wen dürfen wir ansprechen?" in answer.text
    assert "Technische Ansprechperson, Telefon: Diese Angabe fehlt noch." in answer.text
    assert 'value="ina@"' in answer.text
    assert 'value="Bitte vor Ostern"' in answer.text


def test_one_step_back_needs_nothing_and_loses_nothing() -> None:
    answer = post(gateway(), "usage", "contacts", technical_email="")

    assert answer.status_code == 200
    assert "Wie möchten Sie den Dienst nutzen?" in answer.text
    assert 'name="functional_name" value="Ina Beispiel"' in answer.text


def test_what_is_in_use_already_is_not_set_up_any_more() -> None:
    answers = [
        post(gateway(), step, before, usage="already_productive")
        for before, step in (("contacts", "setup"), ("setup", "check"))
    ]

    remark, check = (answer.text for answer in answers)

    assert "<h1>Was sollen wir noch wissen?</h1>" in remark
    assert ">Bitte vor Ostern</textarea>" in remark
    assert not [text for text in (remark, check) if "Einrichtende Stelle" in text]
    assert not [text for text in (remark, check) if "Gewünschter Start" in text]


def test_a_remark_keeps_its_lines() -> None:
    answer = post(gateway(), "check", "setup", remark="Bitte vor Ostern.\nDanke.")

    assert '<dd class="dm-lines">Bitte vor Ostern.\nDanke.</dd>' in answer.text


def test_a_step_has_an_address_that_shows_it_again() -> None:
    gw = gateway()
    form = sent(**TYPED, step="contacts", go="setup")
    address = str(gw.client.post(PATH, data=form, headers=SIGNED_IN).location)

    first, again = (gw.client.get(address, headers=SIGNED_IN).text for _ in range(2))

    assert address == f"{PATH}?form=kept"
    assert ">Bitte vor Ostern</textarea>" in first
    assert ">Bitte vor Ostern</textarea>" in again


def test_while_nothing_can_be_kept_the_step_is_shown_at_once() -> None:
    class Away(FakeKeptForms):
        def keep(self, path: str, author: str, values: dict[str, Any]) -> str:
            raise Unavailable("database-away")

    gw = gateway(kept_forms=Away())
    form = sent(**TYPED, step="contacts", go="setup")

    answer = gw.client.post(PATH, data=form, headers=SIGNED_IN)

    assert answer.status_code == 200
    assert ">Bitte vor Ostern</textarea>" in answer.text


def test_one_person_can_be_both_contacts() -> None:
    answer = post(gateway(), "same", "contacts", technical_name="", technical_email="")

    assert 'id="technical_email" name="technical_email" value="ina@amt.example"' in answer.text


def test_the_order_is_placed_once_and_its_page_says_so() -> None:
    gw = gateway(orders__place=ORDER)

    first, again = post(gw, "order"), post(gw, "order")

    assert (first.status_code, first.location) == (303, "/orders/o1")
    assert again.location == "/orders/o1"
    assert gw.calls.count("orders.place") == 1
    placed = next(made[1] for made in gw.calls.made if made[0] == "orders.place")["payload"]
    assert placed["technical_contact"] == CONTACT
    assert placed["prepared"] is False
    assert placed["profile"] == "ewa"
    assert "specialist_system" not in placed


def test_who_may_only_prepare_prepares() -> None:
    gw = gateway(PREPARES, orders__place=ORDER)

    shown = post(gw, "check", "setup").text
    post(gw, "order")

    assert "Zur Bestellung vorbereiten" in shown
    assert "Bestellung abschicken" not in shown
    placed = next(made[1] for made in gw.calls.made if made[0] == "orders.place")["payload"]
    assert placed["prepared"] is True


def test_known_extra_cost_is_acknowledged_first() -> None:
    gw = gateway(orders__place=ORDER)

    lacking = post(gw, "order", specialist_system="Demo-Einwohner")
    post(gw, "order", specialist_system="Demo-Einwohner", costs_acknowledged="yes")

    assert lacking.status_code == 422
    assert "Bestätigen Sie, dass Ihnen die möglichen Zusatzkosten bekannt sind." in lacking.text
    placed = next(made[1] for made in gw.calls.made if made[0] == "orders.place")["payload"]
    assert placed["costs_acknowledged"] is True


def test_what_the_service_refuses_stands_at_its_field_on_its_step() -> None:
    past = refused(invalid_fields([("/wanted_on", Wrong("day-over"))]))
    gw = gateway(orders__place=past)

    answer = post(gw, "order", wanted_on="2020-01-01")

    assert answer.status_code == 422
    assert "Wer richtet den Dienst ein" in answer.text
    assert "wanted_on-error" in answer.text


def test_an_order_that_exists_is_named() -> None:
    exists = refused(Conflict("order-exists", order="o7", number="DM-2026-Z"))

    answer = post(gateway(orders__place=exists), "order")

    assert answer.status_code == 422
    assert "Stimmen Ihre Angaben?" in answer.text
    assert 'href="/orders/o7"' in answer.text


def test_what_cannot_be_ordered_says_why_and_what_next() -> None:
    no = {"orderable": False, "reason_code": "already-ordered", "reason": "Schon bestellt.",
          "order": "o7"}  # fmt: skip

    answer = gateway(orders__orderable=no).client.get(PATH, headers=SIGNED_IN)

    assert answer.status_code == 200
    assert "Schon bestellt." in answer.text
    assert 'href="/orders/o7"' in answer.text
    assert "Bestellung abschicken" not in answer.text


def test_who_may_not_prepare_orders_is_told_so() -> None:
    answer = gateway({"orders:read"}).client.get(PATH, headers=SIGNED_IN)

    assert answer.status_code == 403


def test_who_acts_by_a_mandate_reads_who_sets_it_up_as_orders_plans_it() -> None:
    planned = {"orderable": True, "reason_code": None, "reason": "Ja.", "setup_by": "dataport"}
    gw = gateway(PREPARES - {"orders:read"}, orders__orderable=planned)

    text = post(gw, "setup", step="contacts", specialist_system="Demo-Einwohner").text

    assert "wie vorgesehen: Dataport" in text
    asked = [m[1]["query"] for m in gw.calls.made if m[0] == "orders.orderable"]
    assert asked[-1] == {"body": BODY, "specialist_system": "Demo-Einwohner"}
    assert gw.calls.count("orders.get_systems") == 0


def test_without_the_directory_a_service_can_be_ordered_still() -> None:
    gw = gateway(catalog__list_systems=CallFailed("x"), catalog__list_vendors=CallFailed("x"))

    answer = gw.client.get(PATH, headers=SIGNED_IN)

    assert answer.status_code == 200
    assert "keines, oder noch nicht bekannt" in answer.text


@pytest.mark.parametrize("step", ["usage", "contacts", "setup"])
def test_every_step_is_there_in_english(step: str) -> None:
    headers = {**SIGNED_IN, "Accept-Language": "en"}

    gw = gateway(identity__find_bodies=listed())
    form = sent(**TYPED, step="check", go=step)
    led = gw.client.post(PATH, data=form, headers=headers)
    text = gw.client.get(str(led.location), headers=headers).text

    assert 'lang="en"' in text
    assert "The order does not make a contract yet." in text


def test_after_a_sign_in_the_order_is_for_the_body_it_was_typed_for() -> None:
    gw = gateway()
    grants = {"self": ["me:read"], BODY: sorted(OFFICER), "09162000": sorted(OFFICER)}
    gw.answers("identity.principal", {
        "subject": "a1", "name": "Anna Amt", "grants": grants, "claims": {"roles": []},
    })  # fmt: skip

    page = back_with(gw, PATH, {**TYPED, "body": "09162000", "step": "check"})

    asked = [m[1]["query"] for m in gw.calls.made if m[0] == "orders.orderable"]
    assert asked == [{"body": "09162000"}]
    assert 'name="body" value="09162000"' in page.text
    assert "Bitte vor Ostern" in page.text


@pytest.mark.parametrize(("go", "onward"), [("contacts", "setup"), ("setup", "check")])
def test_the_enter_key_goes_on(go: str, onward: str) -> None:
    text = post(gateway(), go, step=WAY[WAY.index(go) - 1]).text
    first = re.search(r'<button[^>]*form="order-form"[^>]*>', text)

    assert first is not None
    assert f'value="{onward}"' in first[0]
