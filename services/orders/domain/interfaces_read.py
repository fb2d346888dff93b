"""An interface of an order as it is read: its stages, whose each is, what the reader can report."""

from collections.abc import Callable
from typing import Any

from services.common.storage.aggregates import to_plain
from services.orders.domain.interfaces import WAY, Interface, InterfaceStage
from services.orders.words.tasks import STAGE_TASKS, STAGES

TOLD = ("system", "standard", "cost_eur", "cost_text", "reason")


def interface_facts(
    interface: Interface, side: str | None, owner: Callable[[InterfaceStage], str]
) -> dict[str, Any]:
    """Return what a task tells besides; a reader who can change nothing now is on no ``side``."""
    step = interface.next
    return {
        "interface": {name: getattr(interface, name) for name in TOLD},
        "stage": interface.stage,
        "step": STAGE_TASKS[step] if step else None,
        "stages_open": interface.open_to(side) if side else [],
        "can_step_back": bool(side) and interface.goes_back(str(side)),
        "stages": [_stage(interface, one, owner) for one in _way(interface)],
    }


def _way(interface: Interface) -> list[InterfaceStage]:
    """Return the stages on the way; that of an interface nobody needs is short."""
    reached = [one.stage for one in interface.reached]
    return reached if InterfaceStage.NOT_NEEDED in reached else list(WAY)


def _stage(
    interface: Interface, stage: InterfaceStage, owner: Callable[[InterfaceStage], str]
) -> dict[str, Any]:
    at = next((to_plain(one.at) for one in interface.reached if one.stage is stage), None)
    who = "body" if stage is InterfaceStage.NOT_NEEDED else owner(stage)
    return {"stage": stage, "label": STAGES[stage], "who": who, "reached_at": at}
