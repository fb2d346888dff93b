"""Files by the SHA-256 of their content, in GridFS: what is said to be stored was read back.

A write that broke off, or a killed process, leaves chunks without a file record; "is there
already" is therefore no proof of anything. Since the id is the hash of the content, every
writer of it writes the same chunks, so writing again completes what another one left.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any, Self

from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.common.errors import NotFound, Unavailable
from services.common.logs import Log
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.inserting import duplicates

log = Log(__name__)
Doc = dict[str, Any]

CHUNK_BYTES = 255 * 1024
"""As GridFS has it, so that what it wrote before and its tools still fit."""
TRIES = 3
LEFT_AFTER_S = 3600
"""So old is a chunk without a file record before it counts as left behind."""
TIDIED_AT_ONCE = 100


class DocumentStore(Stored):
    """The files of one service; storing the same file again changes nothing."""

    not_found = "document-not-found"
    media_type = "application/pdf"

    def __init__(self, database: Database[Doc]) -> None:
        self._files = database["documents.files"]
        self._chunks = database["documents.chunks"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the store of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return those GridFS works with, under the names it gives them."""
        chunks = index("files_id_1_n_1", "files_id", "n", unique=True)
        return [
            (self._chunks, (chunks,)),
            (self._files, (index("filename_1_uploadDate_1", "filename", "uploadDate"),)),
        ]

    def put(self, content: bytes, filename: str | None = None) -> str:
        """Keep a file and give its hash, after it was read back; else raise Unavailable."""
        sha256 = hashlib.sha256(content).hexdigest()
        for _ in range(TRIES):
            if self._read(sha256) is not None:
                return sha256
            self._write(sha256, content, filename)
        if self._read(sha256) is None:
            raise Unavailable("document-not-stored")
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return a file whose content has this hash, or raise NotFound."""
        content = self._read(sha256)
        if content is None:
            raise NotFound(self.not_found, "document-not-found")
        return content

    def holds(self, sha256: str) -> bool:
        """Tell whether the file can be read back with this hash now."""
        return self._read(sha256) is not None

    def is_complete(self, sha256: str, length: int) -> bool:
        """Tell whether record and chunks of that many bytes are there, without reading them."""
        record = self._files.find_one({"_id": sha256}, {"length": 1})
        if record is None or record["length"] != length:
            return False
        size = {"$group": {"_id": None, "bytes": {"$sum": {"$binarySize": "$data"}}}}
        chunks = list(self._chunks.aggregate([{"$match": {"files_id": sha256}}, size]))
        return [group["bytes"] for group in chunks] == [length]

    def tidy(self) -> int:
        """Remove what broken writes left behind for good, and give of how many files."""
        left = [sha256 for sha256 in self._without_record() if self._is_old(sha256)]
        for sha256 in left:
            if self._files.find_one({"_id": sha256}, {"_id": 1}) is None:
                self._chunks.delete_many({"files_id": sha256})
                log.warning("broken_write_removed", sha256=str(sha256))
        return len(left)

    def _without_record(self) -> list[Any]:
        record = {
            "from": self._files.name,
            "localField": "_id",
            "foreignField": "_id",
            "as": "record",
        }
        stages: list[Doc] = [
            {"$match": {"files_id": {"$gte": ""}}},
            {"$group": {"_id": "$files_id"}},
            {"$lookup": record},
            {"$match": {"record": []}},
            {"$limit": TIDIED_AT_ONCE},
        ]
        return [group["_id"] for group in self._chunks.aggregate(stages)]

    def _is_old(self, sha256: Any) -> bool:
        """Tell whether nobody has written a chunk of it for long, by the database's clock."""
        made = {"$convert": {"input": "$_id", "to": "date", "onError": None, "onNull": None}}
        young = {
            "$gt": [{"$ifNull": ["$put_at", made]}, {"$subtract": ["$$NOW", LEFT_AFTER_S * 1000]}]
        }
        return self._chunks.find_one({"files_id": sha256, "$expr": young}, {"_id": 1}) is None

    def _read(self, sha256: str) -> bytes | None:
        record = self._files.find_one({"_id": sha256}, {"length": 1})
        if record is None:
            return None
        chunks = self._chunks.find({"files_id": sha256}, {"data": 1}).sort("n", 1)
        content = b"".join(chunk["data"] for chunk in chunks)
        if len(content) == record["length"] and hashlib.sha256(content).hexdigest() == sha256:
            return content
        log.error("document_broken", sha256=sha256, bytes=len(content), stated=record["length"])
        return None

    def _write(self, sha256: str, content: bytes, filename: str | None) -> None:
        """Put every chunk in its place, whatever stands there, and then the record."""
        parts = [content[at : at + CHUNK_BYTES] for at in range(0, len(content), CHUNK_BYTES)]
        record = {
            "length": len(content),
            "chunkSize": CHUNK_BYTES,
            "uploadDate": datetime.now(UTC),
            "contentType": self.media_type,
            **({"filename": filename} if filename else {}),
        }
        try:
            for n, part in enumerate(parts):
                self._chunks.bulk_write([_chunk(sha256, n, part)])
            self._chunks.delete_many({"files_id": sha256, "n": {"$gte": len(parts)}})
            self._files.replace_one({"_id": sha256}, record, upsert=True)
        except DuplicateKeyError:
            return
        except BulkWriteError as error:
            duplicates(error)


def _chunk(sha256: str, n: int, part: bytes) -> UpdateOne:
    """Write one chunk; the id makes it one even where the index is not built yet."""
    return UpdateOne(
        {"files_id": sha256, "n": n},
        {
            "$set": {"data": part},
            "$currentDate": {"put_at": True},
            "$setOnInsert": {"_id": f"{sha256}:{n}"},
        },
        upsert=True,
    )
