"""Goes through the audit trail for the auditor's check, a stretch at a time, in one process."""

from typing import Any, Self

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.storage.leases import Lease
from services.identity.domain.audit import Head
from services.identity.domain.audit_runs import AuditRunState
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.audit_runs import AuditRuns

log = Log(__name__)

LEASE_S = 60.0
STRETCH = 5_000
"""Lines of a stretch; behind each the progress is kept, and a check that was cancelled ends."""


class TrailChecking:
    """Works off the check that runs; where it is killed, the next process goes on."""

    def __init__(self, runs: AuditRuns, trail: AuditTrail, lease: Lease) -> None:
        self._runs, self._trail, self._lease = runs, trail, lease
        self.loop = BackgroundTask("trail-checking", self.go_on)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        trail = runtime.part(AuditTrail.of)
        return cls(runtime.part(AuditRuns.of), trail, runtime.lease("trail-checking"))

    def go_on(self) -> bool:
        """Check one stretch; tell whether there is another one."""
        with context.entered(Call()), database_bound():
            run = self._runs.running()
            if run is None or not self._lease.take(LEASE_S):
                return False
            kept = Head.parse(run.kept) if run.kept else None
            verdict = self._trail.verify(first=run.next, limit=STRETCH, head=kept)
            run = self._runs.change(run.id, lambda r: r.take(verdict, clock.now()))
        if run.state is not AuditRunState.RUNNING:
            log.info("audit_checked", run=run.id, state=run.state.value, lines=run.checked_to)
        return run.state is AuditRunState.RUNNING
