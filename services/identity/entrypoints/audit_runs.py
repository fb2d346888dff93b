"""What identity answers about checks of the whole audit trail, which go on by themselves."""

import hashlib
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict
from services.common.paging import listing
from services.common.principal import EVERYWHERE
from services.common.storage.aggregates import to_plain
from services.identity.domain.audit import Head
from services.identity.domain.audit_check import sentence_of
from services.identity.domain.audit_runs import AuditRun
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.audit_runs import AuditRuns, cursor_of
from services.identity.schemas import audit as schemas
from services.identity.words.labels import AUDIT_RUN_STATES

Payload = dict[str, Any]


class AuditRunCalls:
    """The calls of an auditor about such a check; one goes on at a time."""

    accounts = Part(Accounts.of)
    trail = Part(AuditTrail.of)
    audit_runs = Part(AuditRuns.of)

    @rpc(needs="audit:read", payload=schemas.AuditRunBegun)
    def begin_audit_run(self, payload: Payload) -> Payload:
        """Begin a check of all lines there are now and were; where one goes on, give that one.

        Refuse it where that one looks for another head than this.
        """
        context.act("audit:read", EVERYWHERE)
        once, kept = context.current().once or "", payload.get("head")
        run = AuditRun(
            id="r" + hashlib.sha256(once.encode()).hexdigest()[:20],
            started_by=context.principal().subject,
            started_at=clock.now(),
            lines=max(self.trail.length(), *self._heads(kept)),
            kept=kept,
        )
        running = self.audit_runs.begin(run)
        if running.kept != kept:
            raise Conflict("audit-run-running")
        return self._told(running)[0]

    def _heads(self, kept: str | None) -> list[int]:
        """Return the lines there have been, whatever is left of them: of heads, and 0."""
        days = [head["n"] for head in self.trail.heads(limit=1)]
        return [0, *days, *([Head.parse(kept).n] if kept else [])]

    @rpc(needs="audit:read", query=schemas.AuditRunQuery)
    def list_audit_runs(self, query: Payload) -> Payload:
        """Return the checks, the newest first."""
        context.principal().require("audit:read", EVERYWHERE)
        runs, total = self.audit_runs.newest(query)
        page = listing(runs, query["limit"], cursor_of, total)
        return {**page, "items": self._told(*page["items"])}

    @rpc(needs="audit:read")
    def get_audit_run(self, run_id: str) -> Payload:
        """Return a check and how far it is."""
        context.principal().require("audit:read", EVERYWHERE)
        return self._told(self.audit_runs.get(run_id))[0]

    @rpc(needs="audit:read")
    def cancel_audit_run(self, run_id: str) -> Payload:
        """End a check before it is through."""
        context.act("audit:read", EVERYWHERE)
        by, now = context.principal().subject, clock.now()
        return self._told(self.audit_runs.change(run_id, lambda run: run.cancel(by, now)))[0]

    def _told(self, *runs: AuditRun) -> list[Payload]:
        people = {id for run in runs for id in (run.started_by, run.cancelled_by) if id}
        names = self.accounts.names(people)
        return [
            {
                **to_plain(run),
                "started_by_name": names.get(run.started_by),
                "cancelled_by_name": names.get(run.cancelled_by or ""),
                "state_label": AUDIT_RUN_STATES[run.state],
                "sentence": sentence_of(run.reason, run.position) if run.is_through else None,
            }
            for run in runs
        ]
