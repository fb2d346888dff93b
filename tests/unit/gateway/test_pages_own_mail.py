"""A person sees whether their address is reached, and does what helps."""

from typing import Any

from services.common.errors import Conflict
from tests.unit.gateway.account_answers import me
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/account/mail"


def shown(**facts: Any) -> dict[str, Any]:
    return {
        "address": "anna@prien.example", "state": "reached",
        "state_label": {"de": "E-Mails kommen an", "en": "mails arrive"},
        "since": None, "reason": None,
        "answer": None, "held": 0, "from_address": "markt@op.example",
        "envelope_domain": "op.example", "hosts": ["mx1.example"], **facts,
    }  # fmt: skip


PAUSED = {
    "state": "paused", "since": "2026-11-25T09:00:00+00:00", "held": 2,
    "reason": {"de": "Diese Adresse nimmt keine E-Mails an.", "en": "It takes none."},
    "state_label": {"de": "nicht erreichbar", "en": "not reached"},
}  # fmt: skip


def gateway(**facts: Any) -> Gateway:
    made = Gateway()
    made.answers("notify.get_mail_address", shown(**facts))
    made.answers("notify.send_test_mail", shown(**facts))
    made.answers("notify.confirm_mail_address", shown())
    return made


def send(made: Gateway, path: str, **fields: str) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k", **fields}
    return made.client.post(f"{PATH}/{path}", data=form, headers=SIGNED_IN)


def page(made: Gateway, path: str = PATH) -> str:
    return str(made.client.get(path, headers=SIGNED_IN).text)


def test_who_is_reached_sees_whom_to_let_in_and_can_try_it() -> None:
    said = page(gateway())

    for word in ("anna@prien.example", "E-Mails kommen an", "markt@op.example", "op.example",
                 "mx1.example", "Testnachricht senden"):  # fmt: skip
        assert word in said


def test_who_is_not_reached_sees_why_since_when_and_the_way_out() -> None:
    said = page(gateway(**PAUSED))

    for word in ("nicht erreichbar", "nimmt keine E-Mails an", "2 E-Mails warten auf Sie.",
                 "Wieder versuchen", "Haben Sie eine neue Adresse?"):  # fmt: skip
        assert word in said


def test_the_account_says_that_its_address_is_not_reached() -> None:
    made = gateway(**PAUSED)
    made.answers("identity.me", me(role_labels={}))

    said = page(made, "/account")

    assert "Ihre E-Mail-Adresse ist nicht erreichbar" in said
    assert 'href="/account/mail"' in said


def test_who_has_no_address_yet_is_told_how_to_get_one() -> None:
    assert "Noch keine E-Mail-Adresse" in page(gateway(address=None, state="none"))


def test_a_test_mail_is_sent_once_however_often_the_button_is_pressed() -> None:
    made = gateway()

    answers = [send(made, "test") for _ in range(2)]

    assert [(a.status_code, a.location) for a in answers] == [(303, PATH)] * 2
    assert made.calls.count("notify.send_test_mail") == 1


def test_too_many_test_mails_are_refused_in_words() -> None:
    made = gateway()
    made.answers("notify.send_test_mail", Conflict("too-many-test-mails", "Bitte warten.", "[]"))

    answer = send(made, "test")

    assert (answer.status_code, "Bitte warten." in answer.text) == (422, True)


def test_the_link_of_a_test_mail_changes_nothing_until_its_button_is_pressed() -> None:
    made = gateway(**PAUSED)

    asked = page(made, f"{PATH}?token=abc-DEF")
    done = send(made, "confirm", token="abc-DEF")

    assert 'name="token" value="abc-DEF"' in asked
    assert (done.status_code, done.location) == (303, PATH)
    assert made.calls.count("notify.confirm_mail_address") == 1
