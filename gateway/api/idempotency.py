"""Answers kept under the caller's Idempotency-Key, so that a repeated request acts once.

The record is made before the work: the first insert wins. The request id follows from the
key, so that even a repeated call after a crash has its effect once in the service.
"""

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError
from pymongo.write_concern import WriteConcern

from gateway.callers.sessions import utc_now
from gateway.database import Doc, bounded
from gateway.problems.problems import Problem
from services.common.storage.indexes import Declared, Stored, index

KEPT = timedelta(days=7)
ABANDONED = timedelta(seconds=30)
WAIT_S = 2.0
LOOK_EVERY_S = 0.05
KEY = re.compile(r"[\x21-\x7e]{1,255}")
NOT_KEPT = frozenset({401, 403, 429})
HEADERS_KEPT = ("Content-Type", "ETag", "Location", "Retry-After", "WWW-Authenticate")


@dataclass(frozen=True)
class KeptAnswer:
    """An answer as it can be given again."""

    status: int
    headers: dict[str, str]
    body: bytes
    replayed: bool = False

    @property
    def is_final(self) -> bool:
        """Tell whether the same request should get the same answer; a refusal may pass."""
        return self.status < 500 and self.status not in NOT_KEPT


@dataclass(frozen=True)
class KeyUse:
    """One use of a key: whose, on which route, with which body and rights (fingerprints)."""

    account: str
    route: str
    key: str
    fingerprint: str
    rights: str = ""

    @property
    def id(self) -> str:
        """Return the record's id, which also names the effect in the services."""
        return hashlib.sha256(f"{self.account}\n{self.route}\n{self.key}".encode()).hexdigest()


@dataclass(frozen=True)
class Record:
    """What is stored of a use; ``answer`` is None until there is one to be given again.

    ``free`` says that nobody works on it: the work was refused for a reason that may pass.
    ``rights`` are those that the answer was given for.
    """

    fingerprint: str
    started_at: datetime
    answer: KeptAnswer | None
    free: bool = False
    rights: str | None = None

    def may_begin_anew(self, now: datetime) -> bool:
        """Tell whether nobody works on it, or whoever did has died."""
        return self.answer is None and (self.free or now - self.started_at >= ABANDONED)


class Records(Protocol):
    """The store; every method is one atomic step."""

    def insert(self, id: str, fingerprint: str, now: datetime) -> bool:
        """Begin a record, or give False where there is one."""

    def get(self, id: str) -> Record | None:
        """Return the record, or None."""

    def take_over(self, id: str, now: datetime) -> bool:
        """Begin a free or abandoned record anew; False where someone else did or it ended."""

    def finish(self, id: str, answer: KeptAnswer, rights: str) -> None:
        """Keep the answer, and for which rights it was given."""

    def release(self, id: str) -> None:
        """Let the same request begin anew; another one under this key is still refused."""


def key_from(header: str | None, *, required: bool) -> str | None:
    """Return the key in the header, or refuse what is missing or malformed."""
    if header is None or header == "":
        if required:
            raise Problem(400, "idempotency-key-missing")
        return None
    if not KEY.fullmatch(header):
        raise Problem(400, "idempotency-key-malformed")
    return header


def fingerprint_of(body: bytes) -> str:
    """Return what tells one body from another."""
    return hashlib.sha256(body).hexdigest()


class Idempotency:
    """Runs the work of a use at most once and repeats its answer."""

    def __init__(
        self,
        records: Records,
        *,
        now: Callable[[], datetime] = utc_now,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._records, self._now, self._pause = records, now, pause

    def run(self, use: KeyUse, work: Callable[[], KeptAnswer]) -> KeptAnswer:
        """Return the answer of ``work``, or the one given before to somebody with these rights."""
        waited_s = 0.0
        while not self._records.insert(use.id, use.fingerprint, self._now()):
            record = self._records.get(use.id)
            if record is None:
                continue
            if record.fingerprint != use.fingerprint:
                raise Problem(422, "idempotency-key-reused")
            if record.answer is not None and record.rights != use.rights:
                break
            if record.answer is not None:
                return replace(record.answer, replayed=True)
            if self._begins_anew(use, record):
                break
            if waited_s >= WAIT_S:
                raise Problem(409, "idempotency-running")
            self._pause(LOOK_EVERY_S)
            waited_s += LOOK_EVERY_S
        return self._work(use, work)

    def _begins_anew(self, use: KeyUse, record: Record) -> bool:
        now = self._now()
        return record.may_begin_anew(now) and self._records.take_over(use.id, now)

    def _work(self, use: KeyUse, work: Callable[[], KeptAnswer]) -> KeptAnswer:
        try:
            answer = work()
        except BaseException:
            self._records.release(use.id)
            raise
        if answer.is_final:
            self._records.finish(use.id, answer, use.rights)
        else:
            self._records.release(use.id)
        return answer


class MongoRecords(Stored):
    """The records in the gateway's database."""

    def __init__(self, database: Database[Doc]) -> None:
        self._records = database["idempotency"]
        self._unwaited = self._records.with_options(write_concern=WriteConcern(w=1, j=False))

    def indexes(self) -> Declared:
        """Return the one that forgets."""
        return [(self._records, (index("expires_at_1", "expires_at", expire_after_s=0),))]

    def insert(self, id: str, fingerprint: str, now: datetime) -> bool:
        """Begin a record, or give False where there is one.

        Nobody waits for the disk: one lost with the server is begun anew by the next who sends
        the same, and what it names has its effect once all the same.
        """
        doc = {"_id": id, "fingerprint": fingerprint, "answer": None, **_begun(now)}
        try:
            with bounded():
                self._unwaited.insert_one(doc)
        except DuplicateKeyError:
            return False
        return True

    def get(self, id: str) -> Record | None:
        """Return the record, or None."""
        with bounded():
            doc = self._records.find_one({"_id": id})
        if doc is None:
            return None
        answer = KeptAnswer(**doc["answer"]) if doc["answer"] else None
        fingerprint, started_at, free = doc["fingerprint"], doc["started_at"], doc["free"]
        return Record(fingerprint, started_at, answer, free, doc.get("rights"))

    def take_over(self, id: str, now: datetime) -> bool:
        """Begin a free or abandoned record anew; False where someone else did or it ended."""
        abandoned = {"started_at": {"$lte": now - ABANDONED}}
        unattended = {"_id": id, "answer": None, "$or": [{"free": True}, abandoned]}
        with bounded():
            changed = self._records.update_one(unattended, {"$set": _begun(now)})
        return changed.modified_count == 1

    def finish(self, id: str, answer: KeptAnswer, rights: str) -> None:
        """Keep the answer, and for which rights it was given.

        The caller need not wait for the disk: an answer lost with the server is asked for anew,
        under the same request id.
        """
        kept = {"status": answer.status, "headers": answer.headers, "body": answer.body}
        with bounded():
            self._unwaited.update_one({"_id": id}, {"$set": {"answer": kept, "rights": rights}})

    def release(self, id: str) -> None:
        """Let the same request begin anew; another one under this key is still refused."""
        with bounded():
            self._records.update_one({"_id": id, "answer": None}, {"$set": {"free": True}})


def _begun(now: datetime) -> Doc:
    """Return what a record says when work on it begins: kept seven days from then."""
    return {"started_at": _stored(now), "expires_at": _stored(now + KEPT), "free": False}


def _stored(moment: datetime) -> datetime:
    """Return the time as the database keeps it, in whole milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
