"""What the interface to a specialist system may cost: one reading for orders and contracts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.web.words import say


@dataclass(frozen=True)
class InterfaceCost:
    """What is stated of an interface: none, no, yes or unknown; in words, and by whom."""

    kind: str
    said: str
    stated_by: str | None

    @property
    def acknowledge(self) -> bool:
        """Tell whether a body is asked to know of it before it orders."""
        return self.kind in ("yes", "unknown")


def cost_of(profile: Mapping[str, Any], system: str | None) -> InterfaceCost | None:
    """Return what the profile says about extra costs of the interface to the chosen system."""
    if not system:
        return None
    stated = [i for i in profile["interfaces"] if i["system"] == system]
    extra = [i["extra_cost"] for i in stated]
    kind = "none" if not stated else ("yes" if True in extra else "no")
    if kind == "no" and any(cost is not False for cost in extra):
        kind = "unknown"
    by = next((i["stated_by"] for i in stated if i["stated_by"]), None)
    return InterfaceCost(kind, say(f"body-cost-{kind}", system=system), by)
