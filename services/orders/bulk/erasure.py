"""What bulk requests forget of a person: who began them, and whom their items name."""

from datetime import datetime
from typing import Any

from services.orders.bulk.results import without_contact
from services.orders.domain.bulk_requests import BulkRequest
from services.orders.repositories.bulk import BulkItems, BulkRequests


def forget(requests: BulkRequests, items: BulkItems, person: dict[str, Any], now: datetime) -> None:
    """Erase a person from every bulk request; what named them as a contact is not done any more."""
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
