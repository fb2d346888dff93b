"""Every sentence and label of identity, by code; ``WORDS`` is what the service says."""

from services.common.words import Sentence
from services.identity.words.acting import ACTING
from services.identity.words.audit import AUDIT
from services.identity.words.labels import LABELS
from services.identity.words.people import PEOPLE
from services.identity.words.register import REGISTER
from services.identity.words.registrations import REGISTRATIONS

__all__ = ["LABELS", "WORDS"]

WORDS: dict[str, Sentence] = {**PEOPLE, **REGISTRATIONS, **ACTING, **REGISTER, **AUDIT}
