"""What Lighthouse found is told in a few lines."""

from typing import Any

from tests.browser.lighthouse import CATEGORIES, FIGURES, told


def report(**audits: float) -> dict[str, Any]:
    figures = {name: {"title": name, "displayValue": "0", "score": 1} for name in FIGURES}
    judged = {name: {"title": f"about {name}", "score": score} for name, score in audits.items()}
    requests = {"details": {"items": [{"transferSize": 61_000}, {"transferSize": 2_000}, {}]}}
    refs = [{"id": name, "weight": 1} for name in audits]
    return {
        "audits": {**figures, **judged, "network-requests": requests},
        "categories": {name: {"score": 0.97, "auditRefs": refs} for name in CATEGORIES},
    }


def test_scores_and_what_is_missed_are_told() -> None:
    scores, figures, *missed = told(report(contrast=0, title=1))

    assert scores == "performance 97, accessibility 97, best-practices 97"
    assert figures.endswith(", 63 kB on the wire")
    assert missed == [f"{name}: about contrast (contrast)" for name in CATEGORIES]


def test_a_page_that_could_not_be_judged_is_told() -> None:
    assert list(told({**report(), "runtimeError": {"message": "no page"}})) == [
        "not judged: no page"
    ]
