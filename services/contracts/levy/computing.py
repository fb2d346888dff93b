"""From the stated inputs to a run and what each payer of it owes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Self

from services.common.errors import Conflict, Fault, Wrong, invalid_fields
from services.common.messaging.read_copies import ReadCopy
from services.contracts.domain import levy
from services.contracts.domain.levy import Level, LevyService, Shares
from services.contracts.domain.levy_runs import LevyRun
from services.contracts.domain.populations import Population
from services.contracts.repositories.copies import profiles_copy
from services.contracts.repositories.levy import LevyPayers, LevyRuns, Populations
from services.contracts.words.levy import LEVELS

Doc = Mapping[str, Any]


@dataclass(frozen=True)
class LevyComputer:
    """Computes runs; what each payer owes is stored before the run that names it."""

    runs: LevyRuns
    payers: LevyPayers
    populations: Populations
    profiles: ReadCopy

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(
            runs=runtime.part(LevyRuns.of),
            payers=runtime.part(LevyPayers.of),
            populations=runtime.part(Populations.of),
            profiles=runtime.part(profiles_copy),
        )

    def begin(self, inputs: Doc, *, id: str, by: str, now: datetime) -> LevyRun:
        """Return the new draft; the same call again gives the run it made."""
        if (known := self.runs.find(id)) is not None:
            return known
        services = [_service(stated) for stated in inputs["services"]]
        self._check_profiles(services)
        shares = _shares(inputs, services)
        figures = self._population(inputs)
        dues = levy.dues(figures.rows, figures.of_bavaria, shares)
        self.payers.keep(id, dues)
        return self.runs.add(
            LevyRun(
                id=id,
                year=inputs["year"],
                shares={level.value: str(share) for level, share in shares.items()},
                services=services,
                population=figures.id,
                population_on=figures.as_of,
                population_source=figures.source,
                of_bavaria=figures.of_bavaria,
                payers=len(dues),
                collected_eur=sum(due.amount_eur for due in dues),
                created_by=by,
                created_at=now,
            )
        )

    def _check_profiles(self, services: Sequence[LevyService]) -> None:
        named = {service.profile for service in services if service.profile}
        known = self.profiles.find_many(named)
        wrong: list[Fault] = [
            (f"/services/{n}/profile", Wrong("levy-profile-unknown"))
            for n, service in enumerate(services)
            if service.profile and service.profile not in known
        ]
        if wrong:
            raise invalid_fields(wrong)

    def _population(self, inputs: Doc) -> Population:
        """Return the figures that count for the year: the newest, or the edition named."""
        day, year = levy.population_day(inputs["year"]), inputs["year"]
        named = inputs["population"]
        figures = self.populations.get(named) if named else self.populations.newest_of(day)
        if figures is None or figures.as_of.isoformat() != day:
            told = {"year": str(year), "day": date.fromisoformat(day)}
            raise Conflict("population-missing", parameters=told)
        return figures


def _service(stated: Doc) -> LevyService:
    split = stated["split"]
    return LevyService(
        name=stated["name"],
        profile=stated["profile"],
        yearly_cost_cent=stated["yearly_cost_cent"],
        split=dict(split) if split else None,
    )


def _shares(inputs: Doc, services: Sequence[LevyService]) -> Shares:
    """Return what each level owes: as stated, or as it follows from the costs; never both apart."""
    costed = bool(services) and all(s.yearly_cost_cent is not None and s.split for s in services)
    computed = levy.municipal_shares(services) if costed else None
    stated = inputs["levels"]
    if stated is None:
        assert computed is not None
        return computed
    shares = {level: Fraction(stated[level.value]) for level in Level}
    if computed is not None:
        _check_equal(shares, computed)
    return shares


def _check_equal(stated: Shares, computed: Shares) -> None:
    wrong: list[Fault] = [
        (f"/levels/{level.value}", _differ(level, stated[level], computed[level]))
        for level in Level
        if stated[level] != computed[level]
    ]
    if wrong:
        raise invalid_fields(wrong)


def _differ(level: Level, stated: Fraction, computed: Fraction) -> Wrong:
    return Wrong(
        "levels-not-the-costs", level=LEVELS[level], stated=int(stated), computed=int(computed)
    )
