"""The evidence package of a contract: all that proves it, in one archive of a few files.

Equal facts give equal bytes: the files are stored one after the other and dated like the last
signature, so that nothing can stand between them and a package is known again by its hash.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common.errors import NotFound
from services.contracts.domain.closing import closing_facts
from services.contracts.domain.contracts import Contract
from services.contracts.evidence.archive import SignInArchive
from services.contracts.evidence.joining import verifier_file
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.words.evidence import read_me

FORMAT = "digitalmarkt-evidence-1"
OFFERED, FINAL = "Vertrag_angeboten.pdf", "Vertrag_gesiegelt.pdf"
COPY = "Vertrag_Stelle_unterschrieben.pdf"
NAMES = {"offered": OFFERED, "final": FINAL, "copy": COPY}
VERIFIER, MANIFEST = "pruefen.py", "manifest.json"
SIGN_INS = {"body": "Anmeldung_Stelle.json", "operator": "Anmeldung_Betreiberin.json"}
READ_ME = "LIESMICH.txt"
MODE = 0o100644 << 16


@dataclass(frozen=True)
class EvidencePackage:
    """Makes packages of what contracts and their documents hold."""

    documents: ContractDocuments
    sign_ins: SignInArchive

    @classmethod
    def of(cls, runtime: Any) -> "EvidencePackage":
        """Make the one of a running process."""
        return cls(runtime.part(ContractDocuments.of), runtime.part(SignInArchive.of))

    def made(self, contract: Contract) -> bytes:
        """Return the package; NotFound while nobody has signed."""
        if contract.signature is None or contract.document_hash is None:
            raise NotFound("evidence-not-found", "evidence-not-yet")
        records = closing_facts(contract)
        sign_ins = self._sign_ins(records)
        copy = next(filter(None, (each.get("signed_copy") for each in records["signatures"])), None)
        hashes = {OFFERED: contract.document_hash, FINAL: contract.final.document_hash, COPY: copy}
        files = {path: self.documents.get(each) for path, each in hashes.items() if each}
        files |= {**sign_ins, VERIFIER: verifier_file(), READ_ME: read_me(contract.number).encode()}
        manifest = {
            "format": FORMAT,
            "documents": {name: path if path in files else None for name, path in NAMES.items()},
            "sign_ins": {side: path for side, path in SIGN_INS.items() if path in sign_ins},
            "closing": records,
        }
        last = contract.countersignature or contract.signature
        return packed(contract.number, files, manifest, last.at)

    def _sign_ins(self, records: Mapping[str, Any]) -> dict[str, bytes]:
        found = {
            SIGN_INS[signature["side"]]: self.sign_ins.find(signature["sign_in_record"])
            for signature in records["signatures"]
        }
        return {path: content for path, content in found.items() if content is not None}


def packed(
    folder: str, files: Mapping[str, bytes], manifest: Mapping[str, Any], at: datetime
) -> bytes:
    """Return the archive; its manifest, which lists all other files, comes first."""
    listed = [_listed(path, files[path]) for path in sorted(files)]
    whole = json.dumps({**manifest, "files": listed}, ensure_ascii=False, sort_keys=True, indent=1)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for path, content in {MANIFEST: whole.encode() + b"\n", **files}.items():
            entry = zipfile.ZipInfo(f"{folder}/{path}", at.timetuple()[:6])
            entry.external_attr = MODE
            archive.writestr(entry, content)
    return written.getvalue()


def _listed(path: str, content: bytes) -> dict[str, Any]:
    return {"path": path, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
