"""Whatever somebody does to evidence, it is found offline, and by whoever asks us."""

import io
from functools import cache
from typing import Any

import pytest

from gateway.api.file_digests import digests_of
from services.contracts.evidence.recognition import Recognition
from services.contracts.evidence.verifier.findings import GENUINE, Trust
from services.contracts.evidence.verifier.packages import verify
from tests.evidence import sealing
from tests.evidence.tampering import ALL, Tampering, final
from tests.evidence.world import (
    final_without_seal,
    offered_document,
    sealed_by_operator,
    trusted,
)
from tests.timestamps import authority
from tests.unit.contracts.test_recognition import Contracts, Packages


@pytest.fixture(scope="module")
def recognition() -> Recognition:
    world = sealed_by_operator()
    contracts: Any = Contracts(world.contract)
    packages: Any = Packages(world.shelf.put(world.package))
    return Recognition(contracts, world.shelf, packages)


@cache
def made(way: Tampering) -> bytes:
    """Return what somebody made of the evidence; each is made once."""
    return way.make()


def asked(recognition: Recognition, content: bytes) -> dict[str, Any]:
    """Return what the page and the route say of a file."""
    return recognition.judge(digests_of(io.BytesIO(content)))


def test_there_are_more_than_forty_ways() -> None:
    assert len({way.name for way in ALL}) == len(ALL) > 40


@pytest.mark.parametrize("way", ALL, ids=lambda way: way.name)
def test_what_was_tampered_with_is_found_offline(way: Tampering) -> None:
    report = verify(made(way), Trust(trusted(), way.trust()))

    assert report.verdict != GENUINE
    assert way.expected in {found.code for found in report.findings}


ASKED = [way for way in ALL if way.make is not offered_document]


@pytest.mark.parametrize("way", ASKED, ids=lambda way: way.name)
def test_what_was_tampered_with_is_found_by_who_asks_us(
    way: Tampering, recognition: Recognition
) -> None:
    told = asked(recognition, made(way))

    assert told["verdict"] == ("altered" if way.named else "unknown")
    assert bool(told["where"]) == way.named


WHERE = {
    "document alone: a bit": "pdf-description",
    "document alone: more": "file-longer",
    "document alone: less": "file-shorter",
    "document alone: a bit of the seal": "pdf-seal",
    "document alone: foreign": "pdf-text",
    "a bit of the seal": "package-file",
    "a byte at the end": "file-longer",
}


@pytest.mark.parametrize("way", [w for w in ALL if w.name in WHERE], ids=lambda way: way.name)
def test_who_asks_is_told_where_a_file_was_changed(
    way: Tampering, recognition: Recognition
) -> None:
    told = asked(recognition, made(way))

    assert WHERE[way.name] in {place["code"] for place in told["where"]}


def test_nothing_is_found_in_what_nobody_tampered_with(recognition: Recognition) -> None:
    world = sealed_by_operator()
    document = world.shelf.get(world.contract.final.document_hash)

    for content in (world.package, document):
        assert verify(content, Trust(trusted())).verdict == GENUINE
        assert asked(recognition, content)["verdict"] == "genuine"


def test_another_seal_of_a_certificate_that_holds_and_is_not_revoked_is_good() -> None:
    resealed = final(lambda: sealing.sealed(
        final_without_seal(), sealing.pkcs12_of(sealing.NOW), stamps=authority()))  # fmt: skip
    others = sealing.named() + sealing.revoked(sealing.serial_of() + 1)

    assert verify(resealed(), Trust(trusted(), others)).verdict == GENUINE
