"""The deadlines of a registration: for whom is waited, how long, and what is said meanwhile.

Assumed figures of the domain facts; ``draft`` and ``unconfirmed`` are ours. What nobody answers
or confirms is closed after the days of ``asked_back``.
"""

from datetime import timedelta

from services.common.deadlines import Deadlines
from services.common.moves import Wait

DEADLINES = Deadlines(
    "registration",
    {
        "draft": Wait("applicant", 10),
        "unconfirmed": Wait("applicant", 10, reminders=(5, 9)),
        "submitted": Wait("reviewer", 3, reminders=(2,), escalation="admin"),
        "asked_back": Wait("applicant", 10, reminders=(5, 9), closes_after_days=30),
    },
)
"""``unconfirmed`` is submitted, but nobody has followed the mailed link yet."""


def closed_after() -> timedelta:
    """Return after how long a question nobody answers closes the registration."""
    return timedelta(days=DEADLINES["asked_back"].closes_after_days or 0)
