"""Support sees which messages could not be handled, why, and what can be done about each."""

from typing import Any

from services.common.errors import Conflict, Invalid, Unavailable
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/operator/parked"
SERVICES = ("identity", "catalog", "orders", "contracts", "notify")
NOTHING: dict[str, Any] = {"items": [], "next": None, "total": 0}


def message(**facts: Any) -> dict[str, Any]:
    return {
        "id": "notify.a1", "service": "notify", "state": "waiting", "failures": 6,
        "state_label": "wartet auf eine Person", "parked_at": "2026-11-25T09:00:00+00:00",
        "due_at": None, "ended_at": None, "source": "orders", "message": "order.released",
        "handler": "follow", "subject": "o1", "correlation_id": "c1", "error": "KeyError",
        "reason": "Das ist ein Fehler im Programm.", "place": "services/notify/notifier.py:12",
        "can_replay": True, "advice": "Lassen Sie die Ursache beheben.", "discard_reason": None,
        "cursor": "x", **facts,
    }  # fmt: skip


def gateway(*items: dict[str, Any], permission: str = "parked:manage") -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": [permission, "orders:read"]}
    made.answers("identity.principal", {**known, "grants": grants})
    for service in SERVICES:
        made.answers(f"{service}.list_parked", NOTHING)
    made.answers("notify.list_parked", {**NOTHING, "items": list(items), "total": len(items)})
    made.answers("notify.get_parked", items[0] if items else message())
    return made


def send(made: Gateway, act: str, **fields: str) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k", **fields}
    return made.client.post(f"{PATH}/notify.a1/{act}", data=form, headers=SIGNED_IN)


def test_each_message_says_where_why_and_since_when() -> None:
    shown = gateway(message()).client.get(PATH, headers=SIGNED_IN).text

    for said in (
        "Benachrichtigungen",
        "Fehler im Programm",
        "25.11.2026",
        "Wartet auf eine Person",
    ):
        assert said in shown
    assert f'href="{PATH}/notify.a1"' in shown


def test_those_that_wait_for_a_person_stand_first_and_the_others_beside_them() -> None:
    made = gateway(message())

    first = made.client.get(PATH, headers=SIGNED_IN).text
    made.client.get(f"{PATH}?state=retrying", headers=SIGNED_IN)

    asked = [call[1]["query"] for call in made.calls.made if call[0] == "notify.list_parked"]
    assert [query["state"] for query in asked] == ["waiting", "retrying"]
    assert f'href="{PATH}?state=retrying"' in first


def test_that_all_are_handled_is_said_only_where_all_have_answered() -> None:
    made = gateway()
    calm = made.client.get(PATH, headers=SIGNED_IN).text
    made.answers("orders.list_parked", Unavailable("service-away", "Weg.", "[]"))

    doubtful = made.client.get(PATH, headers=SIGNED_IN).text

    assert "Keine Nachricht wartet auf eine Entscheidung." in calm
    assert "Keine Nachricht wartet auf eine Entscheidung." not in doubtful
    assert "Bestellungen" in doubtful


def test_one_is_tried_again_or_discarded_with_a_reason() -> None:
    made = gateway(message())
    made.answers("notify.replay_parked", message(state="retrying"))
    made.answers("notify.discard_parked", message(state="discarded"))

    answers = [send(made, "replay"), send(made, "discard", reason="Doppelt gemeldet.")]

    assert [(a.status_code, a.location) for a in answers] == [(303, PATH)] * 2
    (discarded,) = [made[1] for made in made.calls.made if made[0] == "notify.discard_parked"]
    assert discarded == {"parked_id": "notify.a1", "payload": {"reason": "Doppelt gemeldet."}}


def test_without_a_reason_nothing_is_discarded() -> None:
    made = gateway(message())
    missing = '[{"pointer": "/reason", "detail": "Diese Angabe fehlt noch."}]'
    made.answers("notify.discard_parked", Invalid("invalid", "Bitte prüfen.", missing))

    answer = send(made, "discard", reason=" ")

    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text


def test_a_refusal_is_said_beside_the_message() -> None:
    made = gateway(message(can_replay=False))
    made.answers("notify.replay_parked", Conflict("parked-no-handler", "Niemand wartet.", "[]"))

    answer = send(made, "replay")

    assert answer.status_code == 422
    assert "Niemand wartet." in answer.text
    assert "Erneut versuchen</span>" not in answer.text


def test_what_is_done_with_offers_nothing() -> None:
    ended = message(ended_at="2026-11-26T09:00:00+00:00", can_replay=False, state="discarded",
                    discard_reason="Doppelt gemeldet.")  # fmt: skip
    shown = gateway(ended).client.get(f"{PATH}/notify.a1", headers=SIGNED_IN).text

    assert "Doppelt gemeldet." in shown
    assert "Erneut versuchen</span>" not in shown
    assert "/discard" not in shown


def test_nobody_else_is_shown_them() -> None:
    made = gateway(message(), permission="orders:review")

    answers = [made.client.get(path, headers=SIGNED_IN) for path in (PATH, f"{PATH}/notify.a1")]

    assert [answer.status_code for answer in answers] == [403, 403]
