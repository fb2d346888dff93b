"""What a person wants to hear of: profiles, or everything of a topic."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict, NotFound
from services.common.storage.aggregates import Aggregate, to_plain

MOST = 200


class WatchKind(StrEnum):
    """What is watched."""

    PROFILE = "profile"
    TOPIC = "topic"


@dataclass(frozen=True)
class Watch:
    """One thing watched; ``subject`` is a profile's id or the name of a topic."""

    kind: WatchKind
    subject: str
    since: datetime

    @property
    def id(self) -> str:
        """Return its name within the list, which says nothing but itself."""
        named = f"{self.kind.value}:{self.subject}"
        return "w" + hashlib.sha256(named.encode()).hexdigest()[:20]


@dataclass(kw_only=True)
class WatchList(Aggregate):
    """Everything one account watches; its id is the account's."""

    bounds = {"items": AtMost(500)}

    items: list[Watch] = field(default_factory=list)

    def watch(self, watch: Watch) -> None:
        """Add it once."""
        if any(other.id == watch.id for other in self.items):
            return
        if len(self.items) >= MOST:
            raise Conflict("too-many-watches", most=MOST)
        self.items = [*self.items, watch]

    def unwatch(self, watch_id: str) -> None:
        """Take it away."""
        others = [watch for watch in self.items if watch.id != watch_id]
        if len(others) == len(self.items):
            raise NotFound("watch-not-found")
        self.items = others

    def public(self) -> list[dict[str, Any]]:
        """Return the watches, the newest first."""
        newest_first = sorted(self.items, key=lambda watch: watch.since, reverse=True)
        return [{"id": watch.id, **to_plain(watch)} for watch in newest_first]
