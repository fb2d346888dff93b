"""All routes of the API; nothing is reachable that is not here.

``ROUTES`` are one call to a service each; ``OWN`` are answered by the gateway itself.
"""

from gateway.api.route import Route
from gateway.api.routes.catalogue import CATALOGUE
from gateway.api.routes.contracts import CONTRACTS
from gateway.api.routes.directory import DIRECTORY
from gateway.api.routes.identity import IDENTITY
from gateway.api.routes.levy import LEVY
from gateway.api.routes.mails import ADDRESSES, INBOX, MAILS
from gateway.api.routes.newsletter import NEWSLETTER
from gateway.api.routes.orders import ORDERS
from gateway.api.routes.own import OWN as OWN_ACCOUNT
from gateway.api.routes.tables import IMPORTS, UPLOADS
from gateway.api.routes.vendors import VENDORS
from gateway.api.routes.webhooks import VENDOR_EVENTS

ROUTES: tuple[Route, ...] = (
    *IDENTITY,
    *DIRECTORY,
    *CATALOGUE,
    *ORDERS,
    *CONTRACTS,
    *LEVY,
    *MAILS,
    *ADDRESSES,
    *INBOX,
    *VENDORS,
    *VENDOR_EVENTS,
    *NEWSLETTER,
    *IMPORTS,
)
OWN: tuple[Route, ...] = (*OWN_ACCOUNT, *UPLOADS)
CACHED: tuple[Route, ...] = tuple(route for route in ROUTES if route.cached)

__all__ = ["CACHED", "OWN", "ROUTES"]
