"""All routes of the API; nothing is reachable that is not here.

``ROUTES`` are one call to a service each; ``OWN`` are answered by the gateway itself.
"""

from gateway.api.route import Route
from gateway.api.routes.catalogue import CATALOGUE
from gateway.api.routes.contracts import CONTRACTS
from gateway.api.routes.identity import IDENTITY
from gateway.api.routes.orders import ORDERS
from gateway.api.routes.own import OWN

ROUTES: tuple[Route, ...] = (*IDENTITY, *CATALOGUE, *ORDERS, *CONTRACTS)
CACHED: tuple[Route, ...] = tuple(route for route in ROUTES if route.cached)

__all__ = ["CACHED", "OWN", "ROUTES"]
