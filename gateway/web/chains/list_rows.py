"""The rows of an uploaded list of agreements: what they mean, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gateway.tables.list_columns import Column, Headings
from gateway.words.chain_import import IMPORT_COLUMNS, IMPORT_SHEETS

MOST_ROWS = 200
LONGEST_NUMBER, LONGEST_PARTY = 60, 200
WAYS = ("%Y-%m-%d", "%d.%m.%Y")
LEVELS = {"1": 1, "2": 2, "3": 3}
Cells = Mapping[str, Any]
HEADINGS = Headings(IMPORT_SHEETS, IMPORT_COLUMNS)

COLUMNS = (
    Column("profile", 40),
    Column("level", 10, is_text=False),
    Column("number", 24),
    Column("from_party", 50),
    Column("to_party", 50),
    Column("valid_from", 16, is_text=False),
    Column("valid_until", 16, is_optional=True, is_text=False),
)
SERVICES = (Column("service-id", 40), Column("service-title", 60))


@dataclass(frozen=True)
class AgreementLine:
    """A row of the list as the API takes it; ``fault`` is a word's key."""

    number: int
    facts: Mapping[str, Any]
    fault: str = ""


def layout(language: str) -> dict[str, Any]:
    """Return how the list and the services to look up are written, and how it is read."""
    listed = {**HEADINGS.sheet("agreements", COLUMNS, language), "most_rows": MOST_ROWS}
    return {"sheets": [listed, {**HEADINGS.sheet("services", SERVICES, language), "to_read": True}]}


def lines_of(rows: Mapping[int, Cells], services: Mapping[str, str]) -> list[AgreementLine]:
    """Return what the rows say; ``services`` are ids by title."""
    return [_line(number, cells, services) for number, cells in rows.items()]


def _line(number: int, cells: Cells, services: Mapping[str, str]) -> AgreementLine:
    typed = {column.key: " ".join(str(cells.get(column.key, "")).split()) for column in COLUMNS}
    named = typed["profile"]
    facts: dict[str, Any] = {
        "profile": services.get(named.casefold(), named),
        "level": LEVELS.get(typed["level"]),
        **{name: typed[name] for name in ("number", "from_party", "to_party")},
        "valid_from": day_of(typed["valid_from"]),
        **({"valid_until": day_of(typed["valid_until"])} if typed["valid_until"] else {}),
    }
    return AgreementLine(number, facts, _fault(facts, services))


def _fault(facts: Mapping[str, Any], services: Mapping[str, str]) -> str:
    if facts["profile"] not in services.values():
        return "ch-row-service"
    if facts["level"] is None:
        return "ch-row-level"
    parties = facts["from_party"], facts["to_party"]
    if not facts["number"] or not all(parties):
        return "ch-row-empty"
    if len(facts["number"]) > LONGEST_NUMBER or any(len(one) > LONGEST_PARTY for one in parties):
        return "ch-row-long"
    return _fault_of_days(facts["valid_from"], facts.get("valid_until", facts["valid_from"]))


def _fault_of_days(since: str | None, until: str | None) -> str:
    if since is None or until is None:
        return "ch-row-day"
    return "ch-row-order" if until < since else ""


def day_of(typed: str) -> str | None:
    """Return the day somebody typed, as 2026-11-28 or 28.11.2026; None where it is none of ours."""
    for way in WAYS:
        try:
            day: date = datetime.strptime(typed, way).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day.isoformat() if 1990 <= day.year <= 2199 else None
    return None
