"""Tickets: one per order, the only conversation about it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.aggregate import Aggregate, to_plain
from services.common.errors import NotFound, invalid_fields
from services.common.event import Event
from services.common.principal import Principal
from services.notify.domain import statuses

DIGITALMARKT = "DigitalMarkt"
ERASED_NAME = "Gelöschte Person"


class Visibility(StrEnum):
    """The widest circle that reads a line: each one includes those before it."""

    OPERATOR = "operator"
    BODY = "body"
    VENDOR = "vendor"


class Side(StrEnum):
    """For whom somebody writes."""

    OPERATOR = "operator"
    BODY = "body"
    VENDOR = "vendor"


class LineKind(StrEnum):
    """Written by a person, or following from an event."""

    COMMENT = "comment"
    STATUS = "status"


@dataclass
class Line:
    """One line of the thread."""

    id: str
    at: datetime
    kind: LineKind
    author: str
    author_name: str
    visibility: Visibility
    text: str
    side: Side | None = None
    state: str | None = None


@dataclass(kw_only=True)
class Ticket(Aggregate):
    """The thread of one order; ``id`` is the order's, ``order`` its view as last seen."""

    number: str
    order: dict[str, Any]
    order_version: int
    lines: list[Line] = field(default_factory=list)

    @classmethod
    def of_event(cls, event: Event) -> "Ticket":
        """Open the ticket of the order an event tells of, with its first line.

        Every order and contract event carries the whole order, so none has to wait for
        ``order.submitted``.
        """
        order = event.data["order"]
        ticket = cls(
            id=order["id"], number=ticket_number(order), order=order, order_version=_version(event)
        )
        ticket.say("ticket.opened", order=ticket.id, number=ticket.number)
        ticket.follow(event)
        return ticket

    @property
    def body(self) -> str:
        """Give the key of the body that ordered."""
        return str(self.order["body"])

    @property
    def profile(self) -> str:
        """Give the ordered profile."""
        return str(self.order["profile"])

    @property
    def vendor_scope(self) -> str | None:
        """Give the scope of the setup party, where one is named."""
        return f"vendor:{self.order['setup_by']}" if self.order["setup_by"] else None

    def follow(self, event: Event) -> None:
        """Keep the newest view of the order and add the event's line, once."""
        if _version(event) > self.order_version:
            self.order, self.order_version = event.data["order"], _version(event)
        id = f"{event.source}/{event.id}"
        text = statuses.status_text(event.type, event.data.get("reason"))
        if text is None or any(line.id == id for line in self.lines):
            return
        by = event.data.get("by") or {}
        self.lines.append(
            Line(
                id=id,
                at=datetime.fromisoformat(event.raw["time"]),
                kind=LineKind.STATUS,
                author=by.get("id") or event.source,
                author_name=by.get("name") or DIGITALMARKT,
                visibility=_visibility(event),
                text=text,
                state=_state(event),
            )
        )

    def comment(
        self, text: str, visibility: Visibility, *, author: Principal, once: str, now: datetime
    ) -> Line:
        """Add what somebody wrote; the same request again adds nothing."""
        id = comment_id(once)
        for line in self.lines:
            if line.id == id:
                return line
        if visibility not in self.readable(author):
            raise invalid_fields(
                [("/visibility", "Das können Sie selbst nicht lesen. / Not readable to you.")]
            )
        line = Line(
            id=id,
            at=now,
            kind=LineKind.COMMENT,
            author=author.subject,
            author_name=author.name,
            visibility=visibility,
            text=text,
            side=self.side(author),
        )
        self.lines.append(line)
        self.say("ticket.commented", comment=to_plain(line), order=self.order, number=self.number)
        return line

    def line(self, id: str) -> Line:
        """Give one line of the thread."""
        return next(line for line in self.lines if line.id == id)

    def side(self, person: Principal) -> Side:
        """Tell for whom this person takes part, or raise NotFound."""
        if person.may("tickets:read", "*"):
            return Side.OPERATOR
        if person.may("tickets:read", self.body, self.profile):
            return Side.BODY
        if self.vendor_scope and person.may("tickets:read", self.vendor_scope):
            return Side.VENDOR
        raise order_not_found(self.id)

    def readable(self, person: Principal) -> frozenset[Visibility]:
        """Give the circles this person belongs to, or raise NotFound."""
        if self.side(person) is Side.VENDOR:
            return frozenset({Visibility.VENDOR})
        if person.may("tickets:internal", self.body):
            return frozenset(Visibility)
        return frozenset({Visibility.BODY, Visibility.VENDOR})

    def require_write(self, person: Principal) -> None:
        """Raise NotFound for strangers, Forbidden for those who may only read."""
        scope = self.scope_of(person) or self.body
        person.require("tickets:write", scope, self.profile)

    def scope_of(self, person: Principal) -> str | None:
        """Give for whom this person writes, or raise NotFound; the operator for nobody else."""
        scopes = {Side.OPERATOR: None, Side.BODY: self.body, Side.VENDOR: self.vendor_scope}
        return scopes[self.side(person)]

    def forget(self, account: str) -> None:
        """Erase a person's name from the lines; what was written belongs to the body's file."""
        for line in self.lines:
            if line.author == account:
                line.author_name = ERASED_NAME

    def comments_by(self, account: str) -> list[Line]:
        """Give what a person wrote."""
        return [ln for ln in self.lines if ln.author == account and ln.kind is LineKind.COMMENT]

    def thread(self, person: Principal) -> list[Line]:
        """Give the lines this person may read, oldest first."""
        readable = self.readable(person)
        return sorted(
            (line for line in self.lines if line.visibility in readable),
            key=lambda line: (line.at, line.id),
        )


def ticket_number(order: dict[str, Any]) -> str:
    """Derive the ticket's number from the order's."""
    return f"T-{order['number']}"


def comment_id(once: str) -> str:
    """Derive a comment's id from the request that adds it."""
    return "c" + hashlib.sha256(once.encode()).hexdigest()[:20]


def order_not_found(id: str) -> NotFound:
    """Make the one answer for what is not there and what is nobody's business."""
    return NotFound("order-not-found", f"Diese Bestellung gibt es nicht: {id} / not found")


def _version(event: Event) -> int:
    """Give the order's version; a contract event carries the order as it was released."""
    return event.sequence if event.source == "orders" else 0


def _state(event: Event) -> str:
    told_of = event.data["order" if event.source == "orders" else "contract"]
    return str(told_of["state"])


def _visibility(event: Event) -> Visibility:
    if event.type == "contract.refused":
        return Visibility.OPERATOR
    if event.source == "orders" and event.data["order"]["state"] in statuses.SETUP_STATES:
        return Visibility.VENDOR
    return Visibility.BODY
