"""What the calls of notify answer, and what they refuse, as the API describes it."""

from typing import Any

ANSWERS: dict[str, Any] = {}
REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {}
