"""What the reviewers' queues have in common: ages, pages, and the next one after a decision."""

from collections.abc import Mapping
from typing import Any

from gateway.web.frame.formats import day_of
from services.common import clock

PAGE = "25"
"""How many cases a page of a queue shows."""


def age(since: str | None, place: str | None = None) -> int:
    """Return for how many working days something has been waiting; 0 is since today."""
    if since is None:
        return 0
    return clock.working_days_until(clock.local_date(clock.now()), day_of(since), place)


def next_of(queue: Mapping[str, Any], here: str) -> str | None:
    """Return the id of the case that comes next in a queue, other than this one."""
    ids = (str(item["id"]) for item in queue["items"])
    return next((id for id in ids if id != here), None)
