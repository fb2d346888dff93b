"""Where catalog keeps profiles."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from pymongo.database import Database

from services.catalog.domain import openings
from services.catalog.domain.choices import Status
from services.catalog.domain.profiles import Profile, taken
from services.catalog.repositories.levy import NewestLevy
from services.catalog.repositories.versions import ProfileDocuments, Versions
from services.catalog.shipped.profiles import guides_of, read_profiles
from services.common import clock, context
from services.common.errors import NotFound
from services.common.reminding import Due, step_index, steps_due
from services.common.storage.indexes import Declared, index
from services.common.storage.mongo import Doc
from services.common.storage.repository import Repository

PUBLIC = {"profile_version": {"$gte": 1}}
"""Profiles everyone may see: published at least once."""
IN_SIGHT = {"$or": [{"status": {"$ne": Status.RETIRED.value}}, PUBLIC]}
"""Profiles but for drafts that were discarded."""
OPENS = "opens_at"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


TITLED = tuple(index(f"titled_{name}", f"title.{name}", "_id") for name in ("de", "en"))
"""By what a part of a title is found without reading the profiles."""
SUBMITTED = index(
    "submitted_since", "working.submitted", "working.changed_at",
    where={"working.submitted": {"$exists": True}},
)  # fmt: skip
SENT_BACK = index(
    "sent_back_since", "working.submitted", "working.sent_back.at",
    where={"working.sent_back.at": {"$exists": True}},
)  # fmt: skip
"""By what the one is found that has waited longest for its review, or for its authors."""


class Profiles(Repository[Profile]):
    """The catalogue; the committed table is loaded once, row by row."""

    kind = Profile
    collection_name = "profiles"
    not_found = "profile-not-found"

    def __init__(self, database: Database[Doc], source: str, written: Callable[..., None]) -> None:
        super().__init__(database, source, written)
        self.versions, self.levy = Versions(database), NewestLevy(database)

    own_indexes = (
        index("by_change_and_version", "-changed_at", "_id", "version"),
        index(
            "by_work", "working.submitted", "_id", where={"working.submitted": {"$exists": True}}
        ),
        SUBMITTED,
        SENT_BACK,
        step_index(OPENS),
        *TITLED,
    )

    def indexes(self) -> Declared:
        """Return those of the profiles, of their versions and of the levy's copy."""
        return [*super().indexes(), *self.versions.indexes(), *self.levy.indexes()]

    def seed(self) -> None:
        """Make each row of the table version 1 of its profile, where there is none yet."""
        stored = {doc["_id"]: doc for doc in self.collection.find({}, {"profile_version": 1})}
        documents = ProfileDocuments(self.collection.database)
        for row in read_profiles():
            for _, content in guides_of(row):
                documents.put(content)
            if row["id"] not in stored:
                self.add(_shipped(row))
            elif "profile_version" not in stored[row["id"]]:
                ship = partial(Profile.ship, facts=row, since=_news_since(row), now=clock.now())
                self.change(row["id"], ship)
        self._settle_offers()

    def _settle_offers(self) -> None:
        """Note by what the profiles of an older release may be ordered: nobody is told again.

        One that waits for its day is noted as waiting, and left to that day.
        """
        unsettled = {**PUBLIC, "offered": {"$exists": False}, "opens_at": None}
        for doc in list(self.collection.find(unsettled, {"_id": 1})):
            self.change(doc["_id"], lambda profile: openings.settle(profile, clock.now()))

    def steps_due(self, now: datetime, after: Due | None, limit: int) -> list[Due]:
        """Return the profiles whose day has come, the first first."""
        return steps_due(self.collection, OPENS, now, after, limit)

    def create(self, profile: Profile) -> Profile:
        """Store a new one under its own id; Conflict where another call has taken that."""
        stored = self.begin(profile)
        mine = {"_id": profile.id, "done": context.current().once}
        if stored is not profile and not self.collection.find_one(mine, {"_id": 1}):
            raise taken()
        return stored

    def begin(self, profile: Profile) -> Profile:
        """Store a new one, or give what has its id; that of a discarded draft is free again."""
        stored = self.find(profile.id)
        if stored is not None and stored.is_discarded:
            return self.change(profile.id, lambda p: p.revive(profile))
        return self.add(profile)

    def is_kept(self, id: str) -> bool:
        """Return whether there is such a profile, if only as a draft."""
        return self.collection.find_one({"_id": id, **IN_SIGHT}, {"_id": 1}) is not None

    def publish(self, id: str, *, by: str, now: datetime, seen: int | None = None) -> Profile:
        """Publish what is in review, as the reviewer has ``seen`` it, and keep the version."""

        def act(profile: Profile) -> None:
            self.versions.file(profile)
            profile.publish(by=by, now=now, seen=seen)

        published = self.change(id, act)
        self.versions.file(published)
        return published

    def shown(self, id: str) -> Profile:
        """Return a profile that everyone may see, or raise NotFound."""
        profile = self.get(id)
        if not profile.is_public:
            raise NotFound(self.not_found)
        return profile

    def titles_of(self, ids: Iterable[str | None]) -> dict[str, Doc]:
        """Return the titles, by id, of those of these profiles that everyone may see."""
        chosen = sorted(id for id in ids if id)
        docs = self.collection.find({"_id": {"$in": chosen}, **PUBLIC}, {"title": 1})
        return {doc["_id"]: doc["title"] for doc in docs} if chosen else {}

    def linking(self, ids: Iterable[str]) -> dict[str, Doc]:
        """Return what these profiles have to do with links by id: title and the facts with any."""
        fields = {"title": 1, "test_accesses.url": 1, "contract_partner.url": 1}
        docs = self.collection.find({"_id": {"$in": sorted(ids)}, **PUBLIC}, fields)
        return {doc["_id"]: doc for doc in docs}

    def revision(self) -> str:
        """Return a text that differs after every change of the catalogue."""
        newest = self.collection.find_one({}, {"changed_at": 1}, sort=[("changed_at", -1)])
        today = clock.local_date(clock.now())
        changed_at = newest["changed_at"] if newest else NEVER
        return revision_of(changed_at, today, self.levy.mark())

    def states(self, after: str = "") -> Iterator[dict[str, Any]]:
        """Return every published profile as an item of a snapshot."""
        for doc in self.docs_after(after, PUBLIC):
            yield {"id": doc["_id"], "sequence": doc["version"], "state": Profile.shown(doc)}


def _news_since(row: dict[str, Any]) -> datetime:
    """Return since when a shipped profile is news: the day it was last checked, not of loading."""
    checked_on = row["checked_on"]
    return clock.start_of(date.fromisoformat(checked_on)) if checked_on else clock.now()


def _shipped(row: dict[str, Any]) -> Profile:
    since = _news_since(row)
    profile = Profile(
        changed_at=since,
        status=Status(row["status"]),
        **{name: value for name, value in row.items() if name != "status"},
    )
    profile.ship(row, since, clock.now())
    return profile


def revision_of(newest: datetime, today: date, levy: str) -> str:
    """Return the catalogue's revision; a new day is one, for waves open and close by date.

    So is another run of the levy, for it says what it pays for.
    """
    return f"{newest.isoformat()} {today.isoformat()} {levy}".rstrip()
