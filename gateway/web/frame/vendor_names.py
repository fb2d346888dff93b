"""The names of vendors, remembered for a while: their people see for whom they work."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from gateway.callers.principals import ANONYMOUS, Calls
from gateway.calls.client import CallFailed, DeadlinePassed
from gateway.web.frame.body_names import KEPT_S
from services.common.errors import Refusal


@dataclass
class VendorNames:
    """Asks the catalogue for what is not remembered; there are few vendors."""

    calls: Calls
    clock: Callable[[], float] = time.monotonic
    _kept: dict[str, tuple[float, str]] = field(default_factory=dict)

    def of(self, vendor: str) -> str | None:
        """Return the name of a vendor; None where it cannot be had now."""
        until, name = self._kept.get(vendor, (0.0, ""))
        if self.clock() < until:
            return name
        arguments = {"vendor_id": vendor}
        try:
            answer = self.calls.call(
                "catalog", "get_vendor", arguments=arguments, principal=ANONYMOUS
            )
        except (Refusal, DeadlinePassed, CallFailed):
            return None
        self._kept[vendor] = (self.clock() + KEPT_S, str(answer["name"]))
        return str(answer["name"])
