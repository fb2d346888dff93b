"""What bodies use, as far as they and their orders say."""

from collections.abc import Iterable
from typing import Any, Self

from pymongo.database import Database

from services.catalog.repositories.directory import Systems
from services.common import context
from services.common.errors import Unauthenticated
from services.common.messaging.read_copies import ReadCopy, copy_of
from services.common.principal import ANONYMOUS
from services.common.storage.indexes import Declared, Stored, index

Doc = dict[str, Any]

READS_ORDERS = "orders:read"

uses_copy = copy_of("orders", "use")


class BodyUsage(Stored):
    """Answers from the copies of what orders say: a document per order, and one per body."""

    def __init__(self, database: Database[Doc]) -> None:
        self._kept = ReadCopy(database, "orders", "use").collection
        self._said = ReadCopy(database, "orders", "body_systems").collection
        self._systems = database[Systems.collection_name]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return those by which a body's uses are found."""
        of_body = (
            index("by_places", "places", "active"),
            index("by_body", "body", "active"),
            index("by_profile", "profile", "active", "_id"),
        )
        return [(self._kept, of_body)]

    def profiles_of(self, body: str) -> set[str]:
        """Return the ids of what the body uses or has ordered."""
        return set(self.orders_of(body))

    def orders_of(self, body: str) -> dict[str, str]:
        """Return by profile the order the body has; its own goes before one that covers it."""
        own_last = sorted(self._active(body), key=lambda use: bool(use["body"] == body))
        return {use["profile"]: use["_id"] for use in own_last}

    def users_of(self, profile: str, *, after: str | None, limit: int) -> tuple[list[Doc], int]:
        """Return a page of the orders of a profile that count, each with its body; and how many."""
        counting: Doc = {"profile": profile, "active": True}
        page = {**counting, "_id": {"$gt": after}} if after else counting
        docs = self._kept.find(page, {"body": 1}).sort("_id", 1).limit(limit)
        found = [{"order": doc["_id"], "body": doc["body"]} for doc in docs]
        return found, self._kept.count_documents(counting)

    def systems_of(self, body: str) -> set[str]:
        """Return the specialist systems of a body, by each name the directory has for them."""
        said = self._said.find_one({"_id": body}, {"specialist_systems": 1}) or {}
        ordered = {use["specialist_system"] for use in self._active(body)} - {None}
        systems = ordered.union(said.get("specialist_systems") or ())
        any_name = {"$in": sorted(systems)}
        docs = self._systems.find({"$or": [{"_id": any_name}, {"name": any_name}]}, {"name": 1})
        return systems.union(*((system["_id"], system["name"]) for system in docs))

    def names_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return what the directory calls the systems with these ids."""
        any_id = {"_id": {"$in": sorted(ids)}}
        docs = self._systems.find(any_id, {"name": 1}) if any_id["_id"]["$in"] else ()
        return {system["_id"]: system["name"] for system in docs}

    def _active(self, body: str) -> list[Doc]:
        """Return the uses that cover the body, or that it ordered."""
        covering = [{name: body, "active": True} for name in ("places", "body")]
        fields = {"profile": 1, "body": 1, "specialist_system": 1}
        return list(self._kept.find({"$or": covering}, fields))


def check_reader(body: str) -> None:
    """Refuse who may not read all orders of the body: what it uses is not public."""
    caller = context.principal()
    if caller.subject == ANONYMOUS.subject:
        raise Unauthenticated("sign-in-needed")
    caller.require(READS_ORDERS, body)


def is_reader(body: str) -> bool:
    """Tell whether the caller may read all orders of the body."""
    return context.principal().may(READS_ORDERS, body)
