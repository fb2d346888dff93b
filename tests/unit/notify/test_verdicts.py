"""What each answer of a mail relay means, and how long a doubtful mail is tried."""

from datetime import timedelta

import pytest

from services.notify.domain.verdicts import PAUSES, Stage, Verdict, pause_of, verdict

SENDER, RECIPIENT, WORDS = Stage.SENDER, Stage.RECIPIENT, Stage.WORDS


@pytest.mark.parametrize(
    ("stage", "code", "answer", "expected"),
    [
        (SENDER, 421, "4.3.2 closing", Verdict.LEAVING),
        (WORDS, 421, "", Verdict.LEAVING),
        (SENDER, 530, "5.7.0 authentication required", Verdict.AWAY),
        (RECIPIENT, 535, "", Verdict.AWAY),
        (SENDER, 550, "5.7.1 sender not allowed", Verdict.AWAY),
        (SENDER, 501, "bad sender", Verdict.AWAY),
        (RECIPIENT, 550, "5.1.8 sender domain unknown", Verdict.AWAY),
        (SENDER, 552, "5.3.4 too large", Verdict.FINAL),
        (SENDER, 552, "too large", Verdict.DOUBTFUL),
        (RECIPIENT, 450, "4.2.0 greylisted", Verdict.LATER),
        (WORDS, 451, "", Verdict.LATER),
        (RECIPIENT, 550, "5.1.1 no such user", Verdict.FINAL),
        (RECIPIENT, 550, "5.1.10 null MX", Verdict.FINAL),
        (RECIPIENT, 550, "5.2.1 mailbox disabled", Verdict.FINAL),
        (RECIPIENT, 553, "name not allowed", Verdict.FINAL),
        (RECIPIENT, 550, "no such user", Verdict.DOUBTFUL),
        (RECIPIENT, 550, "5.7.1 relaying denied", Verdict.DOUBTFUL),
        (RECIPIENT, 552, "5.2.2 mailbox full", Verdict.DOUBTFUL),
        (WORDS, 554, "5.7.1 looks like spam", Verdict.DOUBTFUL),
        (WORDS, 554, "transaction failed", Verdict.DOUBTFUL),
        (WORDS, 554, "5.6.0 not readable", Verdict.FINAL),
        (WORDS, 299, "?", Verdict.LATER),
    ],
)
def test_an_answer_is_about_us_about_the_mail_or_about_now(
    stage: Stage, code: int, answer: str, expected: Verdict
) -> None:
    assert verdict(stage, code, answer) is expected


def test_a_doubtful_mail_outlives_hours_of_a_broken_relay_and_ends_all_the_same() -> None:
    assert sum(PAUSES, timedelta()) > timedelta(hours=12)
    assert pause_of(0) == PAUSES[0]
    assert pause_of(len(PAUSES)) is None
