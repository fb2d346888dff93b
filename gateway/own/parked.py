"""The parked messages of all services as one list, and what is decided about each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.api.requests import OwnRequest
from gateway.api.route import Route
from gateway.callers.principals import Calls
from gateway.own.every_service import SERVICES, answers_of
from gateway.problems.problems import Problem

PAGE = 50
"""As many as a service gives where nobody says how many; it refuses what is no number."""
LIST_OF = {
    service: Route("GET", "parked", service, "list_parked", "Its own parked messages", query=True)
    for service in SERVICES
}
"""The list of each service, for a page that asks it other things in the same message."""


@dataclass(frozen=True)
class ParkedMessages:
    """Asks every service for its own; the client of the calls bounds how long each is waited for.

    The id of a message begins with the service that keeps it.
    """

    calls: Calls

    def by_name(self) -> dict[str, Callable[[OwnRequest], Any]]:
        """Return what answers each of these routes."""
        return {
            "parked": self.listed,
            "show_parked": self.shown,
            "replay_parked": self.replay,
            "discard_parked": self.discard,
        }

    def listed(self, own_request: OwnRequest) -> dict[str, Any]:
        """Return a page over all services, those parked longest first, and who did not answer."""
        query = own_request.arguments["query"]
        pages = answers_of(self.calls, "list_parked", {"query": query}, own_request.principal)
        return merged(pages, int(query.get("limit", PAGE)))

    def shown(self, own_request: OwnRequest) -> Any:
        """Return one message from the service that keeps it."""
        return self._ask("get_parked", own_request)

    def replay(self, own_request: OwnRequest) -> Any:
        """Have the service that keeps a message try it again."""
        return self._ask("replay_parked", own_request, payload={})

    def discard(self, own_request: OwnRequest) -> Any:
        """Have the service that keeps a message let go of it."""
        payload = own_request.arguments["payload"]
        return self._ask("discard_parked", own_request, payload=payload)

    def _ask(self, method: str, own_request: OwnRequest, **more: Any) -> Any:
        id = str(own_request.arguments["parked_id"])
        service = id.partition(".")[0]
        if service not in SERVICES:
            raise Problem(404, "parked-not-found")
        arguments = {"parked_id": id, **more}
        return self.calls.call(
            service, method, arguments=arguments, principal=own_request.principal
        )


def merged(answers: Mapping[str, Any], limit: int) -> dict[str, Any]:
    """Return the first so many of all pages, where the list of all goes on, and who is away.

    :raises Problem: ``service-away`` where nobody has answered (each None).
    """
    pages = {service: page for service, page in answers.items() if page is not None}
    if not pages:
        raise Problem(503, "service-away")
    items = [item for page in pages.values() for item in page["items"]]
    items.sort(key=lambda item: (item["parked_at"], item["id"]))
    shown = items[:limit]
    goes_on = len(items) > limit or any(page["next"] for page in pages.values())
    return {
        "items": shown,
        "next": shown[-1]["cursor"] if goes_on else None,
        "total": sum(page["total"] for page in pages.values()),
        "new": sum(page.get("new") or 0 for page in pages.values()),
        "away": [one for one in SERVICES if one not in pages],
    }
