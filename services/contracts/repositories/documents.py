"""Where the PDF files of contracts are kept, by their SHA-256."""

from services.common.storage.documents import DocumentStore


class ContractDocuments(DocumentStore):
    """The PDF files of contracts."""
