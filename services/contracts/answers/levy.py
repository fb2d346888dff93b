"""What is answered about levy."""

from typing import Any, TypedDict

from services.common.answers import Count, Day, Moment, Page
from services.contracts.domain.levy import Level, PayerKind
from services.contracts.domain.levy_runs import RunState


class Population(TypedDict):
    """An edition of the population figures."""

    id: str
    as_of: Day
    source: str
    population: Count


class Amount(TypedDict):
    """An exact amount in euro: a fraction, and cut after four decimals."""

    numerator: str
    denominator: str
    eur: str


class PopulationUsed(TypedDict):
    """The population a run was computed with."""

    id: str
    as_of: Day
    source: str
    of_bavaria: Count


class LevyService(TypedDict):
    """A service the levy pays for."""

    name: str
    profile: str | None
    yearly_cost_cent: Count | None
    split: dict[str, Count] | None


class LevyRun(TypedDict):
    """A run of the levy with its services."""

    id: str
    year: Count
    state: RunState
    state_label: str
    version: Count
    municipal_share: Amount
    levels: dict[str, Amount]
    population: PopulationUsed
    payers: Count
    collected_eur: Count
    surplus: Amount
    services: list[LevyService]
    created_at: Moment
    released_at: Moment | None
    actions: list[str]


class LevyRunItem(TypedDict):
    """A run of the levy, without its services."""

    id: str
    year: Count
    state: RunState
    state_label: str
    version: Count
    municipal_share: Amount
    levels: dict[str, Amount]
    population: PopulationUsed
    payers: Count
    collected_eur: Count
    surplus: Amount
    services: Count
    created_at: Moment
    released_at: Moment | None


class LevyPayerItem(TypedDict):
    """What a payer owes."""

    key: str
    name: str
    kind: PayerKind
    kind_label: str
    population: Count
    amount_eur: Count


class LevyPart(TypedDict):
    """What a level contributes to a payer's sum."""

    level: Level
    level_label: str
    share: Amount
    own: Amount


class LevyPayer(TypedDict):
    """What a payer owes, and how the sum comes about."""

    run: str
    year: Count
    state: RunState
    key: str
    name: str
    kind: PayerKind
    kind_label: str
    population: Count
    amount_eur: Count
    population_on: Day
    population_source: str
    population_of_bavaria: Count
    parts: list[LevyPart]
    before_rounding: Amount
    notice: str


class LevyOfBody(TypedDict):
    """A body's figure by the newest released run; of a joint administration its members'."""

    body: str
    run: LevyRunItem | None
    figure: LevyPayer | None
    members: list[LevyPayerItem]


ANSWERS: dict[str, Any] = {
    "import_population": Population,
    "list_populations": Page[Population],
    "begin_levy_run": LevyRun,
    "get_levy_run": LevyRun,
    "release_levy_run": LevyRun,
    "list_levy_runs": Page[LevyRunItem],
    "list_levy_payers": Page[LevyPayerItem],
    "get_levy_payer": LevyPayer,
    "levy_of_body": LevyOfBody,
    "discard_levy_run": LevyRun,
}
