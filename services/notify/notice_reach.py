"""Whom a notice would reach, counted before it is sent; and how far one that is sent has come."""

import time
from collections.abc import Sequence
from typing import Any, Self

from services.notify.domain.held_directory import HeldDirectory
from services.notify.domain.mails import event_key_of
from services.notify.domain.many_orders import addressed_of_all
from services.notify.domain.occasions import OCCASIONS
from services.notify.notice_mailing import NOTICE
from services.notify.paged_mailing import PAGE
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.notices import notices
from services.notify.repositories.people import People
from services.notify.repositories.tickets import Tickets

Doc = dict[str, Any]

NOT_BEGUN = "not_begun"
PATIENCE_S = 3.0
"""So long people are counted; a call has five seconds."""


class NoticeReach:
    """Counts by the query by which a notice is mailed, so that nobody else is told than counted."""

    def __init__(
        self, tickets: Tickets, people: People, waiting: LeasedQueue, patience_s: float = PATIENCE_S
    ) -> None:
        self._tickets, self._people, self._waiting = tickets, people, waiting
        self._patience_s = patience_s

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(*map(runtime.part, (Tickets.of, People.of, notices)))

    def count(self, profiles: Sequence[str]) -> Doc:
        """Return how many bodies and people with live services these profiles concern.

        Where there are more than can be counted in time, ``is_complete`` is false.
        """
        until = time.monotonic() + self._patience_s
        bodies, people, after, is_complete = set[str](), set[str](), "", False
        while not is_complete and time.monotonic() < until:
            page = self._tickets.live(profiles, after=after, limit=PAGE)
            facts = [{"order": order} for order in page]
            found = addressed_of_all(OCCASIONS[NOTICE], facts, HeldDirectory(self._people))
            people.update(to.key for _, to in found)
            bodies.update(order["body"] for order in page)
            is_complete, after = len(page) < PAGE, page[-1]["id"] if page else ""
        return {"bodies": len(bodies), "people": len(people), "is_complete": is_complete}

    def progress(self, notice_id: str) -> Doc:
        """Return how far the mails of a notice are: of how many services they are written."""
        key = event_key_of("catalog", f"{notice_id}:1:0")
        doc = self._waiting.collection.find_one({"_id": key})
        if doc is None:
            return {"state": NOT_BEGUN, "services": 0}
        return {"state": doc["state"], "services": doc.get("orders", 0)}
