"""What callers send about one task of an order."""

from marshmallow import validates_schema

from services.common.validation.fields import Boolean, Choice, Line, Paragraphs, Whole
from services.common.validation.input import InputSchema
from services.common.validation.rules import Unfit
from services.orders.domain.interfaces import InterfaceStage

MOST_EUR = 10_000_000
TELLS = {"cost": frozenset({"cost_eur", "cost_text"}), "not_needed": frozenset({"reason"})}
"""What belongs to a stage of an interface; at least one of it is needed."""


class TaskChange(InputSchema):
    """A task ticked or opened again, or the stage an interface has reached and what belongs to it.

    The cost is an amount or words; that none is needed has its reason.
    """

    done = Boolean()
    stage = Choice(InterfaceStage, by_value=True)
    cost_eur = Whole(0, MOST_EUR)
    cost_text = Line(200)
    reason = Paragraphs(2000)

    @validates_schema
    def one_of_both(self, data: dict[str, object], **_: object) -> None:
        if ("done" in data) == ("stage" in data):
            raise Unfit("task-done-or-stage", "stage")
        told = {name for name in data if name not in ("done", "stage")}
        fits = TELLS.get(str(data.get("stage", "")), frozenset())
        if fits and not told:
            raise Unfit("field-missing", min(fits))
        if odd := told - fits:
            raise Unfit("stage-odd-field", min(odd))
