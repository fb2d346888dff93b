"""The database's clock, which all processes of a service have in common."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.database import Database

ASKED_EVERY_S = 1.0
SET_BACK = timedelta(seconds=1)
"""By so much or less the clock only seems to go back: an answer was slower than the next one."""
NEVER = datetime.min.replace(tzinfo=UTC)


class DatabaseTime:
    """The time as the database has it, asked once a second and reckoned on from there.

    It is never ahead of the database, nor behind it by more than a second or the one answer it
    waited for, and goes back only where that one's clock was set back.
    """

    def __init__(
        self, database: Database[dict[str, Any]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._database, self._clock = database, clock
        self._said, self._asked_at, self._heard_at = NEVER, float("-inf"), 0.0
        self._last = NEVER

    def now(self) -> datetime:
        """Return the present time."""
        asked_at = self._clock()
        if asked_at - self._asked_at > ASKED_EVERY_S:
            options = self._database.codec_options
            self._said = self._database.command("hello", codec_options=options)["localTime"]
            self._asked_at, self._heard_at = asked_at, self._clock()
        reckoned = self._said + timedelta(seconds=self._clock() - self._heard_at)
        if not timedelta(0) <= self._last - reckoned <= SET_BACK:
            self._last = reckoned
        return self._last
