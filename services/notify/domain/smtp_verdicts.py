"""What an answer of the mail relay means: about this mail, about us, or about now."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class SmtpStage(StrEnum):
    """The part of a mail an answer was given to."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    WORDS = "words"


class SmtpVerdict(StrEnum):
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
class SmtpRule:
    """The first rule that fits an answer decides: code, enhanced status (RFC 3463), stage."""

    codes: str
    status: str
    stages: frozenset[SmtpStage]
    verdict: SmtpVerdict


EVERYWHERE = frozenset(SmtpStage)
AT_SENDER = frozenset({SmtpStage.SENDER})
AT_RECIPIENT = frozenset({SmtpStage.RECIPIENT})

RULES = (
    SmtpRule("421", ".*", EVERYWHERE, SmtpVerdict.LEAVING),
    SmtpRule("530|534|535|538", ".*", EVERYWHERE, SmtpVerdict.AWAY),
    SmtpRule("4..", ".*", EVERYWHERE, SmtpVerdict.LATER),
    # How large this mail is and how it is written is about this mail, whenever it is said.
    SmtpRule("5..", r"5\.3\.4|5\.6\..*", EVERYWHERE, SmtpVerdict.FINAL),
    SmtpRule("552", ".*", AT_SENDER, SmtpVerdict.DOUBTFUL),
    # The sender is the same in all mails.
    SmtpRule("5..", r"5\.1\.[78]", EVERYWHERE, SmtpVerdict.AWAY),
    SmtpRule("5..", ".*", AT_SENDER, SmtpVerdict.AWAY),
    SmtpRule("5..", r"5\.1\..*|5\.2\.1", AT_RECIPIENT, SmtpVerdict.FINAL),
    SmtpRule("551|553", "", AT_RECIPIENT, SmtpVerdict.FINAL),
    # A plain 550, a policy (5.7.x) or a 554 is said of one mailbox as well as of all of them
    # while the relay has lost its directory or its filter.
    SmtpRule("5..", ".*", EVERYWHERE, SmtpVerdict.DOUBTFUL),
)
PAUSES = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""Between the tries of a doubtful mail; after the last it has failed."""
ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")


OF_THE_MAIL = re.compile(r"5\.2\.[23]|5\.3\.4|5\.6\..*")
"""Statuses that say nothing of an address, even where they are said of a recipient."""
OF_ITS_SIZE = re.compile(r"5\.2\.[23]|5\.3\.4")


def verdict_of(stage: SmtpStage, code: int, answer: str) -> SmtpVerdict:
    """Tell what this answer means; one that is no answer at all is put off."""
    status = status_of(answer)
    for rule in RULES:
        fits = re.fullmatch(rule.codes, str(code)) and re.fullmatch(rule.status, status)
        if fits and stage in rule.stages:
            return rule.verdict
    return SmtpVerdict.LATER


def status_of(answer: str) -> str:
    """Return the enhanced status an answer begins with; empty where there is none."""
    enhanced = ENHANCED.match(answer)
    return enhanced[1] if enhanced else ""


def is_of_the_address(code: int, answer: str) -> bool:
    """Tell whether a refusal of a recipient is about the address, not about room or words."""
    return code != 552 and not OF_THE_MAIL.fullmatch(status_of(answer))


def is_of_its_size(code: int, answer: str) -> bool:
    """Tell whether a smaller mail may be taken."""
    return code == 552 or bool(OF_ITS_SIZE.fullmatch(status_of(answer)))


def pause_of(doubts: int) -> timedelta | None:
    """Return how long a mail rests that was doubtfully refused so often before; None ends it."""
    return PAUSES[doubts] if doubts < len(PAUSES) else None
