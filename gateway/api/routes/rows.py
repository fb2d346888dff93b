"""How a row of the route table is written: the method, the path, and the call it makes."""

from typing import Any

from gateway.api.route import Route

PAGE = ("limit", "cursor")
SORTED = (*PAGE, "sort")


def get(path: str, target: str, summary: str, **more: Any) -> Route:
    """Return a reading route; it passes the query where it has filters."""
    service, _, call = target.partition(".")
    return Route("GET", path, service, call, summary, query=bool(more.get("filters")), **more)


def post(path: str, target: str, summary: str, **more: Any) -> Route:
    """Return an acting route; it passes the body where that has a schema."""
    service, _, call = target.partition(".")
    return Route("POST", path, service, call, summary, payload=bool(more.get("schema")), **more)


def put(path: str, target: str, summary: str, **more: Any) -> Route:
    """Return a replacing route."""
    service, _, call = target.partition(".")
    return Route("PUT", path, service, call, summary, payload=True, **more)


def patch(path: str, target: str, summary: str, **more: Any) -> Route:
    """Return a changing route, which is always based on a version."""
    service, _, call = target.partition(".")
    return Route("PATCH", path, service, call, summary, payload=True, if_match=True, **more)
