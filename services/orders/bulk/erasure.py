"""What bulk requests forget of a person: who began them, and whom their items name."""

from datetime import datetime
from functools import partial
from typing import Any

from services.common import clock
from services.common.digests import address_hash
from services.orders.bulk.results import placed, without_contact
from services.orders.domain import successions
from services.orders.domain.bulk_requests import BulkRequest
from services.orders.domain.orders import CONTACTS, Order
from services.orders.repositories.bulk import BulkItems, BulkRequests
from services.orders.repositories.numbers import id_of
from services.orders.repositories.orders import Orders
from services.orders.successions import IDENTITY


def forget(requests: BulkRequests, items: BulkItems, person: dict[str, Any], now: datetime) -> None:
    """Erase a person from every bulk request; what named them as a contact is not done any more.

    Whoever repeats it after a crash finds the same requests: addresses are let go last.
    """
    account, email = str(person["account"]), person["email"]
    naming = set(items.naming(email)) if email else set()
    begun = {request.id for request in requests.of_person(account)}

    def erase(request: BulkRequest) -> None:
        if request.id in naming:
            request.recount(items.counts(request.id))
        if request.id in begun:
            request.forget(now)

    if naming:
        items.give_up(email, without_contact())
    for id in sorted(begun | naming):
        requests.change(id, erase)
    if naming:
        items.let_go(email)


def catch_up(request: BulkRequest, items: BulkItems, orders: Orders) -> None:
    """Erase contacts from orders that were under way when their items were given up.

    Such an order is there: its item says so from now on.
    """
    gone = items.given_up(request.id)
    made = {id_of(item): item for item in gone}
    results = {}
    for id, number in orders.numbers(made).items():
        item = made[id]
        orders.change(id, partial(_forget, address=gone[item]))
        results[item] = placed(id, number, dry_run=False)
    items.settle_given_up(request.id, results)


def _forget(order: Order, *, address: str) -> None:
    for contact in (getattr(order, name) for name in CONTACTS):
        if address_hash(contact.email) == address:
            person = {"account": address, "email": contact.email, "name": contact.name}
            successions.forget(order, person, by=IDENTITY, now=clock.now())
