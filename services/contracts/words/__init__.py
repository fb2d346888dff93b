"""Every text of contracts that people read: sentences by code, and the words for its codes."""

from services.common.words import Catalogue
from services.contracts.words.labels import ROLES, STATES, TURNS
from services.contracts.words.levy import REFUSALS as LEVY_REFUSALS
from services.contracts.words.reasons import REASONS, reason_text
from services.contracts.words.refusals import REFUSALS
from services.contracts.words.turns import turn_text

WORDS: Catalogue = {**REFUSALS, **LEVY_REFUSALS, **REASONS}

__all__ = ["REASONS", "ROLES", "STATES", "TURNS", "WORDS", "reason_text", "turn_text"]
