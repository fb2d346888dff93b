"""Rendered catalogue answers, held by each worker process until the catalogue changes."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

MOST_ENTRIES = 2_000
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class RenderedAnswer:
    """An answer ready to be sent."""

    body: bytes
    content_type: str
    etag: str
    revision: Any = None
    language: str = "de"
    policy: str = ""
    """The content security policy of a page; what programs read has that of the API."""


@dataclass(frozen=True)
class CacheEntry:
    """A rendered answer and the generation of the catalogue it was made from."""

    rendered: RenderedAnswer
    generation: int


class CatalogueCache:
    """Answers by language, path and query; the least recently used go first.

    Clearing begins a new generation. Older answers are then only given by ``outdated``,
    for the time the catalogue itself cannot be asked.
    """

    def __init__(self, entries: int = MOST_ENTRIES, size_bytes: int = MOST_BYTES) -> None:
        self._most_entries, self._most_bytes = entries, size_bytes
        self._held: OrderedDict[str, CacheEntry] = OrderedDict()
        self._bytes = 0
        self._generation = 0
        self._revision: Any = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._held)

    @property
    def generation(self) -> int:
        """Return the present generation; to be read before an answer is fetched."""
        return self._generation

    def get(self, key: str) -> RenderedAnswer | None:
        """Return the present answer, or None."""
        with self._lock:
            entry = self._held.get(key)
            if entry is None or entry.generation != self._generation:
                return None
            self._held.move_to_end(key)
            return entry.rendered

    def outdated(self, key: str) -> RenderedAnswer | None:
        """Return the last answer known, present or not."""
        entry = self._held.get(key)
        return entry.rendered if entry else None

    def put(self, key: str, rendered: RenderedAnswer, generation: int) -> None:
        """Hold an answer that was asked for in ``generation``; one overtaken by news is not."""
        with self._lock:
            if generation != self._generation or self._is_old(rendered.revision):
                return
            self._note(rendered.revision)
            self._replace(key, CacheEntry(rendered, self._generation))

    def clear(self) -> None:
        """Begin a new generation: something in the catalogue changed."""
        with self._lock:
            self._generation += 1

    def see(self, revision: Any) -> None:
        """Note the catalogue's revision as just read; a newer one begins a new generation."""
        with self._lock:
            self._note(revision)

    def _note(self, revision: Any) -> None:
        if revision is None or not _is_newer(revision, self._revision):
            return
        if self._revision is not None:
            self._generation += 1
        self._revision = revision

    def _is_old(self, revision: Any) -> bool:
        both = isinstance(revision, int) and isinstance(self._revision, int)
        return both and revision < self._revision

    def _replace(self, key: str, held: CacheEntry) -> None:
        before = self._held.pop(key, None)
        self._bytes += len(held.rendered.body) - (len(before.rendered.body) if before else 0)
        self._held[key] = held
        while len(self._held) > self._most_entries or self._bytes > self._most_bytes:
            _, gone = self._held.popitem(last=False)
            self._bytes -= len(gone.rendered.body)


def _is_newer(revision: Any, known: Any) -> bool:
    """Compare counters as such; of other revisions any other one is news."""
    if isinstance(revision, int) and isinstance(known, int):
        return revision > known
    return bool(revision != known)
