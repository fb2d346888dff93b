"""Replays under way: one at a time for each webhook, a page of events at each go."""

from datetime import datetime, timedelta
from typing import Any

from services.notify.repositories.leased_queue import LeasedQueue

Doc = dict[str, Any]

RUNNING, DONE = "running", "done"


class WebhookReplays(LeasedQueue):
    """By webhook; ``after`` is the position of the last event that was taken in."""

    LEASE = timedelta(seconds=30)

    def begin(self, webhook: str, start: datetime, end: datetime, by: str) -> bool:
        """Begin one unless one is running; tell whether it was begun."""
        now = self.now()
        asked = {"from": start, "to": end, "after": 0, "events": 0, "asked_by": by}
        fresh = {"state": RUNNING, "due_at": now, "asked_at": now, **asked}
        known = self.collection.find_one({"_id": webhook}, {"state": 1})
        if known is None:
            self.put([{"_id": webhook, **fresh, "attempts": 0}])
            return True
        over = {"_id": webhook, "state": DONE}
        return bool(self.collection.update_one(over, {"$set": fresh}).modified_count)

    def finish(self, replay: Doc, events: int) -> None:
        """Note that all of it was taken in."""
        done = {"$set": {"state": DONE, "events": events}}
        self._change([replay], {**done, "$unset": dict.fromkeys(("due_at", "taken", "again"), "")})

    def of(self, webhook: str) -> Doc | None:
        """Return the last one of a webhook."""
        return self.collection.find_one({"_id": webhook})


def webhook_replays(runtime: Any) -> WebhookReplays:
    """Make those of a running process."""
    return WebhookReplays(runtime.database, "webhook_replays", RUNNING)
