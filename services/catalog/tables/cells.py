"""One value as a cell, and a cell as the value its field takes.

A cell that cannot be meant for its field is given on as it is: the field then says so.
"""

import json
import re
from typing import Any

from marshmallow import fields

from services.catalog.domain.labels import code_of
from services.catalog.schemas.profile_parts import Cost, DayAsText
from services.catalog.words import WORDS
from services.catalog.words.labels import LABELS
from services.common.words import Text

YES, NO, UNKNOWN = "ja", "nein", "unbekannt"
YES_OR_NO = {
    YES: True, "true": True, "wahr": True, "yes": True,
    NO: False, "false": False, "falsch": False, "no": False,
}  # fmt: skip
TAKEN = {
    fields.Boolean: WORDS["yes-or-no-cell"].filled(),
    Cost: WORDS["cost-cell"].filled(),
}
"""The words these fields have in a sheet."""
SEPARATOR = "; "
_BETWEEN_TEXTS = re.compile(r"[;\n]")
_BETWEEN_CODES = re.compile(r"[;,\n]")
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")


def cell_of(value: Any, field: Any = None) -> Any:
    """Return what stands in the cell; None and nothing at all leave it empty."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(field, Cost) and value == "unknown":
        return UNKNOWN
    if isinstance(value, list):
        return _joined(value)
    return value


def _joined(texts: list[str]) -> str | None:
    """Return the texts with semicolons, or as JSON where that could not be told apart again."""
    joined = SEPARATOR.join(texts)
    if texts and (_split(joined) != texts or joined.startswith("[")):
        return json.dumps(texts, ensure_ascii=False)
    return joined or None


def value_of(cell: Any, field: fields.Field[Any], facet: str | None = None) -> Any:
    """Return the value for the field; the cell is not empty, and may say a code of the facet."""
    if facet is not None:
        return _codes(cell, field, facet)
    if isinstance(field, fields.List):
        return _listed(cell)
    if isinstance(field, fields.Boolean | Cost):
        return _yes_or_no(cell)
    if isinstance(field, fields.Integer):
        text = str(cell).strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else cell
    if isinstance(field, DayAsText):
        return _day(str(cell).strip())
    return cell if isinstance(cell, str) else cell_of(cell) if isinstance(cell, bool) else str(cell)


def _codes(cell: Any, field: fields.Field[Any], facet: str) -> Any:
    """Return the codes for the words; a word nobody knows is left to the field."""
    if not isinstance(field, fields.List):
        return code_of(facet, str(value_of(cell, field)))
    stated = _listed(cell, _BETWEEN_CODES)
    if not isinstance(stated, list):
        return stated
    return [code_of(facet, word) if isinstance(word, str) else word for word in stated]


def choices_of(facet: str) -> Text:
    """Return which words a column takes, each with its code."""
    labels = LABELS[facet].items()
    named = [Text(f"{label.de} ({code})", f"{label.en} ({code})") for code, label in labels]
    return WORDS["choices"].filled(choices=named)


def _yes_or_no(cell: Any) -> Any:
    word = str(cell).strip().lower()
    return "unknown" if word == UNKNOWN else YES_OR_NO.get(word, word)


def _day(text: str) -> str:
    german = GERMAN_DAY.match(text)
    if german is None:
        return text
    day, month, year = german.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _listed(cell: Any, between: re.Pattern[str] = _BETWEEN_TEXTS) -> Any:
    text = str(cell).strip()
    if text.startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass
    return _split(text, between)


def _split(text: str, between: re.Pattern[str] = _BETWEEN_TEXTS) -> list[str]:
    return [part.strip() for part in between.split(text) if part.strip()]
