"""Tickets: one per order, the only conversation about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict, NotFound, Wrong, invalid_fields
from services.common.events import Event
from services.common.principal import Principal
from services.common.storage.aggregates import Aggregate, to_plain
from services.notify.domain import statuses
from services.notify.domain.lines import READS, LineKind, TicketLine, TicketSide, comment_id
from services.notify.domain.statuses import Visibility
from services.notify.domain.ticket_states import facts_of

MOST_COMMENTS = 50
"""Of one person in one ticket within a day."""


@dataclass(kw_only=True)
class Ticket(Aggregate):
    """The thread of one order; ``id`` is the order's, ``order`` its view as last seen.

    The lines are kept by themselves (``domain/lines.py``).
    """

    bounds = {"order": AtMost(200)}

    number: str
    order: dict[str, Any]
    order_version: int

    @classmethod
    def of_event(cls, event: Event) -> "Ticket":
        """Open the ticket of the order an event tells of.

        Every order and contract event carries the whole order, so none has to wait for
        ``order.submitted``.
        """
        order = event.data["order"]
        number = ticket_number(order)
        return cls(id=order["id"], number=number, order=order, order_version=_version(event))

    @property
    def body(self) -> str:
        """Return the key of the body that ordered."""
        return str(self.order["body"])

    @property
    def profile(self) -> str:
        """Return the ordered profile."""
        return str(self.order["profile"])

    @property
    def vendor_scope(self) -> str | None:
        """Return the scope of the setup party, where one is named."""
        return f"vendor:{self.order['setup_by']}" if self.order["setup_by"] else None

    def shown(self) -> dict[str, Any]:
        """Return what everyone who takes part sees of the ticket itself."""
        order = self.order
        names = ("body", "body_name", "profile", "profile_title")
        return {
            "order": self.id,
            "number": self.number,
            "order_number": order["number"],
            **facts_of(order),
            **{name: order[name] for name in names},
        }

    def follow(self, event: Event) -> None:
        """Keep the newest view of the order."""
        if _version(event) > self.order_version:
            self.order, self.order_version = event.data["order"], _version(event)

    def comment(
        self,
        text: str,
        visibility: Visibility | None,
        *,
        author: Principal,
        once: str,
        now: datetime,
        attachments: Sequence[dict[str, Any]] = (),
    ) -> TicketLine:
        """Write a line; without a visibility the setup party reads it once it takes part."""
        with_vendor = statuses.concerns_vendor(self.order)
        circle = visibility or (Visibility.VENDOR if with_vendor else Visibility.BODY)
        if circle not in self.readable(author):
            raise invalid_fields([("/visibility", Wrong("visibility-not-yours"))])
        return self._written(
            text, circle, author=author.subject, author_name=author.name, side=self.side(author),
            once=once, now=now, attachments=list(attachments),
        )  # fmt: skip

    def taken_in(self, text: str, visibility: Visibility, **facts: Any) -> TicketLine:
        """Write a line that came from elsewhere; whoever took it has judged who it is from."""
        return self._written(text, visibility, **facts)

    def _written(
        self, text: str, visibility: Visibility, *, once: str, now: datetime, **facts: Any
    ) -> TicketLine:
        line = TicketLine(
            id=comment_id(self.id, once), ticket=self.id, at=now, kind=LineKind.COMMENT,
            visibility=visibility, text=text, **facts,
        )  # fmt: skip
        said = {name: value for name, value in to_plain(line.to_doc()).items() if name != "_id"}
        line.say("ticket.commented", comment={"id": line.id, **said}, order=self.order,
                 number=self.number)  # fmt: skip
        return line

    def side(self, person: Principal) -> TicketSide:
        """Tell for whom this person takes part, or raise NotFound."""
        if person.may("tickets:read", "*"):
            return TicketSide.OPERATOR
        if person.may("tickets:read", self.body, self.profile):
            return TicketSide.BODY
        vendor = self.vendor_scope if statuses.seen_by_vendor(self.order) else None
        if vendor and person.may("tickets:read", vendor):
            return TicketSide.VENDOR
        raise order_not_found(self.id)

    def readable(self, person: Principal) -> frozenset[Visibility]:
        """Return the circles this person belongs to, or raise NotFound."""
        inner = {Visibility.OPERATOR} if person.may("tickets:internal", "*") else set()
        return READS[self.side(person)] | inner

    def require_write(self, person: Principal) -> None:
        """Raise NotFound for strangers, Forbidden for those who may only read."""
        scope = self.scope_of(person) or self.body
        person.require("tickets:write", scope, self.profile)
        if self.side(person) is TicketSide.VENDOR and not statuses.concerns_vendor(self.order):
            raise Conflict("ticket-closed", order=self.id, state=self.order["state"])

    def scope_of(self, person: Principal) -> str | None:
        """Return for whom this person writes, or raise NotFound; the operator for nobody else."""
        scopes = {
            TicketSide.OPERATOR: None,
            TicketSide.BODY: self.body,
            TicketSide.VENDOR: self.vendor_scope,
        }
        return scopes[self.side(person)]


def ticket_number(order: dict[str, Any]) -> str:
    """Derive the ticket's number from the order's, as orders does, which names it at once."""
    return f"T-{order['number']}"


def order_not_found(id: str) -> NotFound:
    """Make the one answer for what is not there and what is nobody's business."""
    return NotFound("order-not-found", parameters={"id": id})


def _version(event: Event) -> int:
    """Return the order's version; a contract event carries the order as it was released."""
    return event.sequence if event.source == "orders" else 0
