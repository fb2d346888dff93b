"""Where catalog keeps what is known of each link of the profiles."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from services.catalog.domain.links import CheckedLink, LinkState
from services.common.storage.indexes import index
from services.common.storage.repository import Repository


class Links(Repository[CheckedLink]):
    """What is known of each link, by a digest of its address; no part of any version."""

    kind = CheckedLink
    collection_name = "link_checks"
    not_found = "link-not-found"

    own_indexes = (
        index("by_due", "due_at", "host"),
        index("by_state", "state", "_id"),
        index("by_answer", "-answered_at"),
    )

    def next_due(self, now: datetime, resting: Iterable[str] = ()) -> CheckedLink | None:
        """Return the link that waits longest, of a host that need not rest."""
        criteria = {"due_at": {"$lte": now}, "host": {"$nin": list(resting)}}
        doc = self.collection.find_one(criteria, sort=[("due_at", 1)])
        return CheckedLink.from_doc(doc) if doc else None

    def any_answered_since(self, moment: datetime) -> bool:
        """Return whether anybody out there has answered since."""
        newest = self.collection.find_one({}, {"answered_at": 1}, sort=[("answered_at", -1)])
        return bool(newest and newest["answered_at"] and newest["answered_at"] >= moment)

    def keep_only(self, profiles_by_url: Mapping[str, list[str]], now: datetime) -> None:
        """Keep exactly these addresses, each with the profiles that name it."""
        links = {link_id(url): (url, profiles) for url, profiles in profiles_by_url.items()}
        stored = {doc["_id"]: doc["profiles"] for doc in self.collection.find({}, {"profiles": 1})}
        for id, (url, profiles) in links.items():
            if id not in stored:
                self.add(
                    CheckedLink(id=id, url=url, host=_host_of(url), profiles=profiles, due_at=now)
                )
            elif stored[id] != profiles:
                self.change(id, partial(CheckedLink.name_in, profiles=profiles))
        for id in stored.keys() - links.keys():
            self.collection.delete_one({"_id": id, "outbox": []})

    def shown(self, profile: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return what a reader is told about the links of a profile, in its order."""
        urls = urls_of(profile)
        docs = self.collection.find({"_id": {"$in": [link_id(url) for url in urls]}})
        states = {doc["url"]: CheckedLink.from_doc(doc).shown() for doc in docs}
        return [states.get(url, {"url": url, "ok": True, "since": None}) for url in urls]

    def dead_of(self, profiles: Iterable[str]) -> dict[str, list[str]]:
        """Return the addresses that are dead by profile, of those of these that name any."""
        chosen, found = set(profiles), dict[str, list[str]]()
        dead = {"state": LinkState.DEAD.value, "profiles": {"$in": sorted(chosen)}}
        for doc in self.collection.find(dead, {"url": 1, "profiles": 1}).sort("_id", 1):
            for profile in chosen.intersection(doc["profiles"]):
                found.setdefault(profile, []).append(doc["url"])
        return found

    def with_dead_ones(self) -> list[str]:
        """Return the profiles that name an address that is dead."""
        dead: list[str] = self.collection.distinct("profiles", {"state": LinkState.DEAD.value})
        return dead

    def queue(
        self, states: Iterable[str], *, after: str | None, limit: int
    ) -> tuple[list[CheckedLink], int]:
        """Return a page of the links in these states, and how many there are in all."""
        criteria = {"state": {"$in": list(states)}}
        page = self.page(criteria, after=after, limit=limit)
        return page, self.collection.count_documents(criteria)


def urls_of(profile: Mapping[str, Any]) -> list[str]:
    """Return the addresses a profile names: of its test accesses and its contract partner."""
    named = [*(profile.get("test_accesses") or []), profile.get("contract_partner") or {}]
    return list(dict.fromkeys(one["url"] for one in named if one.get("url")))


def fact_with(profile: Mapping[str, Any], url: str) -> str:
    """Return the fact of a profile that names an address; that of the test accesses if both do."""
    accesses = [one.get("url") for one in profile.get("test_accesses") or []]
    return "contract_partner" if url not in accesses else "test_accesses"


def link_id(url: str) -> str:
    """Return the id of an address: short whatever its length."""
    return hashlib.sha256(url.encode()).hexdigest()[:32]


def _host_of(url: str) -> str:
    """Return the host for the pauses; what cannot be read shares one, and is refused anyway."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
