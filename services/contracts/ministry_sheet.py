"""What ends for a ministry, as a sheet to be read and printed."""

from collections.abc import Iterable, Iterator
from typing import Any

from services.common.words import Text
from services.contracts.words.ministry_ends import HEADINGS, LEVELS, SHEET

KEY = "ends"
COUNTS = ("contracts", "bodies", "links")
WIDE, NARROW = 36, 16
WIDE_ONES = ("service", "from_party", "to_party", "following")


def layout(language: str) -> dict[str, Any]:
    """Return the sheet as those who write files need it, in a language."""
    columns = [
        {"key": key, "title": title.in_language(language),
         "width": WIDE if key in WIDE_ONES else NARROW,
         "holds": "number" if key in COUNTS else "text"}
        for key, title in HEADINGS.items()
    ]  # fmt: skip
    title = SHEET.in_language(language)
    return {"sheets": [{"key": KEY, "title": title, "to_read": True, "columns": columns}]}


def rows_of(ends: Iterable[dict[str, Any]], language: str) -> Iterator[tuple[str, list[Any]]]:
    """Return each end as the cells of the sheet."""
    for end in ends:
        agreement = end["agreement"]
        yield (
            KEY,
            [
                end["ends_on"],
                Text(**end["profile_title"]).in_language(language),
                LEVELS[agreement["level"]].in_language(language),
                agreement["number"],
                agreement["from_party"],
                agreement["to_party"],
                end["following_label"].in_language(language),
                end["renew_by"],
                *(end["counts"][name] for name in COUNTS),
            ],
        )
