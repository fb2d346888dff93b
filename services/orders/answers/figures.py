"""What is answered about figures about orders and set-ups."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import Both, Count, Day, Listed, Moment, Open, Page
from services.common.clockwork import Flaw
from services.orders.answers.parts import ProfileTitle
from services.orders.domain.states import OrderState


class Orderable(TypedDict):
    """Whether a body can order a service, and why not."""

    orderable: bool
    reason_code: str | None
    reason: str | None
    setup_by: NotRequired[str | None]
    opens_on: NotRequired[Day]
    successor: NotRequired[ProfileTitle]
    order: NotRequired[str | None]
    number: NotRequired[str]


class MedianDays(TypedDict):
    """Median of the working days each step takes; null where too few are done."""

    review: float | None
    contract: float | None
    setup: float | None
    link: float | None
    whole: float | None


class ServiceFigures(TypedDict):
    """How far a service has spread."""

    profile: str
    title: Both
    demo: bool
    meant_for: Count
    ordered: Count
    in_contract: Count
    in_setup: Count
    live: Count
    share: float
    median_days: MedianDays


class State(TypedDict):
    """How many set-ups are in a state."""

    state: OrderState
    label: str
    count: Count


class Turn(TypedDict):
    """For how many set-ups it is whose turn."""

    role: str
    label: str
    count: Count
    on_time: Count
    overdue: Count


class Question(TypedDict):
    """How many questions of a role are open."""

    role: str
    label: str
    count: Count


class Service(TypedDict):
    """How the set-ups of a service stand."""

    profile: str
    title: Both
    total: Count
    setup_requested: Count
    in_setup: Count
    setup_failed: Count
    awaiting_link: Count
    live: Count
    terminated: Count
    yours: Count
    overdue: Count


class Month(TypedDict):
    """What happened in a month."""

    month: str
    asked: Count
    acknowledged: Count
    ready: Count
    live: Count
    failed: Count


class DaysTaken(TypedDict):
    """How long it took, in the median, and of how many that was counted."""

    days: float | None
    count: Count


class SetupMedians(TypedDict):
    """How long set-ups took until each mark."""

    acknowledged: DaysTaken
    ready: DaysTaken
    live: DaysTaken


class FailureCount(TypedDict):
    """How many set-ups failed for a reason."""

    code: str
    label: str
    count: Count


class SetupFigures(TypedDict):
    """How a set-up party's own set-ups stand."""

    vendor: str
    counted_on: Day
    read: Count
    read_at_most: Count
    is_part: bool
    total: Count
    states: list[State]
    turns: list[Turn]
    questions: list[Question]
    services: list[Service]
    months: list[Month] | None
    median_days: SetupMedians
    failures: list[FailureCount]


class AreaFigure(TypedDict):
    """How far a service has spread in an area."""

    area: str
    name: str
    meant_for: Count
    in_contract: Count
    in_setup: Count
    live: Count
    share: float
    ordered: NotRequired[Count]
    median_days: NotRequired[MedianDays]


class AreaFigures(TypedDict):
    """How far a service has spread, area by area."""

    profile: str
    title: Both
    demo: bool
    items: list[AreaFigure]
    whole: AreaFigure
    next: str | None
    total: Count


class TurnCount(TypedDict):
    """How many orders wait for a role."""

    role: str
    count: Count
    overdue: Count
    first_due_on: Day | None
    since: Moment | None
    label: str


class Turns(TypedDict):
    """How many orders wait for whom."""

    items: list[TurnCount]
    new: Count | None
    released_by_caller: Count


class StepFigure(TypedDict):
    """How long a step takes beside what is allowed."""

    step: str
    count: Count
    median_days: float | None
    allowed_days: Count
    label: str


class StepFigures(TypedDict):
    """How long each step of an order takes."""

    items: list[StepFigure]
    bottleneck: str | None


class FlawCount(TypedDict):
    """How many would wait for ever for a reason."""

    flaw: Flaw
    label: str
    count: Count


class Orphaned(TypedDict):
    """Orders that would wait for ever, as the watchdog saw them last."""

    looked_at: Moment | None
    total: Count
    counts: list[FlawCount]
    items: list[Open]


class LateSetups(TypedDict):
    """A set-up party that is late."""

    vendor: str | None
    count: Count
    first_due_on: Day


ANSWERS: dict[str, Any] = {
    "orderable": Orderable,
    "service_figures": Page[ServiceFigures],
    "setup_figures": SetupFigures,
    "area_figures": AreaFigures,
    "turns": Turns,
    "step_figures": StepFigures,
    "late_setups": Listed[LateSetups],
    "orphaned": Orphaned,
}
