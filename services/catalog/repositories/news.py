"""Where catalog keeps what is new: notices, what people watch, and the last changes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, Self

from pymongo.collection import Collection
from pymongo.database import Database

from services.catalog.domain import openings
from services.catalog.domain.alerts import PAGE, WatchAlert
from services.catalog.domain.availability import availability_of
from services.catalog.domain.notices import Notice
from services.catalog.domain.openings import Opening
from services.catalog.domain.watches import Watch, WatchKind, WatchList
from services.catalog.repositories.profiles import PUBLIC
from services.catalog.words.labels import label_of
from services.common import clock
from services.common.errors import TooEarly, Wrong, invalid_fields
from services.common.messaging.read_copies import ReadCopy
from services.common.paging import offset_of
from services.common.storage.indexes import Declared, Stored, hinted, index
from services.common.storage.repository import Repository

Doc = dict[str, Any]

NEWEST = 50
KEPT = timedelta(days=90)
BY_TIME = index("by_time", "-published_at", "_id")
_OF_BODY = dict.fromkeys(("kind", "region", "district", "capacities", "joint_administration"), 1)
_TOLD = ("title", "summary", "kind", "topic", "status", "changed_at", "demo")
_DECIDING = ("target_kinds", "capacities", "release", "waves", "status_reason", "contract_partner")


class WatchLists(Repository[WatchList]):
    """What each account watches."""

    kind = WatchList
    collection_name = "watches"
    not_found = "watch-not-found"

    own_indexes = (index("by_subject", "items.subject"),)

    def watch(self, account: str, watch: Watch) -> None:
        """Add it to the account's list, which begins with the first."""
        first = WatchList(id=account)
        first.watch(watch)
        if self.add(first) is not first:
            self.change(account, lambda watches: watches.watch(watch))

    def watched_by(self, account: str) -> list[Doc]:
        """Return what the account watches."""
        watches = self.find(account)
        return watches.public() if watches else []

    def forget(self, account: str) -> None:
        """Delete the account's list."""
        self.collection.delete_one({"_id": account})

    def watching(self, profile: str, topic: str, after: str) -> list[str]:
        """Return a page of the accounts that watch a profile or its topic."""
        wanted = ((WatchKind.PROFILE, profile), (WatchKind.TOPIC, topic))
        either = [
            {"items": {"$elemMatch": {"kind": kind.value, "subject": subject}}}
            for kind, subject in wanted
        ]
        found = self.collection.find({"$or": either, "_id": {"$gt": after}}, {"_id": 1})
        return [doc["_id"] for doc in found.sort("_id", 1).limit(PAGE)]


class WatchAlerts(Repository[WatchAlert]):
    """Whom each change was told, for some weeks: a change heard again is told nobody again."""

    kind = WatchAlert
    collection_name = "watch_alerts"

    own_indexes = (index("kept", "at", expire_after_s=int(KEPT.total_seconds())),)

    def tell(self, event: str, told: Doc, watchers: WatchLists, now: datetime) -> None:
        """Tell all who watch, a page at a time; a page that was told goes on behind itself."""
        after, service = "", told["service"]
        while accounts := watchers.watching(service["id"], service["topic"], after):
            page = WatchAlert.of_page(f"{event}:{after}", accounts, told, now)
            after = self.add(page).accounts[-1]


class Openings(Repository[Opening]):
    """The bodies each profile opened for, for some weeks; found in the copy of all bodies."""

    kind = Opening
    collection_name = "openings"

    own_indexes = (index("kept", "at", expire_after_s=int(KEPT.total_seconds())),)

    def tell(self, event: str, opened: Doc, bodies: ReadCopy, now: datetime) -> None:
        """Announce it to all it opened for, a page at a time, going on behind what was told."""
        if not bodies.was_filled():
            raise TooEarly("the bodies are not known yet")
        told, after = {"service": opened["service"], "opening": event}, ""
        while page := list(islice(_entitled(opened, bodies, after, now), openings.PAGE)):
            after = self.add(Opening.of_page(f"{event}:{after}", page, told, now)).upto


def _entitled(opened: Doc, bodies: ReadCopy, after: str, now: datetime) -> Iterator[Doc]:
    """Yield the bodies behind a key that may order by what opened and might not before."""
    behind = bodies.collection.find({"_id": {"$gt": after}}, _OF_BODY).sort("_id", 1)
    today = clock.local_date(now)
    return openings.newly_entitled(behind, opened["offer"], opened["before"], today)


