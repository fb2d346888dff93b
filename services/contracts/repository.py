"""Where contracts, chains and documents are kept."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.common import context
from services.common.messaging.read_copies import ReadCopy, copy_of
from services.common.storage.documents import DocumentStore
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.mongo import Repository
from services.contracts.agreements.table import read_agreements
from services.contracts.domain.chains import Agreement, Chain
from services.contracts.domain.contracts import Contract

CHUNK = 200
SIGNED_BY = ("signature.account", "countersignature.account")

mandates_copy = copy_of("identity", "mandate")
bodies_copy = copy_of("identity", "body")
profiles_copy = copy_of("catalog", "profile")
vendors_copy = copy_of("catalog", "vendor")


class Contracts(Repository[Contract]):
    """Contracts; the id follows from the order, so there is one for each."""

    kind = Contract
    collection_name = "contracts"
    not_found = "contract-not-found"

    own_indexes = (
        index("one_per_order", "order", unique=True),
        index("number", "number", unique=True),
        index("by_body", "body", "_id"),
        index("by_state", "state", "_id"),
        *(index(f"by_{name}", name) for name in SIGNED_BY),
    )

    def of_order(self, order: str) -> str | None:
        """Give the id of an order's contract, where there is one."""
        doc = self.collection.find_one({"order": order}, {"_id": 1})
        return str(doc["_id"]) if doc else None

    def of_body(self, body: str) -> Iterator[str]:
        """Give the ids of a body's contracts, whatever their state."""
        return self._ids({"body": body})

    def with_document(self, *, after: str, limit: int) -> list[Contract]:
        """Give a page of those that state the hash of a document, in the order of ids."""
        return self.page({"document_hash": {"$ne": None}}, after=after, limit=limit)

    def signed_by(self, account: str) -> Iterator[str]:
        """Give the ids of the contracts somebody signed for either side."""
        return self._ids({"$or": [{name: account} for name in SIGNED_BY]})

    def _ids(self, criteria: Mapping[str, Any]) -> Iterator[str]:
        """Give the ids in chunks, without those this very event or call has changed already."""
        left = {**criteria, "done": {"$ne": context.current().once}}
        for doc in self.collection.find(left, {"_id": 1}, batch_size=CHUNK):
            yield str(doc["_id"])

    def listed(
        self, query: dict[str, Any], scopes: dict[str, Any] | None
    ) -> tuple[list[Contract], int]:
        """Give one more than the limit, and the total; ``scopes`` limits what is seen."""
        criteria: dict[str, Any] = {k: query[k] for k in ("body", "state") if query.get(k)}
        if scopes is not None:
            criteria = {"$and": [scopes, criteria]}
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)


class Chains(Repository[Chain]):
    """The upstream agreements, one document per profile."""

    kind = Chain
    collection_name = "chains"
    not_found = "chain-not-found"

    def seed(self) -> None:
        """Add the chains of the committed table that are not there yet."""
        by_profile: dict[str, list[Agreement]] = {}
        for row in read_agreements():
            agreement = agreement_of({k: v for k, v in row.items() if k != "profile"})
            by_profile.setdefault(row["profile"], []).append(agreement)
        for profile, agreements in by_profile.items():
            self.add(Chain(id=profile, agreements=agreements))

    def states(self, after: str = "") -> Iterator[dict[str, Any]]:
        """Give every chain's public state as an item of a snapshot."""
        for doc in self.docs_after(after):
            chain = Chain.from_doc(doc)
            yield {"id": chain.id, "sequence": chain.version, "state": chain.public()}


def agreement_of(facts: dict[str, Any]) -> Agreement:
    """Build an agreement from a table row or parsed input."""
    return Chain.from_doc({"_id": "", "version": 0, "agreements": [facts]}).agreements[0]


class Mandates(Stored):
    """The mandates to sign, from the copy of identity's."""

    def __init__(self, copy: ReadCopy) -> None:
        self._copy = copy

    @classmethod
    def of(cls, runtime: Any) -> "Mandates":
        """Make the view of a running process."""
        return cls(runtime.part(mandates_copy))

    def indexes(self) -> Declared:
        """Give the one of the look-up."""
        return [(self._copy.collection, (index("by_grantor", "grantor", "scope"),))]

    def to_sign(self, body: str, profile: str, today: date) -> list[dict[str, Any]]:
        """Give the released mandates by which somebody may sign for the body today."""
        day = today.isoformat()
        criteria = {
            "grantor": body,
            "scope": "sign",
            "state": "granted",
            "released_by": {"$ne": None},
            "valid_from": {"$lte": day},
            "valid_until": {"$gte": day},
        }
        found = self._copy.collection.find(criteria).sort("_id", 1)
        return [m for m in found if not m["services"] or profile in m["services"]]


class Documents(DocumentStore):
    """The PDF files of contracts."""
