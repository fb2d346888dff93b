"""Where identity keeps who may act for whom."""

from collections.abc import Iterator
from typing import Any

from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.identity.domain.mandates import Mandate, MandateState

Doc = dict[str, Any]


class Mandates(Repository[Mandate]):
    """Who may act for whom."""

    kind = Mandate
    collection_name = "mandates"
    not_found = "mandate-not-found"

    own_indexes = (
        index("given_to", "grantee", "state"),
        index("of_grantee", "grantee", "_id"),
        index("given_by", "grantor", "_id"),
        index("granted_by", "granted_by", "_id"),
    )

    def given_to(self, grantees: list[str]) -> list[Mandate]:
        """Return what is granted to the person or one of the bodies."""
        criteria = {"grantee": {"$in": grantees}, "state": MandateState.GRANTED.value}
        return [Mandate.from_doc(doc) for doc in self.collection.find(criteria)]

    def of_places(self, places: list[str] | None, query: Doc) -> tuple[list[Mandate], int]:
        """Return one more than the limit of those given by or to the places, and the total."""
        among = {"$in": places} if places is not None else {"$exists": True}
        criteria: Doc = {"$or": [{"grantor": among}, {"grantee": among}]}
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)

    def of_person(self, account: str) -> list[Mandate]:
        """Return every mandate the person was given or granted, whatever became of it."""
        criteria = {"$or": [{"grantee": account}, {"granted_by": account}]}
        return [Mandate.from_doc(doc) for doc in self.collection.find(criteria)]

    def of_body(self, key: str) -> list[str]:
        """Return the ids of all mandates of the body, on either side."""
        criteria = {"$or": [{"grantor": key}, {"grantee": key}]}
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1})]

    def states(self, after: str = "") -> Iterator[Doc]:
        """Return every mandate as an item of a snapshot."""
        for doc in self.docs_after(after):
            mandate = Mandate.from_doc(doc)
            yield {"id": mandate.id, "sequence": mandate.version, "state": mandate.public()}
