"""How far a contract is on its way, from the signature to the archive, as its page shows it."""

from collections.abc import Mapping
from typing import Any

from gateway.web.frame.formats import day, moment
from gateway.web.words import say

Doc = Mapping[str, Any]
Step = dict[str, str]

RUNS = frozenset({"concluded", "notice_given"})


def course_of(contract: Doc) -> list[Step]:
    """Return the steps: drafted, signed, countersigned, sealed, running, over, kept."""
    state, concluded = contract["state"], contract["concluded_at"] is not None
    if state == "withdrawn":
        return [*_signed_steps(contract), _step("withdrawn", "ended", _ended(contract))]
    over = concluded and state not in RUNS
    return [
        *_signed_steps(contract),
        _step("sealed", _as(contract["sealed_at"], concluded), _at(contract["sealed_at"])),
        _step("running", _as(over, concluded), _period(contract) if concluded else ""),
        _step("over", "done" if over else "todo", _end(contract, over=over)),
        _step("kept", "now" if over else "todo", _kept(contract)),
    ]


def _signed_steps(contract: Doc) -> list[Step]:
    """Return how far it is with the signatures; one taken back goes no further."""
    reached = {
        "drafted": contract["offered_at"],
        "signed": contract["signed_at"],
        "countersigned": contract["concluded_at"],
    }
    open_one = next((name for name, at in reached.items() if not at), "")
    gone = contract["state"] == "withdrawn"
    return [
        _step(name, _as(at, name == open_one), _at(at))
        for name, at in reached.items()
        if at or not gone
    ]


def _step(name: str, state: str, note: str) -> Step:
    tense = "did" if state == "done" else "do"
    return {"name": name, "title": say(f"contract-{tense}-{name}"), "note": note, "state": state}


def _as(done: object, is_next: bool) -> str:
    return "done" if done else ("now" if is_next else "todo")


def _at(at: str | None) -> str:
    return moment(at) if at else ""


def _ended(contract: Doc) -> str:
    return day(contract["ended_at"]) if contract["ended_at"] else ""


def _period(contract: Doc) -> str:
    """Return since when it holds, for one that is concluded."""
    return say("contract-since", day=day(contract["starts_on"] or contract["concluded_at"]))


def _end(contract: Doc, *, over: bool) -> str:
    if contract["last_day"] is None:
        return say("contract-no-end")
    key = "contract-ended-day" if over else "contract-last-day"
    return say(key, day=day(contract["last_day"]))


def _kept(contract: Doc) -> str:
    until = contract["retained_until"]
    return say("contract-kept-until", day=day(until)) if until else say("contract-kept-ten")
