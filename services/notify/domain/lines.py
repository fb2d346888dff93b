"""Lines of a ticket's thread, and the one table of who may read which and what of it."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.bounds import AtMost
from services.common.digests import address_hash
from services.common.events import Event
from services.common.storage.aggregates import Aggregate, to_plain
from services.common.words import Text
from services.notify.domain import statuses
from services.notify.domain.attachments import MOST_OF_A_LINE
from services.notify.domain.failures import failure_text
from services.notify.domain.occasions import OCCASIONS, Audience
from services.notify.domain.phrases import both
from services.notify.domain.statuses import Visibility
from services.notify.words import tickets as words

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
    "text": ALL, "side": ALL, "state": ALL, "code": ALL, "reason": ALL,
    "reason_code": ALL, "attachments": ALL, "by_mail": ALL, "sender_proven": ALL,
    "left_out": ALL,
}  # fmt: skip
"""What of a line each side sees; a field that is missing here is shown to nobody."""


@dataclass(kw_only=True)
class TicketLine(Aggregate):
    """One line of a thread, kept by itself: a ticket never grows.

    What a person wrote is its ``text``. What an event says is its ``code``, the event's type, and
    the ``facts`` of the sentence, which is said when it is read; one of the release before has its
    sentence in both languages as ``text``. Of an answer ``by_mail`` the files that could not be
    taken are ``left_out``, by name, and ``sender_proven`` tells whether the mailbox's server found
    its sender to be who it says; of all other lines it is None. ``jira`` is its comment there.
    """

    bounds = {
        "facts": AtMost(10),
        "attachments": AtMost(MOST_OF_A_LINE),
        "left_out": AtMost(MOST_OF_A_LINE),
    }

    ticket: str
    at: datetime
    kind: LineKind
    author: str
    author_name: str
    visibility: Visibility
    text: str = ""
    side: TicketSide | None = None
    state: str | None = None
    code: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    by_mail: bool = False
    sender_proven: bool | None = None
    left_out: list[str] = field(default_factory=list)
    jira: str | None = None

    @classmethod
    def of_event(cls, event: Event) -> "TicketLine | None":
        """Write what the thread says of an event; None where it says nothing."""
        if event.type not in statuses.READ_BY:
            return None
        by = event.data.get("by") or {}
        reasons = {name: event.data.get(name) for name in ("reason", "reason_code")}
        told_of = event.data["order" if event.source == "orders" else "contract"]
        return cls(
            id=f"{event.source}/{event.id}",
            ticket=event.data["order"]["id"],
            at=datetime.fromisoformat(event.raw["time"]),
            kind=LineKind.STATUS,
            author=by.get("id") or event.source,
            author_name=by.get("name") or DIGITALMARKT,
            visibility=statuses.visibility(event.type, event.data["order"]),
            state=str(told_of["state"]),
            code=event.type,
            facts={name: value for name, value in reasons.items() if value},
        )

    @classmethod
    def of_failed_mail(
        cls, event: Event, order: Mapping[str, Any], kinds: Collection[str]
    ) -> "TicketLine":
        """Say that somebody was not reached: to the body where it was one of its people."""
        of_body = not TO_THE_BODY.isdisjoint(kinds)
        alone = "order" in event.data["about"]
        lost = event.data["address_hash"]
        contacts = (order["functional_contact"], order["technical_contact"])
        names = (c["name"] for c in contacts if address_hash(c["email"] or "") == lost)
        cause = {"cause": event.data.get("reason_code"), "answer": event.data.get("reason")}
        return cls(
            id=f"notify/{event.id}" if alone else f"notify/{event.id}/{order['id']}",
            ticket=order["id"],
            at=datetime.fromisoformat(event.raw["time"]),
            kind=LineKind.STATUS,
            author=event.source,
            author_name=DIGITALMARKT,
            visibility=Visibility.BODY if of_body else Visibility.OPERATOR,
            code=words.MAIL_FAILED,
            facts={"name": next(names, None), **({} if of_body else cause)},
        )

    def shown_to(self, side: TicketSide) -> dict[str, Any]:
        """Return what a side sees of it; texts of ours in both languages."""
        facts = {
            **{name: to_plain(getattr(self, name)) for name in STORED},
            "text": self.said,
            "reason": both(self.facts.get("reason")),
            "reason_code": self.facts.get("reason_code"),
        }
        if self.author_name == ERASED_NAME:
            facts["author_name"] = words.ERASED_PERSON
        return {name: facts[name] for name, seen in FIELDS.items() if side in seen}

    @property
    def is_unproven(self) -> bool:
        """Tell whether nothing but a secret address says who wrote it."""
        return self.by_mail and not self.sender_proven

    @property
    def said(self) -> str | Text:
        """Return what it says: a person's text, or the sentence of its code."""
        if self.kind is LineKind.COMMENT:
            return self.text
        if self.code is None:
            return _said_before(self.text)
        return _mail_lost(self.facts) if self.code == words.MAIL_FAILED else self._happened()

    def _happened(self) -> Text:
        happened = words.HAPPENED[str(self.code)]
        if reason := both(self.facts.get("reason")):
            if self.facts.get("reason_code") in words.TELL_ALL:
                return reason
            return words.LINE_WITH_REASON.filled(happened=happened, reason=reason)
        asked = words.WHAT_TO_DO.get(str(self.code), words.NOTHING)
        said = words.PLAIN_LINE.filled(happened=happened)
        return Text(said.de + asked.de, said.en + asked.en)


STORED = tuple(name for name in FIELDS if name not in ("text", "reason", "reason_code"))


def _mail_lost(facts: Mapping[str, Any]) -> Text:
    name, cause = facts.get("name"), facts.get("cause")
    line = words.MAIL_NOT_DELIVERED
    if name:
        line = words.MAIL_TO_PERSON_NOT_DELIVERED.filled(name=name)
    if not (cause or facts.get("answer")):
        return line
    reason = failure_text(cause, facts.get("answer"))
    return words.WITH_CAUSE.filled(line=line, reason=reason)


def _said_before(text: str) -> Text:
    """Return a line of the release before, which held German / English and then the reason."""
    german, _, rest = text.partition(" / ")
    english, colon, reason = rest.partition(": ")
    return Text(f"{german}{colon}{reason}", rest or german) if english else Text(text, text)


def comment_id(ticket: str, once: str) -> str:
    """Derive a comment's id from the request that adds it."""
    return "c" + hashlib.sha256(f"{ticket} {once}".encode()).hexdigest()[:24]


def unreached(facts: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return the orders a failed mail told of, each with the kinds of what it said of them."""
    kinds = defaultdict(set)
    for told in facts.get("listed") or [facts]:
        if order := told["about"].get("order"):
            kinds[str(order)].add(str(told["kind"]))
    return dict(kinds)


def event_of_line(mail: Mapping[str, Any]) -> str:
    """Return the id of the line a mail told of: a comment's, or the one its event made."""
    return str((mail.get("about") or {}).get("comment") or mail.get("event") or "")
