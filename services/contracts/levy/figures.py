"""A payer's own figure, so that anybody can compute it again."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from services.contracts.domain.levy import BEARS, PayerKind
from services.contracts.domain.levy_runs import LevyRun, shown
from services.contracts.words.levy import LEVELS, NOTICE, PAYER_KINDS

Doc = Mapping[str, Any]


def listed(payer: Doc) -> dict[str, Any]:
    """Return a payer as a list has it."""
    return {
        "key": payer["key"],
        "name": payer["name"],
        "kind": payer["kind"],
        "kind_label": PAYER_KINDS[payer["kind"]],
        "population": payer["population"],
        "amount_eur": payer["amount_eur"],
    }


def explained(run: LevyRun, payer: Doc) -> dict[str, Any]:
    """Return the figure of a payer with each step from the inputs to the full euro."""
    parts = [
        _part(run, level.value, run.exact_shares[level], payer["population"])
        for level in BEARS[PayerKind(payer["kind"])]
    ]
    share = sum((run.exact_shares[level] for level in BEARS[PayerKind(payer["kind"])]), Fraction(0))
    return {
        "run": run.id,
        "year": run.year,
        "state": run.state.value,
        **listed(payer),
        "population_on": run.population_on.isoformat(),
        "population_source": run.population_source,
        "population_of_bavaria": run.of_bavaria,
        "parts": parts,
        "before_rounding": shown(share * payer["population"] / run.of_bavaria),
        "notice": NOTICE,
    }


def _part(run: LevyRun, level: str, share: Fraction, population: int) -> dict[str, Any]:
    return {
        "level": level,
        "level_label": LEVELS[level],
        "share": shown(share),
        "own": shown(share * population / run.of_bavaria),
    }
