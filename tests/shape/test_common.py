"""The shared kernel knows no business noun, and no service by name."""

import ast
from pathlib import Path

import pytest

from tests.shape.sources import SERVICES, modules, shown, strings, tree, words

SINGULAR = {
    "order", "contract", "profile", "vendor", "municipality", "invoice", "registration",
    "agreement", "signatory", "authority", "ticket", "levy", "district", "mandate", "basket",
    "reviewer", "kommune", "bestellung", "vertrag", "steckbrief", "behoerde",
}  # fmt: skip
NOUNS = SINGULAR | {f"{noun}s" for noun in SINGULAR} | {"municipalities", "invoices"}
ON_BEHALF = {"mandate_id", "mandateid", "mandate", "mandate-not-valid"}
"""In every event's envelope and audit record: who acted for whom is not one service's business."""
COMMON = modules("services/common")


def identifiers(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        for name in ("id", "attr", "name", "arg", "module"):
            value = getattr(node, name, None)
            if isinstance(value, str):
                found.add(value)
    return found


@pytest.mark.parametrize("path", COMMON, ids=shown)
def test_no_name_in_common_is_a_business_noun(path: Path) -> None:
    spoken = {name: words(name) & NOUNS for name in identifiers(path) - ON_BEHALF}

    assert {name: nouns for name, nouns in spoken.items() if nouns} == {}


@pytest.mark.parametrize("path", COMMON, ids=shown)
def test_no_text_in_common_is_about_the_business(path: Path) -> None:
    texts = set(strings(ast.parse(path.read_text()))) - ON_BEHALF

    spoken = {text: words(text) & (NOUNS | set(SERVICES)) for text in texts}

    assert {text: nouns for text, nouns in spoken.items() if nouns} == {}


@pytest.mark.parametrize("path", COMMON, ids=shown)
def test_common_imports_no_service(path: Path) -> None:
    imported = {name for name in identifiers(path) if name.startswith("services.")}

    assert all(name.startswith("services.common") for name in imported)
