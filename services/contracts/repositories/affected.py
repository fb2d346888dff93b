"""Which contracts would outlive an agreement they were issued on, found by their service."""

from collections.abc import Iterable, Mapping, Sequence
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
Doc = dict[str, Any]
Link = tuple[str, int, str]
"""A service, and level and number of one of its agreements."""


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


def ending(ends: Sequence[ChainEnd]) -> list[Doc]:
    """Return the steps that count what is alive on the agreements that end: one read for all.

    They are told apart by service, link of the chain, body and the day they run until.
    """
    alive = {"profile": {"$in": sorted({end.profile for end in ends})}, "state": {"$in": ALIVE}}
    numbers = {"chain.number": {"$in": sorted({end.agreement.number for end in ends})}}
    some = {"$ne": [{"$ifNull": ["$order_summary.link", None]}, None]}
    names = ("profile", "body", "valid_until", "chain.level", "chain.number")
    apart = {name.rpartition(".")[2]: f"${name}" for name in names}
    return [
        {"$match": {**alive, **numbers}},
        {"$project": {"_id": 0, **dict.fromkeys(names, 1), "link": some}},
        {"$unwind": "$chain"},
        {"$match": numbers},
        {"$group": {"_id": apart, "contracts": {"$sum": 1},
                    "links": {"$sum": {"$cond": ["$link", 1, 0]}}}},
    ]  # fmt: skip


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
        by_link: dict[Link, list[Doc]] = {}
        for doc in self._contracts.collection.aggregate(ending(ends)):
            key = doc["_id"]
            by_link.setdefault((key["profile"], key["level"], key["number"]), []).append(doc)
        return [_until(end, by_link.get(_link(end), ())) for end in ends]

    def page(self, criteria: Criteria, *, after: str | None, limit: int) -> list[Contract]:
        """Return a page of them in the order of ids."""
        return self._contracts.page(criteria, after=after, limit=limit)


def _counted(doc: Doc) -> Counts:
    return Counts(doc["contracts"], doc["contracts"], doc["bodies"], doc["links"])


def _link(end: ChainEnd) -> Link:
    return end.profile, end.agreement.level, end.agreement.number


def _until(end: ChainEnd, found: Iterable[Doc]) -> Counts:
    """Count what runs until the end, or beyond it."""
    day = end.ends_on.isoformat()
    rows = [one for one in found if (one["_id"].get("valid_until") or day) >= day]
    contracts, links = (sum(one[name] for one in rows) for name in ("contracts", "links"))
    return Counts(contracts, contracts, len({one["_id"]["body"] for one in rows}), links)
