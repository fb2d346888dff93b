"""Where a service is ordered, for whom the way there is shown, and what is ordered already."""

from collections.abc import Mapping
from typing import Any

from gateway.web.frame.visitors import Visitor

PREPARES = "orders:prepare"


def may_prepare(visitor: Visitor) -> bool:
    """Tell whether the reader may prepare or place orders for the body they act for."""
    return visitor.body is not None and visitor.may(PREPARES, visitor.body)


def orders_in(found: Mapping[str, Any]) -> dict[str, str]:
    """Return the orders of the reader's body by service, as a search marks them."""
    marks = found.get("ordered", {}).get("items", ())
    return {mark["profile"]: mark["order"] for mark in marks}


def order_path(profile_id: str) -> str:
    """Return the address of the form that orders the service."""
    return f"/leistungen/{profile_id}/bestellen"
