"""Where contracts, chains and documents are kept."""

from collections.abc import Iterator
from typing import Any

import gridfs
from gridfs.errors import FileExists, NoFile

from services.common.errors import NotFound
from services.common.mongo import Repository
from services.contracts.agreements.table import read_agreements
from services.contracts.domain.chains import Agreement, Chain
from services.contracts.domain.contracts import Contract


class Contracts(Repository[Contract]):
    """Contracts; the id follows from the order, so there is one for each."""

    kind = Contract
    collection_name = "contracts"
    not_found = "contract-not-found"

    def prepare(self) -> None:
        super().prepare()
        self.collection.create_index("order", name="one_per_order", unique=True)
        self.collection.create_index("number", name="number", unique=True)
        self.collection.create_index([("body", 1), ("_id", 1)], name="by_body")
        self.collection.create_index([("state", 1), ("_id", 1)], name="by_state")

    def listed(self, query: dict[str, Any], bodies: list[str] | None) -> tuple[list[Contract], int]:
        """Give one more than the limit, and the total; ``bodies`` limits what is seen."""
        criteria: dict[str, Any] = {k: query[k] for k in ("body", "state") if query.get(k)}
        if bodies is not None:
            criteria = {"$and": [{"body": {"$in": bodies}}, criteria]}
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)


class Chains(Repository[Chain]):
    """The upstream agreements, one document per profile."""

    kind = Chain
    collection_name = "chains"
    not_found = "chain-not-found"

    def prepare(self) -> None:
        super().prepare()
        self.load()

    def load(self) -> None:
        """Add the chains of the committed table that are not there yet."""
        by_profile: dict[str, list[Agreement]] = {}
        for row in read_agreements():
            agreement = agreement_of({k: v for k, v in row.items() if k != "profile"})
            by_profile.setdefault(row["profile"], []).append(agreement)
        for profile, agreements in by_profile.items():
            self.add(Chain(id=profile, agreements=agreements))

    def states(self) -> Iterator[dict[str, Any]]:
        """Give every chain's public state as an item of a snapshot."""
        for doc in self.collection.find().sort("_id", 1):
            chain = Chain.from_doc(doc)
            yield {"id": chain.id, "sequence": chain.version, "state": chain.public()}


def agreement_of(facts: dict[str, Any]) -> Agreement:
    """Build an agreement from a table row or parsed input."""
    return Chain.from_doc({"_id": "", "version": 0, "agreements": [facts]}).agreements[0]


class Documents:
    """PDF files by their SHA-256; storing the same file again changes nothing."""

    def __init__(self, runtime: Any) -> None:
        self._files = gridfs.GridFS(runtime.database, collection="documents")

    def put(self, sha256: str, pdf: bytes, filename: str) -> None:
        """Keep a file."""
        if self._files.exists(sha256):
            return
        try:
            self._files.put(pdf, _id=sha256, filename=filename, content_type="application/pdf")
        except FileExists:
            return

    def get(self, sha256: str) -> bytes:
        """Give a file or raise NotFound."""
        try:
            return bytes(self._files.get(sha256).read())
        except NoFile as error:
            raise NotFound("document-not-found", "Dieses Dokument gibt es nicht.") from error
