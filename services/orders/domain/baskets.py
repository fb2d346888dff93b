"""What a body means to order: services put aside by its people, until one of them orders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate, to_plain
from services.orders.domain.history import ERASED_NAME, Actor

MOST_ENTRIES = 100


@dataclass
class BasketEntry:
    """A service in the basket, by whom and since when; no account where that one is erased."""

    profile: str
    added_by: str | None
    added_by_name: str
    added_at: datetime


@dataclass(kw_only=True)
class Basket(Aggregate):
    """The basket of one body; its id is the key of the body.

    An entry lasts until the service is ordered: that is read from the orders and told by nobody.
    """

    bounds = {"entries": AtMost(MOST_ENTRIES)}

    entries: list[BasketEntry] = field(default_factory=list)

    def waiting(self, ordered: Mapping[str, datetime]) -> list[BasketEntry]:
        """Return what was not ordered since it was put in; ``ordered`` is when each was last."""
        return [e for e in self.entries if not (at := ordered.get(e.profile)) or at < e.added_at]

    def let_go(self, ordered: Mapping[str, datetime]) -> None:
        """Leave out what was ordered meanwhile."""
        self.entries = self.waiting(ordered)

    def put(self, profile: str, by: Actor, now: datetime) -> None:
        """Put a service in; where it lies there already it stays as it is."""
        if profile not in self.profiles:
            self.entries.append(BasketEntry(profile, by.id, by.name, now))

    def take(self, profile: str) -> None:
        """Take a service out, if it is in."""
        self.entries = [entry for entry in self.entries if entry.profile != profile]

    def change(self, profiles: Iterable[str], version: int, by: Actor, now: datetime) -> None:
        """Let exactly these lie in the basket, by someone who has seen this version."""
        if self.version != version:
            raise Conflict("changed-meanwhile")
        held = {entry.profile: entry for entry in self.entries}
        self.entries = []
        for profile in dict.fromkeys(profiles):
            if profile in held:
                self.entries.append(held[profile])
            else:
                self.put(profile, by, now)

    def take_over(self, other: "Basket") -> None:
        """Take in what lies in the basket of a body that ended, as far as there is room."""
        new = [entry for entry in other.entries if entry.profile not in self.profiles]
        self.entries += [replace(entry) for entry in new[: MOST_ENTRIES - len(self.entries)]]

    def forget(self, account: str) -> None:
        """Leave out who put something in."""
        for entry in self.entries:
            if entry.added_by == account:
                entry.added_by, entry.added_by_name = None, ERASED_NAME

    @property
    def profiles(self) -> list[str]:
        """Return which services lie in it, in the order they were put in."""
        return [entry.profile for entry in self.entries]

    def about(self, account: str) -> dict[str, Any]:
        """Return what a person put in, with the body."""
        own = [to_plain(entry) for entry in self.entries if entry.added_by == account]
        return {"body": self.id, "entries": own}
