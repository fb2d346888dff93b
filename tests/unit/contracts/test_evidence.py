"""An evidence package proves a contract to somebody who asks nobody."""

import subprocess
import sys
from pathlib import Path

import pytest

from services.common.errors import NotFound
from services.contracts.evidence.joining import verifier_file
from services.contracts.evidence.verifier.command import main
from services.contracts.evidence.verifier.findings import CONSISTENT, GENUINE, Trust
from services.contracts.evidence.verifier.packages import unpacked, verify
from tests import builders
from tests.evidence.tampering import signature
from tests.evidence.world import World, sealed_by_operator, signed_by_both, trusted


@pytest.fixture(scope="module")
def world() -> World:
    return signed_by_both()


def test_equal_facts_give_an_equal_package(world: World) -> None:
    assert world.package == world.package


def test_a_package_has_all_that_proves_a_contract(world: World) -> None:
    files = unpacked(world.package)

    assert set(files) == {
        "manifest.json", "Vertrag_angeboten.pdf", "Anmeldung_Stelle.json",
        "Anmeldung_Betreiberin.json", "pruefen.py", "LIESMICH.txt",
    }  # fmt: skip
    assert files["pruefen.py"] == verifier_file()


def test_nobody_has_evidence_of_what_nobody_signed(world: World) -> None:
    with pytest.raises(NotFound, match="evidence-not-yet"):
        World(builders.offered(), world.shelf).package  # noqa: B018


def test_a_contract_that_is_not_sealed_yet_is_consistent_and_no_more(world: World) -> None:
    report = verify(world.package, Trust(trusted()))

    assert report.verdict == CONSISTENT
    assert [found.code for found in report.findings if found.holds is not True] == ["not-sealed"]


def test_a_sealed_contract_is_genuine_to_who_knows_the_certificates() -> None:
    package = sealed_by_operator().package

    report = verify(package, Trust(trusted()))

    assert [found.said(False) for found in report.findings if found.holds is not True] == []
    assert report.verdict == GENUINE


def test_who_knows_no_certificate_learns_that_all_fits_together() -> None:
    report = verify(sealed_by_operator().package)

    assert report.verdict == CONSISTENT
    assert {found.code for found in report.findings if found.holds is not True} == {"trust-missing"}


def test_the_sealed_document_alone_is_proof_of_its_seal() -> None:
    world = sealed_by_operator()

    report = verify(world.shelf.get(world.contract.final.document_hash), Trust(trusted()))

    assert report.verdict == GENUINE


@pytest.mark.parametrize(
    ("named", "ends_with", "said"),
    [(("--trust",), 0, "GENUINE"), ((), 3, "CONSISTENT"), (("--json", "--trust"), 0, '"genuine"')],
)
def test_the_command_says_it_in_english_too_and_for_programs(
    named: tuple[str, ...], ends_with: int, said: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    package, trust = tmp_path / "p.zip", tmp_path / "trust.pem"
    package.write_bytes(sealed_by_operator().package)
    trust.write_bytes(trusted())
    asked = [*named, str(trust)] if named else []

    ended = main([str(package), "--language", "en", *asked])

    assert ended == ends_with
    assert said in capsys.readouterr().out


def test_what_is_not_there_is_no_altered_file(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path / "nothing.zip")])


def test_a_line_that_differs_is_named() -> None:
    forged = signature(0, name="Erich Erfunden")()

    (found,) = (f for f in verify(forged).findings if f.code == "manifest-differs")

    assert found.about == "/signatures/0/name"


def test_the_file_in_the_package_runs_alone(tmp_path: Path) -> None:
    package = sealed_by_operator().package
    for name, content in {"pruefen.py": verifier_file(), "p.zip": package,
                          "trust.pem": trusted()}.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)

    ended = subprocess.run(
        [sys.executable, "-I", "pruefen.py", "p.zip", "--trust", "trust.pem"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("ECHT\n")
