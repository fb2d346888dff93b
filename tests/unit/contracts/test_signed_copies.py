"""A copy signed elsewhere: only the offered file with a qualified signature, and after a look."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from deploy.local.authority import QUALIFIED as STATED
from deploy.local.authority import Issuer, pem
from services.common.errors import Conflict, NotFound
from services.contracts.domain import closing, signed_copies
from services.contracts.domain.contracts import ContractState
from services.contracts.domain.signed_copies import SignedCopy
from services.contracts.rendering import render_contract
from services.contracts.sealing import copy_check
from services.contracts.sealing.copy_check import Statements, judged
from services.contracts.sealing.final_document import COPY, render_final
from tests import builders
from tests.builders import DOCUMENT, NOW, OTHER_DOCUMENT, PRIEN
from tests.qualified import signed
from tests.unit.contracts.test_rendering import FACTS, facts_with
from tests.unit.contracts.test_seals import attached_in, records, signature

QUALIFIED = ["0.4.0.1862.1.1", "0.4.0.1862.1.4"]


def stated(*statements: str) -> bytes:
    return bytes(Statements([{"id": one} for one in statements]).dump())


class Provider:
    """A provider of certificates, with the files it lets people sign."""

    def __init__(self) -> None:
        self.issuer = Issuer.made("Muster-Vertrauensdienst")
        self.roots = pem(self.issuer.certificate).decode()

    def signed(self, pdf: bytes, states: bytes | None) -> bytes:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self.issuer.certify("Vera Vertretung", key, states=states)
        file = pkcs12.serialize_key_and_certificates(b"v", key, certificate, None, NoEncryption())
        return signed(pdf, file)


@pytest.fixture(scope="module")
def provider() -> Provider:
    """One whose certificates are trusted."""
    return Provider()


@pytest.fixture(scope="module")
def offered() -> bytes:
    """The document that is offered."""
    return render_contract(FACTS).pdf


@pytest.fixture(scope="module")
def qualified(provider: Provider, offered: bytes) -> bytes:
    """That document with a qualified signature."""
    return provider.signed(offered, stated(*QUALIFIED))


def test_the_offered_file_with_a_qualified_signature_tells_its_signatory(
    provider: Provider, offered: bytes, qualified: bytes
) -> None:
    found = judged(offered, qualified, provider.roots)

    assert (found["signer"], found["issuer"]) == ("Vera Vertretung", "Muster-Vertrauensdienst")
    assert len(found["certificate"]) == 64
    assert "T" in found["signed_at"]


def unfit(provider: Provider, offered: bytes, qualified: bytes) -> Iterator[tuple[str, Any]]:
    other = render_contract(facts_with(contract_number="DM/2026/000124")).pdf
    last = qualified.rindex(b"startxref")
    tampered = bytearray(qualified)
    tampered[qualified.index(b"(Unterschrift)", len(offered)) + 1] ^= 1
    yield "copy-of-another-document", provider.signed(other, stated(*QUALIFIED))
    yield "copy-of-another-document", b"%PDF-1.7 nothing"
    yield "copy-not-signed", offered
    yield "copy-not-qualified", provider.signed(offered, None)
    yield "copy-not-qualified", provider.signed(offered, stated(*QUALIFIED[:1]))
    yield "copy-signer-unknown", Provider().signed(offered, stated(*QUALIFIED))
    yield ("copy-broken", "copy-not-signed"), qualified[:last]
    yield ("copy-altered", "copy-broken"), bytes(tampered)


def test_whatever_else_is_handed_in_is_told_apart(
    provider: Provider, offered: bytes, qualified: bytes
) -> None:
    for code, copy in unfit(provider, offered, qualified):
        assert judged(offered, copy, provider.roots).get("code", "taken") in code


def test_what_was_changed_before_it_was_signed_is_not_what_was_offered(
    provider: Provider, offered: bytes
) -> None:
    copy = provider.signed(with_another_page(offered), stated(*QUALIFIED))

    assert copy.startswith(offered)
    assert judged(offered, copy, provider.roots) == {"code": "copy-altered"}


def test_a_file_that_fails_the_reader_in_some_way_is_broken(
    provider: Provider, offered: bytes, qualified: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> bool:
        raise RecursionError

    monkeypatch.setattr(copy_check, "only_signs", fail)

    assert judged(offered, qualified, provider.roots) == {"code": "copy-broken"}


def with_another_page(offered: bytes) -> bytes:
    """Return the file with something else printed on its first page, in a revision of its own."""
    writer, written = IncrementalPdfFileWriter(io.BytesIO(offered)), io.BytesIO()
    kids = writer.root["/Pages"]
    while "/Kids" in kids:
        page = kids["/Kids"].raw_get(0)
        kids = page.get_object()
    kids["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT (gratis) Tj ET"))
    writer.mark_update(page)
    writer.write(written)
    return written.getvalue()


def test_the_test_authority_states_what_a_qualified_certificate_does() -> None:
    assert stated(*QUALIFIED) == STATED


def test_without_trusted_providers_nobody_is_known(offered: bytes, qualified: bytes) -> None:
    assert judged(offered, qualified, "")["code"] == "copy-signer-unknown"


def copy(**changed: Any) -> SignedCopy:
    made = SignedCopy(
        document_hash=OTHER_DOCUMENT, signer="Vera Vertretung", issuer="Muster", certificate="c",
        signed_at=NOW.isoformat(), title="Zweite Bürgermeisterin", basis="deputy",
        account="clerk", name="Sabine Huber", at=NOW,
    )  # fmt: skip
    return replace(made, **changed)


def handed_in() -> Any:
    contract = builders.offered()
    signed_copies.hand_in(contract, copy(), DOCUMENT)
    return contract


def test_a_copy_waits_for_somebody_who_looks_at_it() -> None:
    contract = handed_in()

    waiting = contract.waiting_for()
    assert (waiting["role"], waiting["reason_code"]) == ("reviewer", "copy_handed_in")
    assert contract.state is ContractState.OFFERED
    assert contract.summary()["signed_copy"]["signer"] == "Vera Vertretung"


def test_an_accepted_copy_is_the_body_s_signature() -> None:
    contract = handed_in()

    signed_copies.accept(contract, OTHER_DOCUMENT)

    assert contract.state is ContractState.SIGNED
    assert contract.signature.assurance == "qualified"
    assert (contract.signature.name, contract.signature.basis) == ("Vera Vertretung", "deputy")
    assert contract.signature.signed_copy == OTHER_DOCUMENT
    assert contract.signature.document_hash == DOCUMENT
    assert [event["type"] for event in contract.take_news("contracts")] == ["contract.signed"]
    with pytest.raises(Conflict, match="signed-copy-judged"):
        signed_copies.accept(contract, OTHER_DOCUMENT)


def test_a_rejected_copy_leaves_the_document_offered() -> None:
    contract = handed_in()

    signed_copies.reject(contract, OTHER_DOCUMENT, "Die Person ist nicht zeichnungsbefugt.")

    assert contract.waiting_for()["role"] == "signatory"
    assert contract.summary()["signed_copy"]["rejected"] == "Die Person ist nicht zeichnungsbefugt."
    with pytest.raises(Conflict, match="signed-copy-judged"):
        signed_copies.accept(contract, OTHER_DOCUMENT)
    signed_copies.hand_in(contract, copy(), DOCUMENT)
    assert contract.waiting_for()["role"] == "reviewer"


def test_only_the_copy_that_was_looked_at_is_judged() -> None:
    contract = handed_in()
    for judge in (
        lambda: signed_copies.accept(contract, DOCUMENT),
        lambda: signed_copies.reject(contract, DOCUMENT, "Nicht lesbar."),
    ):
        with pytest.raises(Conflict, match="signed-copy-changed"):
            judge()

    assert signed_copies.awaits_look(contract)


def test_a_copy_of_what_is_not_offered_is_refused() -> None:
    with pytest.raises(Conflict, match="document-changed"):
        signed_copies.hand_in(builders.offered(), copy(), OTHER_DOCUMENT)
    with pytest.raises(Conflict, match="contract-wrong-state"):
        signed_copies.hand_in(builders.signed(), copy(), DOCUMENT)
    with pytest.raises(NotFound, match="signed-copy-not-found"):
        signed_copies.accept(builders.offered(), OTHER_DOCUMENT)


def test_what_is_drafted_anew_has_no_copy() -> None:
    contract = handed_in()

    contract.take_back()

    assert contract.signed_copy is None


def test_the_final_document_says_so_and_carries_the_copy(offered: bytes, qualified: bytes) -> None:
    by = signature(signed_copy="d" * 64, assurance="qualified", assertion_id="")

    final = render_final(FACTS, records(offered, by), offered, qualified)

    assert attached_in(final)[COPY] == [qualified]


def test_the_records_name_the_copy_in_a_sign_in_s_place() -> None:
    parties = {"body": {"key": PRIEN, "name": "Prien"}, "operator": {"name": "BayKommun AöR"}}
    contract = builders.offered(facts=parties)
    signed_copies.hand_in(contract, copy(), DOCUMENT)
    signed_copies.accept(contract, OTHER_DOCUMENT)

    (record,) = closing.closing_facts(contract)["signatures"]

    assert (record["signed_copy"], record["sign_in_record"]) == (OTHER_DOCUMENT, None)
