"""What a client made from our description does: a token, a search, an order, the feed of events.

Its package is made by openapi-python-client and lies on the path as ``market_client``.
"""

import json
import os
import uuid

from market_client import AuthenticatedClient, Client
from market_client.api.events import notify_list_events
from market_client.api.oauth import oauth_token
from market_client.api.orders import orders_place
from market_client.api.profiles import catalog_search
from market_client.models import OauthTokenBody, OrdersOrderPlaced

SERVER = os.environ["SERVER"]


def signed_in(name: str) -> AuthenticatedClient:
    """Return a client with a token."""
    form = OauthTokenBody(
        grant_type="client_credentials",
        client_id=os.environ[f"{name}_ID"],
        client_secret=os.environ[f"{name}_SECRET"],
    )
    granted = oauth_token.sync(client=Client(SERVER), body=form)
    return AuthenticatedClient(SERVER, token=granted.access_token)


body, vendor = signed_in("CLIENT"), signed_in("VENDOR_CLIENT")
found = catalog_search.sync_detailed(client=body, q=os.environ["SERVICE"], limit=3)
placed = orders_place.sync_detailed(
    client=body,
    body=OrdersOrderPlaced.from_dict(json.loads(os.environ["ORDER"])),
    idempotency_key=str(uuid.uuid4()),
)
told = notify_list_events.sync_detailed(client=vendor, limit=1)
answers = [json.loads(answer.content) for answer in (found, placed, told)]
statuses = [int(answer.status_code) for answer in (found, placed, told)]
print(json.dumps({
    "statuses": statuses,
    "services": [profile["id"] for profile in answers[0]["items"]],
    "order": answers[1].get("id"),
    "state": placed.parsed.to_dict().get("state"),
}))  # fmt: skip
