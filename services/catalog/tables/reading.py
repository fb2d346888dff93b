"""A record of an import as the facts of a profile, or the cells that do not fit."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marshmallow import fields

from services.catalog.schemas import profiles as schemas
from services.catalog.tables import cells, headings
from services.catalog.tables.columns import MAIN, NAMED_BY, SHEETS, Sheet
from services.catalog.words import WORDS
from services.common.errors import Invalid, Wrong
from services.common.validation.input import parse
from services.common.words import Text

Doc = dict[str, Any]
STATE_OF_ITEM = frozenset(
    {"id", "version", "status", "status_reason", "successor", "changed_at", "profile_version",
     "published_at", "stand", "links", "revision", "availability", "words"}
)  # fmt: skip

LONGEST_SAID = 200
SHEET_BY_KEY = {sheet.key: sheet for sheet in SHEETS}
SAID_OF: dict[Any, Text] = {
    (sheet.title, column.key): said
    for sheet in SHEETS
    for column in sheet.facts
    for kind, said in cells.TAKEN.items()
    if isinstance(column.field, kind)
}
"""What is said of a column whose field speaks of other words than its cells."""
CHOICES_OF: dict[Any, Text] = {
    (sheet.title, column.key): cells.choices_of(column.facet)
    for sheet in SHEETS
    for column in sheet.facts
    if column.facet and column.facet not in headings.OPEN
}
"""What can be said in a column of codes; its field names but the codes."""


def facts_of(record: Mapping[str, Any]) -> Doc:
    """Return the facts a record states, checked; raise Invalid with the pointers of the facts."""
    stated = record["facts"] if "facts" in record else _from_cells(record)
    told = {name: value for name, value in stated.items() if name not in STATE_OF_ITEM}
    parsed = parse(schemas.ProfileAdded, {**told, "id": record["id"], "documents": []})
    del parsed["id"], parsed["documents"]
    return parsed


def stand_in(record: Mapping[str, Any]) -> str | None:
    """Return the state of the profile the record was made from, where it says so."""
    source = record["facts"] if "facts" in record else record["cells"]
    stand = source.get("stand")
    return str(stand) if stand is not None else None


def errors_of(record: Mapping[str, Any], refused: Invalid) -> Iterator[Doc]:
    """Name the cell, or the place in the JSON, of everything that was refused."""
    for pointer, wrong in refused.wrong:
        error = error_at(record, pointer, wrong)
        place = (error.get("sheet"), error.get("field"))
        is_choice = isinstance(wrong, Wrong) and wrong.key == "one-of"
        own = SAID_OF.get(place) or (CHOICES_OF.get(place) if is_choice else None)
        yield {**error, "detail": own} if own else error


def error_at(record: Mapping[str, Any], pointer: str, wrong: Wrong | Text) -> Doc:
    """Say what is wrong with a fact, where it stands in the file."""
    detail = wrong.said(WORDS) if isinstance(wrong, Wrong) else wrong
    if "facts" in record:
        number = record["item"]
        return {
            "pointer": f"/items/{number}{pointer}", "item": number, "detail": detail,
            "profile": record["id"], "title": _called(record),
        }  # fmt: skip
    parts = [part for part in pointer.split("/") if part]
    sheet, row, parts = _place(record, parts)
    key = _column(sheet, parts)
    place = "/".join(str(part) for part in (sheet.title, row, key) if part)
    return {
        "pointer": f"/{place}", "sheet": sheet.title, "row": row, "field": key, "detail": detail,
        "profile": record["id"], "title": _called(record),
        "said": _said_at(record, sheet, row, key),
    }  # fmt: skip


def _called(record: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what the record calls its profile, as far as a table of errors shows it."""
    if "facts" in record:
        title = record["facts"].get("title")
        told = title if isinstance(title, Mapping) else {}
    else:
        told = {language: record["cells"].get(key) for language, key in NAMED_BY.items()}
    titles = [str(told[name])[:LONGEST_SAID] for name in NAMED_BY if told.get(name)]
    return {"de": titles[0], "en": titles[-1]} if titles else None


def _said_at(record: Mapping[str, Any], sheet: Sheet, row: int, key: str | None) -> str | None:
    """Return what the cell says, as far as a table of errors shows it."""
    listed = [record] if sheet.key == MAIN else record["lists"].get(sheet.key, [])
    said = next((one["cells"].get(key) for one in listed if one["row"] == row), None)
    return None if said is None else str(said)[:LONGEST_SAID]


def _place(record: Mapping[str, Any], parts: list[str]) -> tuple[Sheet, int, list[str]]:
    """Return sheet and row, and what is left of the pointer."""
    listed = record["lists"].get(parts[0]) if parts else None
    if not listed:
        return SHEET_BY_KEY[MAIN], record["row"], parts
    number = int(parts[1]) if len(parts) > 1 else 0
    return SHEET_BY_KEY[parts[0]], listed[min(number, len(listed) - 1)]["row"], parts[2:]


def _column(sheet: Sheet, parts: Iterable[str]) -> str | None:
    """Return the column a pointer leads to: itself, the list it is in, or its first part."""
    named = ".".join(part for part in parts if not part.isdigit())
    keys = [column.key for column in sheet.columns]
    if named in keys:
        return named
    return next((key for key in keys if named and key.startswith(f"{named}.")), None)


def _from_cells(record: Mapping[str, Any]) -> Doc:
    facts = _nested(SHEET_BY_KEY[MAIN], record["cells"])
    for sheet in SHEETS[1:]:
        rows = record["lists"].get(sheet.key, ())
        facts[sheet.key] = [_nested(sheet, row["cells"]) for row in rows]
    return facts


def _nested(sheet: Sheet, row: Mapping[str, Any]) -> Doc:
    """Return the values of a row; an empty cell is an empty list, or left to the schema."""
    nested: Doc = {}
    for column in sheet.facts:
        assert column.field is not None
        if column.key in row:
            _put(nested, column.path, cells.value_of(row[column.key], column.field, column.facet))
        elif isinstance(column.field, fields.List):
            _put(nested, column.path, [])
    return nested


def _put(nested: Doc, path: list[str], value: Any) -> None:
    *outer, name = path
    for part in outer:
        nested = nested.setdefault(part, {})
    nested[name] = value
