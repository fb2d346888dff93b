"""Where identity keeps who may act for whom."""

from collections.abc import Iterator
from typing import Any

from services.common import paging
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.identity.domain.mandates import Mandate, MandateState

Doc = dict[str, Any]
BY_END = (("valid_until", 1), ("_id", 1))


class Mandates(Repository[Mandate]):
    """Who may act for whom."""

    kind = Mandate
    collection_name = "mandates"
    not_found = "mandate-not-found"

    own_indexes = (
        index("given_to", "grantee", "state"),
        index("of_grantee", "grantee", "_id"),
        index("given_by", "grantor", "_id"),
        index("granted_by", "granted_by", "_id"),
        index("by_end", *(name for name, _ in BY_END)),
        index("of_state", "state", *(name for name, _ in BY_END)),
    )

    def given_to(self, grantees: list[str]) -> list[Mandate]:
        """Return what is granted to the person or one of the bodies."""
        criteria = {"grantee": {"$in": grantees}, "state": MandateState.GRANTED.value}
        return [Mandate.from_doc(doc) for doc in self.collection.find(criteria)]

    def of_places(self, places: list[str] | None, query: Doc) -> tuple[list[Mandate], int]:
        """Return one more than the limit of those given by or to the places, and the total.

        What ends first is first; ``places`` is None where all may be seen.
        """
        criteria = _criteria(places, query)
        behind = {"$and": [criteria, _behind(query["cursor"])]} if query["cursor"] else criteria
        docs = self.collection.find(behind).sort(list(BY_END)).limit(query["limit"] + 1)
        return [Mandate.from_doc(doc) for doc in docs], self.collection.count_documents(criteria)

    def of_person(self, account: str) -> list[Mandate]:
        """Return every mandate the person was given or granted, whatever became of it."""
        criteria = {"$or": [{"grantee": account}, {"granted_by": account}]}
        return [Mandate.from_doc(doc) for doc in self.collection.find(criteria)]

    def of_body(self, key: str) -> list[str]:
        """Return the ids of all mandates of the body, on either side."""
        criteria = {"$or": [{"grantor": key}, {"grantee": key}]}
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1})]

    def states(self, after: str = "") -> Iterator[Doc]:
        """Return every mandate as an item of a snapshot."""
        for doc in self.docs_after(after):
            mandate = Mandate.from_doc(doc)
            yield {"id": mandate.id, "sequence": mandate.version, "state": mandate.public()}


def cursor_of(mandate: Mandate) -> str:
    """Return where the next page begins."""
    return paging.written(mandate.valid_until.isoformat(), mandate.id)


def _criteria(places: list[str] | None, query: Doc) -> Doc:
    criteria: Doc = {}
    if places is not None:
        criteria["$or"] = [{"grantor": {"$in": places}}, {"grantee": {"$in": places}}]
    if holder := query.get("holder"):
        criteria["grantee"] = holder
    if state := query.get("state"):
        criteria["state"] = state.value
    days = {"$gte": query.get("ends_from"), "$lte": query.get("ends_by")}
    if bounds := {operator: day.isoformat() for operator, day in days.items() if day}:
        criteria["valid_until"] = bounds
    return criteria


def _behind(cursor: str) -> Doc:
    last_day, id = paging.parts_of(cursor, (str, str))
    same_day = {"valid_until": last_day, "_id": {"$gt": id}}
    return {"$or": [{"valid_until": {"$gt": last_day}}, same_day]}
