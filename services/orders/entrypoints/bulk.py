"""What orders answers about many orders, or many releases, asked for at once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from services.common import clock, context
from services.common.background import BackgroundPart
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, Forbidden, NotFound, Wrong, invalid_fields
from services.common.paging import PageQuery
from services.common.principal import EVERYWHERE
from services.orders import schemas
from services.orders.bulk import ordering, releasing
from services.orders.bulk.rights import BulkRights
from services.orders.bulk.work import BulkWork
from services.orders.domain.bulk_requests import MOVES, BulkKind, BulkRequest
from services.orders.entrypoints.access import Payload
from services.orders.repositories.bulk import BulkItems, BulkRequests, emails_in
from services.orders.repositories.orders import Orders
from services.orders.words.bulk import outcome_labels

LARGEST = 4 * 1024 * 1024 + 64 * 1024
"""Five thousand orders with contacts of their own, and what a call has around them."""
LONGEST_ITEM = 16_000
MOST_OPEN = 10
"""So many requests of one person are worked on at a time."""
LARGEST_RELEASE = 1024 * 1024 + 64 * 1024
"""Five thousand ids of orders, as the gateway lets them through."""
KEY_LENGTH = 12
NEEDED = {BulkKind.ORDER: "orders:prepare", BulkKind.RELEASE: "orders:review"}
"""What somebody must hold for a body, so that a request of theirs concerns it."""
NEEDED_OF = {BulkKind.ORDER: ordering.RIGHTS, BulkKind.RELEASE: releasing.RIGHTS}
"""By which rights of the caller the work is done."""


class BulkCalls:
    """Begin, follow and end bulk orders and bulk releases."""

    orders = Part(Orders.of)
    bulk_requests = Part(BulkRequests.of)
    bulk_items = Part(BulkItems.of)
    bulk_rights = Part(BulkRights.of)
    bulk_work = BackgroundPart(BulkWork.of)

    @rpc(
        needs="orders:prepare",
        payload=schemas.BulkOrder,
        query=schemas.BulkBegin,
        largest=LARGEST,
    )
    def begin_bulk_order(self, payload: Payload, query: Payload) -> Payload:
        """Take many orders to be placed in the background, or to be tried."""
        items = [_wanted(n, {**payload["common"], **i}) for n, i in enumerate(payload["items"])]
        return self._begin(BulkKind.ORDER, items, query["dry_run"])

    @rpc(
        needs="orders:review",
        payload=schemas.BulkRelease,
        query=schemas.BulkBegin,
        largest=LARGEST_RELEASE,
    )
    def begin_bulk_release(self, payload: Payload, query: Payload) -> Payload:
        """Take many orders to be released in the background, or to be tried."""
        context.principal().require("orders:review", EVERYWHERE)
        begun = self.bulk_requests.find(_id_of(context.current().once or ""))
        choice = begun.choice if begun else self._chosen(payload)
        items = self._releases(choice)
        return self._begin(BulkKind.RELEASE, items, query["dry_run"], choice)

    @rpc(needs="orders:read", query=schemas.BulkItemsQuery)
    def get_bulk_order(self, bulk_id: str, query: Payload) -> Payload:
        """Return how far a bulk order has come, with a page of its items."""
        return self._page(self._seen(BulkKind.ORDER, bulk_id), query)

    @rpc(needs="orders:review", query=schemas.BulkItemsQuery)
    def get_bulk_release(self, bulk_id: str, query: Payload) -> Payload:
        """Return how far a bulk release has come, with a page of its items."""
        return self._page(self._seen(BulkKind.RELEASE, bulk_id), query)

    @rpc(needs="orders:read", query=PageQuery)
    def list_bulk_orders(self, query: Payload) -> Payload:
        """Return the bulk orders of the caller and of the caller's bodies, newest first."""
        return self._list(BulkKind.ORDER, query)

    @rpc(needs="orders:review", query=PageQuery)
    def list_bulk_releases(self, query: Payload) -> Payload:
        """Return the bulk releases, newest first."""
        return self._list(BulkKind.RELEASE, query)

    @rpc(needs="orders:prepare")
    def place_bulk_order(self, bulk_id: str) -> Payload:
        """Place what a dry run has accepted."""
        return self._place(BulkKind.ORDER, bulk_id)

    @rpc(needs="orders:review")
    def place_bulk_release(self, bulk_id: str) -> Payload:
        """Release what a dry run has accepted."""
        return self._place(BulkKind.RELEASE, bulk_id)

    @rpc(needs="orders:prepare")
    def cancel_bulk_order(self, bulk_id: str) -> Payload:
        """Begin no further order of it; those that are placed stay."""
        return self._cancel(BulkKind.ORDER, bulk_id)

    @rpc(needs="orders:review")
    def cancel_bulk_release(self, bulk_id: str) -> Payload:
        """Release no further order of it."""
        return self._cancel(BulkKind.RELEASE, bulk_id)

    def _begin(
        self, kind: BulkKind, items: list[Payload], dry_run: bool, choice: Sequence[str] = ()
    ) -> Payload:
        """Store the request, then its items, and then let the work begin.

        A repeated call goes on where the first was broken off, with what that one has chosen.
        """
        call, now = context.current(), clock.now()
        id = _id_of(call.once or "")
        self._check_open(call.principal.subject, but=id)
        bodies = _concerned(kind, items)
        request = self.bulk_requests.add(
            BulkRequest.begun(
                id,
                kind,
                dry_run=dry_run,
                by=self.bulk_rights.stated(NEEDED_OF[kind], bodies),
                bodies=bodies,
                items=len(items),
                correlation_id=call.correlation_id,
                now=now,
                by_program=bool(call.principal.claims.get("client")),
                choice=choice,
            )
        )
        if request.choice and request.choice != choice:
            items = self._releases(request.choice)
        if MOVES.allows(request.state, "begin"):
            self.bulk_items.add(request, items)
            request = self._change(request.id, "begun", lambda r: r.begin(now))
        return self._told(request)

    def _check_open(self, account: str, but: str) -> None:
        others = set(self.bulk_requests.open_of(account)) - {but}
        if len(others) >= MOST_OPEN:
            raise Conflict("bulk-too-many", most=MOST_OPEN)

    def _chosen(self, payload: Payload) -> list[str]:
        """Return the orders that are named, or that the filter finds."""
        if "orders" in payload:
            return list(dict.fromkeys(payload["orders"]))
        found = self.orders.waiting_for_review(payload["filter"], schemas.MOST_ITEMS)
        if not found:
            raise invalid_fields([("/filter", Wrong("bulk-nothing-found"))])
        return [str(order["_id"]) for order in found]

    def _releases(self, ids: list[str]) -> list[Payload]:
        """Return an item for each of these orders."""
        facts = self.orders.facts_of(ids)
        return [{**_place_of(facts.get(id, {})), "wanted": id} for id in ids]

    def _place(self, kind: BulkKind, bulk_id: str) -> Payload:
        request = self._own(kind, bulk_id)
        by = self.bulk_rights.stated(NEEDED_OF[kind], request.bodies)
        return self._told(self._change(bulk_id, "placed", lambda r: r.place(by, clock.now())))

    def _cancel(self, kind: BulkKind, bulk_id: str) -> Payload:
        self._own(kind, bulk_id)
        return self._told(self._change(bulk_id, "cancelled", lambda r: r.cancel(clock.now())))

    def _change(self, id: str, step: str, act: Any) -> BulkRequest:
        """Make one step of the call, which may make several, and wake the work."""
        call = context.current()
        context.enter(replace(call, once=f"{call.once}/{step}"))
        request: BulkRequest = self.bulk_requests.change(id, act)
        self.bulk_work.loop.wake()
        return request

    def _own(self, kind: BulkKind, bulk_id: str) -> BulkRequest:
        """Return the caller's own request; of those that others began nobody else decides."""
        request = self._seen(kind, bulk_id)
        if request.begun_by != context.principal().subject:
            raise Forbidden("bulk-not-yours")
        return request

    def _seen(self, kind: BulkKind, bulk_id: str) -> BulkRequest:
        """Return the request, or NotFound to whom it does not concern."""
        request: BulkRequest = self.bulk_requests.get(bulk_id)
        readable = _readable()
        own = request.begun_by == context.principal().subject
        concerned = own or readable is None or not set(readable).isdisjoint(request.bodies)
        if request.kind is not kind or not concerned:
            raise NotFound("bulk-not-found")
        return request

    def _page(self, request: BulkRequest, query: Payload) -> Payload:
        own = request.begun_by == context.principal().subject
        bodies = None if own else _readable()
        items, cursor, total = self.bulk_items.page(request.id, query, bodies)
        labels = outcome_labels(request.kind, request.dry_run)
        told = [{**item, "outcome_label": labels[item["outcome"]]} for item in items]
        return {**self._told(request), "items": told, "next": cursor, "total": total}

    def _list(self, kind: BulkKind, query: Payload) -> Payload:
        readable = _readable()
        own = {"begun_by": context.principal().subject}
        visible = {} if readable is None else {"$or": [own, {"bodies": {"$in": readable}}]}
        requests, cursor, total = self.bulk_requests.listed(kind, query, visible)
        return {"items": [self._told(r) for r in requests], "next": cursor, "total": total}

    def _told(self, request: BulkRequest) -> Payload:
        """Return what is told of a request, with what the caller can do now."""
        own = request.begun_by == context.principal().subject
        possible = [a for a in ("place", "cancel") if MOVES.allows(request.state, a)]
        return {**request.head(), "actions": possible if own else []}


