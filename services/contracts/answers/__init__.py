"""What the calls of contracts answer, and what they refuse, as the API describes it."""

from typing import Any

from services.contracts.answers import agreements, contracts, levy
from services.contracts.answers.refusals import REFUSALS

ANSWERS: dict[str, Any] = {
    **agreements.ANSWERS,
    **contracts.ANSWERS,
    **levy.ANSWERS,
}

__all__ = ["ANSWERS", "REFUSALS"]
