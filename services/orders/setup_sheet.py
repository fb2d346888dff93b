"""Figures of a setup party as a sheet: one figure a row, with what it is of."""

from collections.abc import Iterator
from typing import Any

from services.common.words import Text
from services.orders.words.setup_figures import FIGURES, HEADINGS, SHEET

Row = tuple[Text, Text | str, int | None]
KEY = "setups"
COLUMNS = (("figure", 40, "text"), ("of", 48, "text"), ("value", 14, "number"))
IN_MONTH = ("asked", "acknowledged", "ready", "live", "failed")
OF_SERVICE = ("total", "yours", "overdue", "live")


def layout(language: str) -> dict[str, Any]:
    """Return the sheet as those who write files need it, in a language."""
    columns = [
        {"key": key, "title": HEADINGS[key].in_language(language), "width": width, "holds": holds}
        for key, width, holds in COLUMNS
    ]
    title = SHEET.in_language(language)
    return {"sheets": [{"key": KEY, "title": title, "to_read": True, "columns": columns}]}


def rows_of(told: dict[str, Any], language: str) -> Iterator[tuple[str, list[str | int | None]]]:
    """Return each figure as the cells of the sheet."""
    for figure, of, value in _rows(told):
        named = of.in_language(language) if isinstance(of, Text) else of
        yield KEY, [figure.in_language(language), named, value]


def _rows(told: dict[str, Any]) -> Iterator[Row]:
    for state in told["states"]:
        yield FIGURES["state"], state["label"], state["count"]
    for turn in told["turns"]:
        yield FIGURES["on_time"], turn["label"], turn["on_time"]
        yield FIGURES["overdue"], turn["label"], turn["overdue"]
    for question in told["questions"]:
        yield FIGURES["question"], question["label"], question["count"]
    part = "part-" if told["is_part"] else ""
    for mark, took in told["median_days"].items():
        yield FIGURES[f"{part}days"], FIGURES[mark], took["days"]
    for failure in told["failures"]:
        yield FIGURES[f"{part}failure"], failure["label"], failure["count"]
    for month in told["months"] or ():
        yield from ((FIGURES[mark], month["month"], month[mark]) for mark in IN_MONTH)
    for service in told["services"]:
        title = Text(**service["title"])
        yield from ((FIGURES[f"of-{name}"], title, service[name]) for name in OF_SERVICE)
