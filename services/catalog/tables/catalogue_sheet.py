"""The catalogue as a sheet to be read: words for codes, real dates and numbers.

It says of each service what is shown of it, whether it can be ordered and why not. What is to
be edited and come back is the other sheet, of ``columns``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.catalog.domain.availability import availability_of
from services.catalog.words.labels import label_of

Doc = Mapping[str, Any]
Cell = str | int | None
SHEET = "catalogue"
TITLE = "Katalog"


@dataclass(frozen=True)
class ReadColumn:
    """A column: its heading, how wide it is, what its cells are, and where they come from."""

    key: str
    title: str
    width: int
    cell: Callable[[Doc, date], Cell]
    holds: str = "text"


def _path(*names: str) -> Callable[[Doc, date], Cell]:
    def give(profile: Doc, _: date) -> Cell:
        value: Any = profile
        for name in names:
            value = value.get(name) if value else None
        return value if isinstance(value, str | int) else None

    return give


def _word(facet: str, *names: str) -> Callable[[Doc, date], Cell]:
    value_of = _path(*names)

    def give(profile: Doc, today: date) -> Cell:
        code = value_of(profile, today)
        return label_of(facet, str(code)).de if code is not None else None

    return give


def _words(facet: str, name: str) -> Callable[[Doc, date], Cell]:
    return lambda profile, _: _joined(label_of(facet, code).de for code in profile[name])


def _joined(texts: Iterable[str]) -> Cell:
    return ", ".join(dict.fromkeys(text for text in texts if text)) or None


def _reason(profile: Doc, today: date) -> Cell:
    reason = availability_of(profile, today).reason
    return reason.de if reason else None


def _maturity(profile: Doc, _: date) -> Cell:
    maturity = profile.get("maturity")
    return f"{maturity['value']} (Modell {maturity['model']})" if maturity else None


COLUMNS = (
    ReadColumn("title", "Leistung", 34, _path("title", "de")),
    ReadColumn("summary", "Kurzbeschreibung", 60, _path("summary", "de")),
    ReadColumn("orderable", "Bestellbar", 14, lambda p, day: availability_of(p, day).word.de),
    ReadColumn("reason", "Hinweis dazu", 34, _reason),
    ReadColumn("kind", "Art", 18, _word("kind", "kind")),
    ReadColumn("status", "Status", 16, _word("status", "status")),
    ReadColumn("topic", "Themenfeld", 20, _path("topic")),
    ReadColumn("life_situation", "Lage", 22, _path("life_situation")),
    ReadColumn("target_kinds", "Für wen", 26, _words("body_kind", "target_kinds")),
    ReadColumn("capacities", "Aufgabe der Stelle", 18, _words("capacity", "capacities")),
    ReadColumn("financing", "Finanzierung", 20, _word("financing", "financing", "kind")),
    ReadColumn("financing_year", "Jahr", 8, _path("financing", "year"), "number"),
    ReadColumn("ministry", "Ressort", 28, _word("ministry", "ministry")),
    ReadColumn("operating_authority", "Betreibende Behörde", 28, _path("operating_authority")),
    ReadColumn("contract_partner", "Vertragspartner", 22, _path("contract_partner", "name")),
    ReadColumn("interfaces", "Fachverfahren", 26, lambda p, _: _joined(
        interface["system"] for interface in p["interfaces"])),
    ReadColumn("trust_level", "Vertrauensniveau", 16, _word("trust_level", "trust_level")),
    ReadColumn("maturity", "Reifegrad", 16, _maturity),
    ReadColumn("contacts", "Ansprechpartner", 30, lambda p, _: _joined(
        contact["email"] or contact["name"] for contact in p["contacts"])),
    ReadColumn("leika_keys", "LeiKa-Schlüssel", 18, lambda p, _: _joined(p["leika_keys"])),
    ReadColumn("ozg_id", "OZG-Nummer", 12, _path("ozg_id")),
    ReadColumn("version", "Fassung", 9, _path("profile_version"), "number"),
    ReadColumn("valid_from", "Gültig ab", 12, _path("valid_from"), "date"),
    ReadColumn("checked_on", "Zuletzt geprüft", 14, _path("checked_on"), "date"),
    ReadColumn("demo", "Demodaten", 11, lambda p, _: "ja" if p["demo"] else "nein"),
    ReadColumn("id", "Kennung", 26, _path("id")),
)  # fmt: skip


def layout() -> dict[str, Any]:
    """Return the sheet as those who write files need it."""
    columns = [
        {"key": c.key, "title": c.title, "width": c.width, "holds": c.holds} for c in COLUMNS
    ]
    return {"sheets": [{"key": SHEET, "title": TITLE, "to_read": True, "columns": columns}]}


def rows_of(profile: Doc, today: date) -> Iterator[tuple[str, list[Cell]]]:
    """Return the row of a profile's public state."""
    yield SHEET, [column.cell(profile, today) for column in COLUMNS]
