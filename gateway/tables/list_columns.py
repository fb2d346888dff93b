"""The columns of a list people fill in a spreadsheet, as its template and its reader need them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from services.common.words import Text


@dataclass(frozen=True)
class Column:
    """One column: its heading stands in the words, by its key."""

    key: str
    width: int
    is_optional: bool = False
    is_text: bool = True


@dataclass(frozen=True)
class Headings:
    """The words of a list: of its sheets and of their columns, by their keys."""

    sheets: Mapping[str, Text]
    columns: Mapping[str, Text]

    def sheet(self, key: str, columns: Iterable[Column], language: str) -> dict[str, Any]:
        """Return how a sheet is written; its headings are read in both languages."""
        described = [
            {**asdict(column), "title": title.in_language(language), "also": [title.de, title.en]}
            for column in columns
            if (title := self.columns[column.key])
        ]
        return {"key": key, "title": self.sheets[key].in_language(language), "columns": described}
