"""Only what the gateway signed for this service, just now, counts as a caller."""

import base64
import json
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from services.common import context
from services.common.context import Call
from services.common.errors import Forbidden, Unauthenticated
from services.common.principal import ALGORITHM, NOBODY, Delegation, Principal, sign, verify
from tests import builders

PRIVATE, PUBLIC = builders.key_pair()


def signed(**changed: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": "gateway", "sub": "clerk", "aud": "orders", "iat": now, "exp": now + 60,
        "name": "Sabine", "grants": {}, "claims": {}, **changed,
    }  # fmt: skip
    kept = {name: value for name, value in claims.items() if value is not ...}
    key = OKPKey.import_key(PRIVATE)
    return jwt.encode({"alg": ALGORITHM}, kept, key, algorithms=[ALGORITHM])


def with_payload(token: str, **changed: Any) -> str:
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    text = json.dumps({**claims, **changed}).encode()
    return f"{header}.{base64.urlsafe_b64encode(text).decode().rstrip('=')}.{signature}"


def test_a_principal_arrives_as_it_was_signed() -> None:
    caller = builders.principal(claims={"vendor": None, "roles": [{"role": "officer"}]})

    arrived = verify(sign(caller, "orders", PRIVATE), "orders", PUBLIC)

    assert arrived == caller


def test_a_token_for_one_service_is_refused_by_another() -> None:
    token = sign(builders.principal(), "orders", PRIVATE)

    with pytest.raises(Unauthenticated):
        verify(token, "contracts", PUBLIC)


def test_a_token_that_was_good_before_is_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    token = sign(builders.principal(), "orders", PRIVATE)
    first = verify(token, "orders", PUBLIC)
    again = verify(token, "orders", PUBLIC)
    later = time.time() + 120

    monkeypatch.setattr(time, "time", lambda: later)

    assert (first, first is again) == (again, False)
    with pytest.raises(Unauthenticated):
        verify(token, "orders", PUBLIC)


def test_what_one_caller_is_given_changes_nothing_for_the_next() -> None:
    token = sign(builders.principal(claims={"roles": ["officer"]}), "orders", PRIVATE)

    verify(token, "orders", PUBLIC).claims["roles"].append("admin")

    assert verify(token, "orders", PUBLIC).claims["roles"] == ["officer"]


def test_a_token_of_another_key_is_refused() -> None:
    other_private, _ = builders.key_pair()
    token = sign(builders.principal(), "orders", other_private)

    with pytest.raises(Unauthenticated):
        verify(token, "orders", PUBLIC)


def test_changed_grants_are_refused() -> None:
    token = with_payload(signed(), grants={"*": ["orders:review"]})

    with pytest.raises(Unauthenticated):
        verify(token, "orders", PUBLIC)


def test_an_unsigned_token_is_refused() -> None:
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    payload = signed().split(".")[1]

    with pytest.raises(Unauthenticated):
        verify(f"{header}.{payload}.", "orders", PUBLIC)


@pytest.mark.parametrize(
    ("issued", "expires"),
    [(-120, -60), (-60, -6), (0, 61), (-30, 3600), (30, 90)],
    ids=["long over", "just over", "one second too long", "an hour", "from the future"],
)
def test_a_token_counts_only_in_its_minute(issued: int, expires: int) -> None:
    now = int(time.time())
    token = signed(iat=now + issued, exp=now + expires)

    with pytest.raises(Unauthenticated):
        verify(token, "orders", PUBLIC)


@pytest.mark.parametrize("name", ["iss", "sub", "aud", "iat", "exp", "name", "grants", "claims"])
def test_a_token_that_lacks_a_claim_is_refused(name: str) -> None:
    token = signed(**{name: ...})

    with pytest.raises(Unauthenticated):
        verify(token, "orders", PUBLIC)


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "orders"}, {"grants": []}, {"grants": {"*": 5}}, {"grants": None},
        {"claims": "none"}, {"claims": 5}, {"exp": "soon"}, {"iat": None}, {"exp": [1]},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_with_a_claim_of_the_wrong_form_is_refused(changed: dict[str, Any]) -> None:
    token = signed(**changed)

    with pytest.raises(Unauthenticated):
        verify(token, "orders", PUBLIC)


