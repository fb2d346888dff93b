"""Where orders are kept, and how lists of them are found."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import chain, count
from typing import Any
from uuid import uuid4

from pymongo.collation import Collation
from pymongo.errors import DuplicateKeyError

from services.common import context
from services.common.errors import Conflict, Unavailable
from services.common.reminding import Due, step_index, steps_due
from services.common.storage.indexes import Declared, hinted, index, retired
from services.common.storage.leases import Lease
from services.common.storage.repository import Repository
from services.orders.domain.duplicates import claimed
from services.orders.domain.history import ERASED_NAME, HistoryEntry
from services.orders.domain.orders import CONTACTS, USE, Order
from services.orders.domain.states import FINAL, MOVES, OrderState
from services.orders.repositories.history import entries_of
from services.orders.repositories.numbers import number_of
from services.orders.repositories.order_lists import (
    BY_NUMBER,
    FIRST_DUE_FIRST,
    HAS_DUE_DAY,
    LIST_INDEXES,
    MOST_COUNTED,
    NEWEST_FIRST,
    OrderList,
    criteria_of,
)
from services.orders.repositories.support_requests import INDEXES as SUPPORT_INDEXES
from services.orders.repositories.turns import RELEASED

WITHOUT_DUE_DAY: dict[str, Any] = {"active": True, "due_on": None}
WATCHED = ("state", "open_point.kind", "setup_by", "body", "mandate", "due_on", "clockwork",
           "number", "body_name", "released_by")  # fmt: skip
"""What the watchdog looks at."""
NEXT_STEP = "clockwork.next_at"
"""When something is said of it next: a reminder, or that it is late."""
ANY_CASE = Collation("de", strength=2)
CHUNK = 200
MOST_ACTIVE = 5000
"""Of one body: more than there are services."""
MOST_BESIDE = 20
"""As many bodies at most are merged into one that each ordered the service."""
SETTLING_S = 10
"""Longer than a call may take."""
WITHOUT_LISTS = dict.fromkeys(("tasks", "history", "outbox", "done"), 0)
LOOK_AT = "link_check.due_at"
WITH_LINK = {"state": OrderState.LIVE.value, "link": {"$gt": ""}}
LINK_DUE = index("link_due", LOOK_AT, where=WITH_LINK)
"""By what the next link to look at is found, whatever the planner thinks."""

MOST_ASKED = 5000
"""Among so many of somebody's newest orders it is looked for which services they are of."""
UNSHOWN = dict.fromkeys(("history", "outbox", "done"), 0)
"""What grows of an order and no list shows."""
PERSONAL = ("ordered_by", "history.actor")
"""Where an order names an account."""


