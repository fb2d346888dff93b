"""What tests of mails and of deliveries look at and change."""

from datetime import timedelta
from typing import Any

import pytest

from services.common import clock
from services.notify.repositories.leased_queue import LeasedQueue

Doc = dict[str, Any]


def lines_of(caplog: pytest.LogCaptureFixture, *events: str) -> list[Doc]:
    """Return the facts of the log lines of these events."""
    records = [record for record in caplog.records if record.getMessage() in events]
    return [dict(vars(record)["facts"]) for record in records]


def states(waiting: LeasedQueue) -> list[str]:
    """Return in which states they are, sorted."""
    return sorted(doc["state"] for doc in waiting.collection.find())


def make_due(waiting: LeasedQueue) -> None:
    """Let what waits for a time wait no longer."""
    past = clock.now() - timedelta(seconds=1)
    waiting.collection.update_many({"due_at": {"$exists": True}}, {"$set": {"due_at": past}})
