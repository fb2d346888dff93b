"""A copy that was signed elsewhere is checked offline as well: which file, and whose signature."""

import hashlib
from collections.abc import Callable
from functools import cache

import pytest

from services.contracts.evidence.verifier.copies import check_copy
from services.contracts.evidence.verifier.findings import Flaw, Trust
from services.contracts.evidence.verifier.packages import unpacked, verify
from tests.evidence import sealing
from tests.evidence.tampering import flipped, other_document
from tests.evidence.world import offered_document, signed_by_both, trusted


@cache
def copy() -> bytes:
    """Return the offered document as somebody signed it elsewhere."""
    return sealing.sealed(offered_document(), sealing.pkcs12_of(sealing.NOW), field="Unterschrift")


def found(content: bytes, trust: Trust | None, *, known: bytes | None = None) -> list[str]:
    """Return what is found of a file in the place of the copy, whose hash is known."""
    digest = hashlib.sha256(content if known is None else known).hexdigest()
    checked = check_copy({"signed_copy": digest}, content, offered_document(), trust)
    return [finding.code for finding in checked]


def test_a_copy_holds_for_who_knows_the_provider_of_its_certificate() -> None:
    assert found(copy(), Trust(sealing.named())) == ["holds"]


@pytest.mark.parametrize("trust", [None, Trust(b"")])
def test_whose_signature_it_is_only_a_certificate_says(trust: Trust | None) -> None:
    assert found(copy(), trust) == ["holds", "trust-missing"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: flipped(copy(), b"/Contents <", 400), "copy-altered"),
        (lambda: copy() + b"\n% mehr", "copy-altered"),
        (offered_document, "copy-altered"),
        (other_document, "copy-other"),
    ],
)
def test_another_file_or_one_that_was_changed_is_found(
    make: Callable[[], bytes], code: str
) -> None:
    with pytest.raises(Flaw, match=code):
        found(make(), None)


def test_a_package_has_the_copy_in_the_place_of_a_sign_in() -> None:
    world = signed_by_both()
    signed = world.contract.signature
    assert signed is not None
    signed.sign_in, signed.signed_copy = None, world.shelf.put(copy())
    signed.list_hash = signed.assertion_id = ""

    report = verify(world.package, Trust(trusted(), sealing.named()))

    files = unpacked(world.package)
    assert files["Vertrag_Stelle_unterschrieben.pdf"] == copy()
    assert "Anmeldung_Stelle.json" not in files
    assert [found.code for found in report.findings if not found.holds] == ["not-sealed"]
    assert "copy" in {found.part for found in report.findings}


def test_a_copy_is_known_by_its_hash() -> None:
    with pytest.raises(Flaw, match="copy-other"):
        found(copy(), None, known=offered_document())
