"""Orders' entrypoints: the use cases, about ten lines each."""

from collections.abc import Callable
from typing import Any

from services.common import clock, context
from services.common.border import Border, parse
from services.common.copies import copy_of
from services.common.event import Event
from services.common.wire import Part, Service, on_event, rpc
from services.orders import schemas
from services.orders.domain.orders import Actor, Contact, Order
from services.orders.parties import side_of, visible_to
from services.orders.placing import Counter
from services.orders.repository import Orders

Payload = dict[str, Any]
PARTIES = ("orders:read", "setup:report")
CONTRACTS = Actor("service:contracts", "DigitalMarkt")

bodies_copy = copy_of("identity", "body")
profiles_copy = copy_of("catalog", "profile")
vendors_copy = copy_of("catalog", "vendor")
chains_copy = copy_of("contracts", "chain")


def counter(runtime: Any) -> Counter:
    """Make the counter from the copies of this process."""
    makers = (bodies_copy, profiles_copy, vendors_copy, chains_copy)
    copies = {copy.noun: copy for copy in map(runtime.part, makers)}
    return Counter(runtime.part(Orders.of), copies)


class OrdersService(Service):
    """One service for one body, from the wish to the live link."""

    name = "orders"
    orders = Part(Orders.of)
    bodies = Part(bodies_copy)
    profiles = Part(profiles_copy)
    vendors = Part(vendors_copy)
    chains = Part(chains_copy)
    counter = Part(counter)

    @rpc(needs="orders:prepare")
    def place(self, payload: Payload) -> Payload:
        """Order a service for a body."""
        placed = self.counter.place(parse(schemas.OrderPlaced, payload), context.principal())
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

    @rpc(needs=PARTIES)
    def request_support(self, order_id: str, payload: Payload) -> Payload:
        """Ask the operator for help."""
        text = parse(schemas.Statement, payload)["text"]
        self._seen(order_id)
        by = _actor()
        changed = self.orders.change(order_id, lambda o: o.request_support(text, by, clock.now()))
        return dict(changed.view())

    @rpc(needs=PARTIES)
    def change_task(self, order_id: str, number: int, payload: Payload, version: int) -> Payload:
        """Tick a task of the caller's own side."""
        done = parse(schemas.TaskChange, payload)["done"]
        side = side_of(self._seen(order_id), context.principal())
        by = _actor()

        def tick(order: Order) -> None:
            order.expect(version)
            order.change_task(number, done, side, by, clock.now())

        return dict(self.orders.change(order_id, tick).view())

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

    @on_event("contracts", "contract.offered")
    def on_contract_offered(self, event: Event) -> None:
        """The contract can be signed."""
        self._follow(event, "offer")

    @on_event("contracts", "contract.signed")
    def on_contract_signed(self, event: Event) -> None:
        """The body has signed."""
        self._follow(event, "sign")

    @on_event("contracts", "contract.concluded")
    def on_contract_concluded(self, event: Event) -> None:
        """Both sides have signed; the setup or the link comes next."""
        self._follow(event, "conclude")

    @on_event("contracts", "contract.refused")
    def on_contract_refused(self, event: Event) -> None:
        """The chain was broken after all."""
        reason = str(event.data["reason"])
        self.orders.change(
            event.data["contract"]["order"],
            lambda o: o.contract_refused(reason, CONTRACTS, clock.now()),
        )

    @on_event("notify", "ticket.opened")
    def on_ticket_opened(self, event: Event) -> None:
        """The order's ticket has a number."""
        number = str(event.data["number"])
        self.orders.change(event.data["order"], lambda o: setattr(o, "ticket", number))

    @on_event("catalog", "profile.changed", copy=True)
    def keep_profile(self, event: Event) -> None:
        """Keep the newest state of a profile."""
        self.profiles.keep_event(event)

    @on_event("contracts", "chain.changed", copy=True)
    def keep_chain(self, event: Event) -> None:
        """Keep the newest state of a chain."""
        self.chains.keep_event(event)

    @on_event("identity", "copy.page.orders.body", copy=True)
    def fill_bodies(self, event: Event) -> None:
        """Take a page of bodies."""
        self.bodies.keep_page(event)

    @on_event("catalog", "copy.page.orders.profile", copy=True)
    def fill_profiles(self, event: Event) -> None:
        """Take a page of profiles."""
        self.profiles.keep_page(event)

    @on_event("catalog", "copy.page.orders.vendor", copy=True)
    def fill_vendors(self, event: Event) -> None:
        """Take a page of vendors."""
        self.vendors.keep_page(event)

    @on_event("contracts", "copy.page.orders.chain", copy=True)
    def fill_chains(self, event: Event) -> None:
        """Take a page of chains."""
        self.chains.keep_page(event)

    def _follow(self, event: Event, action: str) -> None:
        contract = event.data["contract"]
        self.orders.change(
            contract["order"],
            lambda o: o.contract_moved(action, contract, CONTRACTS, clock.now()),
        )

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
        context.principal().require(permission, self._seen(order_id).body)
        return self._act(order_id, payload, schema, act)

    def _vendor_acts(
        self, order_id: str, payload: Payload, schema: type[Border], act: "Act"
    ) -> Payload:
        context.principal().require("setup:report", f"vendor:{self._seen(order_id).setup_by}")
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
