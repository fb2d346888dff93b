"""Support sees which mails did not arrive and why, and sends one once more."""

from typing import Any

from services.common.errors import Conflict
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/mails"


def mail(**facts: Any) -> dict[str, Any]:
    return {
        "id": "m1",
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
    grants = {"self": ["me:read"], "*": ["mails:manage", "orders:support"]}
    made.answers("identity.principal", {**known, "grants": grants})
    listed = {"items": list(items), "next": None, "total": len(items)}
    made.answers("notify.list_mails", listed)
    return made


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
