"""Pages judged by axe."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
TAGS = (
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549",
)  # fmt: skip
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What the scheme changes of a page that was judged in the light at the same width."""


def violations(page: Page, options: Mapping[str, Any] = OPTIONS) -> list[str]:
    """Return a line for each element that breaks a rule: the rule, its sentence, the selector."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT.read_text("utf-8"))
    result = page.evaluate("options => axe.run(document, options)", options)
    return [_line(rule, node) for rule in result["violations"] for node in rule["nodes"]]


def no_violations(page: Page, options: Mapping[str, Any] = OPTIONS) -> None:
    """Assert that axe finds nothing on a page as it is shown now."""
    found = violations(page, options)
    view = page.evaluate("() => `${location.pathname} at ${innerWidth}`")
    assert not found, f"{view}:\n" + "\n".join(found)


def _line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    why = "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])
    return f"{rule['id']} at {' '.join(map(str, node['target']))}: {rule['help']} ({why})"
