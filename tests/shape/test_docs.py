"""What the documents name is there, and decisions can be found."""

import re
from pathlib import Path

import pytest

from tests.shape.sources import ROOT, shown

TEXTS = sorted([
    *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("services/*/README.md"),
    ROOT / "gateway/README.md",
])  # fmt: skip
ROOTS = ("services/", "gateway/", "deploy/", "tests/", "docs/", "common/")
PATH = re.compile(r"`([\w./*{},<>-]+/[\w./*{},<>-]*)`")
BESIDE = re.compile(r"`((?!services/|gateway/|tests/|deploy/|docs/|common/)[\w/]+\.py)`")
MODULE = re.compile(r"python -m ((?:services|gateway|deploy|tests)[\w.]*\w)")
LINK = re.compile(r"\]\(([^)#:]+)\)")


def named_in(path: Path) -> set[str]:
    """Return the files a document names: from the root of the project, or beside the document."""
    text = path.read_text()
    beside = {str((path.parent / name).relative_to(ROOT)) for name in BESIDE.findall(text)}
    from_root = {name for name in PATH.findall(text) if name.startswith(ROOTS)}
    return from_root | (beside if path.name == "README.md" and path.parent != ROOT else set())


def of(module: str) -> str:
    """Return the pattern of a module's file: it may be a package with a ``__main__``."""
    return f"{module.replace('.', '/')}*"


def exists(name: str) -> bool:
    """Tell whether there is such a file; ``<owner>`` stands for any name, as ``{a,b}`` for two."""
    pattern = re.sub(r"<\w+>|\{[^}]*\}", "*", name.rstrip("/"))
    return any(ROOT.glob(pattern)) or any(ROOT.glob(f"services/{pattern}"))


@pytest.mark.parametrize("path", TEXTS, ids=shown)
def test_what_a_document_names_is_there(path: Path) -> None:
    assert [name for name in sorted(named_in(path)) if not exists(name)] == []


@pytest.mark.parametrize("path", TEXTS, ids=shown)
def test_a_module_a_document_runs_is_there(path: Path) -> None:
    modules = {name for name in MODULE.findall(path.read_text()) if "." in name}

    assert [name for name in sorted(modules) if not any(ROOT.glob(of(name)))] == []


@pytest.mark.parametrize("path", TEXTS, ids=shown)
def test_a_link_between_documents_leads_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text())

    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_decision_has_its_date_and_its_line_in_the_index() -> None:
    text = (ROOT / "DECISIONS.md").read_text()
    _, index, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    titles = [section.partition("\n")[0] for section in sections]

    undated = [
        s.partition("\n")[0] for s in sections if not re.match(r".*\n\n\*\d+ \w+ \d{4}\*", s)
    ]
    assert undated == []
    assert sorted(re.findall(r"^- \[(.*)\]\(#[\w-]+\)$", index, re.MULTILINE)) == sorted(titles)


def test_every_command_a_document_names_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for path in TEXTS for name in re.findall(r"`make ([a-z0-9-]+)", path.read_text())}

    assert named - targets == set()
