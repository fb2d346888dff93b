"""A contract with its document and the sign-ins it was signed with; every fact can be changed."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from functools import cache
from typing import Any

from deploy.local.authority import trusted as certificates_of
from gateway.saml import messages
from services.common.digests import list_digest
from services.common.errors import NotFound
from services.contracts.domain.closing import closing_facts
from services.contracts.domain.contracts import Contract, ContractState, Signature
from services.contracts.domain.papers import Paper
from services.contracts.evidence.archive import SignInArchive
from services.contracts.evidence.package import EvidencePackage
from services.contracts.rendering import render_contract
from services.contracts.sealing.final_document import render_final
from services.contracts.sealing.seals import seal
from tests import builders
from tests.saml import answers
from tests.timestamps import authority, seal_settings, timestamps
from tests.unit.contracts.test_rendering import FACTS

NUMBER = "SSN-2026-ABCDEFGH"
SIGNED_AT = answers.NOW + timedelta(minutes=2)
OTHERS = [["c7", "7" * 64], ["c8", "8" * 64]]
"""What else was signed with the same sign-in."""


@dataclass
class Shelf:
    """Documents in memory."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, content: bytes, filename: str | None = None) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return sha256

    def get(self, sha256: str) -> bytes:
        if sha256 not in self.files:
            raise NotFound("document-not-found")
        return self.files[sha256]


@dataclass(frozen=True)
class World:
    """A shelf of documents, with the contract whose evidence is there."""

    contract: Contract
    shelf: Any

    @property
    def package(self) -> bytes:
        """Return the contract's evidence package."""
        return EvidencePackage(self.shelf, SignInArchive(self.shelf)).made(self.contract)


def sign_in(signed: list[list[str]], **changed: str) -> tuple[messages.Assertion, dict[str, Any]]:
    """Return the sign-in for a list, and what the gateway hands over of it."""
    digest = list_digest((id, document) for id, document in signed)
    request_id = messages.new_request_id(digest)
    world = replace(answers.WORLD, request_id=request_id)
    assertion = messages.read_response(
        answers.encoded(answers.good(world, **changed)), answers.SP,
        idp=answers.IDP, now=answers.NOW, expected_request_id=request_id,
    )  # fmt: skip
    at = assertion.authenticated_at.astimezone(UTC).isoformat()
    handed_over = {
        "answer": assertion.xml, "content_key": assertion.content_key.hex(), "at": at,
        "certificates": [answers.IDP_KEYS.certificate],
    }  # fmt: skip
    return assertion, handed_over


def signature(shelf: Any, document_hash: str, **changed: Any) -> Signature:
    """Return a signature with the sign-in behind it kept."""
    signed = [["c1", document_hash], *OTHERS]
    assertion, handed_over = sign_in(signed)
    items = [{"id": id, "document_hash": document} for id, document in signed]
    facts: dict[str, Any] = {
        "at": SIGNED_AT, "document_hash": document_hash,
        "list_hash": messages.hash_of(assertion.in_response_to),
        "assertion_id": assertion.assertion_id, "assurance": assertion.assurance,
        "signed_in_at": assertion.authenticated_at.isoformat(),
        "sign_in": SignInArchive(shelf).keep(handed_over, items),
    }  # fmt: skip
    return builders.signature(**{**facts, **changed})


@cache
def offered_document() -> bytes:
    """Return the document that is offered."""
    return render_contract({**FACTS, "contract_number": NUMBER, "contract_id": "c1"}).pdf


def signed_by_both() -> World:
    """Return a concluded contract that is not closed by a seal yet."""
    shelf: Any = Shelf()
    document_hash = shelf.put(offered_document())
    facts = {**FACTS, "contract_number": NUMBER, "contract_id": "c1"}
    contract = builders.contract(
        state=ContractState.CONCLUDED,
        facts=facts,
        document_hash=document_hash,
        template_version=FACTS["template_version"],
        chain=FACTS["chain"],
        signature=signature(shelf, document_hash),
        countersignature=signature(shelf, document_hash, account="olaf", name="Olaf Prüfer"),
    )
    return World(contract, shelf)


@cache
def concluded() -> World:
    """Return the contract that is then closed."""
    return signed_by_both()


@cache
def final_without_seal() -> bytes:
    """Return its final document before it is sealed."""
    contract = concluded().contract
    return render_final(contract.facts, closing_facts(contract), offered_document())


@cache
def sealed_by_operator() -> World:
    """Return the same contract, closed by the operator's seal."""
    world = concluded()
    with timestamps(authority()) as url:
        sealed = seal(final_without_seal(), seal_settings(authority(), url))
    world.contract.final = Paper(document_hash=world.shelf.put(sealed), template_version="1")
    world.contract.sealed_at = SIGNED_AT
    return world


def trusted() -> bytes:
    """Return the certificates an auditor has got from their owners."""
    return certificates_of(authority(), answers.IDP_KEYS.certificate.encode())
