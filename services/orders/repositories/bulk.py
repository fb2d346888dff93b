"""Where bulk requests are kept, and their items: documents of their own beside them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from pymongo import UpdateOne
from pymongo.database import Database

from services.common import paging
from services.common.digests import address_hash
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.inserting import insert_new
from services.common.storage.repository import Repository
from services.common.words import Text
from services.orders.domain.bulk_requests import (
    OPEN,
    BulkKind,
    BulkRequest,
    BulkState,
    Outcome,
)
from services.orders.domain.orders import CONTACTS

Doc = dict[str, Any]

AT_ONCE = 1000
WAITS = {"open": True}
DUE = {"due": True}
CHECKED = {"state": BulkState.CHECKED.value}
NOT_WANTED: Doc = {"$unset": {"wanted": "", "emails": ""}}
WITHOUT_LISTS = {"bodies": 0, "choice": 0, "authority": 0, "outbox": 0, "done": 0}
NEWEST_FIRST = [("begun_at", -1), ("_id", -1)]


@dataclass(frozen=True, kw_only=True)
class ItemResult:
    """What became of an item: ``code`` and ``sentence`` say why, ``errors`` which fields."""

    outcome: Outcome
    code: str | None = None
    sentence: Text | None = None
    order: str | None = None
    number: str | None = None
    errors: list[Doc] = field(default_factory=list)

    def plain(self) -> Doc:
        """Return it as the database keeps it."""
        sentence = self.sentence.plain() if self.sentence else None
        return {**vars(self), "outcome": self.outcome.value, "sentence": sentence}


class BulkRequests(Repository[BulkRequest]):
    """Bulk requests; whoever works takes the one that has waited longest."""

    kind = BulkRequest
    collection_name = "bulk_requests"
    not_found = "bulk-not-found"
    own_indexes = (
        index("open", "next_at", where=WAITS),
        index("lapsing", "next_at", where=CHECKED),
        index("of_person", "begun_by", "-begun_at", "-_id"),
        index("of_body", "bodies", "-begun_at", "-_id"),
        index("of_kind", "kind", "-begun_at", "-_id"),
        index("of_loan", "authority.loans.id", where=WAITS),
        index("kept", "expires_at", expire_after_s=0),
    )

    def next_open(self, now: datetime) -> BulkRequest | None:
        """Return the request that has waited longest for work."""
        return self._first(WAITS, now)

    def next_lapsed(self, now: datetime) -> BulkRequest | None:
        """Return the dry run that nobody has followed in time."""
        return self._first(CHECKED, now)

    def open_of(self, account: str) -> list[str]:
        """Return the ids of a person's requests that are still worked on."""
        return self._ids({**WAITS, "begun_by": account})

    def open_by_loan(self, id: str) -> list[str]:
        """Return the ids of the requests that are worked on by this delegation."""
        return self._ids({**WAITS, "authority.loans.id": id})

    def of_person(self, account: str) -> Iterator[BulkRequest]:
        """Return what a person has begun."""
        for doc in self.collection.find({"begun_by": account}).sort(NEWEST_FIRST):
            yield BulkRequest.from_doc(doc)

    def listed(
        self, kind: BulkKind, query: Doc, visible: Mapping[str, Any]
    ) -> tuple[list[BulkRequest], str | None, int]:
        """Return a page, the newest first, the cursor behind it, and the total.

        The requests come without their bodies and rights, of which there may be thousands.
        """
        criteria: Doc = {"$and": [{"kind": kind.value}, visible]}
        paged = {"$and": [criteria, _after(query["cursor"])]} if query["cursor"] else criteria
        limit = query["limit"]
        found = self.collection.find(paged, WITHOUT_LISTS).sort(NEWEST_FIRST)
        docs = list(found.limit(limit + 1))
        requests = [BulkRequest.from_doc(doc) for doc in docs[:limit]]
        last = requests[-1] if len(docs) > limit else None
        cursor = paging.written(last.begun_at, last.id) if last else None
        return requests, cursor, self.collection.count_documents(criteria)

    def _first(self, criteria: Doc, now: datetime) -> BulkRequest | None:
        due = {**criteria, "next_at": {"$lte": now}}
        doc = self.collection.find_one(due, sort=[("next_at", 1)])
        return BulkRequest.from_doc(doc) if doc else None

    def _ids(self, criteria: Doc) -> list[str]:
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1})]


