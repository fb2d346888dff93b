"""What ends in chains and when: each agreement with an end ahead, and what follows it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.contracts.domain.agreements import Agreement
from services.contracts.domain.chains import A_DAY, Chain


class Following(StrEnum):
    """What comes after an agreement."""

    SUCCEEDED = "succeeded"
    OPEN = "open"
    DECLINED = "declined"


@dataclass(frozen=True)
class ChainEnd:
    """An agreement that ends; ``renew_by`` is until when a successor is seen to.

    ``breaks_on`` is the first day without one: no contract is issued from then on.
    """

    profile: str
    agreement: Agreement
    ends_on: date
    following: Following
    breaks_on: date | None
    renew_by: date | None

    def as_agreed(self) -> "ChainEnd":
        """Return it without what the operator has decided or has still to do about it."""
        if self.following is Following.SUCCEEDED:
            return self
        return replace(self, following=Following.OPEN, renew_by=None)

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Return by what ends are sorted: what ends first comes first."""
        return self.ends_on, self.profile, self.agreement.level, self.agreement.id


def ends_of(chains: Iterable[Chain], today: date) -> list[ChainEnd]:
    """Return what ends from today on in these chains, the first end first."""
    found = [
        _end(chain, agreement, agreement.valid_until)
        for chain in chains
        for agreement in chain.agreements
        if agreement.valid_until is not None and agreement.valid_until >= today
    ]
    return sorted(found, key=lambda end: end.order)


def _end(chain: Chain, agreement: Agreement, ends_on: date) -> ChainEnd:
    after = ends_on + A_DAY
    if agreement.level not in chain.missing_on(after):
        return ChainEnd(chain.id, agreement, ends_on, Following.SUCCEEDED, None, None)
    task = next((one for one in chain.renewals if one.agreement == agreement.id), None)
    declined = task is not None and not task.is_open
    return ChainEnd(
        chain.id,
        agreement,
        ends_on,
        Following.DECLINED if declined else Following.OPEN,
        after,
        task.due_on if task is not None and task.is_open else None,
    )
