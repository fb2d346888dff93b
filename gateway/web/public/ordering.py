"""Where a service is ordered, and for whom the way there is shown."""

from gateway.web.frame.visitors import Visitor

PREPARES = "orders:prepare"


def may_prepare(visitor: Visitor) -> bool:
    """Tell whether the reader may prepare or place orders for the body they act for."""
    return visitor.body is not None and visitor.may(PREPARES, visitor.body)


def order_path(profile_id: str) -> str:
    """Return the address of the form that orders the service."""
    return f"/leistungen/{profile_id}/bestellen"
