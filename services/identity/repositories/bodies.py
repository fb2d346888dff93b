"""Where identity keeps the register of bodies."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from pymongo import UpdateOne

from services.common import context, paging
from services.common.storage.indexes import index
from services.common.storage.inserting import insert_new
from services.common.storage.repository import Repository
from services.identity.domain import search
from services.identity.domain.bodies import Body, body_of, label_of, own_body
from services.identity.domain.editions import Edition, Move
from services.identity.register.edition import read_bodies
from services.identity.register.keys import KEY_LENGTHS

Doc = dict[str, Any]
OWN = {"_id": {"$gte": "x-", "$lt": "x-~"}}
_WITHOUT = {"terms": 0, "outbox": 0, "done": 0}
_RANKED = dict.fromkeys(("name", "kind", "population", "designation", "ars", "address.postcode"), 1)
_LABELLED = dict.fromkeys(("name", "district_name", "designation"), 1)


class Bodies(Repository[Body]):
    """The register; filled with the first edition, the same rows again change nothing."""

    kind = Body
    collection_name = "bodies"
    not_found = "body-not-found"

    own_indexes = (
        index("by_term", "terms", "_id"),
        index("by_kind", "kind", "_id"),
        index("by_district", "district", "_id"),
        index("by_capacity", "capacities.capacity", "_id"),
        index("by_name", "name", "_id"),
        index("by_end", "ended_on", "_id"),
    )

    def seed(self) -> None:
        """Fill the register, and bring what older rules have stored up to date."""
        self.load()
        self._index_anew()

    def load(self) -> None:
        """Insert the rows of the first edition that are not there yet."""
        known = {doc["_id"] for doc in self.collection.find({}, {"_id": 1})}
        rows = [row for row in read_bodies() if row["key"] not in known]
        new = [{**body_of(row).to_doc(), "outbox": [], "done": []} for row in rows]
        insert_new(self.collection, new)

    def _index_anew(self) -> None:
        """Derive the terms of bodies stored by an older version of the rules of search."""
        older = self.collection.find({"search_rules": {"$ne": search.RULES}})
        writes = []
        for doc in older:
            body = Body.from_doc(doc)
            body.index()
            derived = {"terms": body.terms, "search_rules": body.search_rules}
            writes.append(UpdateOne({"_id": body.id, "name": body.name}, {"$set": derived}))
        if writes:
            self.collection.bulk_write(writes, ordered=False)

    def search(self, query: Doc, today: date) -> tuple[list[Body], str | None, int]:
        """Return a page with what fits best first, the cursor behind it and the total."""
        terms = search.read_query(query.get("q") or "")
        docs = self.collection.find(_criteria(query, terms, today), _RANKED)
        ranks = sorted(rank for doc in docs if (rank := search.rank(terms, doc)))
        behind = [rank for rank in ranks if rank > _rank_at(query["cursor"])]
        page = behind[: query["limit"]]
        cursor = paging.written(*page[-1]) if len(behind) > len(page) else None
        return self.named([rank.key for rank in page]), cursor, len(ranks)

    def named(self, keys: list[str]) -> list[Body]:
        """Return the bodies with these keys in this order; an unknown key has none."""
        docs = self.collection.find({"_id": {"$in": keys}}, {"outbox": 0, "done": 0})
        by_key = {doc["_id"]: doc for doc in docs}
        return [Body.from_doc(by_key[key]) for key in keys if key in by_key]

    def labels(self, bodies: Iterable[Body]) -> dict[str, str]:
        """Return each body's name with what tells it from others of the same name."""
        listed = list(bodies)
        same = {"name": {"$in": sorted({body.name for body in listed})}, "ended_on": None}
        namesakes: dict[str, list[Doc]] = {}
        for doc in self.collection.find(same, _LABELLED):
            namesakes.setdefault(doc["name"], []).append(doc)
        return {b.id: label_of(b.to_doc(), namesakes.get(b.name, ())) for b in listed}

    def successor_of(self, body: Body) -> Body | None:
        """Return the living body at the end of the chain of successors, if it ends in one."""
        seen = {body.id}
        while body.successor and body.successor not in seen:
            seen.add(body.successor)
            body = self.get(body.successor)
        return body if len(seen) > 1 else None

    def add_own(self, facts: Doc, district: Body | None, today: date) -> Body:
        """Add a body no register knows under the next free key; the same call again is one."""
        once = context.current().once
        if once and (doc := self.collection.find_one({**OWN, "done": once})):
            return Body.from_doc(doc)
        while True:
            last = self.collection.find_one(OWN, {"_id": 1}, sort=[("_id", -1)])
            number = int(last["_id"][2:]) + 1 if last else 1
            body = own_body(f"x-{number:08}", facts, district, today)
            if self.add(body) is body:
                return body

    def rows(self) -> dict[str, Doc]:
        """Return what the register says now, ended bodies too, as rows of an edition."""
        docs = self.collection.find({"kind": {"$in": list(KEY_LENGTHS)}}, _WITHOUT)
        return {
            doc["_id"]: {**doc, "key": doc["_id"], "ended_on": doc.get("ended_on")} for doc in docs
        }

    def states(self, after: str = "") -> Iterator[Doc]:
        """Return every body as an item of a snapshot."""
        for doc in self.docs_after(after, shown=_WITHOUT):
            body = Body.from_doc(doc)
            yield {"id": body.id, "sequence": body.version, "state": body.public()}

    def apply(self, edition: Edition, until: float) -> int:
        """Give each body its new state until that moment; tell how many are left.

        A body is there before another one names it as its successor.
        """
        steps = self._steps(edition)
        for done, step in enumerate(steps):
            if time.monotonic() >= until:
                return len(steps) - done
            step()
        return 0

    def _steps(self, edition: Edition) -> list[Callable[[], Any]]:
        moves = {move.gone: str(move.to) for move in edition.moves}
        ends = {move.gone: move for move in edition.moves}
        keys = [row["key"] for row in edition.upsert] + edition.gone
        ready = self.collection.find({"_id": {"$in": keys}, "edition": edition.id}, {"_id": 1})
        done = {doc["_id"] for doc in ready}
        left = [key for key in edition.gone if key not in done]
        naming = self.collection.find({**OWN, "members": {"$in": list(moves)}}, {"_id": 1})
        return [
            *(partial(self._take, r, edition.id) for r in edition.upsert if r["key"] not in done),
            *(partial(self._end, key, ends.get(key), edition.id) for key in left),
            *(partial(self.change, d["_id"], lambda b: b.replace_members(moves)) for d in naming),
        ]

    def _end(self, key: str, move: Move | None, edition: str) -> None:
        told = None
        if move is not None:
            to = self.get(str(move.to))
            told = {"to": to.id, "to_name": to.name, "reason": move.reason.value}
        self.change(key, lambda body: body.end(edition, told))

    def _take(self, row: Doc, edition: str) -> None:
        if self.find(row["key"]):
            self.change(row["key"], lambda body: body.take(row, edition))
            return
        body = body_of({**row, "edition": edition})
        body.announce()
        self.add(body)