@pytest.mark.parametrize(
    "token", [None, 5, b"bytes", [], {}, "", ".", "..", "a.b.c", "ä.ö.ü", "\ud800.a.b", "x" * 9999]
)
def test_what_is_no_token_is_refused(token: object) -> None:
    with pytest.raises(Unauthenticated) as refused:
        verify(token, "orders", PUBLIC)

    assert refused.value.code == "principal-invalid"


def test_a_permission_counts_in_its_scope_only() -> None:
    caller = builders.principal(grants={builders.PRIEN: frozenset({"orders:place"})})

    assert caller.may("orders:place")
    assert caller.may("orders:place", builders.PRIEN)
    assert not caller.may("orders:place", builders.MUNICH)
    assert not caller.may("orders:review")


def test_a_permission_held_everywhere_counts_in_every_scope() -> None:
    caller = Principal("nina", grants={"*": frozenset({"orders:read"})})

    assert caller.may("orders:read", builders.MUNICH)
    assert caller.scopes("orders:read") is None


def test_the_scopes_of_a_permission_are_listed() -> None:
    grants = {"b": frozenset({"x", "y"}), "a": frozenset({"x"}), "c": frozenset({"y"})}

    caller = Principal("clerk", grants=grants)

    assert caller.scopes("x") == ["a", "b"]
    assert caller.scopes("z") == []


def test_nobody_may_nothing() -> None:
    with pytest.raises(Forbidden):
        NOBODY.require("orders:read", builders.PRIEN)


def lent(**changed: Any) -> Delegation:
    facts: dict[str, Any] = {
        "id": "m1", "scope": "09187162", "permissions": frozenset({"orders:place"}),
        "ends_at": time.time() + 60, "only": frozenset({"ewa"}),
    }  # fmt: skip
    return Delegation(**{**facts, **changed})


def test_a_lent_permission_holds_for_its_scope_and_subject_only() -> None:
    caller = Principal("clerk", delegations=(lent(),))

    assert caller.may("orders:place")
    assert caller.may("orders:place", "09187162", "ewa")
    assert not caller.may("orders:place", "09187162", "other")
    assert not caller.may("orders:place", "09187162")
    assert not caller.may("orders:place", "09162000", "ewa")
    assert not caller.holds("orders:place", "09187162")


def test_a_lent_permission_ends_at_its_time_whatever_the_token_says() -> None:
    caller = Principal("clerk", delegations=(lent(ends_at=time.time() - 1),))

    arrived = verify(sign(caller, "orders", PRIVATE), "orders", PUBLIC)

    assert arrived == caller
    assert not arrived.may("orders:place", "09187162", "ewa")


def test_acting_names_the_delegation_only_where_it_was_needed() -> None:
    own = {"09162000": frozenset({"orders:place"})}
    context.enter(Call(principal=Principal("clerk", "", own, {}, (lent(only=frozenset()),))))

    context.act("orders:place", "09162000")
    by_right = context.current()
    context.act("orders:place", "09187162", about="ewa")
    by_delegation = context.current()

    assert (by_right.on_behalf_of, by_right.mandate_id) == ("09162000", None)
    assert (by_delegation.on_behalf_of, by_delegation.mandate_id) == ("09187162", "m1")


@pytest.mark.parametrize(
    ("scope", "about", "named"),
    [("09187162", "ewa", "m2"), ("09162000", "ewa", "m1"), ("09187162", "other", "m1")],
)
def test_a_delegation_that_is_named_must_fit(scope: str, about: str, named: str) -> None:
    everywhere = {"*": frozenset({"orders:place"})}
    context.enter(Call(principal=Principal("clerk", "", everywhere, {}, (lent(),))))

    with pytest.raises(Forbidden) as refused:
        context.act("orders:place", scope, about=about, mandate_id=named)

    assert refused.value.code == "mandate-not-valid"
