"""Any list of the API as a file: its columns are what the answer declares of an item.

Headings are the names the API uses, ``waiting_for.due_on`` for what is inside; a list made for
people has words and a table of its own service. Days and numbers are what they are in a
spreadsheet, a text in both languages is the one asked for, several values are one cell.
As JSON it is what a page is, with all items: what the pages say beside them stands behind them.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from gateway.api.openapi.contract import call_of, read
from gateway.api.route import Route
from gateway.problems.problems import Problem

MOST_ROWS = 20_000
DEEPEST = 3
LONGEST_CELL = 32_000
"""Letters; a spreadsheet's cell holds little more."""
LONGEST_TITLE = 31
SHEET = "list"
LANGUAGES = frozenset({"de", "en"})
FIRST = frozenset({"id", "key", "name", "number", "title"})
OF_PAGES = frozenset({"items", "next", "total"})
"""What the file tells of itself."""
BEHIND = "members"
WIDTHS = {"date": 14, "number": 14, "text": 30}

Doc = dict[str, Any]
Ask = Callable[[dict[str, str]], Mapping[str, Any]]
"""Gives the page of a query."""


@dataclass(frozen=True)
class Column:
    """One column: the members that lead to its value, and what it holds as spreadsheets know it."""

    path: tuple[str, ...]
    holds: str = "text"

    def described(self) -> Doc:
        """Return the column as those who write files need it."""
        name = ".".join(self.path)
        return {"key": name, "title": name, "holds": self.holds, "width": WIDTHS[self.holds]}

    def cell(self, item: Any, language: str) -> Any:
        """Return what stands in this column of an item."""
        for name in self.path:
            item = item.get(name) if isinstance(item, Mapping) else None
        return _cell(item, language)


@dataclass
class PlainList:
    """A list that is read page by page for a file; ``ask`` gives its pages."""

    route: Route
    kind: str
    language: str
    query: Mapping[str, str]
    ask: Ask
    rows: int = 0
    said: Doc = field(default_factory=dict)

    def page(self, cursor: str | None) -> Doc:
        """Return the page behind a cursor as ``ListFiles`` takes it."""
        asked = {**self.query, "limit": str(most_a_page(self.route))}
        found = self.ask(asked | ({"cursor": cursor} if cursor else {}))
        self.rows = len(found["items"]) + (self.rows if cursor else 0)
        if max(self.rows, found.get("total") or 0) > MOST_ROWS:
            raise Problem(422, "list-too-long")
        lines = "".join(_line_of(self._line(item)) for item in found["items"])
        page = {"layout": self._layout(), "lines": lines, "next": found["next"], "revision": ""}
        if self.kind != "json":
            return page
        self.said = _united(self.said if cursor else {}, found)
        return with_members(page, self.said)

    def _line(self, item: Any) -> Any:
        if self.kind == "json":
            return item
        return SHEET, [column.cell(item, self.language) for column in columns_of(self.route)]

    def _layout(self) -> Doc:
        columns = [column.described() for column in columns_of(self.route)]
        title = self.route.last_name[:LONGEST_TITLE]
        return {"sheets": [{"key": SHEET, "title": title, "to_read": True, "columns": columns}]}


def with_members(page: Doc, said: Mapping[str, Any]) -> Doc:
    """Return the last page of a file of JSON with what stands behind the items; others as is."""
    if page["next"] is not None:
        return page
    members = {name: value for name, value in said.items() if name not in OF_PAGES}
    exact = {"total_is_least": False} if "total_is_least" in members else {}
    return {**page, "lines": page["lines"] + _line_of((BEHIND, members | exact))}


def says_more(route: Route) -> bool:
    """Tell whether each page of the list says something beside its items."""
    page = read("answers").get(str(call_of(route).get("answer")), {})
    return route.is_plain_reading and not OF_PAGES.issuperset(page.get("required", ()))


def _united(before: Doc, page: Mapping[str, Any]) -> Doc:
    """Return what pages said; what is told of the items of each comes together."""
    held = {n: before.get(n, {}) | v for n, v in page.items() if isinstance(v, dict)}
    return {**page, **before, **held}


def _line_of(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False) + "\n"


def most_a_page(route: Route) -> int:
    """Return how many items a page of the list may have."""
    query = read("schemas")[str(call_of(route)["query"])]
    most: int = query["properties"]["limit"]["maximum"]
    return most


def columns_of(route: Route) -> tuple[Column, ...]:
    """Return the columns of a list, what names an item first."""
    return _columns_in(call_of(route)["answer"])


@cache
def _columns_in(answer: str) -> tuple[Column, ...]:
    page = read("answers")[answer]
    return tuple(_columns(page["properties"]["items"]["items"], ()))


def _columns(schema: Doc, path: tuple[str, ...]) -> Iterator[Column]:
    declared = _resolved(schema).get("properties", {})
    members = {name: declared[name] for name in sorted(declared, key=_rank)}
    if not members or len(path) == DEEPEST or (path and members.keys() == LANGUAGES):
        yield Column(path, _held(_resolved(schema)))
        return
    for name, inner in members.items():
        yield from _columns(inner, (*path, name))


def _rank(name: str) -> tuple[bool, str]:
    """Order members by their names, those that say what an item is before all others."""
    return name not in FIRST, name


def _resolved(schema: Doc) -> Doc:
    """Return what a reference names, or the one thing a value is where it is not null."""
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(choices) == 1:
        return _resolved(choices[0])
    if "$ref" in schema:
        found: Doc = read("answers")[schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _held(schema: Doc) -> str:
    kinds = schema.get("type")
    kinds = {kinds} if isinstance(kinds, str) else set(kinds or ())
    if kinds & {"integer", "number"}:
        return "number"
    return "date" if schema.get("format") == "date" else "text"


def _cell(value: Any, language: str) -> Any:
    if value is None or isinstance(value, int | float):
        return str(value).lower() if isinstance(value, bool) else value
    if isinstance(value, Mapping) and value.keys() == LANGUAGES:
        value = value[language]
    if isinstance(value, list) and not any(isinstance(one, Mapping | list) for one in value):
        value = "; ".join(str(_cell(one, language)) for one in value)
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    return value if len(value) <= LONGEST_CELL else f"{value[:LONGEST_CELL]}…"