class Notices(Repository[Notice]):
    """What was told to everyone."""

    kind = Notice
    collection_name = "notices"
    not_found = "notice-not-found"

    own_indexes = (BY_TIME,)

    def listed(self, query: Doc) -> Doc:
        """Return a page, the newest first, the cursor behind it and the total."""
        criteria = _criteria_of(query)
        begin = offset_of(query["cursor"])
        end = begin + query["limit"]
        order = [("published_at", -1), ("_id", 1)]
        page = partial(self.collection.find, criteria, sort=order, skip=begin, limit=query["limit"])
        docs = hinted(lambda **hint: list(page(**hint)), BY_TIME)
        total = hinted(partial(self.collection.count_documents, criteria), BY_TIME)
        return {
            "items": [Notice.from_doc(doc).public() for doc in docs],
            "next": str(end) if end < total else None,
            "total": total,
        }


class ProfileNews(Stored):
    """The profiles as news and watches need them: who stands there, and what changed last."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection: Collection[Doc] = database["profiles"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the shelf of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one the news of a topic are read by."""
        return [(self.collection, (index("by_topic_news", "topic", "-changed_at"),))]

    def news(self, query: Doc) -> Doc:
        """Return the visible profiles that changed last, and when the newest did."""
        about = {name: query[name] for name in ("topic", "kind") if query.get(name)}
        docs = self.collection.find(_visible(about), dict.fromkeys((*_TOLD, *_DECIDING), 1))
        newest = docs.sort([("changed_at", -1), ("_id", 1)]).limit(NEWEST)
        entries = [_entry(doc, clock.local_date(clock.now())) for doc in newest]
        return {"updated_at": entries[0]["changed_at"] if entries else None, "entries": entries}

    def with_titles(self, watches: list[Doc]) -> list[Doc]:
        """Add to watched profiles how they are called and whether they can be had."""
        ids = [watch["subject"] for watch in watches if watch["kind"] == WatchKind.PROFILE]
        fields = {"title": 1, "status": 1}
        profiles = {doc["_id"]: doc for doc in self.collection.find({"_id": {"$in": ids}}, fields)}
        return [{**watch, **_heading(watch, profiles.get(watch["subject"]))} for watch in watches]

    def check_watched(self, kind: WatchKind, subject: str) -> None:
        """Raise Invalid where there is no such profile or topic."""
        about = {"_id": subject} if kind is WatchKind.PROFILE else {"topic": subject}
        if self.collection.find_one(_visible(about), {"_id": 1}) is None:
            raise invalid_fields([("/subject", Wrong("subject-unknown"))])

    def check_all(self, ids: list[str]) -> None:
        """Raise Invalid naming each id without a visible profile."""
        docs = self.collection.find(_visible({"_id": {"$in": ids}}), {"_id": 1})
        known = {doc["_id"] for doc in docs}
        missing = [
            (f"/profiles/{n}", Wrong("profile-unknown"))
            for n, id in enumerate(ids)
            if id not in known
        ]
        if missing:
            raise invalid_fields(missing)


def _visible(about: Doc) -> Doc:
    return {**about, **PUBLIC}


def _entry(doc: Doc, today: date) -> Doc:
    """Return what is told of a profile as news, and whether somebody may order it today."""
    orderable = availability_of(doc, today).orderable
    changed_at = doc["changed_at"].isoformat(timespec="seconds")
    told = {name: doc[name] for name in _TOLD}
    return {"id": doc["_id"], **told, "changed_at": changed_at, "orderable": orderable}


def _heading(watch: Doc, profile: Doc | None) -> Doc:
    if watch["kind"] != WatchKind.PROFILE:
        called = label_of("topic", watch["subject"])
        return {"title": {"de": called.de, "en": called.en}, "status": None}
    known = profile or {}
    return {"title": known.get("title"), "status": known.get("status")}


def _criteria_of(query: Doc) -> Doc:
    conditions: list[Doc] = []
    if kind := query.get("kind"):
        conditions.append({"kind": kind})
    if profile := query.get("profile"):
        conditions.append({"profiles": {"$in": [profile, []]}})
    if day := query.get("open_on"):
        begins = clock.start_of(day)
        conditions.append({"$or": [{"ends_at": None}, {"ends_at": {"$gte": begins}}]})
    return {"$and": conditions} if conditions else {}
