"""What each problem code means, in German and English; the texts stand in a data file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TEXTS_FILE = Path(__file__).parent / "problems.json"


@dataclass(frozen=True)
class Explanation:
    """A title and what one can do, in both languages."""

    title_de: str
    title_en: str
    what_de: str
    what_en: str

    @property
    def title(self) -> str:
        """Give the title as a problem document carries it."""
        return f"{self.title_de} / {self.title_en}"

    @property
    def what(self) -> str:
        """Give the sentence for a problem that brings none of its own."""
        return f"{self.what_de} / {self.what_en}"


GENERAL = Explanation(
    "Das hat nicht geklappt",
    "That did not work",
    "Die Antwort nennt in „detail“ den Grund. Hilft das nicht, wenden Sie sich mit der"
    " correlation_id an den Betreiber.",
    "The answer's “detail” says why. If that does not help, tell the operator the correlation_id.",
)


def _read() -> Mapping[str, Explanation]:
    rows: dict[str, list[str]] = json.loads(TEXTS_FILE.read_text("utf-8"))
    return {code: Explanation(*texts) for code, texts in rows.items()}


EXPLANATIONS = _read()


def explanation_of(code: str) -> Explanation:
    """Give the explanation of a code, a general one where it is not in the table."""
    return EXPLANATIONS.get(code, GENERAL)
