"""Support sees each vendor's access to the broker, ends it, and allows it again."""

from typing import Any

import pytest

from services.common.errors import Conflict
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_connect import access

PATH, ONE = "/operator/broker", "/operator/broker/demo"
LATER = "2026-12-05T09:00:00+00:00"
DENIAL = {
    "at": "2026-11-28T09:00:00+00:00", "reason": "Vertrag beendet.", "lifted_at": None,
    "by": "Sabine Support", "lifted_by": None,
}  # fmt: skip


def gateway(permission: str = "deliveries:manage", **facts: Any) -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    made.answers(
        "identity.principal", {**known, "grants": {"self": ["me:read"], "*": [permission]}}
    )
    one = access(vendor_name="Demo IT-Dienst", **facts)
    made.answers("notify.list_broker_accesses", {"items": [one], "next": None, "total": 1})
    made.answers("notify.get_vendors_broker_access", one)
    return made


def read(made: Gateway, path: str) -> str:
    return str(made.client.get(path, headers=SIGNED_IN).text)


def send(made: Gateway, act: str, **typed: Any) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k", **typed}
    return made.client.post(f"{ONE}/{act}", data=form, headers=SIGNED_IN)


def test_the_list_says_how_each_stands_and_how_full_its_queue_is() -> None:
    page = read(gateway(), PATH)

    for said in ("Demo IT-Dienst", "Bereit", "12 von 100.000 Ereignissen"):
        assert said in page


@pytest.mark.parametrize(("typed", "at_once"), [({}, False), ({"at_once": "yes"}, True)])
def test_ending_it_sends_the_reason_and_when(typed: dict[str, str], at_once: bool) -> None:
    made = gateway()
    made.answers("notify.deny_broker_access", {"vendor": "demo"})

    answer = send(made, "deny", reason="Vertrag beendet.", **typed)

    assert (answer.status_code, answer.location) == (303, ONE)
    (sent,) = [
        made for called, made, *_ in made.calls.made if called.endswith("deny_broker_access")
    ]
    assert sent["payload"] == {"reason": "Vertrag beendet.", "at_once": at_once}


def test_one_that_is_denied_says_who_when_and_why_and_can_be_allowed() -> None:
    made = gateway(is_denied=True, denial=DENIAL, state="ended")
    made.answers("notify.allow_broker_access", {"vendor": "demo"})

    page, answer = read(made, ONE), send(made, "allow")

    for said in ("Gesperrt", "Sabine Support", "Vertrag beendet.", "Wieder zulassen"):
        assert said in page
    assert "Zugang sperren" not in page
    assert (answer.status_code, answer.location) == (303, ONE)


def test_what_a_barred_vendor_may_still_read_can_be_ended_at_once_for_the_same_reason() -> None:
    page = read(gateway(is_denied=True, denial=DENIAL, state="ending", drain_until=LATER), ONE)

    assert 'name="reason" value="Vertrag beendet."' in page
    assert "Sofort beenden" in page
    assert "Zugang sperren" not in page


def test_a_refusal_stands_above_the_form() -> None:
    made = gateway()
    already = Conflict("broker-access-denied-already", "Schon gesperrt.", "[]")
    made.answers("notify.deny_broker_access", already)

    answer = send(made, "deny", reason="Vertrag beendet.")

    assert answer.status_code == 422
    assert "Schon gesperrt." in answer.text


def test_nobody_else_is_shown_it() -> None:
    made = gateway(permission="orders:review")

    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 403
