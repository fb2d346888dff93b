"""What is answered about many orders asked for at once."""

from typing import Any, Literal, NotRequired, TypedDict

from services.common.answers import Both, Count, Moment, Page
from services.orders.domain.bulk_requests import BulkState, Outcome


class BulkCounts(TypedDict):
    """How many items have which outcome."""

    accepted: Count
    duplicate: Count
    ineligible: Count
    invalid: Count
    failed: Count
    cancelled: Count
    open: Count


class BulkRequest(TypedDict):
    """Many orders, or releases, asked for at once."""

    id: str
    state: BulkState
    state_label: str
    dry_run: bool
    begun_by: str
    begun_by_name: str
    begun_at: Moment
    changed_at: Moment
    place_until: Moment | None
    kind_label: str
    counts: BulkCounts
    bodies: Count
    actions: list[str]


class FieldError(TypedDict):
    """What is wrong with a field."""

    pointer: str
    detail: str


class BulkItem(TypedDict):
    """What became of one item."""

    n: Count
    outcome: Outcome | Literal["open"]
    outcome_label: str
    code: str | None
    sentence: str | None
    order: str | None
    number: str | None
    errors: list[FieldError]
    body: str | None
    profile: str | None
    body_name: NotRequired[str | None]
    profile_title: NotRequired[Both | None]


class BulkProgress(TypedDict):
    """How far a bulk request has come, with a page of its items."""

    id: str
    state: BulkState
    state_label: str
    dry_run: bool
    begun_by: str
    begun_by_name: str
    begun_at: Moment
    changed_at: Moment
    place_until: Moment | None
    kind_label: str
    counts: BulkCounts
    bodies: Count
    actions: list[str]
    items: list[BulkItem]
    next: str | None
    total: Count


ANSWERS: dict[str, Any] = {
    "begin_bulk_order": BulkRequest,
    "cancel_bulk_order": BulkRequest,
    "list_bulk_orders": Page[BulkRequest],
    "get_bulk_order": BulkProgress,
    "list_bulk_releases": Page[BulkRequest],
    "place_bulk_order": BulkRequest,
    "begin_bulk_release": BulkRequest,
    "get_bulk_release": BulkProgress,
    "place_bulk_release": BulkRequest,
    "cancel_bulk_release": BulkRequest,
}