class Orders(Repository[Order]):
    """Orders; a unique index holds "one active order per profile and place"."""

    kind = Order
    collection_name = "orders"
    not_found = "order-not-found"

    own_indexes = (
        index("one_active", "profile", "places", unique=True, where={"active": True}),
        BY_NUMBER,
        *(index(f"by_{name}", name) for name in PERSONAL),
        *(index(f"by_{name}", f"{name}.email", collation=ANY_CASE) for name in CONTACTS),
        *LIST_INDEXES,
        index("ownerless", "state", "open_point.kind", "_id", where=WITHOUT_DUE_DAY),
        step_index(NEXT_STEP),
        LINK_DUE,
        RELEASED,
        retired("released_to_countersign"),
        *SUPPORT_INDEXES,
    )

    def indexes(self) -> Declared:
        """Return also the one a person's part in what moved out is found by."""
        earlier = self.older["history"].collection
        return [*super().indexes(), (earlier, (index("by_actor", "entry.actor"),))]

    def place(self, order: Order) -> Order:
        """Store a new order; Conflict where an active one covers the same place.

        The index decides between two at once. It does not know the place of an order that
        stands beside another one since its body was merged, so that is looked for first.
        """
        if self.active(order.profile, order.places, but=order.id):
            raise self._exists(order)
        try:
            return self.add(order)
        except DuplicateKeyError as error:
            taken = (error.details or {}).get("keyPattern", {})
            raise (
                Unavailable("number-taken") if "number" in taken else self._exists(order)
            ) from error

    def free_number(self, id: str, year: int) -> str:
        """Return the first number derived from the id that no other order has."""
        for attempt in count():
            number = number_of(id, year, attempt)
            others = {"number": number, "_id": {"$ne": id}}
            if self.collection.find_one(others, {"_id": 1}) is None:
                return number
        raise AssertionError("the numbers never end")

    def active(self, profile: str, places: list[str], but: str = "") -> dict[str, Any] | None:
        """Return ``id`` and ``number`` of the active order of the profile for one of the places."""
        criteria = {**covering(profile, places), "_id": {"$ne": but}}
        doc = self.collection.find_one(criteria, {"number": 1})
        return {"id": doc["_id"], "number": doc["number"]} if doc else None

    def beside(self, order: Order) -> list[Order]:
        """Return the other active orders of the same service and places, without long lists."""
        same = covering(order.profile, sorted(claimed(order)))
        docs = self.collection.find({**same, "_id": {"$ne": order.id}}, WITHOUT_LISTS)
        return [Order.from_doc(doc) for doc in docs.limit(MOST_BESIDE)]

    @contextmanager
    def settling(self, order: Order) -> Iterator[None]:
        """Let nobody else settle orders of the same service and body at the same time."""
        name = f"settle:{order.profile}:{order.body}"
        lease = Lease(self.collection.database, name, uuid4().hex)
        if not lease.take(SETTLING_S):
            raise Conflict("changed-meanwhile")
        try:
            yield
        finally:
            lease.release()

    def active_among(self, orders: Iterable[Order]) -> list[dict[str, Any]]:
        """Return what stands in the way of any of these: their own selves may be among it.

        Each has ``_id``, ``number``, ``profile``, ``places`` and ``body``.
        """
        sought: dict[str, set[str]] = {}
        for order in orders:
            sought.setdefault(order.profile, set()).update(order.places)
        if not sought:
            return []
        criteria = [covering(profile, sorted(places))["$or"] for profile, places in sought.items()]
        shown = dict.fromkeys(("number", "profile", "places", "body"), 1)
        return list(self.collection.find({"$or": list(chain.from_iterable(criteria))}, shown))

    def numbers(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the numbers of those of these orders that there are, by id."""
        docs = self.collection.find({"_id": {"$in": list(ids)}}, {"number": 1})
        return {doc["_id"]: doc["number"] for doc in docs}

    def is_done(self, id: str, once: str) -> bool:
        """Tell whether this effect is among the last an order had."""
        return self.collection.find_one({"_id": id, "done": once}, {"_id": 1}) is not None

    def waiting_for_review(self, query: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
        """Return ``_id``, ``body`` and ``profile`` of what a reviewer decides, first due first."""
        submitted = {**HAS_DUE_DAY, "state": OrderState.SUBMITTED.value, "open_point.kind": None}
        criteria = {"$and": [submitted, criteria_of({"sort": "", **query}, None)]}
        shown = {"body": 1, "profile": 1}
        return list(self.collection.find(criteria, shown).sort(FIRST_DUE_FIRST).limit(most))

    def facts_of(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return ``body`` and ``profile`` of those of these orders that there are, by id."""
        docs = self.collection.find({"_id": {"$in": list(ids)}}, {"body": 1, "profile": 1})
        return {doc["_id"]: doc for doc in docs}

    def with_numbers(self, numbers: Iterable[str]) -> set[str]:
        """Return those of these numbers that an order has."""
        docs = self.collection.find({"number": {"$in": list(numbers)}}, {"_id": 0, "number": 1})
        return {doc["number"] for doc in docs}

    def _exists(self, order: Order) -> Conflict:
        """Return the refusal that names the active order to those who may see it."""
        return order_exists(order, self.active(order.profile, order.places, but=order.id))

    def of_body(self, body: str) -> Iterator[str]:
        """Return the ids of all orders of a body or covering it."""
        return self._ids({"$or": [{"places": body}, {"body": body}]})

    def open_of_body(self, body: str) -> Iterator[str]:
        """Return the ids of the active orders of a body itself."""
        return self._ids({"body": body, "active": True})

    def active_of(self, body: str) -> list[Order]:
        """Return the active orders of a body or covering it, without tasks and history."""
        covering = [{name: body, "active": True} for name in ("places", "body")]
        docs = self.collection.find({"$or": covering}, WITHOUT_LISTS).limit(MOST_ACTIVE)
        return [Order.from_doc(doc) for doc in docs]

    def about_person(self, account: str, email: str | None) -> Iterator[str]:
        """Return the ids of orders that name a person as orderer, actor or contact, each once."""
        earlier = self.older["history"].collection.distinct("of", {"entry.actor": account})
        named = [{name: account} for name in PERSONAL]
        acted = self._ids({"$or": [*named, {"_id": {"$in": earlier}}]})
        contacts = {"$or": [{f"{name}.email": email} for name in CONTACTS]}
        reached = self._ids(contacts, collation=ANY_CASE) if email else iter(())
        return iter(dict.fromkeys(chain(acted, reached)))

    def earlier(self, order: Order, first: int = 0, limit: int | None = None) -> list[HistoryEntry]:
        """Return lines of the history that are kept beside the order, oldest first."""
        end = order.moved("history")
        end = end if limit is None else min(end, first + limit)
        return entries_of(self.older["history"].read(order.id, first=first, end=end))

    def earlier_acts(self, order: Order) -> list[tuple[str, OrderState]]:
        """Return act and state of every line that is kept beside the order, oldest first."""
        lines, fields = self.older["history"].collection, {"entry.action": 1, "entry.state": 1}
        acts = lines.find({"of": order.id, "n": {"$lt": order.moved("history")}}, fields)
        return [(d["entry"]["action"], OrderState(d["entry"]["state"])) for d in acts.sort("n", 1)]

    def forget_earlier(self, account: str) -> None:
        """Erase a person's name from the lines kept beside their orders."""
        self.older["history"].collection.update_many(
            {"entry.actor": account}, {"$set": {"entry.actor_name": ERASED_NAME}}
        )

    def uses(self, after: str = "") -> Iterator[dict[str, Any]]:
        """Return who uses what by each order as an item of a snapshot."""
        fields = dict.fromkeys((*USE, "version"), 1)
        for doc in self.docs_after(after, shown=fields):
            yield {"id": doc.pop("_id"), "sequence": doc.pop("version"), "state": doc}

    def next_link_due(self, now: datetime) -> tuple[str, str] | None:
        """Return order and link of the live service whose page was not looked at for longest.

        Those that went live before there was a robot have no day yet, and come first.
        """
        due = {**WITH_LINK, LOOK_AT: {"$not": {"$gt": now}}}
        sort = [(LOOK_AT, 1)]
        doc = hinted(partial(self.collection.find_one, due, {"link": 1}, sort=sort), LINK_DUE)
        return (doc["_id"], doc["link"]) if doc else None

    def _ids(self, criteria: Mapping[str, Any], **how: Any) -> Iterator[str]:
        """Return the ids in chunks, without those this very event or call has changed already."""
        left = {**criteria, "done": {"$ne": context.current().once}}
        for doc in self.collection.find(left, {"_id": 1}, batch_size=CHUNK, **how):
            yield doc["_id"]

    def listed(
        self, query: dict[str, Any], scopes: dict[str, Any] | None
    ) -> tuple[list[Order], str | None, int]:
        """Return a page without histories, the cursor behind it and how many there are.

        ``scopes`` limits what is seen; no more than ``MOST_COUNTED`` and one are counted.
        """
        asked = OrderList(query, scopes)
        count = partial(self.collection.count_documents, asked.criteria, limit=MOST_COUNTED + 1)
        total = hinted(count, asked.by_turn) if asked.by_turn else count()
        limit, docs = query["limit"], self._docs_of(asked, total)
        orders = [Order.from_doc(doc) for doc in docs[:limit]]
        last = orders[-1] if len(docs) > limit else None
        return orders, asked.cursor(last), total

    def _docs_of(self, asked: OrderList, total: int) -> list[dict[str, Any]]:
        """Return the documents of a page and the one behind it."""
        best, most = asked.index(total), asked.query["limit"] + 1
        read = partial(self.collection.find, asked.behind(), UNSHOWN, sort=asked.order, limit=most)
        return hinted(lambda **hint: list(read(**hint)), best) if best else list(read())

    def profiles_ordered(self, body: str | None, scopes: dict[str, Any] | None) -> list[str]:
        """Return which services the newest orders of a body, or all orders seen, are of."""
        criteria = [*([{"places": body}] if body else []), *([scopes] if scopes else [])]
        if not criteria:
            return [str(id) for id in self.collection.distinct("profile")]
        newest = self.collection.find({"$and": criteria}, {"profile": 1}).sort(NEWEST_FIRST)
        return sorted({doc["profile"] for doc in newest.limit(MOST_ASKED)})

    def steps_due(self, now: datetime, after: Due | None, limit: int) -> list[Due]:
        """Return what has something to say by now, the first first."""
        return steps_due(self.collection, NEXT_STEP, now, after, limit)

    def waiting_page(self, after: tuple[str, str] | None, limit: int) -> list[dict[str, Any]]:
        """Return what the watchdog sees of the orders that wait, the first due first."""
        waiting: dict[str, Any] = {"due_on": {"$gt": ""}}
        if after is not None:
            day, id = after
            waiting["due_on"]["$gte"] = day
            waiting["$or"] = [{"due_on": {"$gt": day}}, {"_id": {"$gt": id}}]
        found = self.collection.find(waiting, dict.fromkeys(WATCHED, 1))
        return list(found.sort(FIRST_DUE_FIRST).limit(limit))

    def ownerless(self, limit: int) -> list[dict[str, Any]]:
        """Return what the watchdog sees of orders that should wait for somebody and have no day."""
        shown = dict.fromkeys(WATCHED, 1)
        return list(self.collection.find(self.without_day(), shown).limit(limit))

    def without_day(self) -> dict[str, Any]:
        """Return the criteria of orders that should wait for somebody and have no day."""
        open_states = sorted(set(OrderState) - FINAL - set(MOVES.turns.rests))
        resting = {"state": {"$in": sorted(MOVES.turns.rests)}, "open_point.kind": {"$gt": ""}}
        return {**WITHOUT_DUE_DAY, "$or": [{"state": {"$in": open_states}}, resting]}


def order_exists(order: Order, active: Mapping[str, Any] | None) -> Conflict:
    """Return the refusal for the active one (``id``, ``number``), named to those who may see it."""
    if active is None or not context.principal().may("orders:read", order.body):
        return Conflict("order-exists")
    named = {"order": active["id"], "number": active["number"]}
    return Conflict("order-exists", "order-exists-number", **named)


def covering(profile: str, places: list[str]) -> dict[str, Any]:
    """Return the criteria of an active order of the profile that covers or is of one of the places.

    Both usually say the same; an order that stands beside another still covers its old place.
    """
    active = {"profile": profile, "active": True}
    return {"$or": [{**active, name: {"$in": places}} for name in ("places", "body")]}
