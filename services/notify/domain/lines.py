"""Lines of a ticket's thread, and the one table of who may read which and what of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.digests import address_hash
from services.common.events import Event
from services.common.storage.aggregates import Aggregate, to_plain
from services.notify.domain import statuses
from services.notify.domain.occasions import OCCASIONS, Audience
from services.notify.domain.statuses import Visibility

DIGITALMARKT = "DigitalMarkt"
ERASED_NAME = "Gelöschte Person"


class TicketSide(StrEnum):
    """For whom somebody reads and writes."""

    OPERATOR = "operator"
    BODY = "body"
    VENDOR = "vendor"


class LineKind(StrEnum):
    """Written by a person, or following from an event."""

    COMMENT = "comment"
    STATUS = "status"


READS: dict[TicketSide, frozenset[Visibility]] = {
    TicketSide.OPERATOR: frozenset({Visibility.BODY, Visibility.VENDOR}),
    TicketSide.BODY: frozenset({Visibility.BODY, Visibility.VENDOR}),
    TicketSide.VENDOR: frozenset({Visibility.VENDOR}),
}
"""Who reads which lines; those for the operator only whoever holds ``tickets:internal``."""

TO_THE_BODY = frozenset(
    notice.kind
    for notices in OCCASIONS.values()
    for notice in notices
    if {Audience.BODY_PEOPLE, Audience.SIGNATORIES, Audience.SIGNED_BY} & set(notice.to)
)
"""Kinds of mails whose readers are the body's own people."""

ALL, OURS = frozenset(TicketSide), frozenset({TicketSide.OPERATOR, TicketSide.BODY})
FIELDS: dict[str, frozenset[TicketSide]] = {
    "id": ALL, "at": ALL, "kind": ALL, "author": OURS, "author_name": ALL, "visibility": ALL,
    "text": ALL, "side": ALL, "state": ALL,
}  # fmt: skip
"""What of a line each side sees; a field that is missing here is shown to nobody."""


@dataclass(kw_only=True)
class TicketLine(Aggregate):
    """One line of a thread, kept by itself: a ticket never grows."""

    ticket: str
    at: datetime
    kind: LineKind
    author: str
    author_name: str
    visibility: Visibility
    text: str
    side: TicketSide | None = None
    state: str | None = None

    @classmethod
    def of_event(cls, event: Event) -> "TicketLine | None":
        """Write what the thread says of an event; None where it says nothing."""
        text = statuses.status_text(event.type, event.data.get("reason"))
        if text is None:
            return None
        by = event.data.get("by") or {}
        told_of = event.data["order" if event.source == "orders" else "contract"]
        return cls(
            id=f"{event.source}/{event.id}",
            ticket=event.data["order"]["id"],
            at=datetime.fromisoformat(event.raw["time"]),
            kind=LineKind.STATUS,
            author=by.get("id") or event.source,
            author_name=by.get("name") or DIGITALMARKT,
            visibility=statuses.visibility(event.type, event.data["order"]),
            text=text,
            state=str(told_of["state"]),
        )

    @classmethod
    def of_failed_mail(cls, event: Event, order: Mapping[str, Any]) -> "TicketLine":
        """Say that somebody was not reached: to the body where it was one of its people."""
        of_body = event.data["kind"] in TO_THE_BODY
        lost = event.data["address_hash"]
        contacts = (order["functional_contact"], order["technical_contact"])
        names = (c["name"] for c in contacts if address_hash(c["email"] or "") == lost)
        name = next(names, "")
        to_de, to_en = (f" an {name}", f" to {name}") if name else ("", "")
        why = "" if of_body else f" ({event.data['reason']})"
        return cls(
            id=f"notify/{event.id}",
            ticket=order["id"],
            at=datetime.fromisoformat(event.raw["time"]),
            kind=LineKind.STATUS,
            author=event.source,
            author_name=DIGITALMARKT,
            visibility=Visibility.BODY if of_body else Visibility.OPERATOR,
            text=f"Eine E-Mail{to_de} war nicht zustellbar. Bitte prüfen Sie die Adresse."
            f" / A mail{to_en} could not be delivered. Please check the address.{why}",
        )

    def shown_to(self, side: TicketSide) -> dict[str, Any]:
        """Give what a side sees of it."""
        return {
            name: to_plain(getattr(self, name)) for name, seen in FIELDS.items() if side in seen
        }


def comment_id(ticket: str, once: str) -> str:
    """Derive a comment's id from the request that adds it."""
    return "c" + hashlib.sha256(f"{ticket} {once}".encode()).hexdigest()[:24]
