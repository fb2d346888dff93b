"""Whose turn it really is: the state, what is open in it, and whether a setup party is named."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from services.common.moves import Turns, Wait
from services.common.storage.aggregates import to_plain
from services.orders.domain.deadlines import DEADLINES
from services.orders.domain.reasons import Facts, Why
from services.orders.domain.states import (
    ASKING,
    BY,
    FINAL,
    MACHINES,
    MOVES,
    TABLE,
    WAITS,
    OrderState,
)
from services.orders.words.reasons import own_text, reason_text

S = OrderState


class Point(StrEnum):
    """What can be open within a state, so that somebody else is next than the state says."""

    DOCUMENT_FAILED = "document_failed"
    VENDOR_QUESTION = "vendor_question"
    LINK_UNPROVEN = "link_unproven"
    LINK_DEAD = "link_dead"
    SETUP_QUESTION = "setup_question"
    NO_LICENCE = "no-licence"
    INTERFACE_MISSING = "interface-missing"
    WRONG_CONTACT = "wrong-contact"
    DATA_MISSING = "data-missing"
    VERSION_TOO_OLD = "version-too-old"
    CAPACITY = "capacity"
    OTHER = "other"


@dataclass
class OpenPoint:
    """What is open, since when, and why: a person's words, or our code with its parameters."""

    kind: Point
    since: datetime
    reason: str | None = None
    reason_code: str | None = None
    reason_facts: Facts = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return it as it is read, its reason worded."""
        plain: dict[str, Any] = to_plain(self)
        facts = plain.pop("reason_facts")
        if self.kind is Point.DOCUMENT_FAILED and self.reason and self.reason_code is None:
            return {**plain, "reason": own_text(self.reason)}
        return {**plain, "reason": reason_text(self.reason, self.reason_code, facts)}


Phase = tuple[OrderState, Point | None]
P = Point

FAILURES = (
    P.NO_LICENCE, P.INTERFACE_MISSING, P.WRONG_CONTACT, P.DATA_MISSING, P.VERSION_TOO_OLD,
    P.CAPACITY, P.OTHER,
)  # fmt: skip
"""Why a setup cannot go on; whose turn it is then, and until when, says ``DEADLINES``."""

RAISES = {
    "document-failed": P.DOCUMENT_FAILED,
    "vendor-ask-back": P.VENDOR_QUESTION,
    "ask-setup": P.SETUP_QUESTION,
    "propose-link": P.LINK_UNPROVEN,
    "link-dead": P.LINK_DEAD,
}
"""The moves that leave a point open; every other move but those of ``KEEPS`` settles it.

