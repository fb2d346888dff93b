"""Where identity keeps programs with a secret of their own."""

from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.identity.domain.clients import Client


class Clients(Repository[Client]):
    """Programs with a secret of their own."""

    kind = Client
    collection_name = "clients"
    not_found = "client-not-found"

    own_indexes = (index("by_place", "place", "_id"), index("by_account", "created_by"))
