"""The sign-ins behind signatures, kept so that anybody can check them with no key of ours.

One file per sign-in and list, by its SHA-256: the identity provider's signed answer as it came,
the key that opens this one answer, the pinned certificates, and the list whose digest the answer
carries. Two hundred contracts of one list share it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from services.common.digests import list_digest
from services.common.errors import Forbidden, NotFound
from services.contracts.repositories.documents import ContractDocuments

FORMAT = "digitalmarkt-sign-in-1"
LARGEST_CALL = 448 * 1024
"""Of a call that signs: the list of at most 64 KB, and an answer of at most 256 KB as JSON."""
Doc = dict[str, Any]


class SignInArchive:
    """Keeps sign-ins among the documents, and gives them back as they were kept."""

    def __init__(self, documents: ContractDocuments) -> None:
        self._documents = documents

    @classmethod
    def of(cls, runtime: Any) -> "SignInArchive":
        """Make the archive of a running process."""
        return cls(runtime.part(ContractDocuments.of))

    def keep(self, sign_in: Mapping[str, Any] | None, signed: Sequence[Mapping[str, str]]) -> str:
        """Keep a sign-in with the list it covers and give the hash it is found by.

        Raises Forbidden where nothing was handed over that carries the digest of this list.
        """
        listed = sorted([item["id"], item["document_hash"]] for item in signed)
        request = f"_{list_digest((id, document) for id, document in listed)}-"
        if sign_in is None or request not in sign_in["answer"]:
            raise Forbidden("fresh-sign-in-needed")
        record = {"format": FORMAT, "signed": listed, **sign_in}
        return self._documents.put(_plain(record))

    def find(self, kept: str | None) -> bytes | None:
        """Return a sign-in as it was kept; signatures of former releases have none."""
        if kept is None:
            return None
        try:
            return self._documents.get(kept)
        except NotFound:
            return None


def _plain(record: Doc) -> bytes:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
