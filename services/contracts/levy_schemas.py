"""What callers send about the levy: its inputs, and filters of its lists."""

from datetime import date
from typing import Any

from marshmallow import validates_schema

from services.common.paging import PageQuery
from services.common.validation.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    Day,
    Line,
    Listed,
    Nested,
    Paragraphs,
    Whole,
    named_once,
)
from services.common.validation.input import InputSchema
from services.common.validation.rules import Pattern, Unfit
from services.contracts.domain.levy_runs import MOST_SERVICES
from services.contracts.domain.populations import MOST_ROWS

MOST_EUR = 100_000_000_000
MOST_PARTS = 100
"""Of a split into parts: enough for hundredths, and thirds stay exact."""
MOST_PEOPLE = 100_000_000
PAYER_KEY = Pattern(r"09(\d|\d{3}|\d{6})\Z", key="not-a-payer-key")


class LevyLevels(InputSchema):
    """What each level owes together, in euro."""

    municipalities = Whole(0, MOST_EUR, required=True, strict=True)
    districts = Whole(0, MOST_EUR, required=True, strict=True)
    regions = Whole(0, MOST_EUR, required=True, strict=True)


class LevySplit(InputSchema):
    """How many parts of a service's cost each level bears."""

    municipalities = Whole(0, MOST_PARTS, strict=True, load_default=0)
    districts = Whole(0, MOST_PARTS, strict=True, load_default=0)
    regions = Whole(0, MOST_PARTS, strict=True, load_default=0)

    @validates_schema
    def bears_something(self, data: dict[str, int], **_: object) -> None:
        if not any(data.values()):
            raise Unfit("split-empty")


class LevyServiceStated(InputSchema):
    """A service the levy pays for; without cost where only the shares are known."""

    name = Line(200, required=True)
    profile = Line(100, allow_none=True, load_default=None)
    yearly_cost_cent = Whole(0, MOST_EUR * 100, strict=True, allow_none=True, load_default=None)
    split = Nested(LevySplit, allow_none=True, load_default=None)


class LevyRunBegun(InputSchema):
    """The inputs of a run: the shares of the levels, or the costs they follow from, or both."""

    year = Whole(FIRST_YEAR, LAST_YEAR, required=True, strict=True)
    municipal_share_eur = Whole(0, MOST_EUR, strict=True, allow_none=True, load_default=None)
    levels = Nested(LevyLevels, allow_none=True, load_default=None)
    services = Listed(
        Nested(LevyServiceStated), MOST_SERVICES, validate=named_once("name"), load_default=list
    )
    population = Line(60, allow_none=True, load_default=None)

    @validates_schema
    def states_shares_or_costs(self, data: dict[str, Any], **_: object) -> None:
        share, levels = data.get("municipal_share_eur"), data.get("levels")
        if (share is None) != (levels is None) or (levels is None and not _costed(data)):
            raise Unfit("levy-inputs-missing", "levels")
        if levels is not None and (summed := sum(levels.values())) != share:
            raise Unfit("levels-not-the-share", "levels", summed=summed, share=share)


def _costed(data: dict[str, Any]) -> bool:
    services = data.get("services") or []
    return bool(services) and all(
        service["yearly_cost_cent"] is not None and service["split"] for service in services
    )


class LevyRunQuery(PageQuery):
    """The list of runs, newest first."""


class LevyPayerQuery(PageQuery):
    """The payers of a run, by key."""


class PopulationQuery(PageQuery):
    """The editions of the population figures."""


class PopulationRow(InputSchema):
    """How many people live in a municipality, district or region."""

    key = Line(8, required=True, validate=PAYER_KEY)
    name = Line(200, required=True)
    population = Whole(0, MOST_PEOPLE, required=True, strict=True)


class PopulationImported(InputSchema):
    """The population of a day, of every payer, and who published it."""

    as_of = Day(required=True)
    source = Paragraphs(1000, required=True)
    rows = Listed(Nested(PopulationRow), MOST_ROWS, least=1, required=True)

    @validates_schema
    def is_of_a_year_s_end(self, data: dict[str, Any], **_: object) -> None:
        day = data.get("as_of")
        if isinstance(day, date) and (day.month, day.day) != (12, 31):
            raise Unfit("not-a-year-s-end", "as_of")
        keys = [row["key"] for row in data.get("rows", [])]
        if len(keys) != len(set(keys)):
            raise Unfit("payer-said-twice", "rows")
