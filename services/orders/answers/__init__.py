"""What the calls of orders answer, and what they refuse, as the API describes it."""

from typing import Any

from services.orders.answers import bodies, bulk, figures, orders
from services.orders.answers.refusals import REFUSALS

ANSWERS: dict[str, Any] = {
    **bodies.ANSWERS,
    **bulk.ANSWERS,
    **figures.ANSWERS,
    **orders.ANSWERS,
}

__all__ = ["ANSWERS", "REFUSALS"]
