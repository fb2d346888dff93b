"""Where identity keeps the audit trail: lines are only ever added, each behind the last."""

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Self

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection
from pymongo.cursor import Cursor
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from services.common import clock
from services.common.errors import Unavailable
from services.common.events import Event
from services.common.logs import Log
from services.common.paging import number_of, unknown_cursor
from services.common.storage.indexes import Declared, Stored, index, retired
from services.common.storage.inserting import duplicates
from services.identity.domain.audit import DOC_FIELDS, START, Act, AuditLine, Head, moment
from services.identity.domain.audit_check import AuditVerdict, Fault, FaultReason, check

log = Log(__name__)
Doc = dict[str, Any]

FILTERS = ("actor", "object", "action", "mandate", "on_behalf_of", "service")
ROLES = ("object", "actor", "on_behalf_of", "mandate")
"""What a thing can be in a line: done to, doing, done for, done by."""
NO_LINE = {"_id": 0}
NUMBER = {"$type": ["int", "long"]}
ATTEMPTS = 60
MOST_COUNTED = 1000
"""Of the lines a search finds; whoever finds more narrows it."""
BATCH = 500
"""Lines fetched at a time: between two batches of a long check other calls have their turn."""


class AuditTrail(Stored):
    """The chain of lines and the heads of its days.

    A line is added by inserting the number behind the last one: of two processes that try,
    one finds it taken and goes on. Only what a majority has is read, so that a line never
    stands behind one that a failing server takes with it.
    """

    def __init__(self, database: Database[Doc], now: Callable[[], datetime] = clock.now) -> None:
        self.collection = _safe(database, "audit")
        self._heads = _safe(database, "audit_heads")
        self._now = now
        self._adding = threading.Lock()
        self._last: Head | None = None
        self._today = ""

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the trail of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one that keeps an event single, and those the list is filtered by."""
        by_filter = (index(f"{name}_by_time", name, "at", "_id") for name in FILTERS)
        before = (retired(f"by_{name}") for name in FILTERS)
        once = index("each_event_once", "event", unique=True)
        return [(self.collection, (once, *by_filter, *before, index("by_time", "at", "_id")))]

    def warm(self) -> None:
        """Write the head of a day that ended while nobody wrote."""
        with self._adding:
            self._end_days()

    def append(self, *events: Event) -> None:
        """Add the lines of events, each once; ValueError where one is no record of an act."""
        acts: Sequence[Act] = [Act.of(event) for event in events]
        with self._adding:
            self._end_days()
            in_vain = 0
            while acts and in_vain < ATTEMPTS:
                left = self._add(acts)
                if len(left) == len(acts):
                    time.sleep(min(0.002 * in_vain, 0.05))
                    in_vain += 1
                acts = left
        if acts:
            raise Unavailable("events-waiting")

    def verify(
        self, *, first: int = 1, limit: int | None = None, head: Head | None = None
    ) -> AuditVerdict:
        """Check the trail from line ``first`` on, and against a head kept elsewhere."""
        heads = [_head(doc["n"], doc) for doc in self._heads.find({"n": NUMBER})]
        docs = self._from(first - 1)
        after = None
        if first > 1:
            verdict = self._line_before(docs, first)
            if isinstance(verdict, AuditVerdict):
                return verdict
            after = verdict
        if head and head.n < first and (fault := self._unlike(head)):
            return AuditVerdict(first, None, fault)
        return check(docs, after=after, heads=[*heads, *([head] if head else [])], limit=limit)

    def page(self, query: Doc) -> list[Doc]:
        """Return one line more than the limit, behind the cursor ``n``, as callers see them.

        What is searched for stands by its time: an index answers, wherever in the years it looks.
        """
        searched = _criteria(query).keys() != {"_id"} or bool(query.get("about"))
        lines = self.found(query, by_time=searched, backwards=query.get("sort") == "-n")
        return [_shown(doc) for doc in lines.limit(query["limit"] + 1)]

    def export(self, query: Doc) -> list[Doc]:
        """Return one line more than the limit, behind the cursor ``n``, oldest first.

        Whole stretches go out in the order of their numbers, so that the chain can be checked.
        """
        lines = self.found(query, by_time=any(query.get(name) for name in (*FILTERS, "about")))
        return [_shown(doc) for doc in lines.limit(query["limit"] + 1)]

    def found(self, query: Doc, *, by_time: bool = False, backwards: bool = False) -> Cursor[Doc]:
        """Return the stored lines of this kind behind the cursor, by time or by number."""
        branches, by = _branches(query), ["at", "_id"] if by_time else ["_id"]
        if query.get("cursor"):
            behind = self._behind(query["cursor"], by, backwards)
            branches = [{"$and": [branch, behind]} for branch in branches]
        criteria = branches[0] if len(branches) == 1 else {"$or": branches}
        order = [(name, DESCENDING if backwards else ASCENDING) for name in by]
        return self.collection.find(criteria, dict.fromkeys(DOC_FIELDS, 1)).sort(order)

    def _behind(self, cursor: str, by: Sequence[str], backwards: bool) -> Doc:
        """Return the criteria of the lines behind one, in this order."""
        n, beyond = number_of(cursor), "$lt" if backwards else "$gt"
        if by == ["_id"]:
            return {"_id": {beyond: n}}
        line = self.collection.find_one({"_id": n}, {"at": 1})
        if line is None:
            raise unknown_cursor()
        at = line.get("at")
        return {"$or": [{"at": {beyond: at}}, {"at": at, "_id": {beyond: n}}]}

    def length(self) -> int:
        """Return the number of the last line.

        An estimate of the server would be wrong after a crash and while others write.
        """
        last = self.collection.find_one({"_id": NUMBER}, {"_id": 1}, sort=[("_id", DESCENDING)])
        return int(last["_id"]) if last else 0

    def count(self, query: Doc) -> tuple[int, bool]:
        """Tell how many lines there are of this kind, and whether there are more than counted."""
        branches = _branches(query)
        if branches[0].keys() == {"_id"} and not query.get("about"):
            return self.length(), False
        criteria = {"$or": branches}
        found = self.collection.count_documents(criteria, limit=MOST_COUNTED + 1)
        return min(found, MOST_COUNTED), found > MOST_COUNTED

    def stretch(self, query: Doc, after: int, to: int) -> list[Doc]:
        """Return the lines of this kind behind line ``after`` up to line ``to``, by their numbers.

        They are gone through one by one, so that all stretches together cost one walk.
        """
        between = {"$and": [{"_id": {"$gt": after, "$lte": to}}, {"$or": _branches(query)}]}
        docs = self.collection.find(between, dict.fromkeys(DOC_FIELDS, 1)).sort("_id", ASCENDING)
        return [_shown(doc) for doc in docs.hint([("_id", ASCENDING)]).batch_size(BATCH)]

    def stream(self, query: Doc) -> Iterator[Doc]:
        """Return all lines of this kind, oldest first."""
        for doc in self.found(query):
            yield _shown(doc)

    def heads(self, *, before: str | None = None, limit: int) -> list[Doc]:
        """Return the heads of days, newest first, those earlier than a day if one is named."""
        criteria = {"_id": {"$lt": before}} if before else {}
        heads = self._heads.find(criteria).sort("_id", DESCENDING).limit(limit)
        return [{"day": doc.pop("_id"), **doc} for doc in heads]

    def count_heads(self) -> int:
        """Tell how many days have a head."""
        return self._heads.count_documents({})

    def _add(self, acts: Sequence[Act]) -> Sequence[Act]:
        """Add lines in one insert, up to the first that is refused; return what is left to add.

        The server stops there, so that the trail has no gap. What has its line already is done.
        """
        lines = _behind(self._last or self._read_last(), acts)
        self._last = None
        try:
            self.collection.insert_many([line.to_doc() for line in lines])
        except BulkWriteError as error:
            (refused,) = duplicates(error)
            added = refused["index"]
            return acts[added + ("event" in refused.get("keyPattern", {})) :]
        self._last = lines[-1].head
        return ()

    def _read_last(self) -> Head:
        doc = self._last_doc()
        return _head(doc["_id"], doc) if doc else Head(0, START)

    def _last_doc(self) -> Doc | None:
        return self.collection.find_one({"_id": NUMBER}, sort=[("_id", DESCENDING)])

    def _end_days(self) -> None:
        """Before the first line of a day, keep what the trail ended with until then.

        It is told to the log too: whoever can rewrite the database cannot rewrite that.
        """
        now = self._now()
        today = now.date().isoformat()
        if today == self._today:
            return
        doc = self._last_doc()
        if doc and (day := str(doc.get("at"))[:10]) != today:
            yesterday = (now - timedelta(days=1)).date().isoformat()
            self._keep_head(min(day, yesterday), _head(doc["_id"], doc), now)
        self._today = today

    def _keep_head(self, day: str, head: Head, now: datetime) -> None:
        kept = {"n": head.n, "hash": head.hash, "at": now.isoformat()}
        try:
            self._heads.insert_one({"_id": day, **kept})
        except DuplicateKeyError:
            return
        log.info("audit_head", day=day, n=head.n, hash=head.hash)

    def _from(self, n: int) -> Cursor[Doc]:
        """Go through everything from this id on, what has no number as its id too."""
        docs = self.collection.find().sort("_id", ASCENDING).batch_size(BATCH)
        return docs.min([("_id", n)]).hint([("_id", ASCENDING)]) if n else docs

    def _line_before(self, docs: Iterator[Doc], first: int) -> AuditLine | AuditVerdict:
        """Take the line a check builds on, or say what is wrong with it."""
        doc = next(docs, None)
        if doc is None or doc["_id"] != first - 1:
            missing = min(first - 1, self._read_last().n + 1)
            return AuditVerdict(first, None, Fault(missing, FaultReason.MISSING))
        try:
            return AuditLine.from_doc(doc)
        except ValueError:
            return AuditVerdict(first, None, Fault(first - 1, FaultReason.ALTERED))

    def _unlike(self, head: Head) -> Fault | None:
        doc = self.collection.find_one({"_id": head.n}, {"hash": 1})
        if doc is None:
            return Fault(head.n, FaultReason.MISSING)
        return None if doc.get("hash") == head.hash else Fault(head.n, FaultReason.HEAD_DIFFERS)


def _behind(last: Head, acts: Iterable[Act]) -> list[AuditLine]:
    """Put acts behind the last line, in their order."""
    lines: list[AuditLine] = []
    for act in acts:
        lines.append(AuditLine.after(lines[-1].head if lines else last, act))
    return lines


def _safe(database: Database[Doc], name: str) -> Collection[Doc]:
    sure = WriteConcern("majority", j=True)
    return database.get_collection(name, read_concern=ReadConcern("majority"), write_concern=sure)


def _head(n: int, doc: Doc) -> Head:
    """Read a document somebody may have altered: what it lacks must not stop the trail."""
    return Head(n, str(doc.get("hash")))


def _shown(doc: Doc) -> Doc:
    """Return a stored line as JSON has it; of an altered one what is missing is None."""
    fields = dict.fromkeys(name for name in DOC_FIELDS if name != "_id")
    line: Doc = json.loads(json.dumps({**fields, "n": doc.pop("_id"), **doc}, default=str))
    return line


def _criteria(query: Doc) -> Doc:
    criteria: Doc = {"_id": {"$gt": 0}}
    criteria |= {name: query[name] for name in FILTERS if query.get(name)}
    at: Doc = {}
    if since := query.get("since"):
        at["$gte"] = moment(since)
    if until := query.get("until"):
        at["$lt"] = moment(until, end=True)
    return criteria | ({"at": at} if at else {})


def _branches(query: Doc) -> list[Doc]:
    """Return the criteria of the lines, one for each thing they may be about and what it may be.

    Each is whole and of one thing, so that each is read in order by the index of its name.
    """
    criteria = _criteria(query)
    if not query.get("about"):
        return [criteria]
    branches = [
        {**criteria, name: thing}
        for name in ROLES
        for thing in query["about"].split(",")
        if criteria.get(name, thing) == thing
    ]
    return branches or [NO_LINE]
