"""The columns of profiles, derived from ``schemas.ProfileFacts``, and profiles as their rows.

A part such as the financing has a column per field; a list of texts is one cell; a list of
parts has a sheet of its own whose rows name the profile. Documents are files and stay out.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from services.catalog.schemas import profiles as schemas
from services.catalog.schemas.profile_parts import Cost, DayAsText
from services.catalog.tables import cells, headings

NOT_IN_TABLES = frozenset({"documents"})
LEADING = ("id", "stand", "status", "profile_version")
MAIN = "profiles"
NAMED_BY = {"de": "title.de", "en": "title.en"}

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: the path of its field, its heading, the field that reads its cells, its words."""

    key: str
    title: str
    field: fields.Field[Any] | None = None
    facet: str | None = None

    @property
    def path(self) -> list[str]:
        """Return the names from the outside in."""
        return self.key.split(".")

    @property
    def is_text(self) -> bool:
        """Return whether its cells are texts or keys, none of which is a number or a day."""
        return not isinstance(self.field, fields.Integer | fields.Boolean | Cost | DayAsText)

    @property
    def width(self) -> int:
        """Return a width that shows most of what stands there."""
        return 60 if self.path[0] in headings.WIDE else max(12, min(40, len(self.title) + 2))


@dataclass(frozen=True)
class Sheet:
    """A sheet and its columns; the first one says which profile a row belongs to."""

    key: str
    title: str
    columns: tuple[Column, ...]

    @property
    def facts(self) -> tuple[Column, ...]:
        """Return the columns that hold facts."""
        return tuple(column for column in self.columns if column.field is not None)


def _part(field: Any) -> Schema | None:
    """Return the schema of a part, or of the parts in a list."""
    inner = field.inner if isinstance(field, fields.List) else field
    return inner.schema if isinstance(inner, fields.Nested) else None


def _is_list_of_parts(field: Any) -> bool:
    return isinstance(field, fields.List) and _part(field) is not None


def _columns(schema: Schema, sheet: str, titles: Mapping[str, str]) -> Iterator[Column]:
    for name, field in schema.fields.items():
        part = _part(field)
        if name in NOT_IN_TABLES or _is_list_of_parts(field):
            continue
        leaves = (
            {name: field} if part is None else {f"{name}.{n}": f for n, f in part.fields.items()}
        )
        for key, leaf in leaves.items():
            yield Column(key, titles.get(key, key), leaf, headings.CODED_COLUMNS.get((sheet, key)))


def _sheets() -> Iterator[Sheet]:
    schema = schemas.ProfileFacts()
    state = tuple(Column(key, headings.PROFILE[key]) for key in LEADING)
    yield Sheet(MAIN, headings.SHEETS[MAIN], (*state, *_columns(schema, MAIN, headings.PROFILE)))
    listed = [
        name
        for name, field in schema.fields.items()
        if _is_list_of_parts(field) and name not in NOT_IN_TABLES
    ]
    for name in sorted(listed, key=list(headings.SHEETS).index):
        part = _part(schema.fields[name])
        assert part is not None
        owner = Column(headings.OWNER, headings.OWNER_TITLE)
        own = _columns(part, name, headings.LISTED[name])
        yield Sheet(name, headings.SHEETS[name], (owner, *own))


SHEETS = tuple(_sheets())


def layout() -> dict[str, Any]:
    """Return the sheets and columns as those who write and read files need them.

    ``named_by`` are the columns of the first sheet that say what a row is called.
    """
    return {
        "named_by": NAMED_BY,
        "sheets": [
            {
                "key": sheet.key,
                "title": sheet.title,
                "columns": [
                    {"key": c.key, "title": c.title, "width": c.width, "is_text": c.is_text}
                    for c in sheet.columns
                ],
            }
            for sheet in SHEETS
        ],
    }


def fingerprint_of(facts: Facts) -> str:
    """Return a short text that differs wherever the facts in the tables do."""
    told = {name: value for name, value in facts.items() if name not in NOT_IN_TABLES}
    canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def rows_of(profile: Mapping[str, Any], facts: Facts) -> Iterator[tuple[str, list[Any]]]:
    """Return a profile's rows, each with its sheet; ``profile`` is the state beside the facts."""
    state = {**profile, "stand": fingerprint_of(facts)}
    main, *lists = SHEETS
    yield MAIN, [state[key] for key in LEADING] + _cells(main, facts)
    for sheet in lists:
        for part in facts[sheet.key]:
            yield sheet.key, [profile["id"], *_cells(sheet, part)]


def _cells(sheet: Sheet, facts: Facts) -> list[Any]:
    return [cells.cell_of(_value(facts, column.path), column.field) for column in sheet.facts]


def _value(facts: Any, path: list[str]) -> Any:
    for name in path:
        facts = facts.get(name) if facts else None
    return facts
