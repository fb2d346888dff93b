"""What keeps aggregates: one write for facts and news, repeated where somebody was first."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, Self, TypeVar

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.common import bounds, context
from services.common.errors import Conflict, NotFound, Unavailable
from services.common.events import envelope
from services.common.storage.aggregates import Aggregate
from services.common.storage.held_counts import HeldCounts
from services.common.storage.indexes import Declared, Index, Stored, index
from services.common.storage.inserting import insert_new
from services.common.storage.overflow import Older

A = TypeVar("A", bound=Aggregate)
Doc = dict[str, Any]

MAX_WAITING_EVENTS = 100
REMEMBERED = 64
PAGE = 201
"""Of documents: one more than a page of a snapshot has."""
RECORDED = "audit.recorded"
ATTEMPTS = 40
WAITING_EVENTS = index("waiting_events", "outbox.time", where={"outbox.0.id": {"$exists": True}})


class Repository(Stored, Generic[A]):
    """Keeps aggregates of one kind, one document each.

    The document holds the facts, ``version``, ``outbox`` (news not yet on the broker)
    and ``done`` (the last request and event ids that had their effect here).
    """

    kind: type[A]
    collection_name: str
    own_indexes: ClassVar[tuple[Index, ...]] = ()
    not_found = "not-found"

    def __init__(self, database: Database[Doc], source: str, written: Callable[..., None]) -> None:
        self.collection: Collection[Doc] = database[self.collection_name]
        self.older = {
            name: Older(database, self.collection_name, name)
            for name, bound in self.kind.bounds.items()
            if isinstance(bound, bounds.Newest)
        }
        self.held_counts = HeldCounts()
        self._source = source
        self._relay_written = written

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the repository of a running process."""
        repository = cls(runtime.database, runtime.service, runtime.relay.written)
        runtime.relay.watch(repository.collection)
        return repository

    def indexes(self) -> Declared:
        """Return the index of the outbox, the repository's own, and those of what moved out."""
        moved = [index for older in self.older.values() for index in older.indexes()]
        return [(self.collection, (WAITING_EVENTS, *self.own_indexes)), *moved]

    def find(self, id: str) -> A | None:
        """Return the aggregate, or None where there is none."""
        doc = self.collection.find_one({"_id": id})
        return self.kind.from_doc(doc) if doc else None

    def get(self, id: str) -> A:
        """Return the aggregate or raise NotFound."""
        aggregate = self.find(id)
        if aggregate is None:
            raise NotFound(self.not_found, "not-found", parameters={"id": id})
        return aggregate

    def add(self, aggregate: A) -> A:
        """Store a new one with its news; the same call again gives the stored one.

        DuplicateKeyError of another unique index than the id is the caller's to explain.
        """
        doc = self.new_doc(aggregate)
        try:
            self.collection.insert_one(doc)
        except DuplicateKeyError:
            existing = self.find(aggregate.id)
            if existing is None:
                raise
            return existing
        self._written(aggregate.id, doc["outbox"])
        return aggregate

    def new_doc(self, aggregate: A) -> Doc:
        """Return the document of a new one with its news, as said in the call being worked on."""
        aggregate.version = 1
        once = context.current().once
        doc = aggregate.to_doc()
        bounds.check(self.kind.bounds, doc, {})
        doc["outbox"] = self._told(aggregate)
        doc["done"] = [once] if once else []
        return doc

    def add_all(self, docs: Sequence[Doc]) -> list[str]:
        """Store new documents in one write; give the ids of those a unique index refused.

        What is stored already under its id stays as it is: the same call came before.
        """
        refused = self.add_new(docs)
        held = self.collection.find({"_id": {"$in": refused}}, {"_id": 1}) if refused else ()
        stored = {doc["_id"] for doc in held}
        return [id for id in refused if id not in stored]

    def add_new(self, docs: Sequence[Doc]) -> list[str]:
        """Store those of the documents that can be; give the ids of the others."""
        refused = [doc["_id"] for doc in insert_new(self.collection, docs)]
        for doc in docs:
            if doc["_id"] not in refused:
                self._written(doc["_id"], doc["outbox"])
        return refused

    def change(self, id: str, act: Callable[[A], Any]) -> A:
        """Load, let the verb act, and store facts and news in one versioned write.

        A request or event that already had its effect on this document has no second
        one. Concurrent changes repeat on the newer version; the verb then decides anew.
        """
        for attempt in range(ATTEMPTS):
            doc = self.collection.find_one({"_id": id})
            if doc is None:
                raise NotFound(self.not_found, "not-found", parameters={"id": id})
            aggregate = self.kind.from_doc(doc)
            if context.current().once in doc["done"]:
                return aggregate
            act(aggregate)
            if self._store(aggregate, doc):
                return aggregate
            time.sleep(min(0.002 * attempt, 0.05))
        raise Conflict("changed-meanwhile")

    def _store(self, aggregate: A, before: Doc) -> bool:
        aggregate.version = before["version"] + 1
        facts = aggregate.to_doc()
        del facts["_id"]
        bounds.check(self.kind.bounds, facts, before)
        facts |= self._move_oldest(aggregate, facts)
        changed = {name: value for name, value in facts.items() if before.get(name) != value}
        if not aggregate.has_news and set(changed) == {"version"}:
            aggregate.version = before["version"]
            return True
        news = self._told(aggregate)
        if news and len(before["outbox"]) + len(news) > MAX_WAITING_EVENTS:
            raise Unavailable("events-waiting")
        result = self.collection.update_one(
            {"_id": aggregate.id, "version": before["version"]}, self._update(changed, news)
        )
        if result.modified_count:
            self._written(aggregate.id, news, whole=not before["outbox"])
        return bool(result.modified_count)

    def _written(self, id: str, news: list[Doc], *, whole: bool = True) -> None:
        """Let what was counted go, and have the news sent; ``whole`` where no others wait."""
        self.held_counts.forget()
        if news:
            self._relay_written(self.collection, id, news if whole else None)

    def _move_oldest(self, aggregate: A, facts: Doc) -> Doc:
        """Keep the oldest entries of what has grown too long beside the document.

        They are written before the document lets go of them, under their number, so that a
        process killed in between loses none and doubles none.
        """
        moved: Doc = {}
        for name, older in self.older.items():
            entries, bound = facts[name], self.kind.bounds[name]
            if len(entries) > bound.most:
                first, leaving = aggregate.moved(name), len(entries) - bound.most * 2 // 3
                older.keep(aggregate.id, first, entries[:leaving])
                setattr(aggregate, name, getattr(aggregate, name)[leaving:])
                aggregate._moved[name] = first + leaving
                moved |= {name: entries[leaving:], "moved": dict(aggregate._moved)}
        return moved

    def _told(self, aggregate: A) -> list[Doc]:
        """Return the news, and the record of who did what to which thing: ids only.

        What merely follows from an event and says nothing itself is not recorded.
        """
        news, call = aggregate.take_news(self._source), context.current()
        if not news and call.action is None:
            return news
        told = act_recorded(
            self._source, self.collection_name, aggregate.id, aggregate.version,
            said=[event["type"] for event in news],
        )  # fmt: skip
        return [*news, told]

    def _update(self, changed: Doc, news: list[Doc]) -> Mapping[str, Any]:
        push: Doc = {}
        if news:
            push["outbox"] = {"$each": news}
        if once := context.current().once:
            push["done"] = {"$each": [once], "$slice": -REMEMBERED}
        return {"$set": changed, "$push": push} if push else {"$set": changed}

    def docs_after(
        self, after: str, criteria: Doc | None = None, shown: Doc | None = None
    ) -> Iterator[Doc]:
        """Return the documents with a higher id in the order of ids, fetched a page at a time."""
        query = {"$and": [criteria or {}, {"_id": {"$gt": after}}]}
        return iter(self.collection.find(query, shown, batch_size=PAGE).sort("_id", 1))

    def page(
        self,
        query: Mapping[str, Any],
        *,
        after: str | None = None,
        limit: int = 50,
        shown: Doc | None = None,
    ) -> list[A]:
        """Return up to ``limit`` aggregates in id order, those behind the cursor ``after``.

        Of what ``shown`` leaves out they have the defaults: it is for what a list does not tell.
        """
        criteria = dict(query) if after is None else {"$and": [query, {"_id": {"$gt": after}}]}
        docs = self.collection.find(criteria, shown).sort("_id", 1).limit(limit)
        return [self.kind.from_doc(doc) for doc in docs]


def act_recorded(source: str, noun: str, id: str, version: int, *, said: Sequence[str] = ()) -> Doc:
    """Return the event that records who did what to which thing in this call; ids only."""
    call = context.current()
    recorded = {
        "action": call.action or f"{source}.event",
        "noun": noun,
        "object": id,
        "version": version,
        "actor": call.principal.actor if call.action else f"service:{source}",
        "on_behalf_of": call.on_behalf_of,
        "mandate": call.mandate_id,
        "said": list(said),
    }
    return envelope(source, RECORDED, recorded, subject=id, version=version, number="r")
