"""Where identity keeps the checks of the audit trail."""

from typing import Any

from pymongo.errors import DuplicateKeyError

from services.common import paging
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.identity.domain.audit_runs import AuditRun, AuditRunState

Doc = dict[str, Any]


class AuditRuns(Repository[AuditRun]):
    """Checks of the trail, of which one runs at a time."""

    kind = AuditRun
    collection_name = "audit_runs"
    own_indexes = (
        index("by_start", "-started_at", "_id"),
        index("one_runs", "state", unique=True, where={"state": AuditRunState.RUNNING.value}),
    )

    def begin(self, run: AuditRun) -> AuditRun:
        """Keep a new one; where one runs already, that is the one."""
        try:
            return self.running() or self.add(run)
        except DuplicateKeyError:
            return self.running() or self.get(run.id)

    def running(self) -> AuditRun | None:
        """Return the check that runs, or None."""
        doc = self.collection.find_one({"state": AuditRunState.RUNNING.value})
        return AuditRun.from_doc(doc) if doc else None

    def newest(self, query: Doc) -> tuple[list[AuditRun], int]:
        """Return one more than the limit, the newest first, and how many there are."""
        cursor = query["cursor"]
        behind = paging.newest_first_after(cursor, "started_at") if cursor else {}
        docs = self.collection.find(behind).sort([("started_at", -1), ("_id", 1)])
        runs = [AuditRun.from_doc(doc) for doc in docs.limit(query["limit"] + 1)]
        return runs, self.collection.count_documents({})


def cursor_of(run: AuditRun) -> str:
    """Return where the next page of runs begins."""
    return paging.written(run.started_at, run.id)
