"""Runs of the levy: computed once from stated inputs, never changed, released by somebody else."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import Aggregate, to_plain
from services.contracts.domain.levy import Level, LevyService, Shares
from services.contracts.words.levy import RUN_STATES

MOST_SERVICES = 1000


class RunState(StrEnum):
    """How far a run is."""

    DRAFT = "draft"
    RELEASED = "released"
    DISCARDED = "discarded"


R = RunState
RUN_MOVES: Moves[RunState] = Moves(
    {(R.DRAFT, "release"): R.RELEASED, (R.DRAFT, "discard"): R.DISCARDED},
    "levy-run-wrong-state",
    Turns(
        waits={R.DRAFT: Wait("editor", 5)},
        by={"release": {"editor"}, "discard": {"editor"}},
        ends={R.RELEASED, R.DISCARDED},
    ),
)


@dataclass(kw_only=True)
class LevyRun(Aggregate):
    """What a year's levy is computed from and comes to; what each payer owes stands beside it.

    ``shares`` are fractions of a euro as text, for each level.
    """

    bounds = {
        "services": AtMost(MOST_SERVICES), "services.split": AtMost(len(Level)),
        "shares": AtMost(len(Level)),
    }  # fmt: skip

    year: int
    shares: dict[str, str]
    services: list[LevyService] = field(default_factory=list)
    population: str
    population_on: date
    population_source: str
    of_bavaria: int
    payers: int
    collected_eur: int
    state: RunState = RunState.DRAFT
    created_by: str
    created_at: datetime
    released_by: str | None = None
    released_at: datetime | None = None

    @property
    def exact_shares(self) -> Shares:
        """Return what each level owes together, in euro."""
        return {level: Fraction(self.shares[level.value]) for level in Level}

    @property
    def target(self) -> Fraction:
        """Return the municipal share: what is to be collected, in euro."""
        return sum(self.exact_shares.values(), Fraction(0))

    def release(self, by: str, now: datetime) -> None:
        """Let everybody have the figures; whoever computed them does not decide that."""
        if by == self.created_by:
            raise Conflict("levy-run-own")
        self.state = RUN_MOVES.next(self.state, "release")
        self.released_by, self.released_at = by, now
        self.say("levy.changed", **self.public())

    def discard(self) -> None:
        """Put a draft aside; it stays readable for the operator."""
        self.state = RUN_MOVES.next(self.state, "discard")

    def actions(self, by: str) -> list[str]:
        """Return what somebody who edits can do with it now; to release is another one's."""
        if self.state is not RunState.DRAFT:
            return []
        return ["discard"] if by == self.created_by else ["release", "discard"]

    def public(self) -> dict[str, Any]:
        """Return what other services copy of a released run: which services it pays for."""
        profiles = sorted({service.profile for service in self.services if service.profile})
        released = to_plain(self.released_at)
        return {"run": self.id, "year": self.year, "released_at": released, "profiles": profiles}

    def summary(self) -> dict[str, Any]:
        """Return the run without its services."""
        return {
            "id": self.id,
            "year": self.year,
            "state": self.state.value,
            "state_label": RUN_STATES[self.state],
            "version": self.version,
            "municipal_share": shown(self.target),
            "levels": {level.value: shown(share) for level, share in self.exact_shares.items()},
            "population": {
                "id": self.population, "as_of": self.population_on.isoformat(),
                "source": self.population_source, "of_bavaria": self.of_bavaria,
            },
            "payers": self.payers,
            "collected_eur": self.collected_eur,
            "surplus": shown(self.collected_eur - self.target),
            "services": len(self.services),
            "created_at": to_plain(self.created_at),
            "released_at": to_plain(self.released_at),
        }  # fmt: skip


def shown(amount: Fraction) -> dict[str, str]:
    """Return an exact amount in euro as JSON: the fraction, and cut after four decimals."""
    whole, rest = divmod(abs(amount.numerator) * 10_000 // amount.denominator, 10_000)
    sign = "-" if amount < 0 else ""
    return {
        "numerator": str(amount.numerator),
        "denominator": str(amount.denominator),
        "eur": f"{sign}{whole}.{rest:04}",
    }
