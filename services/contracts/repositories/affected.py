"""Which contracts would outlive an agreement they were issued on, found by their service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.contracts.domain.agreements import Agreement
from services.contracts.domain.chain_ends import ChainEnd
from services.contracts.domain.contracts import Contract
from services.contracts.domain.states import MOVES, ContractState
from services.contracts.repositories.contracts import Contracts

ALIVE = sorted(state.value for state in ContractState if state not in MOVES.turns.ends)
Criteria = Mapping[str, Any]


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


def ending(ends: Sequence[ChainEnd]) -> list[dict[str, Any]]:
    """Return the steps that count what was issued on these agreements and runs to their end."""
    link = {"$ne": [{"$ifNull": ["$order_summary.link", None]}, None]}
    agreement = {"profile": "$profile", "level": "$chain.level", "number": "$chain.number"}
    return [
        {"$match": {"profile": {"$in": sorted({end.profile for end in ends})}}},
        {"$match": {"state": {"$in": ALIVE}}},
        {
            "$project": {
                "profile": 1,
                "body": 1,
                "valid_until": 1,
                "chain.level": 1,
                "chain.number": 1,
                "live": {"$cond": [link, 1, 0]},
            }
        },
        {"$unwind": "$chain"},
        {"$match": {"$or": [_running_to(end) for end in ends]}},
        {
            "$group": {
                "_id": {**agreement, "body": "$body"},
                "contracts": {"$sum": 1},
                "links": {"$sum": "$live"},
            }
        },
        {
            "$group": {
                "_id": {name: f"$_id.{name}" for name in agreement},
                "contracts": {"$sum": "$contracts"},
                "bodies": {"$sum": 1},
                "links": {"$sum": "$links"},
            }
        },
    ]


def _running_to(end: ChainEnd) -> Criteria:
    until = [{"valid_until": None}, {"valid_until": {"$gte": end.ends_on.isoformat()}}]
    profile, level, number = _key(end)
    return {"profile": profile, "chain.level": level, "chain.number": number, "$or": until}


def _key(end: ChainEnd) -> tuple[str, int, str]:
    return end.profile, end.agreement.level, end.agreement.number


def _counted(doc: Mapping[str, Any] | None) -> Counts:
    if doc is None:
        return Counts()
    return Counts(doc["contracts"], doc["contracts"], doc["bodies"], doc["links"])


class AffectedContracts:
    """Counts them and gives a page of them."""

    def __init__(self, contracts: Contracts) -> None:
        self._contracts = contracts

    def counts(self, criteria: Criteria) -> Counts:
        """Return how many there are; each contract is of one order."""
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
        stages = [{"$match": dict(criteria)}, {"$group": by_body}, {"$group": total}]
        for found in self._contracts.collection.aggregate(stages):
            contracts = found["contracts"]
            return Counts(contracts, contracts, found["bodies"], found["links"])
        return Counts()

    def until_end(self, ends: Sequence[ChainEnd]) -> list[Counts]:
        """Return for each of these ends what runs up to it or beyond; one read for all of them."""
        if not ends:
            return []
        found = {
            (doc["_id"]["profile"], doc["_id"]["level"], doc["_id"]["number"]): doc
            for doc in self._contracts.collection.aggregate(ending(ends))
        }
        return [_counted(found.get(_key(end))) for end in ends]

    def page(self, criteria: Criteria, *, after: str | None, limit: int) -> list[Contract]:
        """Return a page of them in the order of ids."""
        return self._contracts.page(criteria, after=after, limit=limit)