What a failed setup leaves open is its reason.
"""

KEEPS = frozenset({"acknowledge", "progress"})
KEPT = frozenset({P.VENDOR_QUESTION, P.SETUP_QUESTION})
"""What stays open though the setup goes on."""
MENDED_BY_BODY = frozenset(point for point in FAILURES if DEADLINES[point].role == "body")
NEEDS: dict[tuple[OrderState, str], frozenset[Point | None]] = {
    **{(state, "answer"): frozenset({P.VENDOR_QUESTION}) for state in ASKING},
    **{(state, "ask-setup"): frozenset({None, P.SETUP_QUESTION}) for state in ASKING},
    **{(state, "answer-setup"): frozenset({P.SETUP_QUESTION}) for state in ASKING},
    (S.SETUP_FAILED, "retry"): MENDED_BY_BODY,
    **{
        (state, "confirm-link"): frozenset({P.LINK_UNPROVEN}) for state in (S.AWAITING_LINK, S.LIVE)
    },
    **{(state, "refuse-link"): frozenset({P.LINK_UNPROVEN}) for state in (S.AWAITING_LINK, S.LIVE)},
    (S.LIVE, "link-dead"): frozenset({None}),
    (S.LIVE, "link-works"): frozenset({P.LINK_DEAD}),
}
"""The moves that are possible only while one of these points is open, or none is."""

POINT_WAITS: dict[Phase, Wait] = {
    phase: DEADLINES[phase[1]]
    for phase in (
        (S.RELEASED, P.DOCUMENT_FAILED),
        (S.SETUP_REQUESTED, P.VENDOR_QUESTION),
        (S.IN_SETUP, P.VENDOR_QUESTION),
        (S.SETUP_REQUESTED, P.SETUP_QUESTION),
        (S.IN_SETUP, P.SETUP_QUESTION),
        *((S.SETUP_FAILED, failure) for failure in FAILURES),
        (S.AWAITING_LINK, P.LINK_UNPROVEN),
        (S.LIVE, P.LINK_UNPROVEN),
        (S.LIVE, P.LINK_DEAD),
    )
}
WITHOUT_SETUP_PARTY = {
    "setup_requested": ("find_setup_party", "find_setup_party"),
    "in_setup": ("in_setup_by_support", "in_setup"),
    "setup_question": ("setup_question_by_support", "setup_question"),
}
"""The row of the deadlines that holds instead, and the code of what is to be done."""


def _phases() -> dict[tuple[Phase, str], Phase]:
    """Return the moves between states with what is open in them."""
    table: dict[tuple[Phase, str], Phase] = {}
    phases: set[Phase] = {(state, None) for state in OrderState}
    phases |= {(S.SETUP_FAILED, failure) for failure in FAILURES}
    while True:
        for (state, action), after in TABLE.items():
            for phase in [phase for phase in phases if phase[0] is state]:
                if is_possible(state, action, phase[1]):
                    table[phase, action] = (after, _left_open(phase[1], action))
        if set(table.values()) <= phases:
            return table
        phases |= set(table.values())


def is_possible(state: OrderState, action: str, point: Point | None) -> bool:
    """Tell whether what is open in the state allows a move of the table."""
    return point in NEEDS.get((state, action), (point,))


def _left_open(point: Point | None, action: str) -> Point | None:
    return RAISES.get(action) or (point if action in KEEPS and point in KEPT else None)


PHASES = _phases()
TURNS: Turns[Phase] = Turns(
    waits={**{(state, None): wait for state, wait in WAITS.items()}, **POINT_WAITS},
    by=BY,
    rests={(S.LIVE, None)},
    ends={(state, None) for state in FINAL},
    passes={(state, None) for state in MOVES.turns.passes},
    machines=MACHINES,
)


def open_after(action: str, point: OpenPoint | None, now: datetime, why: Why) -> OpenPoint | None:
    """Return what is open after a move."""
    raised = RAISES.get(action)
    if action == "failed" and "failure" in why.facts:
        raised = Point(why.facts["failure"])
    if raised:
        return OpenPoint(raised, now, why.text, why.code, why.facts)
    return point if action in KEEPS and point and point.kind in KEPT else None


def wait_in(
    state: OrderState, has_setup_party: bool, point: Point | None = None
) -> tuple[Wait, str] | None:
    """Return who is next and the code of what is to be done; None where nobody is.

    Without a setup party it is a task for support, never silence.
    """
    if (state, point) not in TURNS.waits:
        return None
    row = code = (point or state).value
    if DEADLINES[row].role == "setup_party" and not has_setup_party:
        row, code = WITHOUT_SETUP_PARTY[row]
    return DEADLINES[row], code


BY_CONTRACT = {S.CONTRACT_OFFERED: "sign", S.CONTRACT_SIGNED: "countersign"}
FOLLOWED = frozenset(
    {
        "offer", "refuse", "await-link", "document-failed", "contract-withdrawn", "sign",
        "conclude", "contract-ended", "link-dead", "link-works", "settle",
    }
)  # fmt: skip
"""Moves nobody makes on the order itself: it follows its contract, the page of its link, or
another order that is kept in its place."""

API_NAMES = {"propose-link": "link"}


def actions_in(state: OrderState, point: Point | None = None) -> list[str]:
    """List what people can do, by the names of the API; support always helps.

    The moves that follow a contract are made by signing and countersigning it.
    """
    return list(_actions_in(state, point))


@cache
def _actions_in(state: OrderState, point: Point | None) -> tuple[str, ...]:
    moves = {action for (phase, action) in PHASES if phase == (state, point)} - FOLLOWED
    more = {"request-support", *filter(None, (BY_CONTRACT.get(state),))}
    if state is S.SUBMITTED:
        more.add("claim")
    if state is S.CONTRACT_CONCLUDED:
        moves.clear()
    return tuple(sorted({API_NAMES.get(action, action) for action in moves} | more))


ADVANCES = frozenset(BY) - {"withdraw", "cancel", "reject", "settle", "contract-ended"}
"""What brings an order on; to end it is nobody's turn."""


def is_turn(role: str, actions: Iterable[str], has_setup_party: bool) -> bool:
    """Tell whether it is the turn of somebody who can do these, where this role is waited for."""
    made = {"countersign": "conclude", **{name: move for move, name in API_NAMES.items()}}
    moves = {action: made.get(action, action) for action in actions}.values()
    return any(role in _makers(move, has_setup_party) for move in moves if move in ADVANCES)


def _makers(move: str, has_setup_party: bool) -> AbstractSet[str]:
    """Return who makes a move: what a setup party does, support does only where there is none."""
    if "setup_party" not in BY[move]:
        return BY[move]
    return {"setup_party" if has_setup_party else "support"}


def turns_of(phases: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return for each role how many orders wait for it, from the counts of the phases.

    The earliest ``first_due_on`` and ``since`` are told where the phases tell them; either is
    None where no order of the phase has it.
    """
    by_role: dict[str, dict[str, Any]] = {}
    for phase in phases:
        id = phase["_id"]
        point = Point(id["point"]) if id.get("point") else None
        turn = wait_in(OrderState(id["state"]), id["party"], point)
        if turn is not None:
            _add(by_role, turn[0].role, phase)
    return sorted(by_role.values(), key=_first_due)


def _first_due(turn: Mapping[str, Any]) -> tuple[bool, str]:
    """Sort by the day; what has none comes last."""
    on = turn.get("first_due_on")
    return on is None, str(on)


def _add(by_role: dict[str, dict[str, Any]], role: str, phase: Mapping[str, Any]) -> None:
    earliest = {name: phase[name] for name in ("first_due_on", "since") if name in phase}
    one = by_role.setdefault(role, {"role": role, "count": 0, "overdue": 0, **earliest})
    one["count"] += phase["count"]
    one["overdue"] += phase["overdue"]
    for name, value in earliest.items():
        one[name] = min((at for at in (one[name], value) if at is not None), default=None)


def waiting_for(role: str) -> Iterator[tuple[OrderState, Point | None, bool | None]]:
    """Return each state, open point and whether a setup party is named, in which a role is next."""
    for (state, point), wait in TURNS.waits.items():
        if wait.role == "setup_party" and role in ("setup_party", "support"):
            yield state, point, role == "setup_party"
        elif wait.role == role:
            yield state, point, None
