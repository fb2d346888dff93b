"""The queues of the operator's home: what waits in each, whose it is, since when and how late."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.web.frame.formats import working_days_left
from gateway.web.frame.side_by_side import Away
from gateway.web.frame.visitors import Visitor
from gateway.web.operator.mails import ADDRESSES
from gateway.web.operator.parked import PATH as PARKED
from gateway.web.operator.queues import age
from gateway.web.operator.support import REQUESTS
from services.common.principal import EVERYWHERE

LAST_DAY = "9999-12-31"


@dataclass(frozen=True)
class Line:
    """One queue: where it is, its words and those of who works on it (keys), and what waits.

    ``overdue`` and ``since`` (of the oldest entry) are None where its service does not count them.
    ``of_others`` are those of ``count`` that another person has to decide; ``is_view`` says that
    its entries stand in other queues, too, as each ticket's order does.
    """

    path: str
    word: str
    owner: str
    count: int = 0
    overdue: int | None = None
    due_on: str | None = None
    since: str | None = None
    is_away: bool = False
    of_others: int = 0
    is_view: bool = False

    @property
    def of_others_word(self) -> str:
        """Return the key of what is said of those another person has to decide."""
        return f"{self.word}-of-others"

    @property
    def mine(self) -> int:
        """Return how many the reader has to decide, each case counted in one queue."""
        return 0 if self.is_view else self.count - self.of_others

    @property
    def is_late(self) -> bool:
        """Tell whether something in it is overdue."""
        return bool(self.overdue or (self.due_on and working_days_left(self.due_on) < 0))

    @property
    def age(self) -> int | None:
        """Return for how many working days the oldest entry has been there, where that is known."""
        return age(self.since) if self.since else None


@dataclass(frozen=True)
class Turn:
    """A queue counted by whose turn it is: of which answer, noun and role."""

    path: str
    word: str
    owner: str
    permission: str
    answer: str
    role: str
    noun: str = ""


@dataclass(frozen=True)
class Listed:
    """A queue counted by its list: of which answer, and how its first entry tells due and since.

    Where the first due comes first (``by_due``) and is not late, nothing is. An answer that tells
    ``first_due_on`` and ``since`` of all tells both, whatever its first entry is. Of what a second
    person reviews it tells how many are ``written_by_caller``: others decide about those.
    """

    path: str
    word: str
    owner: str
    answer: str
    due: Callable[[Mapping[str, Any]], str | None] = lambda _: None
    since: str = ""
    by_due: bool = False
    by_second: bool = False


def _due_of_turn(one: Mapping[str, Any]) -> str | None:
    return one["waiting_for"]["due_on"] if one["waiting_for"] else None


def _due_of_request(one: Mapping[str, Any]) -> str | None:
    due_on: str | None = one["support_due_on"]
    return due_on


REVIEW, SUPPORT, EDIT = "op-role-review", "op-role-support", "op-role-edit"
TURNS = (
    Turn("/reviews/registrations", "op-home-registrations", REVIEW, "registrations:read",
         "registration_turns", "reviewer", "registration"),
    Turn("/reviews/authorities", "op-home-authorities", REVIEW, "authorities:decide",
         "registration_turns", "reviewer", "authority"),
    Turn("/reviews/orders?view=review", "op-home-orders", REVIEW, "orders:review",
         "turns", "reviewer"),
    Turn("/countersign", "op-home-countersign", "op-role-countersign", "contracts:countersign",
         "turns", "countersigner"),
    Turn("/reviews/orders?view=support", "op-home-support", SUPPORT, "orders:support",
         "turns", "support"),
)  # fmt: skip
LISTS = (
    Listed(REQUESTS, "op-home-requests", SUPPORT, "requests", _due_of_request,
           "support_since", by_due=True),
    Listed("/contracts?view=unsealed", "op-home-unsealed", "op-role-countersign", "unsealed",
           _due_of_turn, "concluded_at"),
    Listed("/chains", "op-home-proposals", REVIEW, "proposals", _due_of_turn, "proposed_at",
           by_due=True),
    Listed("/chains", "op-home-renewals", EDIT, "renewals", _due_of_turn, "opened_at",
           by_due=True),
    Listed("/editor/profiles?view=submitted", "op-home-drafts", EDIT, "drafts", by_due=True,
           by_second=True),
    Listed("/editor/profiles?view=sent_back", "op-home-returned", EDIT, "returned", by_due=True),
    Listed("/editor/links", "op-home-links", EDIT, "links"),
)  # fmt: skip
MESSAGES = {
    "mails": ("mails:manage", "/mails", "op-home-mails"),
    "addresses": ("mails:manage", ADDRESSES, "op-home-addresses"),
    "deliveries": ("deliveries:manage", "/operator/deliveries", "deliveries"),
    "tickets": ("tickets:internal", "/operator/tickets", "op-home-tickets"),
}
"""What waits at notify, asked for at once: the permission, where it is found, and its words."""


def lines_of(found: Mapping[str, Any], visitor: Visitor) -> list[Line]:
    """Return the queues in the order in which they are worked through."""
    turns = [
        _of_turn(found[one.answer], one)
        for one in TURNS
        if one.answer in found and visitor.may(one.permission, EVERYWHERE)
    ]
    lists = [_of_list(found[one.answer], one) for one in LISTS if one.answer in found]
    return [*turns, *lists, *_of_messages(found, visitor), *_of_parked(found)]


def first_of(lines: list[Line]) -> Line | None:
    """Return the queue to begin with: what is late, then what is due first."""
    return min((line for line in lines if line.mine), key=_urgency, default=None)


def _urgency(line: Line) -> tuple[bool, str]:
    return not line.is_late, line.due_on or LAST_DAY


def _of_turn(found: Any, queue: Turn) -> Line:
    named = queue.path, queue.word, queue.owner
    if isinstance(found, Away):
        return Line(*named, is_away=True)
    for one in found["items"]:
        if one["role"] == queue.role and one.get("noun", "") == queue.noun:
            facts = one["count"], one["overdue"], one["first_due_on"], one.get("since")
            return Line(*named, *facts, of_others=_barred(found, queue))
    return Line(*named, overdue=0)


def _barred(found: Mapping[str, Any], queue: Turn) -> int:
    """Return how many the reader may not countersign: whoever releases an order does not."""
    barred: int = found["released_by_caller"] if queue.role == "countersigner" else 0
    return barred


def _of_list(found: Any, queue: Listed) -> Line:
    named = queue.path, queue.word, queue.owner
    if isinstance(found, Away):
        return Line(*named, is_away=True)
    first = found["items"][0] if found["items"] else {}
    since = found.get("since") or (first.get(queue.since) if queue.since else None)
    due_on = found.get("first_due_on") or (queue.due(first) if first else None)
    overdue = found.get("overdue")
    if overdue is None and queue.by_due and (due_on is None or working_days_left(due_on) >= 0):
        overdue = 0
    others = found["written_by_caller"] if queue.by_second else 0
    return Line(*named, found["total"], overdue, due_on, since, of_others=others)


def _of_messages(found: Mapping[str, Any], visitor: Visitor) -> Iterator[Line]:
    """Return what waits of mails, events for vendors and tickets; a part with nothing, too."""
    if "messages" not in found:
        return
    told = found["messages"]
    for name, (permission, path, word) in MESSAGES.items():
        if not visitor.may(permission, EVERYWHERE):
            continue
        if isinstance(told, Away):
            yield Line(path, word, SUPPORT, is_away=True)
        elif one := told.get(name):
            facts = one.get("overdue"), one.get("due_on"), one.get("since")
            yield Line(path, word, SUPPORT, one["count"], *facts, is_view=name == "tickets")


def _of_parked(found: Mapping[str, Any]) -> Iterator[Line]:
    """Return the messages that wait for a person; where there are none nobody reads of them."""
    if "parked" in found:
        line = _of_list(
            found["parked"], Listed(PARKED, "op-home-parked", SUPPORT, "parked", since="parked_at")
        )
        if line.count or line.is_away:
            yield line
