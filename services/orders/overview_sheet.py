"""The overview of a body as a sheet to be read and printed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from services.common import context
from services.common.words import Text
from services.orders.words.overview import HEADINGS, NO, SHEET, YES

Doc = Mapping[str, Any]
Cell = str | Text | None
KEY = "overview"


def _of_order(*path: str) -> Callable[[Doc], Cell]:
    def cell(row: Doc) -> Cell:
        value: Any = row["order"]
        for name in path:
            value = value[name] if value else None
        return value  # type: ignore[no-any-return]

    return cell


def _review(row: Doc) -> Cell:
    return row["declaration"]["review_on"] if row["declaration"] else None


COLUMNS: dict[str, tuple[int, str, Callable[[Doc], Cell]]] = {
    "title": (40, "text", lambda row: Text(**row["title"])),
    "state": (24, "text", lambda row: row["label"]),
    "number": (20, "text", _of_order("number")),
    "order_state": (30, "text", _of_order("state_label")),
    "next": (32, "text", _of_order("waiting_for", "label")),
    "task": (32, "text", _of_order("waiting_for", "task")),
    "due_on": (14, "date", _of_order("waiting_for", "due_on")),
    "review_on": (18, "date", _review),
    "orderable": (14, "text", lambda row: YES if row["orderable"] else NO),
}
"""How wide each column is, what it holds, and where its cells come from."""


def layout(language: str) -> dict[str, Any]:
    """Return the sheet as those who write files need it, in a language."""
    columns = [
        {"key": key, "title": HEADINGS[key].in_language(language), "width": width, "holds": holds}
        for key, (width, holds, _) in COLUMNS.items()
    ]
    title = SHEET.in_language(language)
    return {"sheets": [{"key": KEY, "title": title, "to_read": True, "columns": columns}]}


def rows_of(rows: Iterable[Doc]) -> Iterator[tuple[str, list[str | None]]]:
    """Return each row as the cells of the sheet, in the language of the call."""
    language = context.current().language
    for row in rows:
        cells = [give(row) for _, _, give in COLUMNS.values()]
        yield KEY, [c.in_language(language) if isinstance(c, Text) else c for c in cells]
