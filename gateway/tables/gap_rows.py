"""The rows of an uploaded list of gaps: what they mean, and in which parts orders is told them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gateway.tables.list_columns import Column, Headings
from gateway.words.gap_lists import GAP_COLUMNS, GAP_SHEETS

MOST_ROWS = 5_000
ROWS_PER_PART = 100
"""Each body is a write of its own, and a call has five seconds."""
KEY = re.compile(r"[0-9]{3,12}")
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
WITHOUT_ZERO = "9"
"""So keys begin where a spreadsheet took the leading zero of Bavaria's for that of a number."""
EARLIEST = date(2000, 1, 1)

Cells = Mapping[str, Any]
Part = dict[str, Any]
HEADINGS = Headings(GAP_SHEETS, GAP_COLUMNS)

COLUMNS = (
    Column("body", 24),
    Column("body-name", 40, is_optional=True),
    Column("profile", 40),
    Column("profile-title", 50, is_optional=True),
    Column("listed-on", 16, is_optional=True, is_text=False),
)
SERVICES = (Column("service-id", 40), Column("service-title", 60))


@dataclass(frozen=True)
class GapLine:
    """A row of the list: which service a body uses, as of which day; ``fault`` is a word's key."""

    number: int
    body: str
    profile: str
    listed_on: str
    fault: str = ""


def layout(language: str) -> dict[str, Any]:
    """Return how the list and the services to look up are written, and how it is read."""
    listed = {**HEADINGS.sheet("gaps", COLUMNS, language), "most_rows": MOST_ROWS}
    return {"sheets": [listed, {**HEADINGS.sheet("services", SERVICES, language), "to_read": True}]}


def lines_of(
    rows: Mapping[int, Cells], services: Mapping[str, str], day: date, today: date
) -> list[GapLine]:
    """Return what the rows say; ``services`` are ids by title, ``day`` holds where none stands."""
    lines: list[GapLine] = []
    seen: set[tuple[str, str]] = set()
    for number, cells in rows.items():
        line = _line(number, cells, services, day, today)
        pair = line.body, line.profile
        if not line.fault and pair in seen:
            line = replace(line, fault="gap-twice")
        seen.add(pair)
        lines.append(line)
    return lines


def _line(
    number: int, cells: Cells, services: Mapping[str, str], day: date, today: date
) -> GapLine:
    body, named = _key(_typed(cells, "body")), _typed(cells, "profile")
    profile = services.get(named.casefold(), named)
    told = _typed(cells, "listed-on")
    listed_on = day_of(told, today) if told else day
    fault = _fault(body, profile, listed_on)
    return GapLine(number, body, profile, (listed_on or day).isoformat(), fault)


def _fault(body: str, profile: str, listed_on: date | None) -> str:
    if not body:
        return "gap-body-missing"
    if not profile:
        return "gap-profile-missing"
    if not KEY.fullmatch(body):
        return "gap-body-unknown"
    if not ID.fullmatch(profile):
        return "gap-profile-unknown"
    return "" if listed_on else "gap-bad-day"


def _typed(cells: Cells, name: str) -> str:
    return " ".join(str(cells.get(name, "")).split())


def _key(typed: str) -> str:
    """Return a body's key as it is kept: without blanks, with the zero a number cannot have."""
    key = typed.replace(" ", "")
    return f"0{key}" if key.startswith(WITHOUT_ZERO) and key.isdecimal() else key


def day_of(typed: str, today: date) -> date | None:
    """Return the day somebody typed, as 2026-11-28 or 28.11.2026; None if it cannot be meant."""
    german = DAY.fullmatch(typed)
    written = "-".join((german[3], german[2].zfill(2), german[1].zfill(2))) if german else typed
    try:
        day = datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        return None
    return day if EARLIEST <= day <= today else None


def parts_of(lines: Iterable[GapLine]) -> Iterator[list[GapLine]]:
    """Return the lines in parts as orders takes them, each of one day, a body's rows together."""
    by_day: dict[str, list[GapLine]] = {}
    for line in sorted(lines, key=lambda line: line.body):
        by_day.setdefault(line.listed_on, []).append(line)
    for same in by_day.values():
        for start in range(0, len(same), ROWS_PER_PART):
            yield same[start : start + ROWS_PER_PART]


def payload_of(part: list[GapLine]) -> Part:
    """Return what orders is told of a part."""
    rows = [{"body": line.body, "profile": line.profile} for line in part]
    return {"listed_on": part[0].listed_on, "rows": rows}


def carried(part: list[GapLine]) -> str:
    """Return a part as the page carries it from the check to the taking in."""
    told = [part[0].listed_on, [[line.body, line.profile] for line in part]]
    return json.dumps(told, separators=(",", ":"))


def carried_of(written: str) -> Part | None:
    """Return what orders is told of such a part; None where our page did not write it."""
    try:
        listed_on, rows = json.loads(written)
        told = [{"body": body, "profile": profile} for body, profile in rows]
    except (ValueError, TypeError):
        return None
    return {"listed_on": listed_on, "rows": told}


def ids_by_title(services: Iterable[Any]) -> dict[str, str]:
    """Return the ids by title in either language; a title of two services names none."""
    ids: dict[str, set[str]] = {}
    for one in services:
        for title in filter(None, one["title"].values()):
            ids.setdefault(" ".join(title.split()).casefold(), set()).add(one["id"])
    return {title: min(named) for title, named in ids.items() if len(named) == 1}
