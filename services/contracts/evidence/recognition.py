"""Whether a file is one of ours: known by its whole hash, else compared with what it claims to be.

Nothing of a stranger's file is read here but digests, so the worst of them costs a few look-ups.
Originals are compared by their blocks, which are remembered. Told is nothing about persons.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any

from services.common.errors import NotFound
from services.common.storage.aggregates import to_plain
from services.contracts.domain.contracts import Contract
from services.contracts.evidence.comparison import Original
from services.contracts.evidence.places import Place
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.repositories.packages import GivenPackages
from services.contracts.words.evidence import KINDS, VERDICTS, WHERE
from services.contracts.words.labels import STATES

MOST_REMEMBERED = 200
Doc = dict[str, Any]


class Recognition:
    """Tells genuine files from altered and unknown ones."""

    def __init__(
        self, contracts: Contracts, documents: ContractDocuments, packages: GivenPackages
    ) -> None:
        self._contracts, self._documents, self._packages = contracts, documents, packages
        self._originals: OrderedDict[str, Original] = OrderedDict()

    @classmethod
    def of(cls, runtime: Any) -> "Recognition":
        """Make the one of a running process."""
        made = (ContractDocuments.of, GivenPackages.of)
        documents, packages = (runtime.part(make) for make in made)
        return cls(runtime.part(Contracts.of), documents, packages)

    def judge(self, digests: Mapping[str, Any]) -> Doc:
        """Return the verdict on a file of these digests."""
        kind, contract = self._known(str(digests["sha256"]))
        if contract is not None:
            return {**_verdict("genuine"), **_told(kind, contract)}
        claimed = digests["number"] and self._contracts.numbered(digests["number"])
        if not claimed or claimed.document_hash is None:
            return _verdict("unknown")
        where = self._where(claimed, digests["bytes"], digests["blocks"])
        return {**_verdict("altered"), "contract_number": claimed.number, "where": where}

    def _known(self, sha256: str) -> tuple[str, Contract | None]:
        if contract := self._contracts.of_document(sha256):
            return "offered", contract
        if contract := self._contracts.of_final_document(sha256):
            return "final", contract
        package = self._packages.contract_of(sha256)
        return "evidence", self._contracts.get(package) if package else None

    def _where(self, contract: Contract, length: int | None, blocks: str | None) -> list[Doc]:
        """Return where a file differs from that original of the contract it has most of."""
        if not length or not blocks:
            return []
        originals = sorted(self._of(contract), key=lambda each: -each.shares_with(blocks))
        return [_place(each) for each in originals[0].differs(length, blocks)] if originals else []

    def _of(self, contract: Contract) -> Iterator[Original]:
        for sha256 in (*_documents_of(contract), *self._packages.of_contract(contract.id)):
            original = self._original(sha256)
            if original is not None:
                yield original

    def _original(self, sha256: str) -> Original | None:
        if sha256 not in self._originals:
            try:
                self._originals[sha256] = Original.read(self._documents.get(sha256))
            except NotFound:
                return None
            while len(self._originals) > MOST_REMEMBERED:
                self._originals.popitem(last=False)
        return self._originals[sha256]


def _documents_of(contract: Contract) -> list[str]:
    hashes = (contract.document_hash, contract.final.document_hash)
    return [sha256 for sha256 in hashes if sha256]


def _verdict(code: str) -> Doc:
    return {
        "verdict": code, "explained": VERDICTS[code], "kind": None, "kind_label": None,
        "contract_number": None, "state": None, "state_label": None, "signed_at": None,
        "concluded_at": None, "sealed_at": None, "ended_at": None, "where": [],
    }  # fmt: skip


def _told(kind: str, contract: Contract) -> Doc:
    """Return what may be said about a contract to whoever holds its file."""
    by, against = contract.signature, contract.countersignature
    return {
        "kind": kind,
        "kind_label": KINDS[kind],
        "contract_number": contract.number,
        "state": contract.state.value,
        "state_label": STATES[contract.state],
        "signed_at": to_plain(by.at) if by else None,
        "concluded_at": to_plain(against.at) if against else None,
        "sealed_at": to_plain(contract.sealed_at),
        "ended_at": to_plain(contract.ended_at),
    }


def _place(place: Place) -> Doc:
    label = WHERE[place.code].filled(name=place.name) if place.name else WHERE[place.code]
    return {"code": place.code, "name": place.name or None, "label": label}
