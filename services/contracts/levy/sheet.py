"""The payers of a run as a sheet."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.contracts.words.levy import HEADINGS, PAYER_KINDS, SHEET

Doc = Mapping[str, Any]
KEY = "levy"
COLUMNS = {
    "key": (12, "text"),
    "name": (44, "text"),
    "kind": (28, "text"),
    "population": (16, "number"),
    "amount_eur": (16, "number"),
}
"""How wide each column is, and what it holds."""


def layout(language: str) -> dict[str, Any]:
    """Return the sheet as those who write files need it, in a language."""
    columns = [
        {"key": key, "title": HEADINGS[key].in_language(language), "width": width, "holds": holds}
        for key, (width, holds) in COLUMNS.items()
    ]
    title = SHEET.in_language(language)
    return {"sheets": [{"key": KEY, "title": title, "to_read": True, "columns": columns}]}


def rows_of(payers: Iterable[Doc], language: str) -> Iterator[tuple[str, list[Any]]]:
    """Return each payer as the cells of the sheet."""
    for payer in payers:
        kind = PAYER_KINDS[payer["kind"]].in_language(language)
        yield KEY, [kind if name == "kind" else payer[name] for name in COLUMNS]