def _criteria(query: Doc, terms: search.SearchTerms, today: date) -> Doc:
    text = (query.get("q") or "").strip()
    criteria: list[Doc] = [{"$or": [{"ended_on": None}, {"_id": text}]}]
    criteria += [{name: query[name]} for name in ("kind", "district") if query.get(name)]
    if text:
        criteria.append(_spelled(terms))
    if terms.kinds:
        criteria.append({"kind": {"$in": list(terms.kinds)}})
    if capacity := query.get("capacity"):
        day = today.isoformat()
        lasting = [{"valid_until": None}, {"valid_until": {"$gte": day}}]
        lasting_now = {"capacity": capacity, "valid_from": {"$lte": day}, "$or": lasting}
        criteria.append({"capacities": {"$elemMatch": lasting_now}})
    return {"$and": criteria}


def _spelled(terms: search.SearchTerms) -> Doc:
    if not terms.words:
        return {} if terms.kinds else {"_id": {"$in": []}}
    each = {"$and": [_begins(word) for word in terms.words]}
    return each if len(terms.typed) == 1 else {"$or": [each, _begins(terms.joined)]}


def _begins(word: str) -> Doc:
    """Find one term between both bounds; without ``$elemMatch`` two terms could meet one each."""
    return {"terms": {"$elemMatch": {"$gte": word, "$lt": word + "\uffff"}}}


def _rank_at(cursor: str | None) -> tuple[Any, ...]:
    return tuple(paging.parts_of(cursor, (int, int, int, int, str))) if cursor else ()
