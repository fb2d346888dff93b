"""How a concluded contract ends: by notice, by its term, or because a successor takes its place."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from services.common.errors import Conflict
from services.contracts.domain.courses import Turn, advance, wind
from services.contracts.domain.notices import Notice, notice_months, possible_ends
from services.contracts.domain.retention import last_day
from services.contracts.domain.states import MOVES
from services.contracts.words.reasons import reason_text

if TYPE_CHECKING:
    from services.contracts.domain.contracts import Contract

NOTICE_PASSED, TERM_OVER = "notice-passed", "term-over"
"""Codes of why time ended a contract."""


class Succession(StrEnum):
    """Why a contract gets a successor."""

    RENEWAL = "renewal"
    AMENDMENT = "amendment"


VERBS = {Succession.RENEWAL: "renew", Succession.AMENDMENT: "amend"}


def ends_by_notice(contract: "Contract", today: date) -> list[date]:
    """Return the days either side can end the contract on by notice given today."""
    return possible_ends(today, notice_months(contract.facts), contract.valid_until)


def give_notice(contract: "Contract", notice: Notice, today: date) -> None:
    """End it on one of the days its period of notice allows."""
    contract.check("give-notice")
    possible = ends_by_notice(contract, today)
    if not possible:
        raise Conflict("ends-anyway", on=contract.valid_until)
    if notice.ends_on not in possible:
        raise Conflict("notice-not-possible", first=possible[0])
    contract.notice, contract.state = notice, MOVES.next(contract.state, "give-notice")
    wind(contract, notice.given_at)
    contract.tell("contract.notice_given", reason=notice.reason or "", reason_code=None)


def pass_time(contract: "Contract", now: datetime, *, is_succeeded: bool) -> None:
    """Say that it ends soon, or end it; one whose successor is concluded makes way for it."""
    for step in advance(contract, now):
        if step.role:
            contract.tell(f"contract.{step.turn.value}", reason="", reason_code=None, to=step.role)
        elif step.turn is Turn.OVER:
            make_way(contract, now) if is_succeeded else _end(contract, now)
        elif not is_succeeded:
            end = last_day(contract)
            contract.tell("contract.ending", reason="", reason_code=None, ends_on=end)


def _end(contract: "Contract", now: datetime) -> None:
    notice = contract.notice
    by_notice = notice is not None and notice.ends_on == last_day(contract)
    action, code = ("terminate", NOTICE_PASSED) if by_notice else ("expire", TERM_OVER)
    contract.state, contract.ended_at = MOVES.next(contract.state, action), now
    contract.reason = code
    contract.tell(f"contract.{contract.state.value}", reason=reason_text(code), reason_code=code)


def begin_succession(contract: "Contract", why: Succession, change: str, by: str) -> None:
    """Want a successor, which is drafted, offered and signed beside it; one at a time."""
    contract.check(VERBS[why])
    if contract.replaced_by is not None:
        raise Conflict("succession-open")
    contract.successors += 1
    contract.replaced_by = successor_id(contract)
    contract.tell("contract.succession_begun", succession=why.value, change=change, by=by)


def successor_id(contract: "Contract") -> str:
    """Return the id of the newest successor of a contract."""
    return f"{contract.id.split('-')[0]}-{contract.revision + contract.successors}"


def give_up_succession(contract: "Contract", successor: str) -> None:
    """Go on alone: the successor was taken back before it was concluded."""
    if contract.replaced_by == successor and MOVES.allows(contract.state, "supersede"):
        contract.replaced_by = None


def make_way(contract: "Contract", now: datetime) -> None:
    """End, for the successor holds now; what was signed is kept."""
    if MOVES.allows(contract.state, "supersede"):
        contract.state, contract.ended_at = MOVES.next(contract.state, "supersede"), now
        wind(contract, now)
        contract.tell("contract.superseded", reason="", reason_code=None)
