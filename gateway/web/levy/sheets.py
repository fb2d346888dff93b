"""Uploaded lists of the levy: services with their costs, and people by place; how they are read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from gateway.tables.uploads import Upload
from gateway.web.frame.forms import whole_of
from gateway.web.words import say, worded
from gateway.words.levy_sheets import COLUMNS, SHEETS

MOST_SERVICES = 1000
MOST_PLACES = 5000
LEVELS = ("municipalities", "districts", "regions")
WITHOUT_ZERO = re.compile(r"9(\d|\d{3}|\d{6})")
"""A key of which a spreadsheet took the leading zero for that of a number."""

Cells = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One column: its heading stands in the words, by its key."""

    key: str
    width: int
    is_optional: bool = False
    is_text: bool = True


class BadRow(Exception):
    """A row that cannot be read, or a whole file where no row is named; its text says why."""

    def __init__(self, row: int | None, said: str) -> None:
        super().__init__(say("levy-row", row=row, said=said) if row else said)


SERVICES = (
    Column("name", 50),
    Column("profile", 40, is_optional=True),
    Column("cost", 18, is_optional=True, is_text=False),
    *(Column(f"part-{level}", 16, is_optional=True, is_text=False) for level in LEVELS),
)
PLACES = (Column("key", 14), Column("place", 44), Column("population", 16, is_text=False))
CATALOGUE = (Column("profile", 40), Column("title", 60))


def services_layout(language: str) -> dict[str, Any]:
    """Return how the list of services and the catalogue to look up are written and read."""
    listed = {**_sheet("services", SERVICES, language), "most_rows": MOST_SERVICES}
    return {"sheets": [listed, {**_sheet("catalogue", CATALOGUE, language), "to_read": True}]}


def places_layout(language: str) -> dict[str, Any]:
    """Return how the list of places is read."""
    return {"sheets": [{**_sheet("places", PLACES, language), "most_rows": MOST_PLACES}]}


def rows_of(upload: Upload) -> Mapping[int, Cells]:
    """Return the rows of a file, or raise what it is wrong in first."""
    if upload.flaws:
        raise BadRow(upload.flaws[0].row, worded(upload.flaws[0].sentence))
    return upload.rows


def _sheet(key: str, columns: Iterable[Column], language: str) -> dict[str, Any]:
    described = [
        {**asdict(column), "title": title.in_language(language), "also": [title.de, title.en]}
        for column in columns
        if (title := COLUMNS[column.key])
    ]
    return {"key": key, "title": SHEETS[key].in_language(language), "columns": described}


def service_of(row: int, cells: Cells, ids_by_title: Mapping[str, str]) -> dict[str, Any]:
    """Return a service as the API takes it; a catalogue entry may be named by id or title."""
    named = _text(cells, "profile")
    split = {level: _parts(row, cells.get(f"part-{level}")) for level in LEVELS}
    return {
        "name": _text(cells, "name"),
        "profile": ids_by_title.get(named.casefold(), named) or None,
        "yearly_cost_cent": _cents(row, cells.get("cost")),
        "split": split if any(split.values()) else None,
    }


def place_of(row: int, cells: Cells) -> dict[str, Any]:
    """Return a place as the API takes it."""
    key = _text(cells, "key").replace(" ", "")
    shown = f"0{key}" if WITHOUT_ZERO.fullmatch(key) else key
    return {
        "key": shown,
        "name": _text(cells, "place"),
        "population": _whole(row, cells.get("population")),
    }


def _text(cells: Cells, name: str) -> str:
    return " ".join(str(cells.get(name, "")).split())


def _parts(row: int, value: Any) -> int:
    return 0 if _is_empty(value) else _whole(row, value)


def _whole(row: int, value: Any) -> int:
    number = _number(value)
    whole = None if number is None else _exactly(number)
    if whole is None:
        raise BadRow(row, say("levy-bad-number"))
    return whole


def _cents(row: int, value: Any) -> int | None:
    if _is_empty(value):
        return None
    euros = _number(value)
    cents = None if euros is None else _exactly(euros * 100)
    if cents is None:
        raise BadRow(row, say("levy-bad-cost"))
    return cents


def _exactly(number: Decimal) -> int | None:
    """Return a number without a fraction as the whole one it is, or None."""
    whole = number.to_integral_value()
    return whole_of(f"{whole:f}") if whole == number else None


def _is_empty(value: Any) -> bool:
    return value is None or not str(value).strip()


def _number(value: Any) -> Decimal | None:
    """Return a number as a spreadsheet has it, or as Germans write it: 1.234.567,50."""
    if isinstance(value, int | float):
        return Decimal(str(value))
    typed = re.sub(r"[\s€]|Euro", "", str(value))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", typed):
        typed = typed.replace(".", "")
    try:
        number = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
