"""A payer's figure as a PDF of one page; ``child_printing`` runs this module to set it."""

import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from services.common import children, clock
from services.common.words.texts import written
from services.contracts.domain.levy_runs import LevyRun, RunState, shown

Doc = Mapping[str, Any]

PROGRAM = ("services.contracts.levy.printing",)
TEMPLATES = Path(__file__).parents[1] / "templates"


def facts_of(run: LevyRun, figure: Doc) -> dict[str, Any]:
    """Return what the page says, in German and as people write it."""
    made_at = run.released_at or run.created_at
    return {
        "year": str(run.year),
        "run": run.id,
        "is_draft": run.state is not RunState.RELEASED,
        "made_on": clock.local_date(made_at).isoformat(),
        "name": figure["name"],
        "key": figure["key"],
        "kind": figure["kind_label"].de,
        "population": _german(figure["population"]),
        "population_on": written(run.population_on, "de"),
        "population_source": run.population_source,
        "of_bavaria": _german(run.of_bavaria),
        "parts": [_part(part) for part in figure["parts"]],
        "before_rounding": cut(figure["before_rounding"]),
        "amount": _german(figure["amount_eur"]),
        "target": cut(shown(run.target)),
        "payers": _german(run.payers),
        "collected": _german(run.collected_eur),
        "surplus": cut(shown(run.collected_eur - run.target)),
    }


def _part(part: Doc) -> dict[str, str]:
    return {
        "level": part["level_label"].de,
        "share": cut(part["share"]),
        "own": cut(part["own"]),
    }


def cut(amount: Doc) -> str:
    """Return an exact amount with its cents; dots behind it where it goes on."""
    exact = Fraction(int(amount["numerator"]), int(amount["denominator"]))
    if exact.denominator == 1:
        return _german(exact.numerator)
    told = _german(Decimal(exact.numerator * 100 // exact.denominator).scaleb(-2))
    return told if 100 % exact.denominator == 0 else f"{told}…"


def _german(number: int | Decimal) -> str:
    return written(number, "de")


def set_page(facts: Doc) -> bytes:
    """Return the page as PDF/A-3a and PDF/UA-1; equal facts give equal bytes."""
    import typst

    from services.contracts import glyphs

    told = glyphs.spelled_out(glyphs.legible(facts))
    return typst.compile(
        TEMPLATES / "levy.typ",
        root=TEMPLATES,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(told, ensure_ascii=False, sort_keys=True)},
        pdf_standards=glyphs.STANDARDS,
    )


if __name__ == "__main__":
    children.end_with_parent()
    sys.stdout.buffer.write(set_page(json.load(sys.stdin)))
