"""What an answer of the mail relay means: about this mail, about us, or about now."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Stage(StrEnum):
    """The part of a mail an answer was given to."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    WORDS = "words"


class Verdict(StrEnum):
    """What becomes of the mail."""

    AWAY = "away"
    """About us: no mail is taken, nothing is counted until somebody mends it."""
    LEAVING = "leaving"
    """The relay hangs up; the mail is put off."""
    LATER = "later"
    """Put off, for up to three days."""
    DOUBTFUL = "doubtful"
    """A refusal that may be a fault of the relay: tried a few times over hours."""
    FINAL = "final"
    """About this address or these words: it fails at once."""


@dataclass(frozen=True)
class Rule:
    """The first rule that fits an answer decides: code, enhanced status (RFC 3463), stage."""

    codes: str
    status: str
    stages: frozenset[Stage]
    verdict: Verdict


EVERYWHERE = frozenset(Stage)
AT_SENDER = frozenset({Stage.SENDER})
AT_RECIPIENT = frozenset({Stage.RECIPIENT})

RULES = (
    Rule("421", ".*", EVERYWHERE, Verdict.LEAVING),
    Rule("530|534|535|538", ".*", EVERYWHERE, Verdict.AWAY),
    Rule("4..", ".*", EVERYWHERE, Verdict.LATER),
    # How large this mail is and how it is written is about this mail, whenever it is said.
    Rule("5..", r"5\.3\.4|5\.6\..*", EVERYWHERE, Verdict.FINAL),
    Rule("552", ".*", AT_SENDER, Verdict.DOUBTFUL),
    # The sender is the same in all mails.
    Rule("5..", r"5\.1\.[78]", EVERYWHERE, Verdict.AWAY),
    Rule("5..", ".*", AT_SENDER, Verdict.AWAY),
    Rule("5..", r"5\.1\..*|5\.2\.1", AT_RECIPIENT, Verdict.FINAL),
    Rule("551|553", "", AT_RECIPIENT, Verdict.FINAL),
    # A plain 550, a policy (5.7.x) or a 554 is said of one mailbox as well as of all of them
    # while the relay has lost its directory or its filter.
    Rule("5..", ".*", EVERYWHERE, Verdict.DOUBTFUL),
)
PAUSES = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""Between the tries of a doubtful mail; after the last it has failed."""
ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")


def verdict(stage: Stage, code: int, answer: str) -> Verdict:
    """Tell what this answer means; one that is no answer at all is put off."""
    found = ENHANCED.match(answer)
    status = found[1] if found else ""
    for rule in RULES:
        fits = re.fullmatch(rule.codes, str(code)) and re.fullmatch(rule.status, status)
        if fits and stage in rule.stages:
            return rule.verdict
    return Verdict.LATER


def pause_of(doubts: int) -> timedelta | None:
    """Give how long a mail rests that was doubtfully refused so often before; None ends it."""
    return PAUSES[doubts] if doubts < len(PAUSES) else None
