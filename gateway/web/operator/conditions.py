"""The overview of operations: what is wrong in the background, since when, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame

PATH, MANAGES = "/operator/operations", "parked:manage"
LIST = api("GET conditions")
PAGES = {
    "parked": "/operator/parked",
    "retrying": "/operator/parked?state=retrying",
    "mails": "/mails?state=failed",
    "addresses": "/mails/addresses",
    "deliveries": "/operator/deliveries",
}
"""Where a condition is mended, by its kind."""
Condition = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A condition of a service, and the page that mends it."""

    service: str
    condition: Condition

    @property
    def path(self) -> str | None:
        """Return the page, or None where a command mends it or it mends itself."""
        return PAGES.get(self.condition["kind"])


@dataclass(frozen=True)
class OperationsPage:
    """``/operator/operations``, for support."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("conditions", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show what is wrong, then all else that waits or runs."""
        self.frame.permitted(MANAGES)
        services = self.frame.ask(LIST)["items"]
        lines = list(_lines(services))
        others: dict[str, list[Line]] = {}
        for line in lines:
            if not line.condition["is_wrong"]:
                others.setdefault(line.service, []).append(line)
        return self.frame.page(
            "operator/operations.html",
            away=[one["service"] for one in services if not one["answers"]],
            wrong=[line for line in lines if line.condition["is_wrong"]],
            others=others,
        )


def _lines(services: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    for one in services:
        for condition in one["conditions"]:
            yield Line(one["service"], condition)
