"""Which contracts would outlive an agreement they were issued on, found by their service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.contracts.domain.agreements import Agreement
from services.contracts.domain.chain_ends import ChainEnd
from services.contracts.domain.chains import A_DAY
from services.contracts.domain.contracts import Contract
from services.contracts.domain.states import MOVES, ContractState
from services.contracts.repositories.contracts import Contracts

ALIVE = sorted(state.value for state in ContractState if state not in MOVES.turns.ends)
Criteria = Mapping[str, Any]
Doc = dict[str, Any]


@dataclass(frozen=True)
class Counts:
    """How many contracts, orders, bodies and live links there are among some."""

    contracts: int = 0
    orders: int = 0
    bodies: int = 0
    links: int = 0


def affected_by(profile: str, agreement: Agreement, ends_on: date) -> Criteria:
    """Return the criteria of what was issued on an agreement and would run beyond that day."""
    beyond = [{"valid_until": None}, {"valid_until": {"$gt": ends_on.isoformat()}}]
    link = {"level": agreement.level, "number": agreement.number}
    named = {"chain": {"$elemMatch": link}}
    return {"profile": profile, "state": {"$in": ALIVE}, **named, "$or": beyond}


def counting(criteria: Criteria) -> list[Doc]:
    """Return the steps that count what meets the criteria; each contract is of one order."""
    some = {"$and": [{"$ne": [{"$ifNull": ["$order_summary.link", None]}, None]}]}
    by_body = {
        "_id": "$body",
        "contracts": {"$sum": 1},
        "links": {"$sum": {"$cond": [some, 1, 0]}},
    }
    total = {
        "_id": None,
        "contracts": {"$sum": "$contracts"},
        "bodies": {"$sum": 1},
        "links": {"$sum": "$links"},
    }
    return [{"$match": dict(criteria)}, {"$group": by_body}, {"$group": total}]


def ending(collection: str, ends: Sequence[ChainEnd]) -> list[Doc]:
    """Return the steps that count for each end what runs up to it: one read, each by its index.

    What is counted for an end has its place among them as ``_id``.
    """
    first, *others = [
        [*counting(affected_by(end.profile, end.agreement, end.ends_on - A_DAY)),
         {"$set": {"_id": {"$literal": place}}}]
        for place, end in enumerate(ends)
    ]  # fmt: skip
    return [*first, *({"$unionWith": {"coll": collection, "pipeline": one}} for one in others)]


class AffectedContracts:
    """Counts them and gives a page of them."""

    def __init__(self, contracts: Contracts) -> None:
        self._contracts = contracts

    def counts(self, criteria: Criteria) -> Counts:
        """Return how many there are; each contract is of one order."""
        for found in self._contracts.collection.aggregate(counting(criteria)):
            return _counted(found)
        return Counts()

    def until_end(self, ends: Sequence[ChainEnd]) -> list[Counts]:
        """Return for each of these ends what runs up to it or beyond; one read for all of them."""
        if not ends:
            return []
        collection = self._contracts.collection
        found = collection.aggregate(ending(collection.name, ends))
        by_place = {doc["_id"]: _counted(doc) for doc in found}
        return [by_place.get(place, Counts()) for place in range(len(ends))]

    def page(self, criteria: Criteria, *, after: str | None, limit: int) -> list[Contract]:
        """Return a page of them in the order of ids."""
        return self._contracts.page(criteria, after=after, limit=limit)


def _counted(doc: Doc) -> Counts:
    return Counts(doc["contracts"], doc["contracts"], doc["bodies"], doc["links"])
