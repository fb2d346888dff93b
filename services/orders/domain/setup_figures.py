"""Figures of a setup party's own setups: where they stand, how long they took, what failed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.common import clock
from services.orders.domain.figures import days_between, median_of
from services.orders.domain.sides import SEES, OrderSide
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import FAILURES, Point, turns_of
from services.orders.words.labels import FAILURES as FAILURE_WORDS
from services.orders.words.labels import ROLES, STATES

Doc = dict[str, Any]
Line = Mapping[str, Any]

ASKED, FAILED = "asked", "failed"
MARKS = {
    "request-setup": ASKED, "acknowledge": "acknowledged", "done": "ready",
    "link": "live", "confirm-link": "live", "failed": FAILED,
}  # fmt: skip
"""The acts a setup goes by, each with what is reached by them."""
TAKEN_OVER = "take-over"
"""Support set it up itself from here on: who is asked then begins anew."""
LAST_COUNTS = "ready"
"""Of this the last time counts, of the others the first one: a setup is ready when it stays so."""
REACHED = ("acknowledged", "ready", "live")
"""What is reached after the setup party was asked, in this order."""
MONTHS = 12
MOST_SERVICES = 100
"""So many services are told one by one, those with the most setups."""
QUESTIONS = {Point.SETUP_QUESTION: "setup_party", Point.VENDOR_QUESTION: "body"}
"""The questions that can be open, each with who is to answer it."""
SEEN = tuple(sorted(SEES[OrderSide.VENDOR], key=list(OrderState).index))


@dataclass(frozen=True)
class Course:
    """When a setup reached what, since its party was asked; and its failures."""

    marks: Mapping[str, datetime]
    failures: Sequence[tuple[datetime, str]]
    body: str

    def days_until(self, mark: str) -> int | None:
        """Return how many working days it took from being asked; None where it is not reached."""
        begun, ended = self.marks.get(ASKED), self.marks.get(mark)
        if begun is None or ended is None or ended < begun:
            return None
        return days_between(begun, ended, self.body)


def course_of(lines: Sequence[Line], body: str) -> Course:
    """Return the course of a setup; what was before its party was asked is none of theirs."""
    marks: dict[str, datetime] = {}
    failures = []
    for line in lines[_first_asked(lines) :]:
        mark = MARKS.get(line["action"])
        if mark == FAILED:
            facts = line.get("reason_facts") or {}
            failures.append((line["at"], str(facts.get("failure", Point.OTHER))))
        elif mark and (mark == LAST_COUNTS or mark not in marks):
            marks[mark] = line["at"]
    return Course(marks, failures, body)


def _first_asked(lines: Sequence[Line]) -> int:
    """Return the number of the line in which the present party was asked first.

    It is asked again after it failed, too: requests to the same one in a row are one. Lines that
    do not say which party was asked count as another's.
    """
    begin, party = 0, None
    for n, line in enumerate(lines):
        if line["action"] == "request-setup":
            asked = (line.get("reason_facts") or {}).get("setup_by")
            if asked is None or asked != party:
                begin, party = n, asked
        elif line["action"] == TAKEN_OVER:
            party = None
    return begin


def months_until(today: date) -> list[str]:
    """Return the last twelve months as ``2026-11``, the present one last."""
    last = today.year * 12 + today.month - 1
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(last - MONTHS + 1, last + 1)]


def courses_told(courses: Iterable[Course], months: Sequence[str], *, is_part: bool) -> Doc:
    """Return ``months``, ``median_days`` and ``failures`` of what happened in these months.

    Where the courses are of the newest orders only (``is_part``), ``months`` is None: in any
    month something may have happened to an older order. The others say so of the newest only.
    """
    by_month: dict[str, Counter[str]] = {month: Counter() for month in months}
    days: dict[str, Counter[str]] = {mark: Counter() for mark in REACHED}
    failed: Counter[str] = Counter()
    for course in courses:
        for mark, at in course.marks.items():
            if (month := _month(at)) in by_month:
                by_month[month][mark] += 1
                took = course.days_until(mark) if mark in REACHED else None
                if took is not None:
                    days[mark][str(took)] += 1
        for at, code in course.failures:
            if (month := _month(at)) in by_month:
                by_month[month][FAILED] += 1
                failed[code] += 1
    told = [
        {"month": month, **{mark: counts[mark] for mark in (ASKED, *REACHED, FAILED)}}
        for month, counts in by_month.items()
    ]
    return {
        "months": None if is_part else told,
        "median_days": {
            mark: {"days": median_of(counts, fewest=1), "count": counts.total()}
            for mark, counts in days.items()
        },
        "failures": [
            {"code": point.value, "label": FAILURE_WORDS[point], "count": failed[point]}
            for point in FAILURES
            if failed[point]
        ],
    }


def standing_told(phases: Sequence[Doc], titles: Mapping[str, Any]) -> Doc:
    """Return how setups stand now, from the counts of their phases.

    A phase has ``state``, ``point``, ``profile`` in ``_id``, ``count``, ``overdue``, and the
    ``first_due_on``; ``overdue`` is told of the setup party's own turns.
    """
    states = _summed(phases, lambda phase: phase["_id"]["state"])
    asked = _summed(phases, lambda phase: phase["_id"].get("point"))
    return {
        "total": sum(states.values()),
        "states": [
            {"state": state.value, "label": STATES[state], "count": states[state]} for state in SEEN
        ],
        "turns": [_turn(turn) for turn in turns_of(map(_named, phases))],
        "questions": [
            {"role": role, "label": ROLES[role], "count": asked[point]}
            for point, role in QUESTIONS.items()
        ],
        "services": _services(phases, titles),
    }


def _services(phases: Sequence[Doc], titles: Mapping[str, Any]) -> list[Doc]:
    by_profile: dict[str, list[Doc]] = {}
    for phase in phases:
        by_profile.setdefault(phase["_id"]["profile"], []).append(phase)
    rows = []
    for profile, own in by_profile.items():
        states = _summed(own, lambda phase: phase["_id"]["state"])
        turns = {turn["role"]: turn for turn in turns_of(map(_named, own))}
        yours = turns.get("setup_party", {"count": 0, "overdue": 0})
        title = titles.get(profile) or {"de": profile, "en": profile}
        counts = {state.value: states[state] for state in SEEN}
        told = {"profile": profile, "title": title, "total": sum(states.values())}
        rows.append({**told, **counts, "yours": yours["count"], "overdue": yours["overdue"]})
    rows.sort(key=lambda row: (-row["total"], row["title"]["de"].casefold(), row["profile"]))
    return rows[:MOST_SERVICES]


def _turn(turn: Doc) -> Doc:
    on_time = turn["count"] - turn["overdue"]
    return {
        "role": turn["role"], "label": ROLES[turn["role"]], "count": turn["count"],
        "on_time": on_time, "overdue": turn["overdue"],
    }  # fmt: skip


def _named(phase: Doc) -> Doc:
    """Return a phase as one in which a setup party is named."""
    return {**phase, "_id": {**phase["_id"], "party": True}}


def _summed(phases: Iterable[Doc], by: Any) -> Counter[str]:
    counts: Counter[str] = Counter()
    for phase in phases:
        counts[by(phase)] += phase["count"]
    return counts


def _month(at: datetime) -> str:
    return clock.local_date(at).isoformat()[:7]
