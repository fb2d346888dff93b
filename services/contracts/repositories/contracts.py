"""Where contracts are kept, and how lists of them are found."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from services.common import clock, context, paging
from services.common.reminding import LONG_AGO, Due, step_index, steps_due
from services.common.storage.indexes import index, retired
from services.common.storage.repository import Repository
from services.contracts.domain.contracts import Contract
from services.contracts.domain.states import PHASES, RUNNING, UNSEALED, ContractState

CHUNK = 200
MOST_COUNTED = 5000
"""So many contracts of a list are counted; beyond it only that there are more."""
NEXT_STEP = "course.next_at"
UNSIGNED = [ContractState.DRAFTED.value, ContractState.OFFERED.value]
SIGNED_BY = ("signature.account", "countersignature.account")
SIGNED_AT = "signature.at"
AWAITS_OPERATOR: dict[str, Any] = {"state": ContractState.SIGNED.value}
LONGEST_FIRST = [(SIGNED_AT, 1), ("_id", 1)]
UNSHOWN = dict.fromkeys(("order_summary", "chain", "outbox", "done"), 0)
"""What is long of a contract and no list shows."""
SEAL_FAILED: dict[str, Any] = {"final.failure": {"$gt": ""}}

BY_STATE_AND_AGE = index("by_state_and_age", "state", "created_at")
"""Holds all the census counts."""


class Contracts(Repository[Contract]):
    """Contracts; the id follows from the order, so there is one for each."""

    kind = Contract
    collection_name = "contracts"
    not_found = "contract-not-found"

    own_indexes = (
        index("by_order", "order", "revision", unique=True),
        retired("one_per_order"),
        index("number", "number", unique=True),
        index("by_body", "body", "_id"),
        index("by_state", "state", "_id"),
        BY_STATE_AND_AGE,
        index("signed_first", SIGNED_AT, "_id", where=AWAITS_OPERATOR),
        index("by_profile", "profile", "_id"),
        index("by_document", "document_hash"),
        step_index(NEXT_STEP),
        index("by_final_document", "final.document_hash"),
        index("unsealed", "final.failure", "_id", where=SEAL_FAILED),
        *(index(f"by_{name}", name) for name in SIGNED_BY),
    )

    def seed(self) -> None:
        """Let time count for what was offered or concluded before it did."""
        timed = [ContractState.OFFERED.value, ContractState.CONCLUDED.value]
        uncounted = {"state": {"$in": timed}, "course": None}
        course = {"told_until": LONG_AGO, "next_at": clock.now()}
        self.collection.update_many(uncounted, {"$set": {"course": course}})

    def of_order(self, order: str) -> list[str]:
        """Return the ids of an order's contract and its successors, the first first."""
        found = self.collection.find({"order": order}, {"_id": 1}).sort("revision", 1)
        return [str(doc["_id"]) for doc in found]

    def steps_due(self, now: datetime, after: Due | None, limit: int) -> list[Due]:
        """Return those to which time does something by now, the first first."""
        return steps_due(self.collection, NEXT_STEP, now, after, limit)

    def is_succeeded(self, contract: Contract) -> bool:
        """Tell whether the successor of a contract is concluded."""
        successor = self.find(contract.replaced_by) if contract.replaced_by else None
        return successor is not None and successor.state in RUNNING

    def of_body(self, body: str) -> Iterator[str]:
        """Return the ids of a body's contracts, whatever their state."""
        return self._ids({"body": body})

    def offered_beyond(self, profile: str, last_day: date | None) -> Iterator[str]:
        """Return the ids of those nobody has signed that state a later end than that day, or none.

        Without a day all of them are meant: there is no chain any more to offer them on. One that
        starts later rests on what follows.
        """
        criteria: dict[str, Any] = {
            "state": {"$in": UNSIGNED}, "chain": {"$ne": []}, "starts_on": None,
        }  # fmt: skip
        if last_day is not None:
            later = {"valid_until": {"$gt": last_day.isoformat()}}
            criteria["$or"] = [{"valid_until": None}, later]
        return self._ids({"profile": profile, **criteria})

    def starting_later(self, profile: str) -> Iterator[Contract]:
        """Return those nobody has signed that rest on what follows today's agreements."""
        criteria = {"state": {"$in": UNSIGNED}, "chain": {"$ne": []}, "starts_on": {"$gt": ""}}
        for id in self._ids({"profile": profile, **criteria}):
            yield self.get(id)

    def with_document(self, *, after: str, limit: int) -> list[Contract]:
        """Return a page of those that state the hash of a document, in the order of ids."""
        return self.page({"document_hash": {"$ne": None}}, after=after, limit=limit)

    def of_document(self, sha256: str) -> Contract | None:
        """Return the contract whose document has this hash."""
        return self._first({"document_hash": sha256})

    def of_final_document(self, sha256: str) -> Contract | None:
        """Return the contract whose sealed document has this hash."""
        return self._first({"final.document_hash": sha256})

    def numbered(self, number: str) -> Contract | None:
        """Return the contract of this number."""
        return self._first({"number": number})

    def _first(self, criteria: Mapping[str, Any]) -> Contract | None:
        doc = self.collection.find_one(criteria)
        return Contract.from_doc(doc) if doc else None

    def signed_by(self, account: str) -> Iterator[str]:
        """Return the ids of the contracts somebody signed for either side."""
        return self._ids({"$or": [{name: account} for name in SIGNED_BY]})

    def _ids(self, criteria: Mapping[str, Any]) -> Iterator[str]:
        """Return the ids in chunks, without those this very event or call has changed already."""
        left = {**criteria, "done": {"$ne": context.current().once}}
        for doc in self.collection.find(left, {"_id": 1}, batch_size=CHUNK):
            yield str(doc["_id"])

    def listed(
        self, query: dict[str, Any], scopes: dict[str, Any] | None
    ) -> tuple[list[Contract], str | None, int]:
        """Return a page, the cursor behind it, and how many there are.

        Counted is up to one more than are told; ``scopes`` limits what is seen.
        """
        criteria: dict[str, Any] = {k: query[k] for k in ("body", "order", "state") if query.get(k)}
        if phase := query.get("phase"):
            criteria |= _in_phase(phase)
        if scopes is not None:
            criteria = {"$and": [scopes, criteria]}
        limit, by_day = query["limit"], bool(query.get("sort"))
        docs = list(self._docs_of(criteria, query["cursor"], by_day=by_day).limit(limit + 1))
        page = [Contract.from_doc({**doc, "order_summary": {}}) for doc in docs[:limit]]
        cursor = _cursor(page[-1], by_day=by_day) if len(docs) > limit else None
        steps, how = counting(criteria)
        return page, cursor, sum(found["n"] for found in self.collection.aggregate(steps, **how))

    def _docs_of(self, criteria: dict[str, Any], cursor: str | None, *, by_day: bool) -> Any:
        """Return what is behind the cursor: by id, or what was signed first before the others."""
        behind = [_signed_after(cursor) if by_day else {"_id": {"$gt": cursor}}] if cursor else []
        asked = {"$and": [criteria, *behind]} if behind else criteria
        return self.collection.find(asked, UNSHOWN).sort(LONGEST_FIRST if by_day else "_id")


def _cursor(last: Contract, *, by_day: bool) -> str:
    if by_day and last.signature:
        return paging.written(last.signature.at, last.id)
    return last.id


def _signed_after(cursor: str) -> dict[str, Any]:
    at, id = paging.parts_of(cursor, (datetime, str))
    return {"$or": [{SIGNED_AT: {"$gt": at}}, {SIGNED_AT: at, "_id": {"$gt": id}}]}


def counting(criteria: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the steps that count a list, up to one more than are told, and by which index.

    All contracts are counted by their ids.
    """
    group = {"$group": {"_id": None, "n": {"$sum": 1}}}
    steps: list[dict[str, Any]] = [
        {"$match": criteria}, {"$limit": MOST_COUNTED + 1}, group,
    ]  # fmt: skip
    return steps, {} if criteria else {"hint": "_id_"}


def _in_phase(phase: str) -> dict[str, Any]:
    if phase == UNSEALED:
        return dict(SEAL_FAILED)
    return {"state": {"$in": [state.value for state in PHASES[phase]]}}
