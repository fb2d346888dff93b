"""Figures as a sheet to be read and printed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.common.words import Text
from services.orders.domain.figures import STEPS
from services.orders.figures_read import INNER
from services.orders.words.figures import HEADINGS, SHEET

Doc = Mapping[str, Any]

KEY = "figures"
NUMBERS = ("meant_for", "ordered", "in_contract", "in_setup", "live", "share")
WIDE, NARROW = 40, 16


def columns_of(inner: bool) -> list[str]:
    """Return the columns, those of the operator and the ministries where they read."""
    numbers = [name for name in NUMBERS if inner or name not in INNER]
    return ["name", *numbers, *(f"days_{step}" for step in STEPS if inner)]


def layout(inner: bool, language: str) -> dict[str, Any]:
    """Return the sheet as those who write files need it, in a language."""
    columns = [
        {"key": key, "title": HEADINGS[key].in_language(language),
         "width": WIDE if key == "name" else NARROW, "holds": "text" if key == "name" else "number"}
        for key in columns_of(inner)
    ]  # fmt: skip
    title = SHEET.in_language(language)
    return {"sheets": [{"key": KEY, "title": title, "to_read": True, "columns": columns}]}


def rows_of(
    rows: Iterable[Doc], inner: bool, language: str
) -> Iterator[tuple[str, list[str | int | None]]]:
    """Return each row as the cells of the sheet."""
    for row in rows:
        named = row["name"] if "name" in row else Text(**row["title"]).in_language(language)
        numbers = [row[name] for name in columns_of(inner)[1:] if name in NUMBERS]
        days = list(row["median_days"].values()) if inner else []
        yield KEY, [named, *numbers, *days]
