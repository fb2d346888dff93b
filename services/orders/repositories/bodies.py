"""Where is kept what bodies say: what they work with, and why they do not order a service."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from pymongo.collation import Collation

from services.common import paging
from services.common.messaging.held_states import HELD_FOR_S, MOST_HELD
from services.common.reminding import Due, step_index, steps_due
from services.common.storage.aggregates import Aggregate
from services.common.storage.indexes import hinted, index
from services.common.storage.repository import Repository
from services.orders.domain.body_systems import CONTACTS, BodySystems
from services.orders.domain.declarations import Declaration, id_of
from services.orders.domain.uncontracted import UncontractedUse

A = TypeVar("A", bound=Aggregate)
Doc = dict[str, Any]

ANY_CASE = Collation("de", strength=2)
MOST_OF_BODY = 5000
NEXT_STEP = "clockwork.next_at"
"""When the review of a declaration is due, as long as that is not said."""
HAS_REVIEW = {"review_on": {"$gt": ""}}
BY_REVIEW = index("by_review", "body", "review_on", "_id", where=HAS_REVIEW)


class WithFirstWord(Repository[A]):
    """Things that are there, at version 0, before anybody has said anything of them."""

    def write(self, fresh: A, act: Callable[[A], Any]) -> A:
        """Let a verb act on what is kept, or on the fresh one where nothing is yet."""
        if self.collection.find_one({"_id": fresh.id}, {"_id": 1}) is None:
            act(fresh)
            if self.add(fresh) is fresh:
                return fresh
        return self.change(fresh.id, act)


class SystemsOfBodies(WithFirstWord[BodySystems]):
    """What bodies work with, one document each."""

    kind = BodySystems
    collection_name = "body_systems"

    own_indexes = tuple(
        index(f"by_{name}", f"{name}.email", collation=ANY_CASE) for name in CONTACTS
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._providers: dict[str, tuple[float, str | None]] = {}

    def of_body(self, body: str) -> BodySystems:
        """Return what a body works with; nothing where it has not said so."""
        return self.find(body) or BodySystems(id=body)

    def add(self, aggregate: BodySystems) -> BodySystems:
        """Store what a body says first."""
        added = super().add(aggregate)
        self._providers.pop(aggregate.id, None)
        return added

    def change(self, id: str, act: Callable[[BodySystems], Any]) -> BodySystems:
        """Let a verb act on what a body has said."""
        changed = super().change(id, act)
        self._providers.pop(id, None)
        return changed

    def provider_of(self, body: str) -> str | None:
        """Return the IT provider of a body, if it has named one.

        What another replica has changed is seen within a second, as it is of a read copy.
        """
        now, held = time.monotonic(), self._providers.get(body)
        if held is not None and now - held[0] < HELD_FOR_S:
            return held[1]
        doc = self.collection.find_one({"_id": body}, {"it_provider": 1})
        provider = doc["it_provider"] if doc else None
        if len(self._providers) >= MOST_HELD:
            self._providers.clear()
        self._providers[body] = now, provider
        return provider

    def providers_of(self, bodies: Iterable[str]) -> dict[str, str | None]:
        """Return the IT providers of those of these bodies that have said something, by body."""
        docs = self.collection.find({"_id": {"$in": sorted(bodies)}}, {"it_provider": 1})
        return {doc["_id"]: doc["it_provider"] for doc in docs}

    def states(self, after: str = "") -> Iterator[Doc]:
        """Return with which systems each body works as an item of a snapshot."""
        for doc in self.docs_after(after, shown={"specialist_systems": 1, "version": 1}):
            state = {"specialist_systems": doc["specialist_systems"]}
            yield {"id": doc["_id"], "sequence": doc["version"], "state": state}

    def naming(self, email: str | None) -> list[BodySystems]:
        """Return those in which a person is a contact."""
        if not email:
            return []
        named = {"$or": [{f"{name}.email": email} for name in CONTACTS]}
        docs = self.collection.find(named, collation=ANY_CASE).limit(MOST_OF_BODY)
        return [BodySystems.from_doc(doc) for doc in docs]


class UncontractedUses(WithFirstWord[UncontractedUse]):
    """What bodies have in use without a contract, one document each."""

    kind = UncontractedUse
    collection_name = "uncontracted_uses"

    def of_body(self, body: str) -> UncontractedUse:
        """Return the list of a body; an empty one where the operator was told nothing."""
        return self.find(body) or UncontractedUse(id=body)

    def listed(self, bodies: Iterable[str]) -> dict[str, list[str]]:
        """Return the services on the lists of those of these bodies that have one."""
        docs = self.collection.find({"_id": {"$in": sorted(bodies)}}, {"profiles": 1})
        return {doc["_id"]: doc["profiles"] for doc in docs}


class Declarations(WithFirstWord[Declaration]):
    """What bodies declare, one document for a body and a profile."""

    kind = Declaration
    collection_name = "declarations"

    own_indexes = (
        index("by_body", "body", "_id"),
        index("by_author", "declared_by"),
        BY_REVIEW,
        step_index(NEXT_STEP),
    )

    def one(self, body: str, profile: str) -> Declaration:
        """Return what a body declares about a profile; nothing where it has not."""
        id = id_of(body, profile)
        return self.find(id) or Declaration(id=id, body=body, profile=profile)

    def of_body(self, body: str) -> list[Declaration]:
        """Return all that a body declares."""
        docs = self.collection.find({"body": body}).limit(MOST_OF_BODY)
        return [Declaration.from_doc(doc) for doc in docs]

    def by(self, account: str) -> Iterator[str]:
        """Return the ids of what a person declared."""
        for doc in self.collection.find({"declared_by": account}, {"_id": 1}):
            yield doc["_id"]

    def steps_due(self, now: datetime, after: Due | None, limit: int) -> list[Due]:
        """Return of which the review is to be said by now, the first first."""
        return steps_due(self.collection, NEXT_STEP, now, after, limit)

    def to_review(
        self, bodies: Iterable[str], today: date, cursor: str | None, limit: int
    ) -> tuple[list[Declaration], str | None]:
        """Return a page of those of these bodies whose day of review has come, and its cursor."""
        asked = reviewed_by(bodies, today, cursor)
        read = partial(self.collection.find, asked, sort=FIRST_DUE, limit=limit + 1)
        docs = hinted(lambda **hint: list(read(**hint)), BY_REVIEW)
        last = docs[limit - 1] if len(docs) > limit else None
        onward = paging.written(last["review_on"], last["_id"]) if last else None
        return [Declaration.from_doc(doc) for doc in docs[:limit]], onward


FIRST_DUE = [("review_on", 1), ("_id", 1)]


def reviewed_by(bodies: Iterable[str], today: date, cursor: str | None = None) -> Doc:
    """Return the criteria of the declarations of these bodies whose day of review has come."""
    due = {"body": {"$in": sorted(bodies)}, "review_on": {"$gt": "", "$lte": today.isoformat()}}
    if cursor is None:
        return due
    day, id = paging.parts_of(cursor, (str, str))
    behind = [{"review_on": {"$gt": day}}, {"review_on": day, "_id": {"$gt": id}}]
    return {"$and": [due, {"$or": behind}]}
