"""What fills a system is what the product writes: every document reads back as it is."""

from datetime import UTC, datetime, timedelta

from deploy.bench.filling import trail
from deploy.bench.filling.people import copies, people
from deploy.bench.filling.shapes import Filled, Stage, repeated
from deploy.bench.filling.sizes import order_code, order_id
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.audit import START, Act, AuditLine, Head, seal
from services.orders.domain.orders import Order
from services.orders.domain.states import OrderState
from tests import builders

BODIES = [("09171111", "Altötting"), ("09171112", "Burghausen")]
ORDERS = ("orders", "orders")


def stages() -> list[Stage]:
    """Return an order that waits and one that rests."""
    id = order_id(-1)
    waits = builders.order(id=id)
    waits.begin(True, builders.CLERK, builders.NOW)
    rests = builders.order_in(OrderState.LIVE, id=id)
    return [
        Stage(one.state.value, {ORDERS: [{**one.to_doc(), "outbox": ["said"], "done": ["did"]}]})
        for one in (waits, rests)
    ]


def test_the_orders_are_orders_of_many_bodies_and_services() -> None:
    filled = Filled(BODIES, [("bench-00000", "Wohngeld"), ("bench-00001", "Elterngeld")], 3, 4)

    docs = list(repeated(stages(), ORDERS, filled))

    orders = [Order.from_doc(doc) for doc in docs]
    assert [order.id for order in orders] == [order_id(n) for n in range(4)]
    assert len({(order.body, order.profile) for order in orders}) == 4
    assert [order.state for order in orders] == [OrderState.SUBMITTED, *[OrderState.LIVE] * 3]
    assert orders[3].body_name == "Burghausen"
    assert orders[3].number.endswith(order_code(3))
    assert orders[0].created_at > orders[3].created_at
    assert {(*doc["outbox"], *doc["done"]) for doc in docs} == {()}
    for doc, order in zip(docs, orders, strict=True):
        assert {**doc, **order.to_doc()} == doc


def test_the_people_are_people_and_no_body_has_only_such_as_wait() -> None:
    docs = list(people(BODIES, "reviewer", 100))

    accounts = [Account.from_doc(doc) for doc in docs]
    assert len({account.id for account in accounts}) == 100
    states = {account.latest.state.value for account in accounts if account.latest}
    assert states == {"draft", "submitted", "asked_back", "approved", "rejected"}
    for key, _ in BODIES:
        assert any(account.signing.approved(key) for account in accounts)
    kept = list(copies(docs, builders.NOW))
    assert len(kept) == sum(account.state is AccountState.ACTIVE for account in accounts)
    assert all(standing["roles"] and public["email"] for standing, public in kept)


def test_the_lines_are_acts_over_the_years_each_once() -> None:
    act = {"service": "orders", "action": "orders.release", "noun": "orders", "object": "o1",
           "version": 3, "actor": "reviewer", "on_behalf_of": None, "mandate": None,
           "said": ["order.released"], "correlation_id": "c"}  # fmt: skip
    until = trail.FROM + timedelta(days=100)

    acts = [Act.of(event) for event in trail.events([act], 50, 10, until)]

    line = AuditLine.after(Head(0, START), acts[0])
    assert line.hash == seal(vars(line))
    assert len({one.event for one in acts}) == 50
    assert [one.at for one in acts] == sorted(one.at for one in acts)
    assert datetime.fromisoformat(acts[-1].at) < until <= datetime.now(UTC)
