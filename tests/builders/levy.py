"""A valid run of the levy, and inhabitants whose sums agree."""

from datetime import date
from fractions import Fraction
from typing import Any

from services.contracts.domain.levy import Inhabitants, Level, LevyService, Shares
from services.contracts.domain.levy_runs import LevyRun
from tests.builders.given import NOW, PROFILE, Doc

LEVY_SHARES: Shares = {
    Level.MUNICIPALITIES: Fraction(2_400_000),
    Level.DISTRICTS: Fraction(1_400_000),
    Level.REGIONS: Fraction(200_000),
}


def levy_service(**changed: Any) -> LevyService:
    """Return a service whose cost its municipalities and districts share."""
    facts: Doc = {
        "name": "Wohngeld", "profile": PROFILE, "yearly_cost_cent": 12_000_000,
        "split": {"municipalities": 3, "districts": 2, "regions": 0},
    }  # fmt: skip
    return LevyService(**{**facts, **changed})


def levy_run(**changed: Any) -> LevyRun:
    """Return the draft of a run."""
    facts: Doc = {
        "id": "u1",
        "year": 2024,
        "shares": {level.value: str(share) for level, share in LEVY_SHARES.items()},
        "services": [levy_service()],
        "population": "2022-12-31-a",
        "population_on": date(2022, 12, 31),
        "population_source": "Statistisches Bundesamt",
        "of_bavaria": 13_369_393,
        "payers": 2134,
        "collected_eur": 4_001_063,
        "created_by": "eva",
        "created_at": NOW,
    }
    return LevyRun(**{**facts, **changed})


def inhabitants() -> list[Inhabitants]:
    """Return a small Bavaria: a city of its own, and a district of two municipalities."""
    return [
        Inhabitants("091", "Bezirk Oberbayern", 1000),
        Inhabitants("09161000", "Ingolstadt", 700),
        Inhabitants("09187", "Landkreis Rosenheim", 300),
        Inhabitants("09187162", "Prien a.Chiemsee", 290),
        Inhabitants("09187123", "Chiemsee", 10),
    ]
