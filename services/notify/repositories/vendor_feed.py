"""The numbers of each vendor's events, by which they are read in order: no gap and no double.

An event is kept without a number (``repositories/deliveries.py``), by any process. Later each is
given the next ``position`` of its vendor. Two processes may do so at the same time: a unique
index lets one of them have a position. The last position is read before the events that have
none, and the positions of a round are written in their order, stopping at the first that is
taken; so a position is only ever written once the one before it is. A process killed in between
leaves events for the next round. Only what a majority has confirmed is read, for anything else
may be gone with its server.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError
from pymongo.read_concern import ReadConcern

from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.inserting import duplicates
from services.notify.domain.deliveries import TERMINATED, QueueState

Doc = dict[str, Any]

RETIRED = 0
"""The position of what is read no more and says only what a vendor was told last of an order."""
FEED = index("feed", "vendor", "position", unique=True, where={"position": {"$gt": RETIRED}})
UNNUMBERED = index("unnumbered", "queued_at", where={"position": None})
NUMBERED_BY_AGE = index("numbered_by_age", "queued_at", where={"position": {"$gt": RETIRED}})


class EventsGone(Exception):
    """Events behind the cursor were kept for their time and are gone."""


class VendorFeed(Stored):
    """The events of each vendor by position, from 1."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection = database["deliveries"]
        self._confirmed = self.collection.with_options(read_concern=ReadConcern("majority"))

    @classmethod
    def of(cls, runtime: Any) -> "VendorFeed":
        """Make the one of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return those it is read and numbered by."""
        return [(self.collection, (FEED, UNNUMBERED, NUMBERED_BY_AGE))]

    def unnumbered(self, most: int) -> list[Doc]:
        """Return events without a position, oldest first."""
        docs = self.collection.find({"position": None}).sort("queued_at", 1)
        return list(docs.limit(most))

    def number(self, docs: Sequence[Doc]) -> bool:
        """Give each the next position of its vendor; False where another process was first."""
        last = {vendor: self.last(vendor) for vendor in {doc["vendor"] for doc in docs}}
        ids = [doc["_id"] for doc in docs]
        without = {"_id": {"$in": ids}, "position": None}
        open_ids = {doc["_id"] for doc in self.collection.find(without, {"_id": 1})}
        writes = []
        for doc in docs:
            if doc["_id"] in open_ids:
                last[doc["vendor"]] += 1
                one = {"_id": doc["_id"], "position": None}
                writes.append(UpdateOne(one, {"$set": {"position": last[doc["vendor"]]}}))
        return self._write(writes)

    def _write(self, writes: list[UpdateOne]) -> bool:
        try:
            if writes:
                self.collection.bulk_write(writes, ordered=True)
        except BulkWriteError as error:
            duplicates(error)
            return False
        return True

    def last(self, vendor: str) -> int:
        """Return the vendor's last position; 0 before there is any."""
        numbered = {"vendor": vendor, "position": {"$gt": RETIRED}}
        doc = self._confirmed.find_one(numbered, {"position": 1}, sort=[("position", -1)])
        return doc["position"] if doc else 0

    def after(self, vendor: str, position: int | None, limit: int) -> list[Doc]:
        """Return the events behind a position, the oldest there is without one.

        Raise EventsGone where those next to it are kept no more.
        """
        behind = {"vendor": vendor, "position": {"$gt": position or RETIRED}}
        docs = list(self._confirmed.find(behind).sort("position", 1).limit(limit))
        if position is not None and docs and docs[0]["position"] != position + 1:
            raise EventsGone
        return docs

    def between(
        self, vendor: str, start: datetime, end: datetime, after: int, limit: int
    ) -> list[Doc]:
        """Return events kept in a time, oldest first, behind a position."""
        kept = {
            "vendor": vendor,
            "position": {"$gt": after},
            "queued_at": {"$gte": start, "$lt": end},
        }
        return list(self._confirmed.find(kept).sort("position", 1).limit(limit))

    def by_ids(self, ids: Iterable[str]) -> dict[str, Doc]:
        """Return those of the events that are kept whole."""
        whole = {"_id": {"$in": list(ids)}, "position": {"$ne": RETIRED}}
        return {doc["_id"]: doc for doc in self.collection.find(whole)}

    def retire(self, before: datetime, most: int) -> int:
        """Let go of the oldest that were kept until then; tell how many.

        The last of each vendor stays, from which the next one is numbered. Of an order that goes
        on it stays which type of event its vendor was told last, without what was in it: the
        vendor is to hear the end as well.
        """
        old = {"queued_at": {"$lt": before}, "position": {"$gt": RETIRED}}
        fields = {"vendor": 1, "order": 1, "sequence": 1, "position": 1, "envelope.type": 1}
        docs = self.collection.find(old, fields).sort("queued_at", 1)
        last_of = cache(self.last)
        past = (doc for doc in docs if doc["position"] < last_of(doc["vendor"]))
        going = list(islice(past, most))
        kept = [doc["_id"] for doc in going if self._is_last_word(doc)]
        for id in kept:
            self.collection.update_one({"_id": id}, [{"$replaceWith": _STUB}])
        gone = [doc["_id"] for doc in going if doc["_id"] not in set(kept)]
        if gone:
            self.collection.delete_many({"_id": {"$in": gone}})
        return len(going)

    def _is_last_word(self, doc: Doc) -> bool:
        """Tell whether it is the last a vendor heard of an order that is still theirs."""
        if "order" not in doc or doc["envelope"]["type"] == TERMINATED:
            return False
        later = {
            "order": doc["order"],
            "sequence": {"$gt": doc["sequence"]},
            "vendor": doc["vendor"],
        }
        return self.collection.find_one(later, {"_id": 1}) is None


_STUB = {
    "_id": "$_id", "vendor": "$vendor", "order": "$order", "sequence": "$sequence",
    "envelope": {"type": "$envelope.type"}, "queued_at": "$queued_at",
    "state": {"$literal": QueueState.WITHOUT_QUEUE.value}, "position": {"$literal": RETIRED},
}  # fmt: skip
