"""The editors' list: all profiles in the order of their ids, by what is to be done on them."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, Self

from services.catalog.domain.profiles import Profile
from services.catalog.repositories.links import Links
from services.catalog.repositories.profiles import (
    IN_SIGHT,
    SENT_BACK,
    SUBMITTED,
    TITLED,
    Profiles,
)
from services.common.storage.indexes import hinted
from services.common.storage.mongo import Doc

MOST_COUNTED = 1000
"""So many profiles of a list are counted; beyond it only that there are more."""
EDITED = {"$in": [True, False]}
"""Of ``working.submitted``: there is a working copy."""
WORK: dict[str, Doc] = {
    "any": {"working.submitted": EDITED},
    "editing": {"working.submitted": False},
    "submitted": {"working.submitted": True},
    "sent_back": {"working.submitted": False, "working.sent_back.at": {"$exists": True}},
    "mine": {"working.submitted": EDITED},
}
SINCE = {
    "submitted": ("working.changed_at", SUBMITTED),
    "sent_back": ("working.sent_back.at", SENT_BACK),
}
"""Of the work that waits for somebody: since when, and by which index the oldest is found."""


class EditorialList:
    """Finds profiles for those who edit them."""

    def __init__(self, profiles: Profiles, links: Links) -> None:
        self._profiles, self._links = profiles, links

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(Profiles.of), runtime.part(Links.of))

    def found(self, query: Doc, *, by: str) -> tuple[list[Profile], int]:
        """Return one more than the limit, and how many there are; ``by`` asks for "mine".

        They are counted up to one more than ``MOST_COUNTED``.
        """
        criteria = self._criteria(query, by)
        page = self._profiles.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        count = self._profiles.collection.count_documents
        return page, count(criteria, limit=MOST_COUNTED + 1)

    def worked_on(self, work: str, after: str | None, limit: int) -> tuple[list[Profile], int]:
        """Return a page of the profiles with such a working copy, and how many there are."""
        page = self._profiles.page(WORK[work], after=after, limit=limit)
        return page, self._profiles.collection.count_documents(WORK[work])

    def to_review_of(self, author: str) -> int:
        """Return how many somebody wrote of what is handed in, and so leaves to others."""
        theirs = {**WORK["submitted"], "working.authors": author}
        return self._profiles.collection.count_documents(theirs, limit=MOST_COUNTED + 1)

    def oldest(self, work: str) -> datetime | None:
        """Return since when the oldest waits of what is handed in or given back; else None."""
        if work not in SINCE:
            return None
        moment, by = SINCE[work]
        find = partial(
            self._profiles.collection.find, WORK[work], {moment: 1}, sort=[(moment, 1)], limit=1
        )
        for doc in hinted(partial(_all, find), by):
            copy = doc["working"]
            found: datetime = copy["changed_at"] if work == "submitted" else copy["sent_back"]["at"]
            return found
        return None

    def titled(self, text: str) -> list[str]:
        """Return the profiles with this in a title, of the indexes alone."""
        named = {"$regex": re.escape(text), "$options": "i"}
        found: set[str] = set()
        for by_title in TITLED:
            (title, _), _ = by_title.keys
            read = partial(self._profiles.collection.find, {title: named}, {"_id": 1})
            found |= {doc["_id"] for doc in hinted(partial(_all, read), by_title)}
        return sorted(found)

    def _criteria(self, query: Doc, by: str) -> Doc:
        wanted: list[Doc] = [IN_SIGHT]
        if "status" in query:
            wanted.append({"status": query["status"]})
        if "work" in query:
            wanted.append(WORK[query["work"]])
        if query.get("work") == "mine":
            wanted.append({"working.authors": by})
        if query.get("dead_links"):
            wanted.append({"_id": {"$in": self._links.with_dead_ones()}})
        if "link" in query:
            wanted.append({"_id": {"$in": self._links.get(query["link"]).profiles}})
        if "q" in query:
            wanted.append({"_id": {"$in": self.titled(query["q"])}})
        return {"$and": wanted}


def _all(read: Callable[..., Iterable[Doc]], **how: Any) -> list[Doc]:
    return list(read(**how))
