"""What the calls of identity answer, and what they refuse, as the API describes it."""

from typing import Any

from services.identity.answers import (
    accounts,
    assistant,
    audit,
    bodies,
    delegations,
    editions,
    registrations,
)
from services.identity.answers.refusals import REFUSALS

ANSWERS: dict[str, Any] = {
    **accounts.ANSWERS,
    **assistant.ANSWERS,
    **audit.ANSWERS,
    **bodies.ANSWERS,
    **delegations.ANSWERS,
    **editions.ANSWERS,
    **registrations.ANSWERS,
}

__all__ = ["ANSWERS", "REFUSALS"]
