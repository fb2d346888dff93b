"""Finding profiles: an index in the memory of each process, kept in step with the database.

Before every answer the process looks for what has changed since its last look; so a change
made by any process is in the next answer of all of them.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Self

from pymongo.collection import Collection
from pymongo.database import Database

from services.catalog.domain import waves
from services.catalog.domain.availability import availability_of
from services.catalog.domain.keys import SLUG
from services.catalog.domain.labels import in_words
from services.catalog.domain.profiles import Profile
from services.catalog.ozg.names import name_of_key
from services.catalog.repositories.body_usage import BodyUsage, check_reader, is_reader
from services.catalog.repositories.levy import NewestLevy
from services.catalog.repositories.profiles import NEVER, Profiles, revision_of
from services.catalog.search.bitsets import mask_of, set_of_mask
from services.catalog.search.facets import FACETS, LONG, FacetIndex
from services.catalog.search.german import words_in
from services.catalog.search.ranking import TextIndex, read_synonyms
from services.catalog.search.texts import search_text_of
from services.common import clock
from services.common.background import BackgroundTask, database_bound
from services.common.errors import Wrong, invalid_fields
from services.common.messaging.read_copies import ReadCopy, copy_of
from services.common.paging import offset_of

Doc = dict[str, Any]

SYNONYMS = Path(__file__).parents[1] / "synonyms.json"
LATE = timedelta(seconds=15)
"""A write is stored at most so long after the moment it carries: a call's longest time, and
how far the clocks of two processes may differ."""
FULL_READ_EVERY = timedelta(seconds=60)
MOST_SUGGESTED = 6
MOST_TYPED = 12
_NOT_PUBLIC = frozenset({"unused_by", "works_with_body"})
_MARKS = {"_id": 1, "version": 1, "changed_at": 1}
_NOT_NEEDED = dict.fromkeys([*sorted(LONG - {"waves", "synonyms"}), "outbox", "done", "working"], 0)
_AT_ONCE = 8
"""Profiles taken up, at a millisecond or two each, before others have their turn."""

bodies_copy = copy_of("identity", "body")


class SearchIndex:
    """Searches and suggestions of one process; all answers carry the catalogue's revision."""

    def __init__(
        self,
        database: Database[Doc],
        bodies: ReadCopy,
        now: Callable[[], datetime] = clock.now,
        synonyms: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._collection: Collection[Doc] = database[Profiles.collection_name]
        self._bodies, self._now = bodies, now
        self._uses, self._levy = BodyUsage(database), NewestLevy(database)
        self._of_body = {
            "orderable_for": self._orderable_for,
            "unused_by": self._unused_by,
            "works_with_body": self._works_with,
        }
        self._text_index = TextIndex(read_synonyms(SYNONYMS) if synonyms is None else synonyms)
        self._facet_index = FacetIndex()
        self._versions: dict[str, int] = {}
        self._lock = Lock()
        self._asked = self._answered = 0
        self.loop = BackgroundTask("search", self._round)
        self._newest = self._read_at = self._read_fully = NEVER

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.database, runtime.part(bodies_copy))

    def warm(self) -> None:
        """Take up all there is before the first call is taken: thousands cost seconds."""
        self.revision()

    def _round(self) -> bool:
        """Come into step from time to time, so that hardly any call has to wait for it."""
        with database_bound():
            self.revision()
        return False

    def revision(self) -> str:
        """Come into step with the database and give the revision reached.

        One look serves all who asked before it began.
        """
        self._asked += 1
        mine = self._asked
        with self._lock:
            if self._answered < mine:
                asked = self._asked
                self._catch_up()
                self._answered = asked
            today = clock.local_date(self._read_at)
            return revision_of(self._newest, today, self._levy.mark())

    def _catch_up(self) -> None:
        began = self._now()
        fully = not self._versions or began - self._read_fully >= FULL_READ_EVERY
        since = NEVER if fully else self._read_at - LATE
        marks = list(self._collection.find({"changed_at": {"$gte": since}}, _MARKS))
        changed = [m["_id"] for m in marks if m["version"] > self._versions.get(m["_id"], 0)]
        if changed:
            self._take_up(changed)
        self._newest = max([self._newest, *(mark["changed_at"] for mark in marks)])
        self._read_at = began
        # What ships with the service carries dates of the past: a look at an empty collection,
        # at the first start, was no full one.
        self._read_fully = began if fully and marks else self._read_fully

    def _take_up(self, ids: list[str]) -> None:
        """Take up these profiles; other work of the process goes on in between."""
        docs = list(self._collection.find({"_id": {"$in": ids}}, _NOT_NEEDED))
        for place, doc in enumerate(docs):
            if place % _AT_ONCE == _AT_ONCE - 1:
                time.sleep(0)
            profile = Profile.from_doc(doc)
            self._versions[profile.id] = profile.version
            if profile.is_public:
                self._put(profile)

    def _put(self, profile: Profile) -> None:
        state = profile.public()
        published_on = clock.local_date(profile.published_at or profile.changed_at)
        number = self._facet_index.put(state, published_on.isoformat())
        self._text_index.put(number, search_text_of(state))

    def search(self, query: Doc) -> Doc:
        """Return a page of profiles with ``total``, the counts for each facet and the revision."""
        revision = self.revision()
        offset, limit = offset_of(query["cursor"]), query["limit"]
        numbers, order = self._matching(query, offset + limit + 1)
        page = list(islice(order, offset, offset + limit + 1))
        return {
            "items": self._shown(page[:limit]),
            "next": str(offset + limit) if len(page) > limit else None,
            "total": numbers.bit_count(),
            **self._of_one_body(page[:limit], numbers, query),
            "facets": self._facets(numbers),
            "revision": revision,
        }

    def _shown(self, page: list[int]) -> list[Doc]:
        """Return what a list shows of these profiles, in codes and words."""
        today = clock.local_date(self._now())
        summaries = self._facet_index.summaries(page)
        for number, summary in zip(page, summaries, strict=True):
            facts = {**summary, **self._facet_index.entitling_facts(number)}
            summary["availability"] = availability_of(facts, today).shown()
            summary["words"] = in_words(summary)
        return summaries

    def _of_one_body(self, page: list[int], numbers: int, query: Doc) -> Doc:
        """Return what of this a body may order or has ordered, if the query names one."""
        if not query.get("for_body"):
            return {}
        body = self._body("for_body", query["for_body"])
        orders = self._orders_told_of(body)
        had = self._facet_index.called(orders)
        allowed = numbers & self._entitling(body) & ~had
        ids = {number: self._facet_index.id_of(number) for number in page}
        may = [id for number, id in ids.items() if allowed >> number & 1]
        has = [{"profile": id, "order": orders[id]} for id in ids.values() if id in orders]
        return {
            "orderable": {"ids": may, "total": allowed.bit_count()},
            "ordered": {"items": has, "total": (numbers & had).bit_count()},
        }

    def _orders_told_of(self, body: Doc) -> dict[str, str]:
        """Return a body's orders by profile; nothing to those who may not read them."""
        return self._uses.orders_of(body["_id"]) if is_reader(body["_id"]) else {}

    def _facets(self, numbers: int) -> dict[str, list[Doc]]:
        """Count what is found; a system that profiles name by its id is called by its name."""
        facets = self._facet_index.facets(numbers)
        by_id = {f["value"]: f for f in facets["interface"] if SLUG.fullmatch(f["value"])}
        for id, name in self._uses.names_of(by_id).items():
            by_id[id]["label"] = name
        return facets

    def ids(self, query: Doc) -> list[str]:
        """Return the ids of all profiles a search finds, in its order."""
        self.revision()
        return [self._facet_index.id_of(number) for number in self._matching(query)[1]]

    def _matching(self, query: Doc, most: int | None = None) -> tuple[int, Iterator[int]]:
        """Return all that are found, and in order at least the first ``most``."""
        numbers, sort = self._filtered(query), query.get("sort")
        if not query.get("q"):
            return numbers, self._facet_index.in_order(sort or "title", numbers)
        scores = self._text_index.find(query["q"])
        numbers &= set_of_mask(scores > 0)
        if sort:
            return numbers, self._facet_index.in_order(sort, numbers)
        return numbers, self._facet_index.ranked(scores * mask_of(numbers, len(scores)), most)

    def _filtered(self, query: Doc) -> int:
        numbers = self._facet_index.all
        for name in FACETS:
            if query.get(name):
                numbers &= self._facet_index.having(name, query[name])
        for name, of_body in self._of_body.items():
            if query.get(name):
                numbers &= of_body(self._body(name, query[name]))
        if query.get("new_since"):
            numbers &= self._facet_index.published_since(query["new_since"].isoformat())
        return numbers

    def _body(self, name: str, key: str) -> Doc:
        """Return the body a filter names, to those who may ask it of this body."""
        if name in _NOT_PUBLIC:
            check_reader(key)
        body = self._bodies.find(key)
        if body is None:
            raise invalid_fields([(f"/{name}", Wrong("body-unknown"))])
        return body

    def _unused_by(self, body: Doc) -> int:
        return self._facet_index.all & ~self._facet_index.called(
            self._uses.profiles_of(body["_id"])
        )

    def _works_with(self, body: Doc) -> int:
        return self._facet_index.joined_to(self._uses.systems_of(body["_id"]))

    def _orderable_for(self, body: Doc) -> int:
        """Return what the body may order; without what it has, where that may be told."""
        return self._entitling(body) & ~self._facet_index.called(self._orders_told_of(body))

    def _entitling(self, body: Doc) -> int:
        today = clock.local_date(self._now())
        return self._facet_index.entitling(lambda facts: waves.orderable_for(facts, body, today))

    def suggest(self, text: str) -> Doc:
        """Return what somebody may be about to type: services, topics and keys."""
        revision = self.revision()
        best = self._facet_index.ranked(self._text_index.find(text), MOST_SUGGESTED)
        return {
            "services": self._facet_index.headings(islice(best, MOST_SUGGESTED)),
            "topics": self._topics(text),
            "keys": [
                {"key": key, "name": name_of_key(key), "count": count}
                for key, count in self._text_index.keys_like(text)[:MOST_SUGGESTED]
            ],
            "revision": revision,
        }

    def _topics(self, text: str) -> list[Doc]:
        """Return the topics that have every word as the beginning of one of theirs."""
        typed = words_in(text)[:MOST_TYPED]

        def fits(topic: str) -> bool:
            words = words_in(topic)
            return all(any(word.startswith(begun) for word in words) for begun in typed)

        topics = self._facet_index.counted("topic", self._facet_index.all)
        return [topic for topic in topics if typed and fits(topic["value"])][:MOST_SUGGESTED]
