"""Orders placed by a delegation, and those it gives no right to."""

import time
from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.errors import Forbidden, Invalid
from services.common.principal import ANONYMOUS, Delegation
from services.orders.service import OrdersService
from tests import builders
from tests.builders import JOINT, PRIEN, PROFILE
from tests.unit.orders.desks import (
    Orders,
    desk,
    grantee,
    lent,
    place,
    wanted,
)


def test_an_order_placed_by_a_delegation_says_so() -> None:
    order = place(wanted(body=JOINT), grantee(lent(only=frozenset({PROFILE}))))

    assert (order.mandate, order.summary()["mandate"]) == ("m1", "m1")
    assert (order.history[-1].on_behalf_of, order.history[-1].mandate) == (JOINT, "m1")
    told, _ = builders.news(order, "orders")
    assert (told["onbehalfof"], told["mandateid"]) == (JOINT, "m1")


def test_one_s_own_right_needs_no_delegation() -> None:
    order = place(wanted(), grantee(lent(scope=PRIEN)))

    assert order.mandate is None
    assert (order.history[-1].on_behalf_of, order.history[-1].mandate) == (PRIEN, None)


def test_a_named_delegation_is_the_one_that_is_used() -> None:
    order = place(wanted(body=JOINT, mandate="m2"), grantee(lent("m1"), lent("m2")))

    assert order.mandate == "m2"


def test_of_several_fitting_delegations_one_must_be_named() -> None:
    with pytest.raises(Invalid) as refused:
        place(wanted(body=JOINT), grantee(lent("m1"), lent("m2")))

    assert '"/mandate"' in refused.value.fields


@pytest.mark.parametrize(
    "delegation",
    [
        lent("m9"),
        lent(ends_at=time.time() - 1),
        lent(scope=PRIEN),
        lent(only=frozenset({"another"})),
        lent(permissions=frozenset({"orders:read", "orders:prepare"})),
    ],
    ids=["another", "expired", "of another body", "for another service", "to prepare only"],
)
def test_a_delegation_that_does_not_hold_orders_nothing(delegation: Delegation) -> None:
    context.enter(Call(principal=grantee(delegation)))
    orders = Orders()

    with pytest.raises(Forbidden) as refused:
        desk(orders=orders).place(wanted(body=JOINT, mandate="m1"))

    assert refused.value.code == "mandate-not-valid"
    assert orders.placed == []


def test_an_expired_delegation_gives_no_right_even_if_none_is_named() -> None:
    with pytest.raises(Forbidden) as refused:
        place(wanted(body=JOINT), grantee(lent(ends_at=time.time() - 1)))

    assert refused.value.code == "not-permitted"


def test_who_may_order_by_a_delegation_is_told_who_would_set_it_up_and_a_guest_is_not() -> None:
    service: Any = OrdersService()
    service.desk = desk()
    service.desk._provider_of = {PRIEN: "it-of-prien"}.get
    asked = {"body": PRIEN, "specialist_system": None}
    context.enter(Call(principal=grantee(lent(
        scope=PRIEN, only=frozenset({PROFILE}), permissions=frozenset({"orders:prepare"})
    ))))  # fmt: skip

    told = service.orderable(PROFILE, asked)
    context.enter(Call(principal=ANONYMOUS))
    to_a_guest = service.orderable(PROFILE, asked)

    assert told["setup_by"] == "it-of-prien"
    assert "setup_by" not in to_a_guest
