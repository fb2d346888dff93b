"""What we gave out is known by its hash; what names a contract is told where it differs."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from services.common.digests import BLOCK_BYTES, block_digests
from services.contracts.domain.contracts import Contract
from services.contracts.evidence.recognition import Recognition
from tests.evidence.world import NUMBER, World, signed_by_both


class Contracts:
    """One contract in memory."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract

    def get(self, id: str) -> Contract:
        return self._contract

    def of_document(self, sha256: str) -> Contract | None:
        return self._contract if self._contract.document_hash == sha256 else None

    def of_final_document(self, sha256: str) -> Contract | None:
        return self._contract if self._contract.final.document_hash == sha256 else None

    def numbered(self, number: str) -> Contract | None:
        return self._contract if self._contract.number == number else None


class Packages:
    """The packages that were given out, in memory."""

    def __init__(self, *given: str) -> None:
        self._given = given

    def contract_of(self, sha256: str) -> str | None:
        return "c1" if sha256 in self._given else None

    def of_contract(self, contract: str) -> list[str]:
        return list(self._given)


@pytest.fixture(scope="module")
def world() -> World:
    return signed_by_both()


@pytest.fixture(scope="module")
def judge(world: World) -> Callable[[bytes], dict[str, Any]]:
    contracts: Any = Contracts(world.contract)
    packages: Any = Packages(world.shelf.put(world.package))
    recognition = Recognition(contracts, world.shelf, packages)

    def judged(content: bytes, number: str | None = NUMBER) -> dict[str, Any]:
        return recognition.judge({
            "sha256": hashlib.sha256(content).hexdigest(), "number": number,
            "bytes": len(content), "blocks": block_digests(content),
        })  # fmt: skip

    return judged


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def document(world: World) -> bytes:
    return bytes(world.shelf.get(world.contract.document_hash))


def codes(verdict: dict[str, Any]) -> list[str]:
    return [place["code"] for place in verdict["where"]]


def test_what_was_given_out_is_genuine_and_tells_nothing_about_persons(
    world: World, judge: Any
) -> None:
    told = judge(document(world)), judge(world.package)

    assert [each["verdict"] for each in told] == ["genuine", "genuine"]
    assert [each["kind"] for each in told] == ["offered", "evidence"]
    assert told[0]["contract_number"] == NUMBER
    assert told[0]["state"] == "concluded"
    assert not any(word in str(told) for word in ("Andreas", "Olaf", "mayor", "Erika"))


def test_a_file_that_names_no_contract_of_ours_is_unknown(judge: Any) -> None:
    strange = judge(b"%PDF-1.7 something"), judge(b"x", None), judge(b"x", "SSN-2026-ZZZZZZZZ")

    assert [each["verdict"] for each in strange[1:]] == ["unknown", "unknown"]
    assert (strange[0]["verdict"], codes(strange[0])) == ("altered", ["file-other"])


def test_what_was_added_or_cut_off_is_named(world: World, judge: Any) -> None:
    original = document(world)

    longer, shorter = judge(original + b"\n"), judge(original[:-1])

    assert (longer["verdict"], codes(longer)) == ("altered", ["file-longer"])
    assert (shorter["verdict"], codes(shorter)) == ("altered", ["file-shorter"])
    assert codes(judge(original[:40_000])) == ["file-shorter"]


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (b"<xmpMM:DocumentID>", "pdf-description"),
        (b"/Type/EmbeddedFile", "pdf-attachment"),
        (b"/Type/StructElem", "pdf-structure"),
        (b"/Type/Page/", "pdf-text"),
    ],
)
def test_a_changed_byte_is_told_by_the_part_it_is_in(
    world: World, judge: Any, mark: bytes, code: str
) -> None:
    original = document(world)

    told = judge(flipped(original, original.index(mark) + len(mark)))

    assert told["verdict"] == "altered"
    assert code in codes(told)


def test_a_file_of_a_package_is_named(world: World, judge: Any) -> None:
    package = world.package

    told = judge(flipped(package, package.index(b"digitalmarkt-sign-in-1")))

    assert told["verdict"] == "altered"
    names = [place["name"] for place in told["where"]]
    assert set(names) & {"Anmeldung_Stelle.json", "Anmeldung_Betreiberin.json"}


def test_something_put_in_is_told_where_it_begins(world: World, judge: Any) -> None:
    original = document(world)
    at = original.index(b"/Type/EmbeddedFile") + 2 * BLOCK_BYTES

    told = judge(original[:at] + b"  " + original[at:])

    assert "file-longer" in codes(told)
    assert codes(told)[0].startswith("pdf-")


def test_a_hash_alone_that_is_not_known_is_no_altered_file(world: World) -> None:
    contracts: Any = Contracts(world.contract)
    packages: Any = Packages()
    asked = {"sha256": "0" * 64, "number": None, "bytes": None, "blocks": None}

    assert Recognition(contracts, world.shelf, packages).judge(asked)["verdict"] == "unknown"
