"""How a chain stands, as pages show it: its levels, its end, and whose agreements are meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gateway.web.frame.formats import day
from gateway.web.words import say
from services.common import clock

Doc = Mapping[str, Any]
LEVELS = (1, 2, 3)
SOON = timedelta(days=182)


@dataclass(frozen=True)
class Level:
    """One level of a chain as a step of its picture, with all its agreements."""

    number: int
    title: str
    note: str
    state: str
    agreements: list[Doc]
    text: str = ""


def levels_of(chain: Doc) -> list[Level]:
    """Return the levels above a contract, and the contracts themselves as the last one."""
    steps = [_level(chain, number) for number in LEVELS]
    whole = bool(chain["is_whole"])
    last = Level(
        4, say("ch-level-4"), say("ch-level-4-note"), "", [],
        say("ch-level-4-whole" if whole else "ch-level-4-broken"),
    )  # fmt: skip
    return [*steps, last]


def _level(chain: Doc, number: int) -> Level:
    here = [one for one in chain["agreements"] if one["level"] == number]
    missing = number in chain["missing"]
    note = say("ch-level-missing") if missing else say("ch-level-holds")
    return Level(number, say(f"ch-level-{number}"), note, "ended" if missing else "", here)


def until_of(agreement: Doc) -> str:
    """Return from when until when an agreement is valid, in words."""
    since, until = day(agreement["valid_from"]), agreement["valid_until"]
    if until is None:
        return say("ch-since", since=since)
    return say("ch-since-until", since=since, until=day(until))


def is_in_force(agreement: Doc) -> bool:
    """Tell whether an agreement holds today."""
    today = clock.local_date(clock.now()).isoformat()
    return bool(agreement["valid_from"] <= today <= (agreement["valid_until"] or "9999-12-31"))


def breaks_soon(chain: Doc) -> bool:
    """Tell whether an agreement will be missing within half a year, which is when it is seen to."""
    if chain["breaks_on"] is None:
        return False
    return date.fromisoformat(chain["breaks_on"]) - clock.local_date(clock.now()) <= SOON


def changes_of(proposal: Doc) -> list[tuple[str, str, str]]:
    """Return field by field what a proposal would change, in words."""
    new = proposal["replaces"] is None
    return [
        (
            say(f"ch-field-{change['field']}"),
            "–" if new else _worded(change["field"], change["before"], "ch-document-before"),
            _worded(change["field"], change["after"], "ch-document-after"),
        )
        for change in proposal["changes"]
    ]


def _worded(field: str, value: Any, document: str) -> str:
    """Return a value as people read it; a missing one is an open end."""
    if value is None:
        return say("ch-open-ended")
    if field == "document_hash":
        return say(document)
    if field in ("valid_from", "valid_until"):
        return day(str(value))
    return say(f"ch-level-{value}") if field == "level" else str(value)
