"""Whose turn it is, in one sentence for whoever reads it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.common.words.texts import Sentence, Text

_YOURS = Text("Sie sind am Zug, bis {due_on}: {what}.", "It is your turn, until {due_on}: {what}.")
_OTHERS = Text("{who} ist am Zug, bis {due_on}: {what}.", "{who} is next, until {due_on}: {what}.")
_YOURS_UNDATED = Text("Sie sind am Zug: {what}.", "It is your turn: {what}.")
_OTHERS_UNDATED = Text("{who} ist am Zug: {what}.", "{who} is next: {what}.")


def turn_sentence(
    waiting: Mapping[str, Any], *, what: Sentence, who: Sentence, yours: bool
) -> Text:
    """Return who is next, until when and with what, from a ``waiting_for``."""
    due_on = waiting["due_on"]
    if due_on is None:
        return (_YOURS_UNDATED if yours else _OTHERS_UNDATED).filled(who=who, what=what)
    text = _YOURS if yours else _OTHERS
    return text.filled(who=who, what=what, due_on=date.fromisoformat(due_on))
