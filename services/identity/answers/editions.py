"""What is answered about editions."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import Count, Day, Moment, Open, Page
from services.identity.domain.editions import ChangeKind, EditionState, MoveReason

Move = TypedDict(
    "Move",
    {"from": str, "to": str | None, "reason": MoveReason, "reviewed_by": str | None},
)
Move.__doc__ = "How a body goes over into another."


class RegisterChange(TypedDict):
    """What an edition changes of a body."""

    key: str
    kind: ChangeKind
    before: Open | None
    after: Open | None


class Edition(TypedDict):
    """A newer state of the register of bodies."""

    edition: Day
    gone: list[str]
    follows: Day
    proposed_by: str
    proposed_at: Moment
    state: EditionState
    reviewed_by: str | None
    reviewed_at: Moment | None
    applied_at: Moment | None
    moves: list[Move]
    version: Count
    changes: NotRequired[list[RegisterChange]]
    left: NotRequired[Count]


ANSWERS: dict[str, Any] = {
    "list_editions": Page[Edition],
    "propose_edition": Edition,
    "get_edition": Edition,
    "review_edition": Edition,
    "apply_edition": Edition,
}
