"""A request with a token acts as its client, and only within the token's scopes."""

import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from services.common.errors import Forbidden, NotFound
from tests.unit.gateway.gateway_fakes import ADDRESS, SIGNED_IN, TOKEN_KEY, TOKENS, Gateway

PERMISSIONS = {"orders:read": ["orders:list"], "orders:write": ["orders:place"]}
MANDATE = {"id": "m1", "scope": "09161000", "permissions": ["orders:list", "orders:place"],
           "ends_at": 4e9, "only": []}  # fmt: skip
CLIENT = {
    "subject": "k-1",
    "name": "KRZ",
    "grants": {"09187162": ["orders:list", "orders:place"]},
    "delegations": [MANDATE],
    "claims": {
        "client": True,
        "state": "active",
        "scopes": ["orders:read", "orders:write"],
        "scope_permissions": PERMISSIONS,
    },
}


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    made.answers("identity.principal", CLIENT)
    made.answers("orders.list", {"items": [], "next": None, "total": 0})
    made.answers("orders.place", {"id": "o1"})
    return made


def bearer(*scopes: str, client: str = "k-1") -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKENS.issue(client, scopes)}"}


def made_with(key: Any = None, header: Any = None, **changes: Any) -> str:
    now = int(time.time())
    claims = {"iss": ADDRESS, "aud": ADDRESS, "sub": "k-1", "scope": "", "iat": now,
              "exp": now + 600, **changes}  # fmt: skip
    given = {name: value for name, value in claims.items() if value is not None}
    header = {"alg": "ES256", "typ": "at+jwt", **(header or {})}
    return jwt.encode(header, given, key or ECKey.import_key(TOKEN_KEY), algorithms=[header["alg"]])


def test_a_client_holds_what_its_token_covers_and_no_more(gateway: Gateway) -> None:
    gateway.client.get("/api/v1/orders", headers=bearer("orders:read"))

    principal = gateway.calls.made[-1][2]
    assert principal.subject == "k-1"
    assert principal.grants == {"09187162": {"orders:list"}}
    assert principal.delegations[0].permissions == {"orders:list"}
    assert principal.claims["scopes"] == ["orders:read"]
    assert "scope_permissions" not in principal.claims


def test_a_scope_the_client_has_lost_covers_nothing(gateway: Gateway) -> None:
    gateway.claims(scopes=["orders:write"], scope_permissions={"orders:write": ["orders:place"]})

    gateway.client.get("/api/v1/orders", headers=bearer("orders:read"))

    assert gateway.calls.made[-1][2].grants == {"09187162": frozenset()}


def test_a_program_is_told_which_scope_its_token_lacks(gateway: Gateway) -> None:
    gateway.answers("orders.place", Forbidden("not-permitted", permission="orders:prepare"))
    headers = {**bearer("orders:read"), "Idempotency-Key": "key-1"}

    answer = gateway.client.post("/api/v1/orders", json={}, headers=headers)

    assert (answer.status_code, answer.json["code"]) == (403, "scope-missing")
    assert answer.json["scopes"] == ["orders:write"]
    challenge = 'Bearer error="insufficient_scope", scope="orders:write"'
    assert answer.headers["WWW-Authenticate"] == challenge


def test_a_program_with_the_scope_is_told_that_it_is_for_another_place(gateway: Gateway) -> None:
    gateway.answers("orders.place", Forbidden("not-permitted", permission="orders:place"))
    headers = {**bearer("orders:write"), "Idempotency-Key": "key-1"}

    answer = gateway.client.post("/api/v1/orders", json={}, headers=headers)

    assert answer.json["code"] == "not-permitted"
    assert "für die es eingerichtet ist" in answer.json["detail"]
    assert "WWW-Authenticate" not in answer.headers


def test_a_program_is_told_what_only_people_do(gateway: Gateway) -> None:
    gateway.answers("identity.me", Forbidden("not-permitted", permission="me:read"))

    answer = gateway.client.get("/api/v1/me", headers=bearer("orders:read"))

    assert (answer.status_code, answer.json["code"]) == (403, "not-for-programs")


