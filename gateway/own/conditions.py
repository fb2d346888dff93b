"""How the background work of all services is, side by side; who does not answer is named."""

from dataclasses import dataclass
from typing import Any

from gateway.api.requests import OwnRequest
from gateway.callers.principals import Calls
from gateway.own.every_service import answers_of


@dataclass(frozen=True)
class ServiceConditions:
    """One call to each service."""

    calls: Calls

    def listed(self, own_request: OwnRequest) -> dict[str, Any]:
        """Return every service with its conditions; ``answers`` is false where it did not."""
        found = answers_of(self.calls, "list_conditions", {}, own_request.principal)
        return {"items": [_shown(service, answer) for service, answer in found.items()]}


def _shown(service: str, answer: dict[str, Any] | None) -> dict[str, Any]:
    conditions = answer["items"] if answer else []
    is_wrong = answer is None or any(one["is_wrong"] for one in conditions)
    return {
        "service": service, "answers": answer is not None, "is_wrong": is_wrong,
        "conditions": conditions,
    }  # fmt: skip
