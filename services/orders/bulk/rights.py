"""Rights that end while a bulk request is worked on: nothing more is done by them.

What somebody may do now is not known here, only that it has changed. So all the work of theirs
that is under way stops; what they still may, they ask for again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from services.common.events import Event
from services.orders.domain.bulk_requests import BulkRequest
from services.orders.repositories.bulk import BulkRequests

CLOCKS_DIFFER = timedelta(seconds=60)
"""Rights stated so short a time before may be those of before the change."""


def end_for(requests: BulkRequests, account: str, event: Event) -> None:
    """Act no longer by the rights that an account had before it was changed."""
    _end(requests, requests.open_of(account), event)


def end_loan(requests: BulkRequests, loan: str, event: Event) -> None:
    """Act no longer by a delegation that was revoked."""
    _end(requests, requests.open_by_loan(loan), event, loan)


def _end(requests: BulkRequests, ids: Iterable[str], event: Event, loan: str | None = None) -> None:
    changed_at = datetime.fromisoformat(event.raw["time"])

    def end(request: BulkRequest) -> None:
        by = request.authority
        if by is not None and by.stated_at < changed_at + CLOCKS_DIFFER:
            request.rights_ended(loan)

    for id in ids:
        requests.change(id, end)
