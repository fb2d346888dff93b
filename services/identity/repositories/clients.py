"""Where identity keeps programs with a secret of their own."""

from collections.abc import Iterable

from services.common.principal import PROGRAM
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.identity.domain.clients import Client


class Clients(Repository[Client]):
    """Programs with a secret of their own."""

    kind = Client
    collection_name = "clients"
    not_found = "client-not-found"

    own_indexes = (index("by_place", "place", "_id"), index("by_account", "created_by"))

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return what those of these ids that are programs are called."""
        asked = sorted(id for id in ids if id.startswith(PROGRAM))
        docs = self.collection.find({"_id": {"$in": asked}}, {"name": 1}) if asked else ()
        return {doc["_id"]: doc["name"] for doc in docs}
