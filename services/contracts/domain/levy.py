"""The arithmetic of the Digitalumlage (BayDiG Art. 55a, BayDiV §§ 7a, 7b): exact, no float.

A payer owes the shares of its levels times its population by that of Bavaria, rounded up to
the full euro once, on the sum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from services.common.errors import Wrong, invalid_fields

STATE_BEARS = Fraction(1, 2)
"""Of the running cost; the municipalities bear the rest."""
PUBLISHED_AFTER_YEARS = 2
"""The population is that of 31 December so many years before the levy's."""
CENT = 100


class Level(StrEnum):
    """The three levels the municipal half is divided among."""

    MUNICIPALITIES = "municipalities"
    DISTRICTS = "districts"
    REGIONS = "regions"


class PayerKind(StrEnum):
    """Who owes a levy; a joint administration owes nothing, its members do."""

    MUNICIPALITY = "municipality"
    INDEPENDENT_CITY = "independent_city"
    DISTRICT = "district"
    REGION = "region"


BEARS: Mapping[PayerKind, tuple[Level, ...]] = {
    PayerKind.MUNICIPALITY: (Level.MUNICIPALITIES,),
    PayerKind.INDEPENDENT_CITY: (Level.DISTRICTS, Level.MUNICIPALITIES),
    PayerKind.DISTRICT: (Level.DISTRICTS,),
    PayerKind.REGION: (Level.REGIONS,),
}
"""Which levels' shares a payer takes part in."""

Shares = Mapping[Level, Fraction]
"""What each level owes together, in euro."""

_BY_LENGTH = {3: PayerKind.REGION, 5: PayerKind.DISTRICT, 8: PayerKind.MUNICIPALITY}


@dataclass(frozen=True)
class Inhabitants:
    """How many people live in a payer's area; ``key`` is the official one."""

    key: str
    name: str
    population: int

    @property
    def kind(self) -> PayerKind:
        """Return what the key says: an AGS that ends in 000 is a district of its own."""
        kind = _BY_LENGTH[len(self.key)]
        if kind is PayerKind.MUNICIPALITY and self.key.endswith("000"):
            return PayerKind.INDEPENDENT_CITY
        return kind


@dataclass(frozen=True)
class Due:
    """What one payer owes, before and after the one rounding."""

    payer: Inhabitants
    exact: Fraction
    amount_eur: int


@dataclass
class LevyService:
    """A service the levy pays for: what its operation costs a year, and whose it is.

    ``split`` says how many parts each level bears; ``profile`` is its entry in the catalogue.
    """

    name: str
    profile: str | None
    yearly_cost_cent: int | None
    split: dict[str, int] | None


def population_day(year: int) -> str:
    """Return the day whose population counts for the levy of a year, as ISO has it."""
    return f"{year - PUBLISHED_AFTER_YEARS:04}-12-31"


def municipal_shares(services: Iterable[LevyService]) -> Shares:
    """Return what each level owes together: half of the costs, by each service's split."""
    shares = dict.fromkeys(Level, Fraction(0))
    for service in services:
        half = Fraction(service.yearly_cost_cent or 0, CENT) * (1 - STATE_BEARS)
        parts = service.split or {}
        whole = sum(parts.values()) or 1
        for level in Level:
            shares[level] += half * parts.get(level.value, 0) / whole
    return shares


def dues(inhabitants: Iterable[Inhabitants], of_bavaria: int, shares: Shares) -> list[Due]:
    """Return what each payer owes."""
    together = {
        kind: sum((shares[level] for level in levels), Fraction(0))
        for kind, levels in BEARS.items()
    }
    return [_due(payer, of_bavaria, together[payer.kind]) for payer in inhabitants]


def _due(payer: Inhabitants, of_bavaria: int, share: Fraction) -> Due:
    exact = share * payer.population / of_bavaria
    return Due(payer, exact, -(-exact.numerator // exact.denominator))


def check_population(rows: Iterable[Inhabitants]) -> int:
    """Return the population of Bavaria, or refuse rows whose sums do not agree.

    Municipalities make up their district, districts and independent cities their region.
    """
    rows = list(rows)
    wrong = [*_wrong_sums(rows, PayerKind.DISTRICT), *_wrong_sums(rows, PayerKind.REGION)]
    if wrong:
        raise invalid_fields(wrong)
    return sum(row.population for row in rows if row.kind is PayerKind.REGION)


def _wrong_sums(rows: list[Inhabitants], kind: PayerKind) -> Iterable[tuple[str, Wrong]]:
    """Return where the municipalities below do not add up, and whose district or region misses."""
    length = 5 if kind is PayerKind.DISTRICT else 3
    below: dict[str, int] = {}
    for row in rows:
        is_own_district = kind is PayerKind.DISTRICT and row.kind is PayerKind.INDEPENDENT_CITY
        if len(row.key) == 8 and not is_own_district:
            below[row.key[:length]] = below.get(row.key[:length], 0) + row.population
    stated = {row.key: (n, row) for n, row in enumerate(rows) if row.kind is kind}
    for key, (n, row) in stated.items():
        if below.get(key, 0) != row.population:
            differ = {"stated": row.population, "summed": below.get(key, 0)}
            yield f"/rows/{n}/population", Wrong("population-not-the-sum", name=row.name, **differ)
    for key in sorted(below.keys() - stated.keys()):
        yield "/rows", Wrong("population-row-missing", key=key)
