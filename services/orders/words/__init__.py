"""Every text of orders that people read: sentences by code, and the words for its codes."""

from services.common.words import Catalogue
from services.orders.words.bulk import BULK
from services.orders.words.eligibility import ELIGIBILITY
from services.orders.words.labels import FAILURES, ROLES, STATES, TURNS
from services.orders.words.reasons import REASONS, reason_text
from services.orders.words.refusals import REFUSALS
from services.orders.words.turns import turn_text

WORDS: Catalogue = {**REFUSALS, **REASONS, **ELIGIBILITY, **BULK}

__all__ = ["FAILURES", "REASONS", "ROLES", "STATES", "TURNS", "WORDS", "reason_text", "turn_text"]
