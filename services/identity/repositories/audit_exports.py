"""Where identity keeps the exports of the audit trail, and their files in pieces."""

from datetime import datetime
from typing import Any, Self

from bson.binary import Binary
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.common import paging
from services.common.errors import Conflict, NotFound
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.repository import Repository
from services.identity.domain.audit_exports import MOST_KEPT, AuditExport, AuditExportState

Doc = dict[str, Any]

RUNNING, READY = AuditExportState.RUNNING.value, AuditExportState.READY.value
HELD_LONGER_S = 3600
"""So long after its time a piece goes by itself, whoever was to remove it."""


class AuditExports(Repository[AuditExport]):
    """Exports of the trail, of which each person has one that runs at most."""

    kind = AuditExport
    collection_name = "audit_exports"
    own_indexes = (
        index("by_start", "-started_at", "_id"),
        index("by_state", "state", "started_at"),
        index("one_runs_each", "started_by", unique=True, where={"state": RUNNING}),
    )

    def begin(self, export: AuditExport) -> AuditExport:
        """Keep a new one; where one of this person runs already, that is the one.

        Refuse it where there are as many files of this person as may be.
        """
        if same := self.find(export.id) or self._running_of(export.started_by):
            return same
        ready = {"started_by": export.started_by, "state": READY}
        if self.collection.count_documents(ready, limit=MOST_KEPT) >= MOST_KEPT:
            raise Conflict("audit-exports-full", most=MOST_KEPT)
        try:
            return self.add(export)
        except DuplicateKeyError:
            return self._running_of(export.started_by) or self.get(export.id)

    def next_for(self, now: datetime) -> AuditExport | None:
        """Return what is to be done next: one whose time is over, else the first one begun."""
        over = {"state": {"$in": [RUNNING, READY]}, "kept_until": {"$lte": now}}
        return self._one(over) or self._one({"state": RUNNING})

    def newest(self, query: Doc) -> tuple[list[AuditExport], int]:
        """Return one more than the limit, the newest first, and how many there are."""
        cursor = query["cursor"]
        behind = paging.newest_first_after(cursor, "started_at") if cursor else {}
        docs = self.collection.find(behind).sort([("started_at", -1), ("_id", 1)])
        exports = [AuditExport.from_doc(doc) for doc in docs.limit(query["limit"] + 1)]
        return exports, self.collection.count_documents({})

    def _running_of(self, account: str) -> AuditExport | None:
        return self._one({"started_by": account, "state": RUNNING})

    def _one(self, criteria: Doc) -> AuditExport | None:
        doc = self.collection.find_one(criteria, sort=[("started_at", 1)])
        return AuditExport.from_doc(doc) if doc else None


def cursor_of(export: AuditExport) -> str:
    """Return where the next page of exports begins."""
    return paging.written(export.started_at, export.id)


class AuditExportFiles(Stored):
    """The files of exports, each in pieces by their number; a piece written again is the same."""

    def __init__(self, database: Database[Doc]) -> None:
        self._pieces = database["audit_export_pieces"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the store of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one pieces are read by, and the one by which no piece is ever left behind."""
        over = index("kept_until", "kept_until", expire_after_s=HELD_LONGER_S)
        return [(self._pieces, (index("in_order", "export", "n", unique=True), over))]

    def put(self, export: AuditExport, content: bytes) -> None:
        """Keep the next piece of a file, whatever stands in its place."""
        n = export.pieces
        piece = {"export": export.id, "n": n, "content": Binary(content)}
        self._pieces.replace_one(
            {"_id": f"{export.id}:{n}"}, {**piece, "kept_until": export.kept_until}, upsert=True
        )

    def piece(self, export_id: str, n: int) -> bytes:
        """Return a piece of a file, or raise NotFound."""
        doc = self._pieces.find_one({"export": export_id, "n": n}, {"content": 1})
        if doc is None:
            raise NotFound("not-found", parameters={"id": f"{export_id}:{n}"})
        return bytes(doc["content"])

    def remove(self, export_id: str) -> None:
        """Forget a file for good."""
        self._pieces.delete_many({"export": export_id})
