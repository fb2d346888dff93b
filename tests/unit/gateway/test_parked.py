"""The parked messages of all services are one list; each is decided where it is kept."""

from typing import Any

import pytest

from services.common.errors import Invalid, Unavailable
from tests.unit.gateway.gateway_fakes import CHANGING, SIGNED_IN, Gateway

SERVICES = ("identity", "catalog", "orders", "contracts", "notify")
AWAY = Unavailable("service-away", "Weg.", "[]")


def message(id: str, at: str) -> dict[str, Any]:
    return {"id": id, "parked_at": f"2026-11-27T{at}:00+00:00", "cursor": f"behind-{id}"}


def page(*items: dict[str, Any], next: str | None = None) -> dict[str, Any]:
    return {"items": list(items), "next": next, "total": len(items)}


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    for service in SERVICES:
        made.answers(f"{service}.list_parked", page())
    return made


def listed(gateway: Gateway, query: str = "") -> Any:
    return gateway.client.get(f"/api/v1/parked{query}", headers=SIGNED_IN)


def test_all_services_are_one_list_that_begins_with_what_waits_longest(gateway: Gateway) -> None:
    gateway.answers(
        "orders.list_parked", page(message("orders.a", "09"), message("orders.b", "11"))
    )
    gateway.answers("notify.list_parked", page(message("notify.c", "10")))

    first = listed(gateway, "?limit=2").json

    assert [item["id"] for item in first["items"]] == ["orders.a", "notify.c"]
    assert (first["next"], first["total"], first["away"]) == ("behind-notify.c", 3, [])
    assert listed(gateway).json["next"] is None


def test_a_service_that_does_not_answer_is_named_and_the_others_are_shown(gateway: Gateway) -> None:
    gateway.answers("orders.list_parked", AWAY)
    gateway.answers("notify.list_parked", page(message("notify.c", "10")))

    answer = listed(gateway).json

    assert answer["away"] == ["orders"]
    assert answer["total"] == 1


def test_where_none_answers_nothing_is_said_to_be_empty(gateway: Gateway) -> None:
    for service in SERVICES:
        gateway.answers(f"{service}.list_parked", AWAY)

    assert (listed(gateway).status_code, listed(gateway).json["code"]) == (503, "service-away")


def test_what_a_service_refuses_is_refused(gateway: Gateway) -> None:
    gateway.answers("catalog.list_parked", Invalid("invalid", "Nein.", "[]"))

    assert listed(gateway, "?limit=many").status_code == 422


def test_a_message_is_decided_by_the_service_that_keeps_it(gateway: Gateway) -> None:
    gateway.answers("orders.replay_parked", {"id": "orders.a", "state": "retrying"})
    gateway.answers("orders.discard_parked", {"id": "orders.a", "state": "discarded"})

    answers = [
        gateway.client.post(f"/api/v1/parked/orders.a/{act}", json=body, headers=CHANGING)
        for act, body in (("replay", None), ("discard", {"reason": "Doppelt."}))
    ]

    assert [a.json["state"] for a in answers] == ["retrying", "discarded"]
    asked = [made[1] for made in gateway.calls.made if made[0].startswith("orders.")]
    assert asked == [
        {"parked_id": "orders.a", "payload": {}},
        {"parked_id": "orders.a", "payload": {"reason": "Doppelt."}},
    ]


def test_the_message_of_no_service_is_not_found(gateway: Gateway) -> None:
    answer = gateway.client.post("/api/v1/parked/mallory.a/replay", headers=CHANGING)

    assert (answer.status_code, answer.json["code"]) == (404, "parked-not-found")


def test_a_message_is_not_discarded_without_a_reason(gateway: Gateway) -> None:
    path = "/api/v1/parked/orders.a/discard"
    answer = gateway.client.post(path, json={"reason": " "}, headers=CHANGING)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/reason")
