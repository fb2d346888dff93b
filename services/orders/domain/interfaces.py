"""An interface to a specialist system on its way: offer, cost, ordered, ready, or not needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.common.errors import Conflict


class InterfaceStage(StrEnum):
    """How far an interface is: the offer is there, the cost clear, it is ordered, it is ready."""

    OFFER = "offer"
    COST = "cost"
    ORDERED = "ordered"
    READY = "ready"
    NOT_NEEDED = "not_needed"

    @property
    def code(self) -> str:
        """Return the code of the sentence that tells it is reached."""
        return f"stage-{self.value}".replace("_", "-")


WAY = (
    InterfaceStage.OFFER, InterfaceStage.COST, InterfaceStage.ORDERED, InterfaceStage.READY,
)  # fmt: skip
ENDS = frozenset({InterfaceStage.READY, InterfaceStage.NOT_NEEDED})
OPERATOR = "operator"
SIDES = {"body": "body", "setup_party": "vendor"}
"""The side of an order on which whom the deadlines name stands."""
REPORTED_BY: Mapping[InterfaceStage, frozenset[str]] = {
    InterfaceStage.OFFER: frozenset({"body", "vendor"}),
    InterfaceStage.COST: frozenset({"body"}),
    InterfaceStage.ORDERED: frozenset({"body"}),
    InterfaceStage.READY: frozenset({"body", "vendor"}),
    InterfaceStage.NOT_NEEDED: frozenset({"body"}),
}
"""Who reports a stage besides the operator: the body all, for an offer may come from elsewhere."""


@dataclass(frozen=True)
class Reached:
    """When a stage was reached, and which account said so."""

    stage: InterfaceStage
    at: datetime
    by: str


@dataclass(frozen=True)
class StageReport:
    """What somebody says about an interface: the stage reached and what belongs to it."""

    stage: InterfaceStage
    cost_eur: int | None = None
    cost_text: str | None = None
    reason: str | None = None


@dataclass
class Interface:
    """One interface of an order; ``system`` and ``standard`` only where they are known.

    ``reason`` is why none is needed.
    """

    system: str | None = None
    standard: str | None = None
    reached: list[Reached] = field(default_factory=list)
    cost_eur: int | None = None
    cost_text: str | None = None
    reason: str | None = None

    @property
    def stage(self) -> InterfaceStage | None:
        """Return the stage reached last; None before there is an offer."""
        return self.reached[-1].stage if self.reached else None

    @property
    def next(self) -> InterfaceStage | None:
        """Return the stage to be reached next; None where nothing is left to do."""
        return None if self.is_settled else WAY[len(self.reached)]

    @property
    def is_settled(self) -> bool:
        """Tell whether it is ready or not needed."""
        return self.stage in ENDS

    def open_to(self, side: str) -> list[InterfaceStage]:
        """Return the stages a side can report now."""
        ahead = () if self.next is None else (self.next, InterfaceStage.NOT_NEEDED)
        return [stage for stage in ahead if _reports(side, stage)]

    def goes_back(self, side: str) -> bool:
        """Tell whether a side can take back the stage reached last."""
        return self.stage is not None and _reports(side, self.stage)

    def reach(self, report: StageReport, side: str, by: str, now: datetime) -> None:
        """Note that the next stage is reached, or that no interface is needed."""
        stage = report.stage
        if not _reports(side, stage):
            raise Conflict("task-not-yours", side="body")
        if stage not in (self.next, InterfaceStage.NOT_NEEDED) or self.is_settled:
            raise Conflict("stage-not-next", stage=self.stage, next_stage=self.next)
        self.reached.append(Reached(stage, now, by))
        if stage is InterfaceStage.COST:
            self.cost_eur, self.cost_text = report.cost_eur, report.cost_text
        if stage is InterfaceStage.NOT_NEEDED:
            self.reason = report.reason

    def step_back(self, side: str) -> None:
        """Take back the stage reached last, and what was said with it."""
        stage = self.stage
        if stage is None:
            raise Conflict("stage-not-next", stage=None, next_stage=self.next)
        if not _reports(side, stage):
            raise Conflict("task-not-yours", side="body")
        self.reached.pop()
        if stage is InterfaceStage.COST:
            self.cost_eur = self.cost_text = None
        if stage is InterfaceStage.NOT_NEEDED:
            self.reason = None


def _reports(side: str, stage: InterfaceStage) -> bool:
    return side == OPERATOR or side in REPORTED_BY[stage]
