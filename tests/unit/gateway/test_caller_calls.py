"""What a page asks a service at once is asked once more where an old principal may be why not."""

from collections.abc import Sequence
from typing import Any

import pytest

from gateway.callers.calls import CallerCalls
from gateway.callers.principals import KnownPrincipal
from services.common.errors import Forbidden, NotFound, Unavailable
from services.common.principal import Principal

ASKED = [("list", {}), ("review", {}), ("get", {})]
OLD = Principal("a1", grants={"*": frozenset({"orders:read"})})
NEW = Principal("a1", grants={"*": frozenset({"orders:read", "orders:review"})})


class Service:
    """Answers by rights, all at once or, of a release before, one by one."""

    def __init__(self, knows_together: bool = True) -> None:
        self.knows_together = knows_together
        self.messages: list[tuple[list[str], Principal]] = []
        self.is_away_for: Principal | None = None

    def call_together(
        self, service: str, asked: Sequence[tuple[str, Any]], principal: Principal
    ) -> list[Any]:
        self.messages.append(([method for method, _ in asked], principal))
        if not self.knows_together:
            raise NotFound("method-unknown")
        if principal is self.is_away_for:
            raise Unavailable("service-away")
        return [self._answer(method, principal) for method, _ in asked]

    def call(self, service: str, method: str, *, principal: Principal, **_: Any) -> Any:
        self.messages.append(([method], principal))
        answer = self._answer(method, principal)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _answer(self, method: str, principal: Principal) -> Any:
        if method == "review" and not principal.may("orders:review"):
            return Forbidden("not-permitted")
        return method


class Principals:
    """Gives the newest principal."""

    def __init__(self, newest: Principal) -> None:
        self.newest, self.asked = newest, 0

    def of(self, caller: Any, *, anew: bool) -> KnownPrincipal:
        self.asked += 1
        return KnownPrincipal(self.newest, remembered=False)


def ask(service: Any, principals: Any, remembered: bool = True) -> list[Any]:
    calls = CallerCalls(service, principals)
    caller: Any = object()
    known = KnownPrincipal(OLD, remembered=remembered)
    return calls.call_together("orders", ASKED, caller=caller, known=known)


def test_what_was_refused_is_asked_once_more_together_by_new_rights() -> None:
    service, principals = Service(), Principals(NEW)

    assert ask(service, principals) == ["list", "review", "get"]
    assert service.messages == [(["list", "review", "get"], OLD), (["review"], NEW)]


@pytest.mark.parametrize(("remembered", "looks"), [(True, 1), (False, 0)])
def test_where_the_rights_are_the_same_a_refusal_is_one(remembered: bool, looks: int) -> None:
    service, principals = Service(), Principals(OLD)

    first, second, third = ask(service, principals, remembered)

    assert (first, type(second), third) == ("list", Forbidden, "get")
    assert (len(service.messages), principals.asked) == (1, looks)


def test_what_hinders_the_second_time_leaves_the_other_answers() -> None:
    service = Service()
    service.is_away_for = NEW

    first, second, third = ask(service, Principals(NEW))

    assert (first, type(second), third) == ("list", Unavailable, "get")


def test_a_service_of_the_release_before_is_asked_one_by_one() -> None:
    service = Service(knows_together=False)

    first, second, third = ask(service, Principals(OLD), remembered=False)

    assert (first, type(second), third) == ("list", Forbidden, "get")
    assert [methods for methods, _ in service.messages[1:]] == [["list"], ["review"], ["get"]]
