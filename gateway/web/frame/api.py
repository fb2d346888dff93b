"""The routes of the API as pages name them: what a page asks and does is one of these."""

from gateway.api.route import Route
from gateway.api.routes import OWN, ROUTES

_BY_NAME = {f"{route.method} {route.path}": route for route in (*ROUTES, *OWN)}


def api(name: str) -> Route:
    """Return the route of a method and path template, as in ``GET orders/{order_id}``."""
    return _BY_NAME[name]
