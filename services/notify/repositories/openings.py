"""The services that opened, on their way into inboxes, and how far each has come."""

from datetime import timedelta
from typing import Any

from services.common.storage.indexes import Declared, index
from services.notify.repositories.leased_queue import LeasedQueue

KEPT = timedelta(days=90)


class OpeningRuns(LeasedQueue):
    """What is told is kept for some weeks: the same event again tells nobody again."""

    def indexes(self) -> Declared:
        """Return those of the queue, and the one that lets go."""
        kept = index("kept", "told_at", expire_after_s=int(KEPT.total_seconds()))
        return [*super().indexes(), (self.collection, (kept,))]


def openings(runtime: Any) -> OpeningRuns:
    """Make the services that opened."""
    return OpeningRuns(runtime.database, "openings", "waiting")
