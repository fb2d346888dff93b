"""Orders' entrypoints: the use cases, about ten lines each."""

from collections.abc import Callable
from typing import Any

from services.common import clock, context
from services.common.border import Border, parse
from services.common.wire import Part, Service, rpc
from services.orders import schemas
from services.orders.domain.history import Actor, Contact
from services.orders.domain.orders import Order
from services.orders.domain.personal import personal
from services.orders.entrypoints import hearing
from services.orders.entrypoints.hearing import Hearing
from services.orders.parties import (
    LENT_FOR_HELP,
    LENT_FOR_TASKS,
    TAKING_PART,
    act_for_body,
    act_for_vendor,
    act_on_own_side,
    side_of,
    visible_to,
)
from services.orders.placing import Counter
from services.orders.repository import Orders

Payload = dict[str, Any]
PARTIES = ("orders:read", "setup:report")


def counter(runtime: Any) -> Counter:
    """Make the counter from the copies of this process."""
    makers = (
        hearing.bodies_copy,
        hearing.profiles_copy,
        hearing.vendors_copy,
        hearing.chains_copy,
    )
    copies = {copy.noun: copy for copy in map(runtime.part, makers)}
    return Counter(runtime.part(Orders.of), copies)


class OrdersService(Hearing, Service):
    """One service for one body, from the wish to the live link."""

    name = "orders"
    counter = Part(counter)

    @rpc(needs="orders:prepare")
    def place(self, payload: Payload) -> Payload:
        """Order a service for a body."""
        placed = self.counter.place(parse(schemas.OrderPlaced, payload))
        return dict(placed.view())

    @rpc(public=True)
    def orderable(self, profile_id: str, query: Payload) -> Payload:
        """Say whether this body may order this profile, and why or why not."""
        body = parse(schemas.OrderableQuery, query)["body"]
        return dict(self.counter.orderable(profile_id, body).to_plain())

    @rpc(needs=PARTIES)
    def get(self, order_id: str) -> Payload:
        """Give an order to its parties."""
        return dict(self._seen(order_id).view())

    @rpc(needs=PARTIES)
    def list(self, query: Payload) -> Payload:
        """Give the orders the caller is a party of, newest first."""
        wanted = parse(schemas.OrderQuery, query)
        found, cursor, total = self.orders.listed(wanted, visible_to(context.principal()))
        return {"items": [o.view() for o in found], "next": cursor, "total": total}

    @rpc(needs="orders:place")
    def submit(self, order_id: str, payload: Payload) -> Payload:
        """Hand in a prepared order."""
        return self._body_acts(order_id, payload, schemas.Nothing, _move("submit"), "orders:place")

    @rpc(needs="orders:act")
    def answer(self, order_id: str, payload: Payload) -> Payload:
        """Answer what the reviewer asked."""
        return self._body_acts(order_id, payload, schemas.Statement, _move("answer", "text"))

    @rpc(needs="orders:act")
    def withdraw(self, order_id: str, payload: Payload) -> Payload:
        """Take the order back before it is released."""
        return self._body_acts(order_id, payload, schemas.Remark, _move("withdraw", "note"))

    @rpc(needs="orders:act")
    def report_link(self, order_id: str, payload: Payload) -> Payload:
        """Tell the link stored in the BayernPortal."""
        return self._body_acts(
            order_id,
            payload,
            schemas.Link,
            lambda o, by, p: o.report_link(p["url"], by, clock.now()),
        )

    @rpc(needs="orders:act")
    def change_contacts(self, order_id: str, payload: Payload, version: int) -> Payload:
        """Name other contacts."""

        def change(order: Order, by: Actor, parsed: Payload) -> None:
            order.expect(version)
            contacts = {name: Contact(**facts) for name, facts in parsed.items()}
            order.change_contacts(contacts, by, clock.now())

        return self._body_acts(order_id, payload, schemas.Contacts, change)

    @rpc(needs=TAKING_PART)
    def request_support(self, order_id: str, payload: Payload) -> Payload:
        """Ask the operator for help."""
        text = parse(schemas.Statement, payload)["text"]
        act_on_own_side(self.orders.get(order_id), LENT_FOR_HELP)
        by = _actor()
        changed = self.orders.change(order_id, lambda o: o.request_support(text, by, clock.now()))
        return dict(changed.view())

    @rpc(needs=TAKING_PART)
    def change_task(self, order_id: str, number: int, payload: Payload, version: int) -> Payload:
        """Tick a task of the caller's own side."""
        done = parse(schemas.TaskChange, payload)["done"]
        side = act_on_own_side(self.orders.get(order_id), LENT_FOR_TASKS)
        by = _actor()

        def tick(order: Order) -> None:
            order.expect(version)
            order.change_task(number, done, side, by, clock.now())

        return dict(self.orders.change(order_id, tick).view())

    @rpc(needs="me:read")
    def export_person(self) -> Payload:
        """Give the files of what orders holds about the caller."""
        caller = context.principal()
        account, email = caller.subject, caller.claims.get("email")
        found = [self.orders.get(id) for id in self.orders.about_person(account, email)]
        items = [personal(order, account, email) for order in found]
        return {"files": {"orders/orders.json": {"items": items}}}

    @rpc(needs="orders:review")
    def claim(self, order_id: str, payload: Payload) -> Payload:
        """Take the review of an order."""
        return self._act(
            order_id, payload, schemas.Nothing, lambda o, by, p: o.claim(by, clock.now())
        )

    @rpc(needs="orders:review")
    def release(self, order_id: str, payload: Payload) -> Payload:
        """Let the contract be made; the upstream chain must be whole."""

        def release(order: Order, by: Actor, parsed: Payload) -> None:
            self.counter.check_release(order)
            order.review("release", by, clock.now())

        return self._act(order_id, payload, schemas.Nothing, release)

    @rpc(needs="orders:review")
    def reject(self, order_id: str, payload: Payload) -> Payload:
        """Refuse an order with a reason."""
        return self._act(order_id, payload, schemas.OrderReason, _review("reject"))

    @rpc(needs="orders:review")
    def ask_back(self, order_id: str, payload: Payload) -> Payload:
        """Ask the body before deciding."""
        return self._act(order_id, payload, schemas.OrderReason, _review("ask-back"))

    @rpc(needs="orders:support")
    def request_setup(self, order_id: str, payload: Payload) -> Payload:
        """Start a failed setup again."""
        return self._act(order_id, payload, schemas.Remark, _move("request-setup", "note"))

    @rpc(needs="setup:report")
    def acknowledge(self, order_id: str, payload: Payload) -> Payload:
        """Say as setup party when the body will be contacted."""

        def acknowledge(order: Order, by: Actor, parsed: Payload) -> None:
            day = parsed["contact_on"].isoformat() if "contact_on" in parsed else None
            said = " - ".join(filter(None, (day, parsed.get("note")))) or None
            order.move("acknowledge", by, clock.now(), said)

        return self._vendor_acts(order_id, payload, schemas.Acknowledgement, acknowledge)

    @rpc(needs="setup:report")
    def vendor_ask_back(self, order_id: str, payload: Payload) -> Payload:
        """Ask the body as setup party."""
        return self._vendor_acts(
            order_id, payload, schemas.Statement, _move("vendor-ask-back", "text")
        )

    @rpc(needs="setup:report")
    def progress(self, order_id: str, payload: Payload) -> Payload:
        """Report progress of the setup."""
        return self._vendor_acts(order_id, payload, schemas.Remark, _move("progress", "note"))

    @rpc(needs="setup:report")
    def done(self, order_id: str, payload: Payload) -> Payload:
        """Report the setup as finished."""
        return self._vendor_acts(
            order_id,
            payload,
            schemas.Remark,
            lambda o, by, p: o.done(by, clock.now(), p.get("note")),
        )

    @rpc(needs="setup:report")
    def failed(self, order_id: str, payload: Payload) -> Payload:
        """Report that the setup cannot go on, with a reason of the list."""

        def fail(order: Order, by: Actor, parsed: Payload) -> None:
            reason = ": ".join(filter(None, (parsed["reason_code"], parsed.get("text"))))
            order.move("failed", by, clock.now(), reason)

        return self._vendor_acts(order_id, payload, schemas.Failure, fail)

    def _seen(self, order_id: str) -> Order:
        """Give the order, or NotFound to whom it does not concern."""
        order: Order = self.orders.get(order_id)
        side_of(order, context.principal())
        return order

    def _body_acts(
        self,
        order_id: str,
        payload: Payload,
        schema: type[Border],
        act: "Act",
        permission: str = "orders:act",
    ) -> Payload:
        act_for_body(self._seen(order_id), permission)
        return self._act(order_id, payload, schema, act)

    def _vendor_acts(
        self, order_id: str, payload: Payload, schema: type[Border], act: "Act"
    ) -> Payload:
        act_for_vendor(self._seen(order_id))
        return self._act(order_id, payload, schema, act)

    def _act(self, order_id: str, payload: Payload, schema: type[Border], act: "Act") -> Payload:
        parsed, by = parse(schema, payload), _actor()
        return dict(self.orders.change(order_id, lambda o: act(o, by, parsed)).view())


Act = Callable[[Order, Actor, Payload], None]


def _move(action: str, reason: str | None = None) -> Act:
    """Give the act that makes this move, with a field of the input as reason."""

    def act(order: Order, by: Actor, parsed: Payload) -> None:
        order.move(action, by, clock.now(), parsed.get(reason) if reason else None)

    return act


def _review(verdict: str) -> Act:
    """Give the act of a reviewer who decides with a reason."""

    def act(order: Order, by: Actor, parsed: Payload) -> None:
        order.review(verdict, by, clock.now(), parsed["reason"])

    return act


def _actor() -> Actor:
    caller = context.principal()
    return Actor(caller.subject, caller.name)
