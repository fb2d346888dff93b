"""The files of tickets: what is known of each, and their contents in GridFS.

A file is kept before its line is written. What no line came for is removed a day later.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo.database import Database

from services.common.errors import Unavailable
from services.common.storage.database_time import DatabaseTime
from services.common.storage.documents import DocumentStore
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.notify.domain.attachments import (
    MOST_BYTES_OF_A_TICKET,
    MOST_OF_A_TICKET,
    Attachment,
)
from services.notify.repositories.tickets import TicketLines

Doc = dict[str, Any]

KEPT_WITHOUT_LINE = timedelta(days=1)
TIDIED_AT_ONCE = 100


class AttachmentFiles(DocumentStore):
    """The contents; the same content sent twice is kept once."""

    not_found = "attachment-not-found"
    media_type = "application/octet-stream"

    def __init__(self, database: Database[Doc]) -> None:
        super().__init__(database)
        self._time = DatabaseTime(database)

    def keep(self, content: bytes) -> str:
        """Keep a file for a day at least, and give its hash."""
        for _ in range(3):
            sha256 = self.put(content)
            if self._files.update_one({"_id": sha256}, _touched(self._time.now())).matched_count:
                return sha256
        raise Unavailable("document-not-stored")

    def drop(self, sha256: str) -> None:
        """Let go of a file that nobody has kept within a day; ``tidy`` takes its chunks."""
        before = self._time.now() - KEPT_WITHOUT_LINE
        self._files.delete_one({"_id": sha256, "uploadDate": {"$lt": before}})


def _touched(at: datetime) -> Doc:
    return {"$set": {"uploadDate": at}}


class Attachments(Repository[Attachment]):
    """What is known of each file that was sent."""

    kind = Attachment
    collection_name = "ticket_attachments"
    not_found = "attachment-not-found"

    own_indexes = (
        index("by_ticket", "ticket", "bytes"),
        index("by_content", "sha256"),
        index("unsettled", "at", where={"settled": False}),
    )

    def has_room(self, ticket: str, more: int) -> bool:
        """Tell whether the ticket takes one more file of so many bytes."""
        sums = {"_id": None, "files": {"$sum": 1}, "bytes": {"$sum": "$bytes"}}
        held = next(
            iter(self.collection.aggregate([{"$match": {"ticket": ticket}}, {"$group": sums}])),
            {"files": 0, "bytes": 0},
        )
        return held["files"] < MOST_OF_A_TICKET and held["bytes"] + more <= MOST_BYTES_OF_A_TICKET

    def sent_by(self, account: str, ticket: str, ids: Sequence[str]) -> list[Attachment]:
        """Return those of these files that the account has sent for the ticket, as named."""
        mine = {"_id": {"$in": list(ids)}, "ticket": ticket, "by": account}
        found = {doc["_id"]: Attachment.from_doc(doc) for doc in self.collection.find(mine)}
        return [found[id] for id in ids if id in found]

    def claim(self, files: Sequence[Attachment], line: str) -> bool:
        """Let them belong to a line about to be written; False where another has one of them."""
        if not files:
            return True
        free = {"_id": {"$in": [one.id for one in files]}, "line": {"$in": [None, line]}}
        return self.collection.update_many(free, {"$set": {"line": line}}).matched_count == len(
            files
        )

    def settle(self, lines: TicketLines, files: AttachmentFiles) -> int:
        """Remove what no line came for within a day; give how many were looked at."""
        before = self._now() - KEPT_WITHOUT_LINE
        old = {"settled": False, "at": {"$lt": before}}
        docs = list(self.collection.find(old).limit(TIDIED_AT_ONCE))
        for doc in docs:
            seen = {"_id": doc["_id"], "line": doc["line"]}
            if doc["line"] and lines.find(doc["line"]):
                self.collection.update_one(seen, {"$set": {"settled": True}})
            elif self.collection.delete_one(seen).deleted_count:
                self._let_go(doc["sha256"], files)
        return len(docs)

    def _let_go(self, sha256: str, files: AttachmentFiles) -> None:
        if self.collection.find_one({"sha256": sha256}, {"_id": 1}) is None:
            files.drop(sha256)

    def _now(self) -> datetime:
        return DatabaseTime(self.collection.database).now()
