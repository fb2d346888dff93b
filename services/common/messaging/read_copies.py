"""Read copies: what a service keeps of another's facts, so that it need not ask.

Filling: the queues are bound first (topology), then the owner is asked for a snapshot,
page by page, then events follow; all of it through one ``put if the sequence is newer``
inside the write. In any other order copies stayed stale.

A page makes its range of ids equal to the owner's: what differs at the same sequence is
replaced, what the owner no longer has is removed, unless an event brought it meanwhile.
``services.common.resync`` asks for all snapshots anew, or for a comparison.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.common.digests import state_digest
from services.common.events import Event
from services.common.messaging import snapshots
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.messaging.snapshots import CHECK, FILL, Page, Walk
from services.common.metrics import SNAPSHOT_ITEMS, SNAPSHOT_RUNNING, SNAPSHOT_WHOLE_AT
from services.common.storage.inserting import duplicates

Doc = dict[str, Any]
Ask = Callable[[Walk, Doc], None]
State = tuple[str, int, Mapping[str, Any]]
"""Id, sequence, and what the owner says."""
Mark = tuple[int, datetime | None]
"""Sequence and time of the last change: another one tells that a state may be another."""

OURS = frozenset({"_id", "sequence", "kept_at"})
"""What of a held document is not the owner's state."""


class ReadCopy:
    """The copy of one noun of one owner: documents ``{_id, sequence, kept_at, ...state}``.

    ``kept_at`` is the database's time of the last change here; ``ask`` sends the owner the
    wish for the next page.
    """

    def __init__(
        self, database: Database[Doc], owner: str, noun: str, ask: Ask | None = None
    ) -> None:
        self.owner, self.noun = owner, noun
        self.collection = database[f"copy_{owner}_{noun}"]
        self._ask = ask or _nobody
        self._followers: list[Callable[[str | None], None]] = []
        self.walks = {purpose: Walk(database, owner, noun, purpose) for purpose in (FILL, CHECK)}

    def follow(self, changed: Callable[[str | None], None]) -> None:
        """Have it told which state this process has changed; None means any."""
        self._followers.append(changed)

    def _changed(self, id: str | None) -> None:
        for changed in self._followers:
            changed(id)

    def keep(self, id: str, sequence: int, state: Mapping[str, Any]) -> bool:
        """Put this state unless an equal or newer one is held; tell whether it was put."""
        try:
            return self._put(id, sequence, state)
        finally:
            self._changed(id)

    def _put(self, id: str, sequence: int, state: Mapping[str, Any]) -> bool:
        older = {"_id": id, "sequence": {"$lt": sequence}}
        while True:
            try:
                put = self.collection.update_one(older, _whole(id, sequence, state), upsert=True)
                return bool(put.modified_count or put.upserted_id is not None)
            except DuplicateKeyError:
                known = self.collection.find_one({"_id": id}, {"sequence": 1})
                if known and known["sequence"] >= sequence:
                    return False

    def keep_events(self, events: Sequence[Event]) -> None:
        """Keep the whole state each event carries in its data, the newest of each."""
        newest: dict[str, Event] = {}
        for event in events:
            if event.sequence >= newest.get(event.subject, event).sequence:
                newest[event.subject] = event
        states = [(event.subject, event.sequence, event.data) for event in newest.values()]
        try:
            for state in self._put_all(states):
                self._put(*state)
        finally:
            for id in newest:
                self._changed(id)

    def _put_all(self, states: Sequence[State]) -> Sequence[State]:
        """Put them in one write; return those that another one, older or newer, kept out."""
        if len(states) == 1:
            return states
        writes = [
            UpdateOne({"_id": state[0], "sequence": {"$lt": state[1]}}, _whole(*state), upsert=True)
            for state in states
        ]
        return [states[index] for index in self._write(writes)]

    def keep_page(self, event: Event) -> None:
        """Keep or compare one page of a snapshot, and ask for the next one."""
        page = Page.of(event)
        if page is None:
            for item in event.data["items"]:
                self.keep(item["id"], item["sequence"], item["state"])
            return
        walk = self.walks[page.purpose]
        record = walk.waits_for(page)
        if record is None:
            return
        found = None
        if page.purpose == CHECK:
            found = self._compare(page, record["asked_at"])
        else:
            self._make_equal(page, record["asked_at"])
            self._changed(None)
        moved = walk.move(page, found)
        if moved is None:
            return
        self.show(moved)
        if page.upto is not None:
            self._ask(walk, moved)

    def fill(self, fresh_s: float | None = None) -> bool:
        """Ask for a snapshot unless one runs or is fresh; without ``fresh_s`` in any case."""
        return self._begin(self.walks[FILL], fresh_s)

    def check(self) -> bool:
        """Ask for a comparison with the owner."""
        return self._begin(self.walks[CHECK], None)

    def go_on(self) -> None:
        """Ask again for a page that never came, and once a day for a snapshot."""
        records = {purpose: walk.record() for purpose, walk in self.walks.items()}
        for purpose, walk in self.walks.items():
            runs = (records[purpose] or {"complete_at": True})["complete_at"] is None
            if runs and (record := walk.stalled()):
                self._ask(walk, record)
        self.fill(snapshots.DAY_S)
        if record := records[FILL]:
            self.show(record)

    def show(self, record: Doc) -> None:
        """Tell the metrics how far a walk is."""
        SNAPSHOT_ITEMS.labels(self.owner, self.noun).set(record["items"])
        SNAPSHOT_RUNNING.labels(self.owner, self.noun).set(record["complete_at"] is None)
        if whole_at := record["complete_at"] or record.get("whole_at"):
            SNAPSHOT_WHOLE_AT.labels(self.owner, self.noun).set(whole_at.timestamp())

    def find(self, id: str) -> Doc | None:
        """Return the state held for this id."""
        return self.collection.find_one({"_id": id}, {"kept_at": 0})

    def find_marked(self, id: str) -> tuple[Doc | None, Mark]:
        """Return the state held for this id, and its mark."""
        doc = self.collection.find_one({"_id": id})
        kept_at = doc.pop("kept_at", None) if doc else None
        return doc, (doc["sequence"] if doc else 0, kept_at)

    def marks(self, ids: Iterable[str]) -> dict[str, Mark]:
        """Return the marks of the states held for these ids, by id."""
        docs = self.collection.find({"_id": {"$in": list(ids)}}, {"sequence": 1, "kept_at": 1})
        return {doc["_id"]: (doc["sequence"], doc.get("kept_at")) for doc in docs}

    def find_many(self, ids: Iterable[str]) -> dict[str, Doc]:
        """Return the states held for these ids, by id, read at once."""
        docs = self.collection.find({"_id": {"$in": list(ids)}}, {"kept_at": 0})
        return {doc["_id"]: doc for doc in docs}

    def find_by(self, name: str, value: str) -> Doc | None:
        """Return a state whose field of this name has the value, or None."""
        return self.collection.find_one({name: value}, {"kept_at": 0})

    def is_empty(self) -> bool:
        """Tell whether nothing is held: the copy still fills."""
        return self.collection.estimated_document_count() == 0

    def was_filled(self) -> bool:
        """Tell whether all the owner has was here once; from then on what is missing is missing."""
        return self.walks[FILL].was_complete()

    def _begin(self, walk: Walk, fresh_s: float | None) -> bool:
        record = walk.begin(fresh_s)
        if record is not None:
            self._ask(walk, record)
        return record is not None

    def _make_equal(self, page: Page, asked_at: datetime) -> None:
        copies = self._held(page)
        writes = [
            UpdateOne(
                {"_id": item["id"], "sequence": {"$lte": item["sequence"]}},
                _whole(item["id"], item["sequence"], item["state"]),
                upsert=True,
            )
            for item in page.items
            if not _has(copies.get(item["id"]), item)
        ]
        if writes:
            self._write(writes)
        if extra := self._extra(page, asked_at):
            unchanged = {"kept_at": {"$not": {"$gte": asked_at}}}
            self.collection.delete_many({"_id": {"$in": extra}, **unchanged})

    def _write(self, writes: list[UpdateOne]) -> list[int]:
        """Write them; return the places of those where another state came in between."""
        try:
            self.collection.bulk_write(writes, ordered=False)
        except BulkWriteError as error:
            return [failure["index"] for failure in duplicates(error)]
        return []

    def _compare(self, page: Page, asked_at: datetime) -> dict[str, list[str]]:
        """Return the ids that are missing, behind, altered, or that the owner does not have.

        An owner's sequence also moves with changes it need not tell; the state is what counts.
        """
        copies = self._held(page)
        differences: dict[str, list[str]] = {"missing": [], "behind": [], "altered": []}
        for item in page.items:
            doc = copies.get(item["id"])
            if doc is None:
                differences["missing"].append(item["id"])
            elif doc["sequence"] <= item["sequence"] and digest_of(doc) != item["digest"]:
                kind = "altered" if doc["sequence"] == item["sequence"] else "behind"
                differences[kind].append(item["id"])
        return {**differences, "extra": self._extra(page, asked_at)}

    def _held(self, page: Page) -> dict[str, Doc]:
        ids = [item["id"] for item in page.items]
        return {doc["_id"]: doc for doc in self.collection.find({"_id": {"$in": ids}})}

    def _extra(self, page: Page, asked_at: datetime) -> list[str]:
        """Return what is held in the page's range and not on it; not what is newer."""
        ids = {item["id"] for item in page.items}
        criteria = {"_id": page.span, "kept_at": {"$not": {"$gte": asked_at}}}
        copies = self.collection.find(criteria, {"_id": 1})
        return [doc["_id"] for doc in copies if doc["_id"] not in ids]


