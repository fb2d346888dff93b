"""All services look alike, and no module or function outgrows its reader."""

import ast
from pathlib import Path

import pytest

from tests.shape.sources import ROOT, SERVICES, modules, shown, tree

FILES = (
    "README.md", "requirements.txt", "__init__.py", "__main__.py", "service.py",
    "events.py", "domain/__init__.py", "entrypoints/events.py", "words/__init__.py",
)  # fmt: skip
PACKAGES = {"repository": "repositories", "schemas": "schemas"}
LONGEST_MODULE, LONGEST_FUNCTION = 330, 45
OURS = modules("services", "gateway", "deploy")


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def test_there_are_five_services() -> None:
    assert set(SERVICES) == {"identity", "catalog", "orders", "contracts", "notify"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_the_same_files(service: str) -> None:
    folder = ROOT / "services" / service

    missing = [name for name in FILES if not (folder / name).is_file()]

    assert missing == []


@pytest.mark.parametrize("service", SERVICES)
def test_what_holds_one_noun_is_a_file_and_what_holds_more_a_package(service: str) -> None:
    folder = ROOT / "services" / service

    both = {
        name: ((folder / f"{name}.py").is_file(), (folder / package / "__init__.py").is_file())
        for name, package in PACKAGES.items()
    }

    assert [name for name, found in both.items() if found.count(True) != 1] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_starts_alike(service: str) -> None:
    start = (ROOT / "services" / service / "__main__.py").read_text()

    assert start.index("eventlet.monkey_patch()") < start.index("from services.")
    assert f"python -m services.{service}" in start


def test_a_module_fits_on_a_few_screens() -> None:
    lengths = {shown(path): len(path.read_text().splitlines()) for path in OURS}

    assert {path: n for path, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_a_function_fits_on_a_screen() -> None:
    lengths = {
        f"{shown(path)}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in OURS
        for function in functions(path)
    }

    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [shown(path) for path in OURS if not ast.get_docstring(tree(path))]

    assert silent == []


@pytest.mark.parametrize("path", [ROOT / "services" / name / "README.md" for name in SERVICES])
def test_a_service_s_readme_has_its_five_sections(path: Path) -> None:
    headings = [line[3:] for line in path.read_text().splitlines() if line.startswith("## ")]

    assert headings == ["Owns", "Answers", "Says", "Hears", "Needs"]
    assert len(path.read_text().splitlines()) <= 90


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_heard_stands_in_one_module_of_a_service(service: str) -> None:
    folder = ROOT / "services" / service

    heard = [shown(path) for path in folder.rglob("*.py") if "\n    @on_event(" in path.read_text()]

    assert set(heard) <= {f"services/{service}/entrypoints/events.py"}
