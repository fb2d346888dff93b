"""What orders answers to the operator's reviewers."""

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.paging import PageQuery
from services.common.principal import EVERYWHERE
from services.common.storage.aggregates import to_plain
from services.common.validation.since import SinceQuery
from services.common.watchdog import shown
from services.orders import schemas
from services.orders.domain import sides
from services.orders.domain.figures import bottleneck_of
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.publishing import confirm_link, refuse_link
from services.orders.domain.waiting import turns_of
from services.orders.entrypoints.access import Acting, Payload, move, review
from services.orders.figures_read import FigureReader
from services.orders.parties import FOR_OPERATOR, actions_of, side_of
from services.orders.placing import OrderDesk
from services.orders.repositories import late_setups, support_requests, turns
from services.orders.watching import findings
from services.orders.words.figures import STEP_WORDS
from services.orders.words.labels import FLAWS, OWNERS, STATES


class ReviewCalls(Acting):
    """The decisions about an order, and about what is open in it."""

    desk: OrderDesk
    findings = Part(findings)
    step_reader = Part(FigureReader.of)

    @rpc(needs=("orders:review", "orders:support", "audit:read"), query=SinceQuery)
    def turns(self, query: Payload) -> Payload:
        """Return how many orders wait for whom, how many too long, the first due and the oldest.

        ``new`` says how many came since a moment, where one is given; ``released_by_caller``, how
        many of those to countersign another person has to, as the caller released them.
        """
        caller = context.principal()
        caller.require("orders:read", EVERYWHERE)
        found = turns_of(turns.by_phase(self.orders, clock.local_date(clock.now())))
        items = [
            {**one, "since": to_plain(one["since"]), "label": OWNERS[one["role"]]} for one in found
        ]
        return {
            "items": items, "new": turns.new_since(self.orders, query["since"]),
            "released_by_caller": turns.released_by(self.orders, caller.subject),
        }  # fmt: skip

    @rpc(needs=("orders:review", "orders:support", "audit:read"))
    def step_figures(self) -> Payload:
        """Return how long each step of an order takes beside what is allowed, over all services.

        ``bottleneck`` names the step that is longest against what is allowed for it.
        """
        context.principal().require("orders:read", EVERYWHERE)
        steps = self.step_reader.steps()
        items = [{**one, "label": STEP_WORDS[one["step"]]} for one in steps]
        return {"items": items, "bottleneck": bottleneck_of(steps)}

    @rpc(needs=("orders:review", "orders:support", "audit:read"))
    def late_setups(self) -> Payload:
        """Return which setup parties are late, with how many orders and since which day."""
        context.principal().require("orders:read", EVERYWHERE)
        found = late_setups.by_party(self.orders, clock.local_date(clock.now()))
        return {"items": found}

    @rpc(needs=("orders:review", "orders:support", "audit:read"), query=PageQuery)
    def support_requests(self, query: Payload) -> Payload:
        """Return the orders of which somebody asked for help, the first due first.

        ``overdue`` says of how many of all of them the answer is late.
        """
        caller = context.principal()
        caller.require("orders:read", EVERYWHERE)
        orders, cursor, total = support_requests.page(self.orders, query)
        late = support_requests.overdue(self.orders, clock.local_date(clock.now()))
        items = [sides.item(o, side_of(o, caller), actions_of(o, caller)) for o in orders]
        return {"items": items, "next": cursor, "total": total, "overdue": late}

    @rpc(needs=("orders:review", "orders:support", "audit:read"))
    def orphaned(self) -> Payload:
        """Return the orders that would wait for ever, as the watchdog saw them last."""
        context.principal().require("orders:read", EVERYWHERE)
        return shown(self.findings.newest(), FLAWS, STATES)

    @rpc(needs="orders:review", payload=schemas.Nothing)
    def claim(self, order_id: str, payload: Payload) -> Payload:
        """Take the review of an order."""
        return self.act(order_id, payload, lambda o, by, _: o.claim(by, clock.now()))

    @rpc(needs="orders:review", payload=schemas.Pinned)
    def release(self, order_id: str, payload: Payload) -> Payload:
        """Let the contract be made; the chain must be whole and the service still be had."""

        def release(order: Order, by: Actor, parsed: Payload) -> None:
            order.check("release")
            self.desk.check_release(order, parsed.get("profile_version"))
            order.review("release", by, clock.now())

        return self.act(order_id, payload, release)

    @rpc(needs="orders:review", payload=schemas.OrderReason)
    def reject(self, order_id: str, payload: Payload) -> Payload:
        """Refuse an order with a reason, as long as the operator has not countersigned."""
        return self.act(order_id, payload, review("reject"))

    @rpc(needs="orders:review", payload=schemas.OrderReason)
    def ask_back(self, order_id: str, payload: Payload) -> Payload:
        """Ask the body before deciding, or again as long as nobody has signed."""
        return self.act(order_id, payload, review("ask-back"))

    @rpc(needs=FOR_OPERATOR, payload=schemas.Remark)
    def retry_document(self, order_id: str, payload: Payload) -> Payload:
        """Have the contract's document made again."""
        return self.act(order_id, payload, move("retry-document", "note"))

    @rpc(needs=FOR_OPERATOR, payload=schemas.Link)
    def confirm_link(self, order_id: str, payload: Payload) -> Payload:
        """Vouch for a link that does not prove whose it is; the service goes live by it."""
        return self.act(
            order_id,
            payload,
            lambda o, by, p: confirm_link(o, p["url"], by=by, now=clock.now()),
        )

    @rpc(needs=FOR_OPERATOR, payload=schemas.LinkRefusal)
    def refuse_link(self, order_id: str, payload: Payload) -> Payload:
        """Refuse such a link with a reason; the body tells another one."""
        return self.act(
            order_id,
            payload,
            lambda o, by, p: refuse_link(o, p["url"], p["reason"], by=by, now=clock.now()),
        )
