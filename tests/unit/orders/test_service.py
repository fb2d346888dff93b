"""Who sees and does what with an order, with the orders kept in memory."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, NotFound
from services.common.principal import Delegation, Principal
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.states import OrderState
from services.orders.parties import visible_to
from services.orders.profile_changes import ProfileChanges
from services.orders.service import OrdersService
from tests import builders
from tests.builders import JOINT, MEMBERS, MUNICH, PRIEN, PROFILE, VENDOR
from tests.said import answered, said
from tests.unit.orders.desks import ReadCopy


class Orders:
    """One order."""

    def __init__(self, order: Order) -> None:
        self.order = order

    def get(self, id: str) -> Order:
        return self.order

    def change(self, id: str, act: Callable[[Order], Any]) -> Order:
        act(self.order)
        return self.order


class NothingInTheWay:
    """A desk at which everything can be released."""

    def check_release(self, order: Order, accepted: int | None) -> None:
        """Refuse nothing."""


@pytest.fixture(autouse=True)
def nobody_afterwards() -> Iterator[None]:
    yield
    context.enter(Call())


def service(order: Order, scope: str, *permissions: str) -> Any:
    context.enter(Call(principal=Principal("p", "Person", {scope: frozenset(permissions)})))
    made: Any = OrdersService()
    made.orders = Orders(order)
    made.profile_changes = ProfileChanges(ReadCopy(builders.profile_doc()))
    return made


def lent(*permissions: str, id: str = "m1", ends_in_s: float = 60, only: str = "") -> Delegation:
    profiles = frozenset({only} if only else ())
    return Delegation(id, PRIEN, frozenset(permissions), time.time() + ends_in_s, profiles)


def service_for(order: Order, *delegations: Delegation) -> Any:
    """Return the service called by a clerk of another body who was lent something."""
    made = service(order, MUNICH, "orders:read", "orders:act")
    caller = context.principal()
    context.enter(Call(principal=Principal(caller.subject, caller.name, caller.grants, {},
                                           delegations)))  # fmt: skip
    return made


def test_figures_over_all_orders_are_for_the_operator() -> None:
    with pytest.raises(Forbidden):
        service(builders.order(), PRIEN, "orders:read").turns(query={})


@pytest.mark.parametrize(
    ("scope", "permission"),
    [(PRIEN, "orders:read"), ("*", "orders:read"), (f"vendor:{VENDOR}", "setup:report")],
)
def test_the_parties_of_an_order_see_it(scope: str, permission: str) -> None:
    orders = service(builders.order_in(OrderState.SETUP_REQUESTED), scope, permission)

    assert orders.get("o1")["id"] == "o1"


@pytest.mark.parametrize(
    ("scope", "permission"),
    [(MUNICH, "orders:read"), ("vendor:other", "setup:report"), ("*", "setup:report")],
)
def test_to_others_it_does_not_exist(scope: str, permission: str) -> None:
    orders = service(builders.order(setup_by=None), scope, permission)

    with pytest.raises(NotFound):
        orders.get("o1")


def test_a_member_sees_what_its_joint_administration_ordered_and_does_not_act_on_it() -> None:
    order = builders.order_in(OrderState.AWAITING_LINK, body=JOINT, places=[JOINT, *MEMBERS])
    orders = service(order, MEMBERS[0], "orders:read", "orders:act")

    assert orders.get("o1")["state"] == "awaiting_link"
    with pytest.raises(Forbidden):
        orders.report_link("o1", {"url": "https://www.bayernportal.de"})


def test_another_vendor_does_not_report_on_a_setup() -> None:
    orders = service(builders.order_in(OrderState.IN_SETUP), "vendor:other", "setup:report")

    with pytest.raises(NotFound):
        orders.done("o1", {})


def test_a_vendor_does_not_do_what_is_the_body_s() -> None:
    order = builders.order_in(OrderState.IN_SETUP)
    order.move("vendor-ask-back", builders.SETUP_PARTY, builders.NOW, "Frage")
    orders = service(order, f"vendor:{VENDOR}", "setup:report")

    with pytest.raises(Forbidden):
        orders.answer("o1", {"text": "Hallo"})


def test_what_the_setup_party_notes_at_the_end_stands_in_the_history() -> None:
    orders = service(builders.order_in(OrderState.IN_SETUP), f"vendor:{VENDOR}", "setup:report")

    done = orders.done("o1", {"note": "Zugang liegt im Postfach"})

    assert done["history"][-1]["reason"] == "Zugang liegt im Postfach"


def test_the_day_of_contact_stands_in_the_history_beside_a_note() -> None:
    orders = service(
        builders.order_in(OrderState.SETUP_REQUESTED), f"vendor:{VENDOR}", "setup:report"
    )

    day = (clock.local_date(clock.now()) + timedelta(days=3)).isoformat()

    facts = {"contact_on": day, "note": "Wir rufen an"}
    acknowledged = orders.acknowledge("o1", facts)

    line = answered(acknowledged)["history"][-1]
    assert f"{date.fromisoformat(day):%d.%m.%Y}" in line["reason"]
    assert line["reason"].endswith("Wir rufen an")
    assert line["reason_code"] == "will-contact-noted"


def test_what_somebody_claimed_is_not_released_by_another() -> None:
    until = clock.now() + timedelta(hours=1)
    order = builders.order_in(OrderState.SUBMITTED, claimed_by="nina", claimed_until=until)
    order.note("claim", Actor("nina", "Nina Neumann"), clock.now())
    orders = service(order, "*", "orders:read", "orders:review")

    with pytest.raises(Conflict) as refused:
        orders.reject("o1", {"reason": "weil"})

    assert refused.value.code == "order-claimed"
    assert "prüft schon Nina Neumann" in said(refused.value, "orders")


class Raced(Orders):
    """One order that somebody else changes while a call does: it is loaded and tried again."""

    def __init__(self, order: Order, meanwhile: Callable[[Order], Any]) -> None:
        super().__init__(order)
        self._meanwhile = meanwhile

    def change(self, id: str, act: Callable[[Order], Any]) -> Order:
        act(Order.from_doc(self.order.to_doc()))
        self._meanwhile(self.order)
        return super().change(id, act)


def rita_decides(verdict: str) -> Callable[[Order], Any]:
    rita = Actor("rita", "Rita Beispiel")
    return lambda order: order.review(verdict, rita, clock.now(), "weil")


VERBS = ("release", "reject", "ask_back", "withdraw")


@pytest.mark.parametrize("verb", VERBS)
def test_of_two_who_act_at_once_one_wins_and_the_other_is_told_by_whom(verb: str) -> None:
    order = builders.order_in(OrderState.SUBMITTED)
    scope = PRIEN if verb == "withdraw" else "*"
    orders = service(order, scope, "orders:read", "orders:act", "orders:review")
    orders.orders = Raced(order, rita_decides("reject"))
    orders.desk = NothingInTheWay()

    with pytest.raises(Conflict) as refused:
        getattr(orders, verb)("o1", {} if verb in ("release", "withdraw") else {"reason": "so"})

    sentence = said(refused.value, "orders")
    assert "Bestellung abgelehnt, Rita Beispiel" in sentence
    happened = answered(refused.value.facts["happened"])
    assert (happened["action"], happened["actor_name"]) == ("reject", "Rita Beispiel")
    assert [entry.action for entry in order.history][-1] == "reject"


def test_an_act_on_a_state_that_changed_meanwhile_is_refused_though_it_would_be_possible() -> None:
    order = builders.order_in(OrderState.SUBMITTED)
    orders = service(order, "*", "orders:read", "orders:review")
    orders.orders = Raced(order, rita_decides("release"))

    with pytest.raises(Conflict) as refused:
        orders.reject("o1", {"reason": "weil"})

    assert refused.value.code == "changed-meanwhile"
    assert "Bestellung freigegeben, Rita Beispiel" in said(refused.value, "orders")
    assert order.state is OrderState.RELEASED


def test_what_changes_no_state_stands_in_nobodys_way() -> None:
    order = builders.order_in(OrderState.SUBMITTED)
    orders = service(order, "*", "orders:read", "orders:review")
    orders.orders = Raced(order, lambda o: setattr(o, "ticket", "T-9"))

    answer = orders.reject("o1", {"reason": "weil"})

    assert answer["state"] == "rejected"


def test_a_setup_party_is_told_of_nothing_that_is_not_for_it() -> None:
    order = builders.order_in(OrderState.SETUP_REQUESTED, history=[])
    order.note("request-setup", Actor("service:contracts", "DigitalMarkt"), clock.now())
    order.note("take-over", Actor("rita", "Rita Beispiel"), clock.now())
    orders = service(order, f"vendor:{VENDOR}", "setup:report")

    with pytest.raises(Conflict) as refused:
        orders.done("o1", {})

    assert "Rita" not in said(refused.value, "orders")
    assert answered(refused.value.facts["happened"])["action"] == "request-setup"


@pytest.mark.parametrize("only", ["", PROFILE])
def test_who_was_lent_reading_sees_the_order(only: str) -> None:
    orders = service_for(builders.order(), lent("orders:read", only=only))

    assert orders.get("o1")["id"] == "o1"


@pytest.mark.parametrize(
    "delegation", [lent("orders:read", ends_in_s=-1), lent("orders:read", only="another")]
)
def test_an_expired_or_other_delegation_shows_nothing(delegation: Delegation) -> None:
    orders = service_for(builders.order(), delegation)

    with pytest.raises(NotFound):
        orders.get("o1")


def test_who_was_lent_reading_only_changes_nothing() -> None:
    order = builders.order_in(OrderState.ASKED_BACK)
    orders = service_for(order, lent("orders:read"))
    calls: list[Callable[[], Any]] = [
        lambda: orders.answer("o1", {"text": "Hallo"}),
        lambda: orders.request_support("o1", {"text": "Hilfe"}),
        lambda: orders.change_task("o1", 2, {"done": True}, order.version),
    ]

    for call in calls:
        with pytest.raises(Forbidden):
            call()

    assert order.history == []


def test_an_act_by_a_delegation_stands_in_the_history_with_it() -> None:
    orders = service_for(
        builders.order_in(OrderState.ASKED_BACK), lent("orders:read", "orders:act", only=PROFILE)
    )

    answered = orders.answer("o1", {"text": "Hallo"})

    line = answered["history"][-1]
    assert (line["actor"], line["on_behalf_of"], line["mandate"]) == ("p", PRIEN, "m1")


def test_the_order_s_own_delegation_is_used_before_others() -> None:
    held = ("orders:read", "orders:act")
    order = builders.order_in(OrderState.ASKED_BACK, mandate="m2")
    orders = service_for(order, lent(*held), lent(*held, id="m2"))

    answered = orders.answer("o1", {"text": "Hallo"})

    assert answered["history"][-1]["mandate"] == "m2"


def test_a_prepared_order_is_not_submitted_after_its_delegation_ended() -> None:
    order = builders.order(mandate="m1")
    orders = service_for(order, lent("orders:read"), lent("orders:place", ends_in_s=-1))

    with pytest.raises(Forbidden):
        orders.submit("o1", {})

    assert order.state is OrderState.PREPARED


def test_a_joint_administration_s_clerk_acts_on_behalf_of_the_member() -> None:
    order = builders.order_in(OrderState.ASKED_BACK, body=MEMBERS[0], places=[MEMBERS[0]])
    orders = service(order, MEMBERS[0], "orders:read", "orders:act")

    answered = orders.answer("o1", {"text": "Hallo"})

    line = answered["history"][-1]
    assert (line["on_behalf_of"], line["mandate"]) == (MEMBERS[0], None)


def test_a_vendor_s_report_says_for_which_vendor() -> None:
    order = builders.order_in(OrderState.IN_SETUP)
    orders = service(order, f"vendor:{VENDOR}", "setup:report")

    orders.progress("o1", {})

    assert order.history[-1].on_behalf_of == f"vendor:{VENDOR}"


def test_a_list_holds_what_is_one_s_own_and_what_was_lent() -> None:
    held = {MUNICH: frozenset({"orders:read"})}
    some = Delegation("m2", JOINT, frozenset({"orders:read"}), time.time() + 60,
                      frozenset({PROFILE}))  # fmt: skip
    over = Delegation("m3", "x-1", frozenset({"orders:read"}), time.time() - 1)

    criteria = visible_to(Principal("p", "", held, {}, (lent("orders:read"), some, over)))

    assert criteria is not None
    assert {"places": {"$in": [MUNICH, PRIEN]}} in criteria["$or"]
    assert {"places": JOINT, "profile": {"$in": [PROFILE]}} in criteria["$or"]
    assert "x-1" not in str(criteria)
