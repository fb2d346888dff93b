"""The walls between the gateway's packages hold: an import that climbs one is found."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shape.sources import ROOT

CONTRACT = "importlinter:contract:gateway-layers"
LINT = Path(sys.executable).with_name("lint-imports")


@pytest.fixture(name="copy")
def copy_of_the_gateway(tmp_path: Path) -> Path:
    """Return a folder with the gateway and its layers, where one can build walls down."""
    written = configparser.ConfigParser()
    written.read(ROOT / ".importlinter")
    walls = configparser.ConfigParser()
    walls["importlinter"] = {"root_packages": "\ngateway"}
    walls[CONTRACT] = written[CONTRACT]
    with (tmp_path / ".importlinter").open("w") as file:
        walls.write(file)
    left_out = shutil.ignore_patterns("__pycache__", "static", "templates")
    shutil.copytree(ROOT / "gateway", tmp_path / "gateway", ignore=left_out)
    return tmp_path


def judged(copy: Path) -> tuple[int, str]:
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(copy)}
    run = subprocess.run(
        [LINT, "--no-cache"], cwd=copy, env=bare, capture_output=True, text=True, check=False
    )
    return run.returncode, run.stdout


def test_the_gateway_as_it_is_keeps_its_layers(copy: Path) -> None:
    code, said = judged(copy)

    assert code == 0, said
    assert "Layers of the gateway KEPT" in said


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("api/render.py", "gateway.web.pages"),
        ("api/formats.py", "gateway.tables.exports"),
        ("callers/principals.py", "gateway.api.route"),
        ("calls/client.py", "gateway.problems.problems"),
        ("tables/imports.py", "gateway.sign_in.store"),
    ],
)
def test_an_import_that_climbs_is_found(copy: Path, module: str, imported: str) -> None:
    with (copy / "gateway" / module).open("a") as file:
        file.write(f"\nimport {imported}\n")

    code, said = judged(copy)

    assert code != 0
    assert "Layers of the gateway BROKEN" in said
    assert imported in said


def test_a_package_without_a_layer_is_found(copy: Path) -> None:
    (copy / "gateway" / "attic").mkdir()
    (copy / "gateway" / "attic" / "__init__.py").touch()

    code, said = judged(copy)

    assert code != 0
    assert "attic" in said
