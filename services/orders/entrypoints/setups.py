"""What orders answers about a setup: to its party, and to support when that party cannot."""

from services.common import clock, context
from services.common.entrypoints import rpc
from services.orders import schemas
from services.orders.domain import duplicates, setting_up, sides
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.entrypoints.access import Acting, Payload, move
from services.orders.parties import SETTING_UP, actions_of, side_of
from services.orders.placing import OrderDesk


class SetupCalls(Acting):
    """The calls of the setup party, and those of support in its place."""

    desk: OrderDesk

    @rpc(needs=SETTING_UP, payload=schemas.Acknowledgement)
    def acknowledge(self, order_id: str, payload: Payload) -> Payload:
        """Say as setup party when the body will be contacted."""

        def acknowledge(order: Order, by: Actor, parsed: Payload) -> None:
            note, facts = parsed.get("note"), {"contact_on": parsed["contact_on"].isoformat()}
            code = "will-contact-noted" if note else "will-contact"
            order.move("acknowledge", by, clock.now(), Why(note, code, facts))

        return self.vendor_acts(order_id, payload, acknowledge)

    @rpc(needs=SETTING_UP, payload=schemas.Statement)
    def vendor_ask_back(self, order_id: str, payload: Payload) -> Payload:
        """Ask the body as setup party; the body is next until it has answered."""
        return self.vendor_acts(order_id, payload, move("vendor-ask-back", "text"))

    @rpc(needs=SETTING_UP, payload=schemas.Remark)
    def progress(self, order_id: str, payload: Payload) -> Payload:
        """Report progress of the setup."""
        return self.vendor_acts(order_id, payload, move("progress", "note"))

    @rpc(needs=SETTING_UP, payload=schemas.Remark)
    def done(self, order_id: str, payload: Payload) -> Payload:
        """Report the setup as finished."""
        return self.vendor_acts(
            order_id,
            payload,
            lambda o, by, p: setting_up.done(o, by, clock.now(), p.get("note")),
        )

    @rpc(needs=SETTING_UP, payload=schemas.SetupFailure)
    def failed(self, order_id: str, payload: Payload) -> Payload:
        """Report that the setup cannot go on, with a reason of the list."""

        def fail(order: Order, by: Actor, parsed: Payload) -> None:
            text, facts = parsed.get("text"), {"failure": parsed["reason_code"]}
            code = "setup-failed-noted" if text else "setup-failed"
            order.move("failed", by, clock.now(), Why(text, code, facts))

        return self.vendor_acts(order_id, payload, fail)

    @rpc(needs=SETTING_UP, payload=schemas.Statement)
    def answer_setup(self, order_id: str, payload: Payload) -> Payload:
        """Answer as setup party what the body asked."""
        return self.vendor_acts(order_id, payload, move("answer-setup", "text"))

    @rpc(needs="orders:act", payload=schemas.Statement)
    def ask_setup(self, order_id: str, payload: Payload) -> Payload:
        """Ask the setup party as body; it is next until it has answered."""
        return self.body_acts(order_id, payload, move("ask-setup", "text"))

    @rpc(needs="orders:act", payload=schemas.Statement)
    def retry(self, order_id: str, payload: Payload) -> Payload:
        """Say as body that what stood in the way of a setup is settled; it begins again."""
        return self.body_acts(order_id, payload, move("retry", "text"))

    @rpc(needs="orders:support", payload=schemas.SetupRequest)
    def request_setup(self, order_id: str, payload: Payload) -> Payload:
        """Start a setup again, with another setup party where one is named."""

        def begin(order: Order, by: Actor, parsed: Payload) -> None:
            self.desk.check_vendor(parsed.get("setup_by"))
            setup_by, note = parsed.get("setup_by"), parsed.get("note")
            setting_up.set_up_anew(order, setup_by, by, clock.now(), note)

        return self.act(order_id, payload, begin)

    @rpc(needs="orders:support", payload=schemas.Statement)
    def answer_support(self, order_id: str, payload: Payload) -> Payload:
        """Answer whoever asked for help; the request is closed by it."""
        return self.act(
            order_id, payload, lambda o, by, p: o.answer_support(p["text"], by, clock.now())
        )

    @rpc(needs="orders:support", payload=schemas.Remark)
    def take_over(self, order_id: str, payload: Payload) -> Payload:
        """Let support do the setup itself, in the place of the setup party."""
        return self.act(
            order_id,
            payload,
            lambda o, by, p: setting_up.take_over(o, by, clock.now(), p.get("note")),
        )

    @rpc(needs="orders:support", payload=schemas.OrderReason)
    def cancel(self, order_id: str, payload: Payload) -> Payload:
        """End an order whose contract is concluded but which cannot become live."""
        return self.act(order_id, payload, move("cancel", "reason"))

    @rpc(needs="orders:support")
    def duplicates(self, order_id: str) -> Payload:
        """Return the other active orders of the same service for the same body."""
        order = self.seen(order_id)
        others = self.orders.beside(order)
        caller = context.principal()
        items = [sides.item(o, side_of(o, caller), actions_of(o, caller)) for o in others]
        return {"items": items, "next": None, "total": len(items)}

    @rpc(needs="orders:support", payload=schemas.Settlement)
    def settle(self, order_id: str, payload: Payload) -> Payload:
        """End one of two active orders of a merged body, so that the other holds alone."""
        with self.orders.settling(self.seen(order_id)):
            kept, now = self.seen(payload["keeps"]), clock.now()
            return self.act(
                order_id,
                payload,
                lambda o, by, p: duplicates.end_for(o, kept, p["reason"], by=by, now=now),
            )
