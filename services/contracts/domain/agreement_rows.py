"""The rows of a list of agreements: what comes of each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.contracts.domain.chains import Chain

MOST_ROWS = 200


class RowOutcome(StrEnum):
    """What comes of a row; only a new one becomes a proposal."""

    NEW = "new"
    KNOWN = "known"
    WAITING = "waiting"
    TWICE = "twice"
    PROFILE_UNKNOWN = "profile_unknown"


@dataclass(frozen=True)
class AgreementRow:
    """By what an agreement is known: its service, its level and its number."""

    profile: str
    level: int
    number: str


def outcomes_of(
    rows: Iterable[AgreementRow], chains: Mapping[str, Chain], profiles: Collection[str]
) -> list[RowOutcome]:
    """Return what comes of each row, beside these chains and the services there are."""
    seen: set[AgreementRow] = set()
    outcomes = []
    for row in rows:
        outcomes.append(RowOutcome.TWICE if row in seen else _outcome(row, chains, profiles))
        seen.add(row)
    return outcomes


def _outcome(
    row: AgreementRow, chains: Mapping[str, Chain], profiles: Collection[str]
) -> RowOutcome:
    if row.profile not in profiles:
        return RowOutcome.PROFILE_UNKNOWN
    chain = chains.get(row.profile)
    if chain is None:
        return RowOutcome.NEW
    if chain.knows(row.level, row.number):
        return RowOutcome.KNOWN
    return RowOutcome.WAITING if chain.awaits(row.level, row.number) else RowOutcome.NEW