def _has(held: Doc | None, item: Doc) -> bool:
    """Tell whether what is held is as new as the item, and where equally new the same."""
    if held is None or held["sequence"] < item["sequence"]:
        return False
    return held["sequence"] > item["sequence"] or _state(held) == _state(item["state"])


def _state(doc: Mapping[str, Any]) -> Doc:
    return {name: value for name, value in doc.items() if name not in OURS}


def digest_of(doc: Mapping[str, Any]) -> str:
    """Return the digest of the state in a held document."""
    return state_digest(_state(doc))


def _whole(id: str, sequence: int, state: Mapping[str, Any]) -> list[Doc]:
    """Put a document in the place of what is there, with the database's time."""
    doc = {**_state(state), "_id": id, "sequence": sequence}
    return [
        {"$replaceWith": {"$literal": doc}},
        {"$set": {"kept_at": "$$NOW"}},
    ]


def _nobody(_walk: Walk, _record: Doc) -> None:
    return


@cache
def copy_of(owner: str, noun: str) -> Callable[[Any], ReadCopy]:
    """Return the maker of a copy as a part of a service, the same for all who name it."""

    def make(runtime: Any) -> ReadCopy:
        copy = ReadCopy(runtime.database, owner, noun, getattr(runtime, "ask_for_page", None))
        runtime.copies.append(copy)
        return copy

    return make


def asking(publisher: ConfirmingPublisher, service: str) -> Ask:
    """Return what asks owners in the name of a service."""

    def ask(walk: Walk, record: Doc) -> None:
        snapshots.ask(publisher, service, walk, record)

    return ask
