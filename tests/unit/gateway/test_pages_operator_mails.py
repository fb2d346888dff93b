"""Support sees which mails did not arrive and why, and sends one once more."""

from typing import Any

import pytest

from services.common.errors import Conflict
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/mails"


TEXT = {"de": "Der Mailserver hat diese E-Mail vertagt.", "en": "Put off."}
PAUSE = {
    "id": "h1", "address": "anna@prien.example", "since": "2026-11-25T09:00:00+00:00",
    "mail": "m1", "reason": TEXT, "answer": "550 no such user",
}  # fmt: skip


def mail(**facts: Any) -> dict[str, Any]:
    return {
        "id": "m1",
        "state": "failed",
        "state_label": {"de": "gescheitert", "en": "failed"},
        "message_id": "<m1@digitalmarkt>",
        "kind_label": "Vertrag liegt bereit",
        "subject": "Ihr Vertrag",
        "name": "Anna Müller",
        "address": "anna@prien.example",
        "failed_at": "2026-11-25T09:00:00+00:00",
        "queued_at": "2026-11-25T08:00:00+00:00",
        "reason": "Der Mailserver kennt diese Adresse nicht.",
        "answer": "550 no such user",
        **facts,
    }


def gateway(*items: dict[str, Any]) -> Gateway:
    """Return a gateway whose reader supports, with these mails failed."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": ["mails:manage", "orders:support", "orders:read"]}
    made.answers("identity.principal", {**known, "grants": grants})
    listed = {"items": list(items), "next": None, "total": len(items)}
    made.answers("notify.list_mails", listed)
    made.answers("notify.get_mail", mail())
    return made


def asked_for(made: Gateway) -> dict[str, Any]:
    """Return what the list was last asked for."""
    queries = [given["query"] for called, given, *_ in made.calls.made if "list_mails" in called]
    return dict(queries[-1])


def resend(made: Gateway) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k"}
    return made.client.post(f"{PATH}/m1/resend", data=form, headers=SIGNED_IN)


def test_each_failed_mail_says_to_whom_and_why() -> None:
    shown = gateway(mail()).client.get(PATH, headers=SIGNED_IN).text

    for said in ("Vertrag liegt bereit", "anna@prien.example", "kennt diese Adresse nicht"):
        assert said in shown
    assert "550 no such user" in shown


def test_when_all_arrived_the_page_says_so() -> None:
    assert "Alle E-Mails sind angekommen." in gateway().client.get(PATH, headers=SIGNED_IN).text


def test_each_state_is_a_view_and_another_is_the_failed_ones() -> None:
    made = gateway(mail())

    for asked, state in (("bounced", "bounced"), ("sent", "sent"), ("anything", "failed")):
        made.client.get(f"{PATH}?state={asked}", headers=SIGNED_IN)
        assert asked_for(made).get("state") == state


def test_a_search_looks_in_all_states() -> None:
    made = gateway(mail())

    shown = made.client.get(f"{PATH}?q=anna@prien.example", headers=SIGNED_IN).text

    query = asked_for(made)
    assert (query["address"], query.get("state")) == ("anna@prien.example", None)
    assert 'value="anna@prien.example"' in shown


@pytest.mark.parametrize(
    "typed", ["DM-2026-ABCDEFGH", " dm-2026-abcdefgh ", "T-DM-2026-ABCDEFGH", "SSN-2026-ABCDEFGH",
              "SSN-2026-ABCDEFGH-2"]
)  # fmt: skip
def test_the_number_of_an_order_its_ticket_or_contract_finds_its_mails(typed: str) -> None:
    made = gateway(mail())
    others = [{"id": "o9", "number": "DM-2026-ABCDEFGHX"}]
    orders = [{"id": "o1", "number": "DM-2026-ABCDEFGH"}, *others]
    made.answers("orders.list", {"items": orders, "next": None, "total": 2})

    shown = made.client.get(PATH, query_string={"q": typed}, headers=SIGNED_IN).text

    assert (asked_for(made)["order"], asked_for(made).get("state")) == ("o1", None)
    (asked,) = [given["query"] for called, given, *_ in made.calls.made if called == "orders.list"]
    assert asked["number"] == "DM-2026-ABCDEFGH"
    assert "anna@prien.example" in shown


@pytest.mark.parametrize("found", [[], ["DM-2026-A1", "DM-2026-A2"]])
def test_a_number_that_names_no_one_order_is_said_to_find_nothing(found: list[str]) -> None:
    made = gateway(mail())
    orders = [{"id": number, "number": number} for number in found]
    made.answers("orders.list", {"items": orders, "next": None, "total": len(orders)})

    shown = made.client.get(f"{PATH}?q=DM-2026-A", headers=SIGNED_IN).text

    assert "Zu dieser Nummer gibt es keine Bestellung." in shown
    assert made.calls.count("notify.list_mails") == 0


def test_what_is_too_long_for_a_number_is_said_to_find_nothing() -> None:
    made = gateway(mail())

    shown = made.client.get(PATH, query_string={"q": "A" * 60}, headers=SIGNED_IN).text

    assert "Zu dieser Nummer gibt es keine Bestellung." in shown
    assert made.calls.count("orders.list") == 0


def test_one_mail_shows_its_story_try_by_try() -> None:
    made = gateway()
    tries = [{"at": "2026-11-25T09:00:00+00:00", "reason": TEXT, "answer": "451 later"}]
    made.answers("notify.get_mail", mail(tries=tries, about={"order": "o1"}))

    shown = made.client.get(f"{PATH}/m1", headers=SIGNED_IN).text

    for said in ("Verlauf", "451 later", "Noch einmal senden", "/mails?order=o1"):
        assert said in shown


def test_an_address_that_is_not_reached_is_resumed_by_support() -> None:
    made = gateway()
    made.answers("notify.list_paused_addresses", {"items": [PAUSE], "next": None, "total": 1})
    made.answers("notify.get_mailbox", {"polled_at": None, "unclaimed": 2})
    made.answers("notify.resume_address", PAUSE)

    shown = made.client.get(f"{PATH}/addresses", headers=SIGNED_IN).text
    form = {"csrf_token": CSRF, "form_key": "k"}
    done = made.client.post(f"{PATH}/addresses/h1/resume", data=form, headers=SIGNED_IN)

    for said in ("anna@prien.example", "550 no such user", "2 Nachrichten im Postfach"):
        assert said in shown
    assert (done.status_code, done.location) == (303, f"{PATH}/addresses")


def test_where_all_addresses_are_reached_the_page_says_so() -> None:
    made = gateway()
    made.answers("notify.list_paused_addresses", {"items": [], "next": None, "total": 0})
    made.answers("notify.get_mailbox", {"polled_at": None, "unclaimed": 0})

    shown = made.client.get(f"{PATH}/addresses", headers=SIGNED_IN).text

    assert "Alle Adressen werden erreicht." in shown


def test_a_mail_is_sent_once_more_however_often_the_button_is_pressed() -> None:
    made = gateway(mail())
    made.answers("notify.resend_mail", mail())

    answers = [resend(made) for _ in range(2)]

    assert [(a.status_code, a.location) for a in answers] == [(303, PATH)] * 2
    assert made.calls.count("notify.resend_mail") == 1


def test_one_whose_words_are_gone_is_said_calmly() -> None:
    made = gateway(mail())
    made.answers("notify.resend_mail", Conflict("mail-words-gone", "Der Text ist weg.", "[]"))

    answer = resend(made)

    assert answer.status_code == 422
    assert "Der Text ist weg." in answer.text
