"""The offered document of a contract, for the mails that carry it."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from services.common.errors import NotFound
from services.common.messaging.papers import paper_item
from services.common.messaging.snapshots import Items
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments


def papers_of(runtime: Any) -> Items:
    """Return what gives the document of the contract with this id as one item, where it has one."""
    contracts, documents = runtime.part(Contracts.of), runtime.part(ContractDocuments.of)

    def paper(id: str) -> Iterator[dict[str, Any]]:
        with suppress(NotFound):
            contract = contracts.get(id)
            if contract.document_hash:
                content = documents.get(contract.document_hash)
                yield paper_item(id, [(f"{contract.number}.pdf", content)])

    return paper
