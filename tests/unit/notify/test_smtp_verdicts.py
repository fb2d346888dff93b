"""What each answer of a mail relay means, and how long a doubtful mail is tried."""

from datetime import timedelta

import pytest

from services.notify.domain.smtp_verdicts import (
    PAUSES,
    SmtpStage,
    SmtpVerdict,
    pause_of,
    verdict_of,
)

SENDER, RECIPIENT, WORDS = SmtpStage.SENDER, SmtpStage.RECIPIENT, SmtpStage.WORDS


@pytest.mark.parametrize(
    ("stage", "code", "answer", "expected"),
    [
        (SENDER, 421, "4.3.2 closing", SmtpVerdict.LEAVING),
        (WORDS, 421, "", SmtpVerdict.LEAVING),
        (SENDER, 530, "5.7.0 authentication required", SmtpVerdict.AWAY),
        (RECIPIENT, 535, "", SmtpVerdict.AWAY),
        (SENDER, 550, "5.7.1 sender not allowed", SmtpVerdict.AWAY),
        (SENDER, 501, "bad sender", SmtpVerdict.AWAY),
        (RECIPIENT, 550, "5.1.8 sender domain unknown", SmtpVerdict.AWAY),
        (SENDER, 552, "5.3.4 too large", SmtpVerdict.FINAL),
        (SENDER, 552, "too large", SmtpVerdict.DOUBTFUL),
        (RECIPIENT, 450, "4.2.0 greylisted", SmtpVerdict.LATER),
        (WORDS, 451, "", SmtpVerdict.LATER),
        (RECIPIENT, 550, "5.1.1 no such user", SmtpVerdict.FINAL),
        (RECIPIENT, 550, "5.1.10 null MX", SmtpVerdict.FINAL),
        (RECIPIENT, 550, "5.2.1 mailbox disabled", SmtpVerdict.FINAL),
        (RECIPIENT, 553, "name not allowed", SmtpVerdict.FINAL),
        (RECIPIENT, 550, "no such user", SmtpVerdict.DOUBTFUL),
        (RECIPIENT, 550, "5.7.1 relaying denied", SmtpVerdict.DOUBTFUL),
        (RECIPIENT, 552, "5.2.2 mailbox full", SmtpVerdict.DOUBTFUL),
        (WORDS, 554, "5.7.1 looks like spam", SmtpVerdict.DOUBTFUL),
        (WORDS, 554, "transaction failed", SmtpVerdict.DOUBTFUL),
        (WORDS, 554, "5.6.0 not readable", SmtpVerdict.FINAL),
        (WORDS, 299, "?", SmtpVerdict.LATER),
    ],
)
def test_an_answer_is_about_us_about_the_mail_or_about_now(
    stage: SmtpStage, code: int, answer: str, expected: SmtpVerdict
) -> None:
    assert verdict_of(stage, code, answer) is expected


def test_a_doubtful_mail_outlives_hours_of_a_broken_relay_and_ends_all_the_same() -> None:
    assert sum(PAUSES, timedelta()) > timedelta(hours=12)
    assert pause_of(0) == PAUSES[0]
    assert pause_of(len(PAUSES)) is None
