"""What the interface of a service to a specialist system costs a body, as its profile states it."""

from collections.abc import Collection, Mapping
from typing import Any, Literal

Doc = Mapping[str, Any]


InterfaceCost = Literal["none", "no", "yes", "unknown"]
"""Whether a body pays for an interface; ``none`` where no interface is stated."""


def interface_cost(profile: Doc, systems: Collection[str] | None = None) -> InterfaceCost:
    """Return what the interfaces to systems of these names cost; without names, all of them."""
    stated = [
        interface.get("extra_cost")
        for interface in profile.get("interfaces") or ()
        if systems is None or interface["system"] in systems
    ]
    if not stated:
        return "none"
    if True in stated:
        return "yes"
    known = all(cost is False for cost in stated)
    return "no" if known else "unknown"
