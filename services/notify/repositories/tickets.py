"""The tickets and the lines of their threads."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from services.common import clock, context
from services.common.errors import Conflict
from services.common.events import Event
from services.common.paging import parts_of, unknown_cursor
from services.common.storage.indexes import hinted, index, retired
from services.common.storage.repository import Repository
from services.notify.domain.lines import ERASED_NAME, LineKind, TicketLine
from services.notify.domain.statuses import Visibility
from services.notify.domain.ticket_states import ENDED, WAITING, TicketState
from services.notify.domain.tickets import MOST_COMMENTS, Ticket, order_not_found
from services.notify.upgrade import move_lines

Doc = dict[str, Any]

MOST_COUNTED, MOST_TO_SIGN = 10_000, 50
OFFERED = "contract_offered"
NAMES = ("number", "body_name", "profile_title")
"""What people call an order by."""
DUE = "order.waiting_for.due_on"
BY_STATE = index("by_state", "order.state", "_id")
BY_TURN = index("by_turn", "order.waiting_for.role", DUE, "_id")
BY_BODY = index("by_body", "order.body", "_id")
BY_VENDOR = index("by_vendor", "order.setup_by", "_id")
BY_STATE_AND_PROFILE = index("by_state_and_profile", "order.state", "order.profile", "_id")


@dataclass(frozen=True)
class Followed:
    """The ticket an event was brought into, and whether it was opened by it."""

    ticket: Ticket
    opened: bool


@dataclass(frozen=True)
class TicketFilter:
    """Which tickets are asked for; ``vendor`` is the id of the setup party."""

    state: TicketState | None = None
    order: str | None = None
    body: str | None = None
    vendor: str | None = None


class Tickets(Repository[Ticket]):
    """One per order; the order's id is the ticket's."""

    kind = Ticket
    collection_name = "tickets"
    not_found = "order-not-found"

    own_indexes = (
        BY_STATE, BY_TURN, BY_STATE_AND_PROFILE, BY_BODY, BY_VENDOR, retired("by_author"),
    )  # fmt: skip

    def seed(self) -> None:
        move_lines(self.collection.database)

    def live(self, profiles: Sequence[str], *, after: str, limit: int) -> list[Doc]:
        """Return a page of the live orders of these profiles, of any where none is named."""
        criteria: Doc = {"order.state": "live", "_id": {"$gt": after}}
        if profiles:
            criteria["order.profile"] = {"$in": list(profiles)}
        in_order = partial(
            self.collection.find, criteria, {"order": 1}, sort=[("_id", 1)], limit=limit
        )
        best = BY_STATE_AND_PROFILE if profiles else BY_STATE
        return [doc["order"] for doc in hinted(lambda **hint: list(in_order(**hint)), best)]

    def to_sign(self, bodies: Sequence[str]) -> list[Doc]:
        """Return the orders of bodies whose contracts are offered and not signed yet.

        They are at most ``MOST_TO_SIGN`` and one more, where there are more.
        """
        of_them = {"order.body": {"$in": list(bodies)}}
        offered = {**of_them, "order.state": OFFERED, "order.contract": {"$gt": ""}}
        docs = self.collection.find(offered, {"order": 1}).sort("_id", 1)
        return [doc["order"] for doc in docs.limit(MOST_TO_SIGN + 1)]

    def titles(self, profiles: Sequence[str]) -> list[Doc]:
        """Return the titles of those of the profiles that are live somewhere."""
        live = ({"order.state": "live", "order.profile": profile} for profile in profiles)
        docs = (self.collection.find_one(one, {"order.profile_title": 1}) for one in live)
        return [doc["order"]["profile_title"] for doc in docs if doc]

    def named(self, orders: Sequence[str]) -> dict[str, Doc]:
        """Return what people call these orders by: number, body and service."""
        kept = {f"order.{name}": 1 for name in NAMES}
        docs = self.collection.find({"_id": {"$in": list(orders)}}, kept)
        return {doc["_id"]: {name: doc["order"].get(name) for name in NAMES} for doc in docs}

    def found(self, wanted: TicketFilter, cursor: str | None, limit: int) -> list[Ticket]:
        """Return a page of the tickets that are asked for; those that wait by due day."""
        criteria, waits = _criteria(wanted), wanted.state in WAITING
        if cursor is not None:
            due, id = parts_of(cursor, (str, str))
            behind = {"_id": {"$gt": id}}
            later = [{DUE: {"$gt": due}}, {DUE: due, **behind}]
            criteria = {"$and": [criteria, {"$or": later} if waits else behind]}
        order_by = [(DUE, 1), ("_id", 1)] if waits else [("_id", 1)]
        docs = self.collection.find(criteria).sort(order_by).limit(limit)
        return [Ticket.from_doc(doc) for doc in docs]

    def count(self, wanted: TicketFilter) -> int:
        """Count them, up to ``MOST_COUNTED``."""
        return self.collection.count_documents(_criteria(wanted), limit=MOST_COUNTED)

    def overdue(self, state: TicketState, today: date) -> int:
        """Count those of a waiting state that were due before today, up to ``MOST_COUNTED``."""
        late = {**_criteria(TicketFilter(state)), DUE: {"$lt": today.isoformat()}}
        return self.collection.count_documents(late, limit=MOST_COUNTED)

    def census(self, now: datetime) -> dict[TicketState, tuple[int, int]]:
        """Return of each state how many there are and how many are late, by indexes alone."""
        late = {DUE: {"$gt": "", "$lt": clock.local_date(now).isoformat()}}
        waiting = {state: _criteria(TicketFilter(state)) for state in WAITING}
        found = {
            state: (self._count(criteria), self._count({**criteria, **late}))
            for state, criteria in waiting.items()
        }
        closed = self._count(_criteria(TicketFilter(TicketState.CLOSED)))
        others = closed + sum(count for count, _ in found.values())
        total = self.collection.estimated_document_count()
        rest = {TicketState.OPEN: (max(0, total - others), 0), TicketState.CLOSED: (closed, 0)}
        return {**rest, **found}

    def _count(self, criteria: Doc) -> int:
        return self.collection.count_documents(criteria)

    def follow(self, event: Event) -> Ticket:
        """Bring an order or contract event into its ticket, which the first one opens."""
        return self.follow_all([event])[0].ticket

    def follow_all(self, events: Sequence[Event]) -> list[Followed]:
        """Bring events into their tickets, all that are new in one write."""
        opening: dict[str, tuple[Ticket, Doc]] = {}
        for event in events:
            if event.data["order"]["id"] not in opening:
                with context.entered(event.call()):
                    new = Ticket.of_event(event)
                    opening[new.id] = new, self.new_doc(new)
        known = self.add_new([doc for _, doc in opening.values()])
        opened = {id: new for id, (new, _) in opening.items() if id not in known}
        return [self._followed(event, opened) for event in events]

    def _followed(self, event: Event, opened: dict[str, Ticket]) -> Followed:
        id = event.data["order"]["id"]
        if new := opened.pop(id, None):
            return Followed(new, True)
        with context.entered(event.call()):
            return Followed(self.change(id, lambda ticket: ticket.follow(event)), False)

    def shown_to(self, order_id: str) -> Ticket:
        """Return the ticket the caller may read, or raise NotFound."""
        ticket = self.find(order_id)
        if ticket is None:
            raise order_not_found(order_id)
        ticket.side(context.principal())
        return ticket


def _criteria(wanted: TicketFilter) -> Doc:
    """Return what finds tickets, those in a state as ``state_of`` tells it of one."""
    state = wanted.state
    by = {"_id": wanted.order, "order.body": wanted.body, "order.setup_by": wanted.vendor}
    criteria: Doc = {name: value for name, value in by.items() if value}
    if state is TicketState.CLOSED:
        return {**criteria, "order.state": {"$in": list(ENDED)}}
    if state is None:
        return criteria
    if state is not TicketState.OPEN:
        # What has ended waits for nobody.
        return {**criteria, "order.waiting_for.role": {"$in": list(WAITING[state])}}
    roles = [role for known in WAITING.values() for role in known]
    resting = {"order.waiting_for.role": {"$nin": roles}, "order.state": {"$nin": list(ENDED)}}
    return {**criteria, **resting}


class TicketLines(Repository[TicketLine]):
    """The lines of all tickets, each with its news."""

    kind = TicketLine
    collection_name = "ticket_lines"

    own_indexes = (
        index("by_ticket", "ticket", "at", "_id"),
        index("by_author", "author", "kind", "ticket", "at"),
    )

    def follow(self, *events: Event) -> None:
        """Add the lines events make, each once."""
        docs = []
        for event in events:
            if line := TicketLine.of_event(event):
                with context.entered(event.call()):
                    docs.append(self.new_doc(line))
        self.add_new(docs)

    def note_failed_mail(self, event: Event, ticket: Ticket, kinds: Collection[str]) -> None:
        """Say in the thread that somebody was not reached by a mail of these kinds, once."""
        self.add(TicketLine.of_failed_mail(event, ticket.order, kinds))

    def check_daily(self, line: TicketLine) -> None:
        """Refuse a comment of somebody who has written too many of them here within a day."""
        mine: Doc = {"author": line.author, "kind": line.kind.value, "ticket": line.ticket}
        mine["at"] = {"$gt": line.at - timedelta(days=1)}
        if self.collection.count_documents(mine, limit=MOST_COMMENTS) >= MOST_COMMENTS:
            raise Conflict("too-many-comments", most=MOST_COMMENTS)

    def thread(
        self, ticket: Ticket, circles: Collection[Visibility], after: str | None, limit: int
    ) -> list[TicketLine]:
        """Return a page of the lines of these circles, oldest first."""
        criteria = self._of(ticket, circles)
        if after is not None:
            last = self.collection.find_one({"_id": after, "ticket": ticket.id}, {"at": 1})
            if last is None:
                raise unknown_cursor()
            behind = [{"at": {"$gt": last["at"]}}, {"at": last["at"], "_id": {"$gt": after}}]
            criteria["$or"] = behind
        docs = self.collection.find(criteria).sort([("at", 1), ("_id", 1)]).limit(limit)
        return [TicketLine.from_doc(doc) for doc in docs]

    def count(self, ticket: Ticket, circles: Collection[Visibility]) -> int:
        """Count the lines of these circles."""
        return self.collection.count_documents(self._of(ticket, circles))

    def not_in_jira(self, ticket: Ticket) -> list[TicketLine]:
        """Return what people wrote and Jira does not have yet, oldest first."""
        here = {"ticket": ticket.id, "kind": LineKind.COMMENT.value, "jira": None}
        return [
            TicketLine.from_doc(doc)
            for doc in self.collection.find(here).sort([("at", 1), ("_id", 1)]).limit(200)
        ]

    def note_in_jira(self, line: str, comment: str) -> None:
        """Note which comment in Jira says a line."""
        self.collection.update_one({"_id": line}, {"$set": {"jira": comment}})

    def _of(self, ticket: Ticket, circles: Collection[Visibility]) -> Doc:
        seen = sorted(circle.value for circle in circles)
        return {"ticket": ticket.id, "visibility": {"$in": seen}}

    def comments_by(self, account: str) -> Iterator[TicketLine]:
        """Return what a person wrote, ticket by ticket."""
        mine = {"author": account, "kind": LineKind.COMMENT.value}
        for doc in self.collection.find(mine).sort([("ticket", 1), ("at", 1)]):
            yield TicketLine.from_doc(doc)

    def forget(self, account: str) -> None:
        """Erase a person's name; what was written belongs to the body's file."""
        named = {"author": account, "author_name": {"$ne": ERASED_NAME}}
        self.collection.update_many(named, {"$set": {"author_name": ERASED_NAME}})
