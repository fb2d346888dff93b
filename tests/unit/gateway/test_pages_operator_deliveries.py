"""Support sees what vendors have not received yet, and has it sent again."""

from typing import Any

from services.common.errors import NotFound
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/operator/deliveries"
QUEUE = {
    "id": "demo", "way": "queue", "vendor": "demo", "vendor_name": "Demo IT-Dienst", "host": None,
    "state": "waiting", "state_label": "wird erneut versucht", "reason": "Sie ist voll.",
    "waiting": 20000, "is_complete": False, "since": "2026-11-25T09:00:00+00:00", "can_retry": True,
}  # fmt: skip
WEBHOOK = {**QUEUE, "id": "w-1", "way": "webhook", "host": "hooks.demo.example", "waiting": 3,
           "state": "stopped", "is_complete": True}  # fmt: skip


def gateway(*items: dict[str, Any], permission: str = "deliveries:manage") -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": [permission]}
    made.answers("identity.principal", {**known, "grants": grants})
    listed = {"items": list(items), "next": None, "total": len(items)}
    made.answers("notify.list_waiting_deliveries", listed)
    return made


def retry(made: Gateway, way: str) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k"}
    return made.client.post(f"{PATH}/{way}/retry", data=form, headers=SIGNED_IN)


def test_each_way_says_who_waits_since_when_and_why() -> None:
    shown = gateway(QUEUE, WEBHOOK).client.get(PATH, headers=SIGNED_IN).text

    for said in ("Demo IT-Dienst", "Warteschlange (AMQP)", "hooks.demo.example", "25.11.2026",
                 "mindestens 20.000"):  # fmt: skip
        assert said in shown


def test_where_nothing_waits_nothing_is_sent_again() -> None:
    shown = gateway({**QUEUE, "can_retry": False}).client.get(PATH, headers=SIGNED_IN).text

    assert "/retry" not in shown


def test_each_way_is_sent_again_by_its_own_call() -> None:
    made = gateway(QUEUE, WEBHOOK)
    made.answers("notify.retry_queue_deliveries", {"id": "demo"})
    made.answers("notify.retry_webhook_deliveries", {"id": "w-1"})

    answers = [retry(made, way) for way in ("queue/demo", "webhook/w-1")]

    assert [(a.status_code, a.location) for a in answers] == [(303, PATH)] * 2
    asked = {name: arguments for name, arguments, *_ in made.calls.made}
    assert asked["notify.retry_queue_deliveries"]["vendor_id"] == "demo"
    assert asked["notify.retry_webhook_deliveries"]["webhook_id"] == "w-1"


def test_what_does_not_wait_any_more_is_said_above_the_list() -> None:
    made = gateway(QUEUE)
    made.answers("notify.retry_queue_deliveries", NotFound("nothing-waits", "Nichts wartet.", "[]"))

    answer = retry(made, "queue/demo")

    assert answer.status_code == 422
    assert "Nichts wartet." in answer.text


def test_nobody_else_is_shown_it() -> None:
    made = gateway(permission="orders:review")

    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 403
