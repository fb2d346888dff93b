"""Whose turn it is with an order, in one sentence for whoever reads it."""

from collections.abc import Mapping
from typing import Any

from services.common.words import Text, turn_sentence
from services.orders.words.labels import ROLES, TURNS


def turn_text(waiting: Mapping[str, Any], *, yours: bool) -> Text:
    """Return who is next, until when and with what, from its ``waiting_for``."""
    what, who = TURNS[waiting["reason_code"]], ROLES[waiting["role"]]
    return turn_sentence(waiting, what=what, who=who, yours=yours)
