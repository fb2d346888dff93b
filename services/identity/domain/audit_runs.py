"""A check of the whole audit trail that goes on by itself, stretch by stretch, until it is over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.common.moves import Moves, Turns
from services.common.storage.aggregates import Aggregate
from services.identity.domain.audit_check import AuditVerdict, FaultReason


class AuditRunState(StrEnum):
    """How far a check is."""

    RUNNING = "running"
    WHOLE = "whole"
    BROKEN = "broken"
    CANCELLED = "cancelled"


_R = AuditRunState
MOVES = Moves(
    {
        (_R.RUNNING, "find-whole"): _R.WHOLE,
        (_R.RUNNING, "find-broken"): _R.BROKEN,
        (_R.RUNNING, "cancel"): _R.CANCELLED,
    },
    "audit-run-over",
    Turns(
        waits={},
        by={"find-whole": {"system"}, "find-broken": {"system"}, "cancel": {"auditor"}},
        rests={_R.RUNNING},
        ends={_R.WHOLE, _R.BROKEN, _R.CANCELLED},
        machines={"find-whole", "find-broken"},
    ),
)  # fmt: skip


@dataclass(kw_only=True)
class AuditRun(Aggregate):
    """One check: of the lines there were, ``checked_to`` are found as written.

    ``lines`` are those there were when it began, or that a head of then tells of.

    ``hash`` is that of the line it has come to; ``kept`` is a head kept elsewhere as ``N:HASH``.
    A trail that is not whole has the ``position`` of the first fault and its ``reason``.
    """

    started_by: str
    started_at: datetime
    lines: int
    kept: str | None = None
    state: AuditRunState = AuditRunState.RUNNING
    checked_to: int = 0
    hash: str | None = None
    position: int | None = None
    reason: FaultReason | None = None
    ended_at: datetime | None = None
    cancelled_by: str | None = None

    @property
    def is_through(self) -> bool:
        """Tell whether it has found something out; one that was cancelled has not."""
        return self.state in (AuditRunState.WHOLE, AuditRunState.BROKEN)

    @property
    def next(self) -> int:
        """Return the line the next stretch begins with."""
        return self.checked_to + 1

    def take(self, verdict: AuditVerdict, now: datetime) -> None:
        """Go on by what the next stretch was found to be; one that is over stays as it is."""
        if self.state is not AuditRunState.RUNNING or verdict.checked_from != self.next:
            return
        if verdict.head:
            self.checked_to, self.hash = verdict.head.n, verdict.head.hash
        if verdict.fault:
            self.position, self.reason = verdict.fault.position, verdict.fault.reason
            self._end("find-broken", now)
        elif verdict.next is None or self.checked_to >= self.lines:
            self._end("find-whole", now)

    def cancel(self, by: str, now: datetime) -> None:
        """End it before it is through."""
        self._end("cancel", now)
        self.cancelled_by = by

    def _end(self, action: str, now: datetime) -> None:
        self.state, self.ended_at = MOVES.next(self.state, action), now
