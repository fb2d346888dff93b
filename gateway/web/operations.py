"""The state of the system and the description of the API, for everyone."""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from flask import Blueprint, Response, render_template, request

from gateway import VERSION
from gateway.api import asyncapi, openapi, render
from gateway.api.conditions import is_known, tag_of_bytes
from gateway.api.route import PREFIX
from gateway.api.routes import OWN, ROUTES
from services.common.errors import Unavailable
from services.common.messaging import names

SERVICES = ("identity", "catalog", "orders", "contracts", "notify")
QUEUES: dict[str, str] = {
    **{service: names.rpc_queue(service) for service in SERVICES},
    "contracts-worker": names.event_queue("contracts", "contract.drafted", "contracts", "worker"),
}
"""What each process takes from; the document worker takes no calls, and nobody else its place."""


class Consumers(Protocol):
    """What of the RPC client is needed to tell who is up."""

    def takers(self, queue: str) -> int:
        """Return how many processes take from the queue."""


@dataclass(frozen=True)
class OperationPages:
    """``status`` and the documents for programs."""

    calls: Consumers
    address: str
    cookie: str

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("operations", __name__)
        pages.add_url_rule(f"{PREFIX}/status", view_func=self.status)
        pages.add_url_rule(f"{PREFIX}/openapi.json", view_func=self.openapi)
        pages.add_url_rule(f"{PREFIX}/asyncapi.json", view_func=self.asyncapi)
        pages.add_url_rule("/status", view_func=self.status_page)
        return pages

    def status(self) -> Response:
        """Tell which processes take what is for them; nothing about their insides."""
        up = self._up()
        parts = {name: "up" if is_up else "down" for name, is_up in up.items()}
        state = {"status": "up" if all(up.values()) else "degraded", "version": VERSION}
        return Response(
            render.to_json({**state, "services": parts}), content_type="application/json"
        )

    def status_page(self) -> str:
        """Show the same to people."""
        return render_template("public/status.html", up=self._up(), version=VERSION)

    def _up(self) -> dict[str, bool]:
        return {name: self._is_up(queue) for name, queue in QUEUES.items()}

    def openapi(self) -> Response:
        """Return the OpenAPI document."""
        return _document(_openapi(self.address, self.cookie))

    def asyncapi(self) -> Response:
        """Return the AsyncAPI document."""
        return _document(_asyncapi(self.address))

    def _is_up(self, queue: str) -> bool:
        try:
            return self.calls.takers(queue) > 0
        except Unavailable:
            return False


@cache
def _openapi(server: str, cookie: str) -> bytes:
    """Return the text of the document, made when it is first asked for."""
    return render.to_json(openapi.document((*ROUTES, *OWN), server=server, cookie=cookie))


@cache
def _asyncapi(server: str) -> bytes:
    return render.to_json(asyncapi.document(server))


def _document(body: bytes) -> Response:
    """Answer a description that changes with a release only."""
    etag = tag_of_bytes(body)
    headers = {"ETag": etag, "Cache-Control": render.CACHED_BY_ALL}
    if is_known(etag, request.headers.get("If-None-Match")):
        return Response(status=304, headers=headers)
    return Response(body, content_type="application/json", headers=headers)
