"""How long a contract is kept, and the signatures under it, whoever asks to be forgotten."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from services.common import clock

if TYPE_CHECKING:
    from services.contracts.domain.contracts import Contract

RETAINED_YEARS = 10
"""Assumed: counted from the end of the year in which the contract ends."""


def last_day(contract: "Contract") -> date | None:
    """Return the last day the contract holds, or held; None while no end is known."""
    ended, notice = contract.ended_at, contract.notice
    days = (
        clock.local_date(ended) if ended else None,
        notice.ends_on if notice else None,
        contract.valid_until,
    )
    return min((day for day in days if day is not None), default=None)


def retained_until(contract: "Contract") -> date | None:
    """Return the last day contract and signatures are kept; None while it has no end."""
    end = last_day(contract)
    if end is None:
        return None
    return date(min(end.year + RETAINED_YEARS, date.max.year), 12, 31)


def hold_for(contract: "Contract", account: str, now: datetime) -> None:
    """Keep the signatures of an erased account until the end of the retention."""
    for signature in (contract.signature, contract.countersignature):
        if signature and signature.account == account and not signature.erasure_asked_at:
            signature.erasure_asked_at = now
            signature.held_until = retained_until(contract)
