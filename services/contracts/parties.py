"""Who may see a contract: by an own right, or by a delegation that holds now."""

from typing import Any

from services.common.principal import Principal


def visible_to(caller: Principal) -> dict[str, Any] | None:
    """Give the criteria that limit a list to the caller's contracts; None is no limit."""
    readable = caller.scopes("contracts:read")
    if readable is None:
        return None
    lent = caller.delegated("contracts:read")
    bodies = sorted({*readable, *(d.scope for d in lent if not d.only)})
    some = [{"body": d.scope, "profile": {"$in": sorted(d.only)}} for d in lent if d.only]
    return {"$or": [{"body": {"$in": bodies}}, *some]}
