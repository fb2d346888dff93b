"""An account that has ended does nothing, even by a session opened before."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.gateway.gateway_fakes import CHANGING, CSRF, SIGNED_IN, Gateway

ENDED = [
    ("suspended", "account-suspended"), ("closed", "account-closed"),
    ("erased", "account-closed"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "code"), ENDED)
def test_it_is_told_so_before_any_service_is_called(state: str, code: str) -> None:
    gateway = Gateway()
    gateway.claims(state=state)

    answers = [
        gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN),
        gateway.client.post("/api/v1/orders/o1/claim", json={}, headers=CHANGING),
        gateway.client.get("/api/v1/me/export", headers=SIGNED_IN),
    ]

    assert [(a.status_code, a.json["code"]) for a in answers] == [(403, code)] * 3
    assert {called for called, *_ in gateway.calls.made} == {"identity.principal"}


@pytest.mark.parametrize(("state", "code"), ENDED)
def test_it_still_learns_what_it_is(state: str, code: str) -> None:
    gateway = Gateway()
    gateway.claims(state=state)

    me = gateway.client.get("/api/v1/me", headers=SIGNED_IN)

    assert (me.status_code, me.json["state"], me.json["csrf_token"]) == (200, state, CSRF)


def test_it_may_read_what_everyone_may() -> None:
    gateway = Gateway()
    gateway.claims(state="suspended")
    gateway.answers("identity.find_bodies", {"items": [], "next": None, "total": 0})

    answer = gateway.client.get("/api/v1/bodies?q=Aham", headers=SIGNED_IN)

    assert answer.status_code == 200


@pytest.mark.parametrize("state", ["new", "active"])
def test_an_open_account_goes_on(state: str) -> None:
    gateway = Gateway()
    gateway.claims(state=state)
    gateway.answers("orders.get", {"id": "o1"})

    assert gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN).status_code == 200


BOUND = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_a_session_begun_with_a_certificate_replaced_since_is_over() -> None:
    gateway = Gateway()
    gateway.claims(bound_at=BOUND.isoformat())
    gateway.sessions.is_now(begun_at=BOUND - timedelta(seconds=1))

    paths = ("me", "orders", "orders?format=csv")
    answers = [gateway.client.get(f"/api/v1/{path}", headers=SIGNED_IN) for path in paths]

    assert [(a.status_code, a.json["code"]) for a in answers] == [(401, "sign-in-needed")] * 3
    assert gateway.sessions.closed_keys == ["k1"] * 3
    assert {called for called, *_ in gateway.calls.made} == {"identity.principal"}


@pytest.mark.parametrize("bound_at", [None, BOUND.isoformat()])
def test_a_session_begun_with_the_present_certificate_goes_on(bound_at: str | None) -> None:
    gateway = Gateway()
    gateway.claims(bound_at=bound_at)
    gateway.sessions.is_now(begun_at=BOUND + timedelta(seconds=1))
    gateway.answers("orders.get", {"id": "o1"})

    assert gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN).status_code == 200
