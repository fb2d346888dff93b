"""A principal is asked of identity when it has run out, once for all who need it then."""

import threading
from typing import Any

import pytest

from gateway.callers.principals import FRESH_FOR_S, Principals
from gateway.callers.sessions import Session
from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import FakeCalls, let_follow

SESSION = Session("k1", "a1", "csrf")


class Asked:
    """Principals whose identity lets other callers in before it answers the first."""

    def __init__(self, followers: int, refusal: Exception | None = None) -> None:
        self.calls, self.time, self.anew = FakeCalls(), 0.0, False
        self.principals = Principals(self.calls, lambda: self.time)
        self.known: list[Any] = []
        self._answer = self.calls.answers["identity.principal"]
        self._refusal = refusal
        self._followers = [threading.Thread(target=self.ask) for _ in range(followers)]
        self.calls.answers["identity.principal"] = self._answered

    def all_ask(self) -> None:
        self.ask()
        for follower in self._followers:
            follower.join(5)

    def ask(self) -> None:
        try:
            self.known.append(self.principals.of(SESSION, anew=self.anew))
        except Unavailable as refusal:
            self.known.append(refusal.code)

    def _answered(self) -> dict[str, Any]:
        if self.calls.count("identity.principal") == 1 and not self.anew:
            let_follow(self.principals._flights, ("a1", None, 0), *self._followers)
        if self._refusal:
            raise self._refusal
        return self._answer


def test_requests_of_one_account_ask_identity_once_together() -> None:
    asked = Asked(followers=3)

    asked.all_ask()

    assert asked.calls.count("identity.principal") == 1
    assert [known.principal.subject for known in asked.known] == ["a1"] * 4
    assert [known.remembered for known in asked.known].count(False) == 1


def test_a_refusal_of_identity_is_shared_too() -> None:
    asked = Asked(followers=3, refusal=Unavailable("service-away", "Weg.", "[]"))

    asked.all_ask()

    assert asked.known == ["service-away"] * 4
    assert asked.calls.count("identity.principal") == 1


def test_a_call_that_must_be_fresh_asks_itself() -> None:
    asked = Asked(followers=0)
    asked.ask()
    asked.anew = True

    asked.ask()

    assert [known.remembered for known in asked.known] == [False, False]
    assert asked.calls.count("identity.principal") == 2


@pytest.mark.parametrize(("later_s", "calls"), [(FRESH_FOR_S - 1, 1), (FRESH_FOR_S, 2)])
def test_a_principal_is_remembered_for_half_a_minute(later_s: float, calls: int) -> None:
    asked = Asked(followers=0)
    asked.ask()
    asked.time = later_s

    asked.ask()

    assert asked.calls.count("identity.principal") == calls
