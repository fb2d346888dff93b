"""Where the PDF files of contracts and agreements are kept, by their SHA-256."""

from collections.abc import Iterable

from services.common.storage.documents import DocumentStore


class ContractDocuments(DocumentStore):
    """The PDF files of contracts, and of the agreements above them."""

    def known(self, hashes: Iterable[str]) -> set[str]:
        """Return of which of these files there is a record."""
        found = self._files.find({"_id": {"$in": sorted(set(hashes))}}, {"_id": 1})
        return {str(doc["_id"]) for doc in found}
