"""An export of the audit trail that goes on by itself, until its file is whole."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from services.common.bounds import AtMost, Bounds
from services.common.errors import Conflict
from services.common.moves import Moves, Turns
from services.common.storage.aggregates import Aggregate

KEPT = timedelta(days=7)
"""So long after its beginning an export has a file; an assumed figure."""
MOST_KEPT = 5
"""So many exports of one person have a file or are at work on one."""


class AuditExportState(StrEnum):
    """How far an export is."""

    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REMOVED = "removed"
    EXPIRED = "expired"


_E = AuditExportState
MOVES = Moves(
    {
        (_E.RUNNING, "complete"): _E.READY,
        (_E.RUNNING, "fail"): _E.FAILED,
        (_E.RUNNING, "cancel"): _E.CANCELLED,
        (_E.RUNNING, "expire"): _E.EXPIRED,
        (_E.READY, "cancel"): _E.REMOVED,
        (_E.READY, "expire"): _E.EXPIRED,
    },
    "audit-export-over",
    Turns(
        waits={},
        by={
            "complete": {"system"}, "fail": {"system"}, "expire": {"system"},
            "cancel": {"auditor"},
        },
        rests={_E.RUNNING, _E.READY},
        ends={_E.FAILED, _E.CANCELLED, _E.REMOVED, _E.EXPIRED},
        machines={"complete", "fail", "expire"},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Stretch:
    """What was found behind line ``after`` up to line ``to``: the lines, and their part of a file.

    ``size`` is that part's in bytes; where there is none, nothing fitted.
    """

    after: int
    to: int
    lines: int
    size: int


@dataclass(kw_only=True)
class AuditExport(Aggregate):
    """One export: of the ``lines`` there were when it began, those up to ``gone_to`` are done.

    ``written`` of them fitted the ``selection`` (filters of the search by name) and are in the
    file, which has so many ``pieces`` and ``size`` bytes by now. A file that is whole has a
    ``sha256``; none is kept longer than to ``kept_until``.
    """

    bounds: ClassVar[Bounds] = {"selection": AtMost(9)}

    started_by: str
    started_at: datetime
    lines: int
    selection: dict[str, str] = field(default_factory=dict)
    state: AuditExportState = AuditExportState.RUNNING
    gone_to: int = 0
    written: int = 0
    pieces: int = 0
    size: int = 0
    sha256: str | None = None
    kept_until: datetime
    ended_at: datetime | None = None
    cancelled_by: str | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether it goes on."""
        return self.state is AuditExportState.RUNNING

    @property
    def is_written(self) -> bool:
        """Tell whether every line there was has been looked at; then its file is read back."""
        return self.pieces > 0 and self.gone_to >= self.lines

    def take(self, stretch: Stretch) -> None:
        """Go on by a stretch that is kept; one that is over or further on stays as it is."""
        if not self.is_running or self.is_written or stretch.after != self.gone_to:
            return
        self.gone_to = stretch.to
        self.written += stretch.lines
        self.size += stretch.size
        self.pieces += stretch.size > 0

    def close(self, size: int, sha256: str, now: datetime) -> None:
        """End it by what its file was read back as: whole, or not as long as it was written."""
        if not self.is_running:
            return
        if size != self.size:
            self._end("fail", now)
            return
        self._end("complete", now)
        self.sha256 = sha256

    def cancel(self, by: str, now: datetime) -> None:
        """End it before it is through, or have its file removed before its time."""
        self._end("cancel", now)
        self.cancelled_by = by

    def expire(self, now: datetime) -> None:
        """End it because its time is over; one that has no file any more stays as it is."""
        if MOVES.allows(self.state, "expire"):
            self._end("expire", now)

    def check_has_file(self, now: datetime) -> None:
        """Raise Conflict unless its file is whole and still kept."""
        if self.state is not AuditExportState.READY or self.kept_until <= now:
            raise Conflict("audit-export-no-file", state=self.state.value)

    def _end(self, action: str, now: datetime) -> None:
        self.state, self.ended_at = MOVES.next(self.state, action), now
