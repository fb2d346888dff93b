"""One value as a cell, and a cell as the value its field takes.

A cell that cannot be meant for its field is given on as it is: the field then says so.
"""

import json
import re
from typing import Any

from marshmallow import fields

from services.catalog.schemas_profile import Cost, DayAsText

YES, NO, UNKNOWN = "ja", "nein", "unbekannt"
WORDS = {
    YES: True, "true": True, "wahr": True, "yes": True,
    NO: False, "false": False, "falsch": False, "no": False,
}  # fmt: skip
TAKEN = {
    fields.Boolean: "Möglich: ja, nein. / One of ja (yes), nein (no).",
    Cost: "Möglich: ja, nein, unbekannt. / One of ja (yes), nein (no), unbekannt (unknown).",
}
"""The words these fields have in a sheet."""
SEPARATOR = "; "
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")


def shown(value: Any, field: Any = None) -> Any:
    """Give what stands in the cell; None and nothing at all leave it empty."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(field, Cost) and value == "unknown":
        return UNKNOWN
    if isinstance(value, list):
        return _joined(value)
    return value


def _joined(texts: list[str]) -> str | None:
    """Give the texts with semicolons, or as JSON where that could not be told apart again."""
    joined = SEPARATOR.join(texts)
    if texts and (_split(joined) != texts or joined.startswith("[")):
        return json.dumps(texts, ensure_ascii=False)
    return joined or None


def meant(cell: Any, field: fields.Field[Any]) -> Any:
    """Give the value for the field; the cell is not empty."""
    if isinstance(field, fields.List):
        return _listed(cell)
    if isinstance(field, fields.Boolean | Cost):
        return _yes_or_no(cell)
    if isinstance(field, fields.Integer):
        text = str(cell).strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else cell
    if isinstance(field, DayAsText):
        return _day(str(cell).strip())
    return cell if isinstance(cell, str) else shown(cell) if isinstance(cell, bool) else str(cell)


def _yes_or_no(cell: Any) -> Any:
    word = str(cell).strip().lower()
    return "unknown" if word == UNKNOWN else WORDS.get(word, word)


def _day(text: str) -> str:
    german = GERMAN_DAY.match(text)
    if german is None:
        return text
    day, month, year = german.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _listed(cell: Any) -> Any:
    text = str(cell).strip()
    if text.startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass
    return _split(text)


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