class BulkItems(Stored):
    """The items: ``wanted`` as it came, and the result; while ``due`` one is still to be done.

    What was wanted is deleted with the result, but for what a dry run accepted, which may still be
    placed: contacts of people stand in it, and are found by their ``emails`` (small letters).
    """

    def __init__(self, database: Database[Doc]) -> None:
        self.collection = database["bulk_items"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the store of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return those of what is due, of results, of pages, and of the end by age."""
        declared = (
            index("due", "request", "n", where=DUE),
            index("outcomes", "request", "outcome", "n"),
            index("in_order", "request", "n"),
            index("by_contact", "emails", where={"emails": {"$exists": True}}),
            index("kept", "expires_at", expire_after_s=0),
        )
        return [(self.collection, declared)]

    def add(self, request: BulkRequest, items: Sequence[Doc]) -> None:
        """Store ``body``, ``profile`` and ``wanted`` of each; what is stored already stays."""
        known = {"request": request.id, "outcome": None, "expires_at": request.expires_at, **DUE}
        docs = [
            {"_id": item_id(request.id, n), "n": n, **known, **item} for n, item in enumerate(items)
        ]
        for first in range(0, len(docs), AT_ONCE):
            insert_new(self.collection, docs[first : first + AT_ONCE])

    def due(self, request: str, most: int) -> list[Doc]:
        """Return the first items that are still to be done."""
        return list(self.collection.find({"request": request, **DUE}).sort("n", 1).limit(most))

    def settle(self, results: Mapping[str, ItemResult], *, for_good: bool) -> None:
        """Write results by item; what was wanted is kept only where it may still be done."""
        writes = []
        for id, result in results.items():
            may_follow = not for_good and result.outcome is Outcome.ACCEPTED
            ended: Doc = {} if may_follow else NOT_WANTED
            written = {"$set": {**result.plain(), "due": False}, **ended}
            writes.append(UpdateOne({"_id": id, **DUE}, written))
        if writes:
            self.collection.bulk_write(writes, ordered=False)

    def forget_wanted(self, request: str) -> None:
        """Delete what was wanted: nothing more will be done."""
        self.collection.update_many({"request": request}, NOT_WANTED)

    def naming(self, email: str) -> list[str]:
        """Return the requests in whose items a person is a contact."""
        return sorted(self.collection.distinct("request", {"emails": email.lower()}))

    def change_wanted(self, body: str, email: str, changed: Callable[[str], Doc | None]) -> None:
        """Write what is wanted anew where it names a person; what was done meanwhile stays so."""
        writes = []
        naming = {"emails": email.lower(), "body": body, "wanted": {"$type": "string"}}
        for item in self.collection.find(naming, {"wanted": 1}):
            if wished := changed(item["wanted"]):
                facts = {"wanted": json.dumps(wished, default=str), "emails": emails_in(wished)}
                as_read = {"_id": item["_id"], "wanted": item["wanted"]}
                writes.append(UpdateOne(as_read, {"$set": facts}))
        for first in range(0, len(writes), AT_ONCE):
            self.collection.bulk_write(writes[first : first + AT_ONCE], ordered=False)

    def give_up(self, email: str, result: ItemResult) -> None:
        """Give the items that name a person this result, and forget what was wanted.

        Their addresses stay until ``let_go``, for whoever goes on after a crash; whose contact it
        was stays as a hash until the work is over: an order may have been under way.
        """
        given = {**result.plain(), "due": False, "erased": address_hash(email)}
        given_up = {"$set": given, "$unset": {"wanted": ""}}
        self.collection.update_many({"emails": email.lower()}, given_up)

    def let_go(self, email: str) -> None:
        """Forget the addresses in the items that were given up."""
        self.collection.update_many({"emails": email.lower()}, {"$unset": {"emails": ""}})

    def given_up(self, request: str) -> dict[str, str]:
        """Return the items whose contact was erased, each with the hash of its address."""
        gone = {"request": request, "outcome": Outcome.FAILED.value, "erased": {"$exists": True}}
        return {doc["_id"]: doc["erased"] for doc in self.collection.find(gone, {"erased": 1})}

    def settle_given_up(self, request: str, results: Mapping[str, ItemResult]) -> None:
        """Let those of them that were done have their result, and forget whose contact it was."""
        for id in self.given_up(request):
            corrected = {"$set": results[id].plain()} if id in results else {}
            self.collection.update_one({"_id": id}, {**corrected, "$unset": {"erased": ""}})

    def open_accepted(self, request: str) -> None:
        """Let what a dry run has accepted be done."""
        accepted = {"request": request, "outcome": Outcome.ACCEPTED.value, "due": False}
        opened = {"outcome": None, "code": None, "sentence": None, **DUE}
        self.collection.update_many(accepted, {"$set": opened})

    def counts(self, request: str) -> dict[str, int]:
        """Return how many items have which result."""
        stages: list[Doc] = [
            {"$match": {"request": request}},
            {"$group": {"_id": "$outcome", "count": {"$sum": 1}}},
        ]
        groups = self.collection.aggregate(stages)
        return {group["_id"] or OPEN: group["count"] for group in groups}

    def accepted_so_far(self, request: str, bodies: Iterable[str]) -> set[tuple[str, str]]:
        """Return body and profile of what was accepted by now, for these bodies."""
        criteria = {
            "request": request,
            "outcome": Outcome.ACCEPTED.value,
            "body": {"$in": sorted(bodies)},
        }
        docs = self.collection.find(criteria, {"_id": 0, "body": 1, "profile": 1})
        return {(doc["body"], doc["profile"]) for doc in docs}

    def page(
        self, request: str, query: Doc, bodies: list[str] | None
    ) -> tuple[list[Doc], str | None, int]:
        """Return items in their order, the cursor behind them, and how many there are.

        ``bodies`` limits them to those bodies'.
        """
        criteria: Doc = {"request": request}
        if wanted := query.get("outcome"):
            criteria["outcome"] = None if wanted == OPEN else wanted
        if bodies is not None:
            criteria["body"] = {"$in": bodies}
        first = paging.number_of(query["cursor"]) or 0
        found = self.collection.find({**criteria, "n": {"$gte": first}}).sort("n", 1)
        docs = list(found.limit(query["limit"] + 1))
        more = str(docs[-1]["n"]) if len(docs) > query["limit"] else None
        total = self.collection.count_documents(criteria)
        return [shown(doc) for doc in docs[: query["limit"]]], more, total


def item_id(request: str, n: int) -> str:
    """Return the id of an item, which also names its effect."""
    return f"{request}.{n:04}"


def shown(doc: Doc) -> Doc:
    """Return an item as it is read."""
    outcome = doc["outcome"] or OPEN
    sentence = doc.get("sentence")
    facts = {name: doc.get(name) for name in ("n", "body", "profile", "code", "order", "number")}
    return {
        **facts,
        "outcome": outcome,
        "sentence": _text(sentence) if sentence else None,
        "errors": [
            {"pointer": e["pointer"], "detail": _text(e["detail"])} for e in doc.get("errors") or ()
        ],
    }


def _text(plain: Mapping[str, str]) -> Text:
    return Text(plain["de"], plain["en"])


def _after(cursor: str) -> Doc:
    at, id = paging.parts_of(cursor, (datetime, str))
    return {"$or": [{"begun_at": {"$lt": at}}, {"begun_at": at, "_id": {"$lt": id}}]}


def emails_in(wanted: Doc) -> list[str]:
    """Return the addresses of the contacts an order names, by which they are found again."""
    contacts = [wanted.get(name) for name in CONTACTS]
    emails = [contact.get("email") for contact in contacts if isinstance(contact, dict)]
    return sorted({email.lower() for email in emails if isinstance(email, str)})
