"""The notices on their way to many, and how far each has come."""

from typing import Any

from services.notify.repositories.leased_queue import LeasedQueue


def notices(runtime: Any) -> LeasedQueue:
    """Make the notices that are on their way to many."""
    return LeasedQueue(runtime.database, "circulars", "waiting")
