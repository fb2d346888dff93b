"""A count is written as people write it, wherever a page shows one."""

import re
from pathlib import Path

import pytest

import gateway.web
from tests.unit.gateway.test_pages_spread import figures, guest, row, text_of

TEMPLATES = Path(gateway.web.__file__).parent / "templates"
BARE = re.compile(r"\{\{ [\w.]*\b(?:count|total|live|meant_for|in_setup|in_contract|ordered) \}\}")


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_shows_a_bare_count(path: Path) -> None:
    assert not BARE.findall(path.read_text("utf-8"))


@pytest.mark.parametrize(("language", "count"), [("de", "2.056"), ("en", "2,056")])
def test_figures_are_written_in_groups(language: str, count: str) -> None:
    found = figures(row("09187", "Landkreis Rosenheim", 2056), meant_for=2056)

    page = text_of(guest(found, "/verbreitung", **{"Accept-Language": language}))

    assert count in page
    assert "2056" not in page
