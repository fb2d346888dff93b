"""When a webhook is posted again, and when it is given up."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

DELAYS_S = (
    0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600,
)  # fmt: skip
"""Before each attempt, from the one before."""
MOST_ATTEMPTS = len(DELAYS_S)
JITTER = 0.1
"""By so much of it a delay may be longer, lest many come back in the same second."""
LONGEST_RETRY_AFTER_S = 24 * 3600
FAILING_TOO_LONG = timedelta(seconds=sum(DELAYS_S) * (1 + JITTER))
"""Nothing arrived for so long: the webhook is given up, whatever its single deliveries did."""

IN_A_ROW = 10
"""After so many failures without a success between them, a webhook is tried more slowly."""
LONGEST_REST_S = 300


@dataclass(frozen=True)
class Health:
    """How the last attempts of one webhook went, whatever they carried."""

    failures: int = 0
    failing_since: datetime | None = None
    rests_until: datetime | None = None

    def rest(self, now: datetime) -> datetime | None:
        """Return until when it is left alone after several failures in a row."""
        beyond = self.failures - IN_A_ROW
        if beyond < 0:
            return None
        return now + timedelta(seconds=min(5 * 2 ** min(beyond, 10), LONGEST_REST_S))

    def is_given_up(self, now: datetime) -> bool:
        """Tell whether nothing has arrived for longer than one delivery is tried."""
        return self.failing_since is not None and now - self.failing_since > FAILING_TOO_LONG


def next_pause(attempts: int, retry_after_s: float | None, chance: float) -> timedelta | None:
    """Return how long to wait after so many failed attempts; None where it is given up.

    ``chance`` is between 0 and 1. What the other side asked for counts where it is longer.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    delay = DELAYS_S[attempts] * (1 + JITTER * chance)
    return timedelta(seconds=max(delay, min(retry_after_s or 0, LONGEST_RETRY_AFTER_S)))


def any_chance() -> float:
    """Return a chance between 0 and 1."""
    return random.random()  # noqa: S311 - it only spreads retries


def retry_after_s(header: str | None, now: datetime) -> float | None:
    """Return the seconds a Retry-After header asks for; None where it says nothing usable."""
    if not header:
        return None
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        moment = parsedate_to_datetime(header)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, OverflowError, TypeError):
        return None
