"""Many orders, or many releases, asked for at once and worked off in the background."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import Aggregate, to_plain
from services.orders.domain.authorities import Authority
from services.orders.domain.history import ERASED_NAME
from services.orders.words.bulk import BULK_KINDS, BULK_STATES

MOST_ITEMS = 5000
KEPT = timedelta(days=90)
"""So long the results can be read; then request and items are deleted."""
PLACEABLE = timedelta(days=7)
"""So long what a dry run accepted can be placed: until then contacts of people are kept for it."""
RECEIVED_WITHIN = timedelta(minutes=10)
"""Whose items have not all come by then was broken off."""
PUT_OFF = timedelta(seconds=30)
"""So long one whose work met a fault lets the others go first."""
OPEN = "open"
"""Under this name the items without a result are counted."""


class BulkKind(StrEnum):
    """What is done with each item."""

    ORDER = "order"
    RELEASE = "release"


ENDED = {BulkKind.ORDER: "bulk_order.ended", BulkKind.RELEASE: "bulk_release.ended"}
"""What is said when one that was not only tried has ended."""


class Outcome(StrEnum):
    """What became of an item."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    INELIGIBLE = "ineligible"
    INVALID = "invalid"
    FAILED = "failed"
    CANCELLED = "cancelled"


class BulkState(StrEnum):
    """Where a bulk request is in its life."""

    RECEIVING = "receiving"
    WORKING = "working"
    CHECKED = "checked"
    DONE = "done"
    CANCELLED = "cancelled"


S = BulkState
MOVES: Moves[BulkState] = Moves(
    {
        (S.RECEIVING, "begin"): S.WORKING,
        (S.RECEIVING, "cancel"): S.CANCELLED,
        (S.WORKING, "check"): S.CHECKED,
        (S.WORKING, "finish"): S.DONE,
        (S.WORKING, "cancel"): S.CANCELLED,
        (S.CHECKED, "place"): S.WORKING,
        (S.CHECKED, "cancel"): S.CANCELLED,
    },
    "bulk-wrong-state",
    Turns(
        waits={S.RECEIVING: Wait("officer", 1), S.WORKING: Wait("bulk_worker", 1)},
        by={
            "begin": {"officer"},
            "cancel": {"officer"},
            "place": {"officer"},
            "check": {"bulk_worker"},
            "finish": {"bulk_worker"},
        },
        rests={S.CHECKED},
        ends={S.DONE, S.CANCELLED},
        machines={"bulk_worker"},
    ),
)


