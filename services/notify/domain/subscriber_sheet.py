"""The confirmed newsletter addresses as a sheet, for a program that sends mails to many."""

import json
from collections.abc import Sequence
from typing import Any

from services.common.digests import list_digest
from services.notify.domain.newsletter import Subscriber
from services.notify.words.newsletter import HEADINGS, LANGUAGES, SHEET

FILE_PAGE = 1000
KEY = "subscribers"
COLUMNS = {"address": (44, "text"), "language": (14, "text"), "confirmed_on": (16, "date")}
"""How wide each column is, and what it holds."""


def as_lines(
    found: Sequence[Subscriber], language: str, *, first: bool, tables: bool
) -> dict[str, Any]:
    """Return a page as lines: rows of the sheet, or items of the list; one more was asked for."""
    page = found[:FILE_PAGE]
    shown = [_row(one, language) for one in page] if tables else [one.public() for one in page]
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in shown)
    following = page[-1].id if len(found) > FILE_PAGE else None
    revision = list_digest((one.id, str(one.version)) for one in page)
    whole = {"lines": lines, "next": following, "revision": revision}
    return {**whole, "layout": layout(language)} if first else whole


def layout(language: str) -> dict[str, Any]:
    """Return the sheet as those who write files need it, in a language."""
    columns = [
        {"key": key, "title": HEADINGS[key].in_language(language), "width": width, "holds": holds}
        for key, (width, holds) in COLUMNS.items()
    ]
    title = SHEET.in_language(language)
    return {"sheets": [{"key": KEY, "title": title, "to_read": True, "columns": columns}]}


def _row(one: Subscriber, language: str) -> tuple[str, list[str | None]]:
    confirmed_on = one.confirmed_at.date().isoformat() if one.confirmed_at else None
    return KEY, [one.address, LANGUAGES[one.language].in_language(language), confirmed_on]
