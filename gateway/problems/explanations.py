"""What each problem code means, in German and English; the texts stand in a data file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gateway.words.refusals import FOR_PEOPLE, UNNAMED
from services.common.words import Text

TEXTS_FILE = Path(__file__).parent / "problems.json"


@dataclass(frozen=True)
class Explanation:
    """A title, and what happened and what one can do."""

    title: Text
    what: Text


GENERAL = Explanation(
    Text("Das hat nicht geklappt", "That did not work"),
    Text(
        "Die Antwort nennt in „detail“ den Grund. Hilft das nicht, wenden Sie sich mit der"
        " correlation_id an BayKommun.",
        "The answer's “detail” says why. If that does not help, tell BayKommun the correlation_id.",
    ),
)


def _read() -> Mapping[str, Explanation]:
    rows: dict[str, list[str]] = json.loads(TEXTS_FILE.read_text("utf-8"))
    return {code: Explanation(Text(*t[:2]), Text(*t[2:])) for code, t in rows.items()}


EXPLANATIONS = _read()


def explanation_of(code: str) -> Explanation:
    """Return the explanation of a code, a general one where it is not in the table."""
    return EXPLANATIONS.get(code, GENERAL)


def meaning_of(code: str) -> Text:
    """Return what a code means to somebody at a page, in no terms of the interface."""
    if code in FOR_PEOPLE:
        return FOR_PEOPLE[code]
    return EXPLANATIONS[code].what if code in EXPLANATIONS else UNNAMED