@dataclass(kw_only=True)
class BulkRequest(Aggregate):
    """A bulk request; its items are documents of their own.

    While ``open`` there is work to do for it, after a cancellation too: its open items get
    their result. ``next_at`` is when that goes on, or a dry run lapses; ``anew`` says that the
    items a dry run accepted are still to be opened again. ``choice`` are the orders chosen for a
    release, as long as they are not all items yet.
    """

    bounds = {
        "bodies": AtMost(MOST_ITEMS), "choice": AtMost(MOST_ITEMS),
        "counts": AtMost(len(Outcome) + 1),
        "authority.grants": AtMost(MOST_ITEMS + 1), "authority.grants.permissions": AtMost(10),
        "authority.loans": AtMost(MOST_ITEMS), "authority.loans.permissions": AtMost(10),
        "authority.loans.only": AtMost(1000),
    }  # fmt: skip

    kind: BulkKind
    dry_run: bool
    begun_by: str
    begun_by_name: str
    begun_at: datetime
    changed_at: datetime
    next_at: datetime
    expires_at: datetime
    correlation_id: str
    state: BulkState = BulkState.RECEIVING
    open: bool = True
    anew: bool = False
    bodies: list[str] = field(default_factory=list)
    body_count: int = 0
    choice: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    authority: Authority | None = None
    by_program: bool = False

    @classmethod
    def begun(
        cls, id: str, kind: BulkKind, *, dry_run: bool, by: Authority, bodies: list[str],
        items: int, correlation_id: str, now: datetime, by_program: bool = False,
        choice: Sequence[str] = (),
    ) -> Self:  # fmt: skip
        """Return a new one whose items are still to be stored."""
        return cls(
            id=id,
            kind=kind,
            dry_run=dry_run,
            begun_by=by.account,
            begun_by_name=by.name,
            begun_at=now,
            changed_at=now,
            next_at=now + RECEIVED_WITHIN,
            expires_at=now + KEPT,
            correlation_id=correlation_id,
            bodies=bodies,
            body_count=len(bodies),
            counts={OPEN: items},
            authority=by,
            by_program=by_program,
            choice=list(choice),
        )

    def begin(self, now: datetime) -> None:
        """Let the work begin: all items are stored."""
        self._move("begin", now)
        self.choice = []

    def place(self, by: Authority, now: datetime) -> None:
        """Do what a dry run has accepted, by the rights the person has now."""
        self._move("place", now)
        self.dry_run, self.anew, self.open = False, True, True
        self.authority = by

    def cancel(self, now: datetime) -> None:
        """Begin nothing any more; what is done already stays.

        It is open again where it rested: what its items wanted is still to be deleted.
        """
        self._move("cancel", now)
        self.open, self.choice = True, []

    def lapse(self, now: datetime) -> None:
        """End a dry run that nobody followed in time."""
        if self.state is BulkState.CHECKED and self.next_at <= now:
            self.cancel(now)

    def opened_anew(self, counts: Mapping[str, int], now: datetime) -> None:
        """Note that the items a dry run accepted are open again."""
        self.anew = False
        self.progressed(counts, now)

    def progressed(self, counts: Mapping[str, int], now: datetime) -> None:
        """Note how many items have which result by now; others have their turn next."""
        self.counts, self.next_at, self.changed_at = dict(counts), now, now

    def recount(self, counts: Mapping[str, int]) -> None:
        """Note how many items have which result, where one was changed beside the work."""
        self.counts = dict(counts)

    def put_off(self, now: datetime) -> None:
        """Let others go first: what it needs is not there for now."""
        self.next_at = now + PUT_OFF

    def finish(self, now: datetime) -> None:
        """End the work: every item has its result, unless some are to be opened again."""
        if self.anew or not self.open:
            return
        if self.state is BulkState.WORKING:
            self._move("check" if self.dry_run else "finish", now)
            self.next_at = now + PLACEABLE
        self._rest()
        if not self.dry_run:
            self._tell_end()

    def rights_ended(self, loan: str | None = None) -> None:
        """Act no longer by the rights of the person, or by one delegation."""
        if self.authority is not None:
            self.authority = self.authority.without(loan) if loan else None

    def forget(self, now: datetime) -> None:
        """Erase the name of who began it; nothing is done for somebody who is gone."""
        self.begun_by_name, self.authority, self.changed_at = ERASED_NAME, None, now

    def is_stopped(self) -> bool:
        """Tell whether open items are not to be done any more."""
        return self.state is BulkState.CANCELLED

    def head(self) -> dict[str, Any]:
        """Return what is told about it beside its items."""
        told = ("id", "state", "dry_run", "begun_by", "begun_by_name", "begun_at", "changed_at")
        facts = {name: to_plain(getattr(self, name)) for name in told}
        return {
            **facts,
            "place_until": to_plain(self.next_at) if self.state is BulkState.CHECKED else None,
            "kind_label": BULK_KINDS[self.kind],
            "state_label": BULK_STATES[self.state],
            "counts": {name: self.counts.get(name, 0) for name in (*Outcome, OPEN)},
            "bodies": self.body_count,
        }

    def _move(self, action: str, now: datetime) -> None:
        if not MOVES.allows(self.state, action):
            label = {"state_label": BULK_STATES[self.state]}
            raise Conflict("bulk-wrong-state", state=self.state.value, parameters=label)
        self.state = MOVES.next(self.state, action)
        self.next_at = self.changed_at = now

    def _rest(self) -> None:
        self.open, self.authority = False, None

    def _tell_end(self) -> None:
        """Say how it ended; what was only tried has changed nothing, and is told to nobody."""
        told = {"id": self.id, "state": self.state.value, "by_program": self.by_program}
        who = {"begun_by": self.begun_by, "begun_at": self.begun_at}
        counts = {name: self.counts.get(name, 0) for name in (*Outcome, OPEN)}
        self.say(ENDED[self.kind], bulk={**told, **who, "counts": counts})