def _wanted(n: int, item: Payload) -> Payload:
    """Return an item as it is kept; whether it is an order is found out when it is its turn."""
    wanted = json.dumps(item, default=str)
    if len(wanted) > LONGEST_ITEM:
        wrong = Wrong("bulk-item-too-long", most=LONGEST_ITEM)
        raise invalid_fields([(f"/items/{n}", wrong)])
    return {**_place_of(item), "wanted": wanted, "emails": emails_in(item)}


def _place_of(facts: Payload) -> Payload:
    """Return body and profile, where they could be such."""
    body, profile = facts.get("body"), facts.get("profile")
    return {
        "body": body if isinstance(body, str) and len(body) <= KEY_LENGTH else None,
        "profile": profile if isinstance(profile, str) and len(profile) <= 100 else None,
    }


def _concerned(kind: BulkKind, items: list[Payload]) -> list[str]:
    """Return of the bodies of the items those the caller may ask this for.

    At any other body nothing is told of the request: there its items are refused.
    """
    caller, needed = context.principal(), NEEDED[kind]
    own = caller.scopes(needed)
    lent = {(d.scope, one) for d in caller.delegated(needed) for one in d.only or (None,)}
    asked = {(item["body"], item["profile"]) for item in items if item["body"]}
    return sorted(
        {
            body
            for body, profile in asked
            if own is None or body in own or not lent.isdisjoint({(body, None), (body, profile)})
        }
    )


def _readable() -> list[str] | None:
    """Return the bodies whose orders the caller may read, for all services; None is all of them."""
    caller = context.principal()
    readable = caller.scopes("orders:read")
    if readable is None:
        return None
    lent = (d.scope for d in caller.delegated("orders:read") if not d.only)
    return sorted({*readable, *lent})


def _id_of(once: str) -> str:
    """Return the id of the request a call makes, so that a repeated call finds it."""
    return "b" + hashlib.sha256(once.encode()).hexdigest()[:24]