@pytest.mark.parametrize("path", ["orders?format=csv", "orders?format=xlsx"])
def test_a_program_is_told_the_same_of_a_list_as_a_file(gateway: Gateway, path: str) -> None:
    gateway.answers("orders.list", Forbidden("not-permitted", permission="orders:read"))
    gateway.answers("orders.export", Forbidden("not-permitted", permission="orders:read"))

    answer = gateway.client.get(f"/api/v1/{path}", headers=bearer("catalog:read"))

    assert (answer.status_code, answer.json["code"]) == (403, "scope-missing")
    assert "orders:read" in answer.json["scopes"]


def test_two_tokens_of_one_client_are_one_question_to_identity(gateway: Gateway) -> None:
    gateway.client.get("/api/v1/orders", headers=bearer("orders:read"))
    gateway.client.get("/api/v1/orders", headers=bearer("orders:write"))

    assert gateway.calls.count("identity.principal") == 1
    assert gateway.calls.made[-1][2].grants == {"09187162": {"orders:place"}}


def test_a_token_needs_no_csrf_token_and_comes_before_a_cookie(gateway: Gateway) -> None:
    headers = {**SIGNED_IN, **bearer("orders:write"), "Idempotency-Key": "key-1"}

    answer = gateway.client.post("/api/v1/orders", json={}, headers=headers)

    assert answer.status_code == 201
    assert gateway.calls.made[-1][2].subject == "k-1"


def test_a_key_of_one_client_is_not_that_of_another(gateway: Gateway) -> None:
    for client in ("k-1", "k-2"):
        headers = {**bearer("orders:write", client=client), "Idempotency-Key": "key-1"}
        gateway.client.post("/api/v1/orders", json={"by": client}, headers=headers)
        gateway.client.post("/api/v1/orders", json={"by": client}, headers=headers)

    assert gateway.calls.count("orders.place") == 2


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        made_with(iss="https://other.example"),
        made_with(aud="https://other.example"),
        made_with(exp=int(time.time()) - 1),
        made_with(exp=int(time.time()) + 3600),
        made_with(sub=None),
        made_with(exp=None),
        made_with(scope=None),
        made_with(scope=["orders:read"]),
        made_with(key=ECKey.generate_key("P-256")),
        made_with(header={"typ": "JWT"}),
        made_with(key=OctKey.import_key(TOKEN_KEY), header={"alg": "HS256"}),
        TOKENS.issue("k-1", [])[:-2],
    ],
)
def test_a_token_that_is_not_good_is_refused(gateway: Gateway, token: str) -> None:
    headers = {**SIGNED_IN, "Authorization": f"Bearer {token}"}

    answer = gateway.client.get("/api/v1/orders", headers=headers)

    assert (answer.status_code, answer.json["code"]) == (401, "token-invalid")
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert gateway.calls.made == []


@pytest.mark.parametrize(
    "answer",
    [
        NotFound("client-not-found", "Weg.", "[]"),
        {**CLIENT, "claims": {**CLIENT["claims"], "state": "closed"}},
        {**CLIENT, "claims": {"state": "active"}},
    ],
)
def test_a_token_ends_with_its_client(gateway: Gateway, answer: Any) -> None:
    gateway.answers("identity.principal", answer)

    refused = gateway.client.get("/api/v1/orders", headers=bearer("orders:read"))

    assert (refused.status_code, refused.json["code"]) == (401, "token-invalid")


def test_a_client_without_the_permission_is_refused_by_the_service(gateway: Gateway) -> None:
    gateway.answers("orders.list", Forbidden("not-permitted", "Nein.", "[]"))

    answer = gateway.client.get("/api/v1/orders", headers=bearer("orders:write"))

    assert (answer.status_code, answer.json["code"]) == (403, "not-permitted")


def test_a_stranger_is_told_how_to_sign_in(gateway: Gateway) -> None:
    answer = gateway.client.get("/api/v1/orders", headers={"Authorization": "Basic eDp5"})

    assert (answer.status_code, answer.json["code"]) == (401, "sign-in-needed")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
