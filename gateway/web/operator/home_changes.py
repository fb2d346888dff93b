"""What came since the reader's last visit, as counts that lead to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from gateway.callers.visits import NotesVisits
from gateway.web.frame.side_by_side import Away
from gateway.web.operator.parked import PATH as PARKED
from services.common.errors import Unavailable


@dataclass(frozen=True)
class Change:
    """How much of something is new; ``count`` is None where its service is away."""

    word: str
    path: str
    count: int | None


@dataclass(frozen=True)
class Changes:
    """Since when (None: no visit before is known), what came, and whether that is known at all."""

    since: datetime | None
    items: tuple[Change, ...]
    is_away: bool = False

    @property
    def new(self) -> list[Change]:
        """Return what there is to say: what came, and what could not be asked."""
        return [one for one in self.items if one.count != 0]


@dataclass(frozen=True)
class LastVisit:
    """When the reader was here before; ``is_away`` where that could not be read."""

    at: datetime | None
    is_away: bool = False

    @classmethod
    def noted(cls, visits: NotesVisits, account: str) -> "LastVisit":
        """Note that somebody looks now, and return when they were here before."""
        try:
            return cls(visits.note(account))
        except Unavailable:
            return cls(None, is_away=True)

    @property
    def query(self) -> dict[str, str]:
        """Return the filter that counts what is new."""
        return {"since": self.at.isoformat()} if self.at else {}


def changes_of(found: Mapping[str, Any], last: LastVisit) -> Changes | None:
    """Return what is new of what the reader works on; None where none of that is counted."""
    since = last.query.get("since", "")
    sources = (
        ("turns", "op-new-orders", f"/reviews/orders?{urlencode({'since': since})}"),
        ("registration_turns", "op-new-registrations", "/reviews/registrations"),
        ("mails", "op-new-mails", "/mails?state=failed"),
        ("parked", "op-new-parked", PARKED),
    )
    told = {**found, **_mails(found)}
    items = tuple(
        Change(word, path, _count(told[name])) for name, word, path in sources if name in told
    )
    return Changes(last.at, items, last.is_away) if items else None


def _mails(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what notify tells of the mails, where the reader is told of them."""
    messages = found.get("messages")
    if isinstance(messages, Away):
        return {"mails": messages}
    return {"mails": messages["mails"]} if messages and "mails" in messages else {}


def _count(told: Any) -> int | None:
    return None if isinstance(told, Away) else told.get("new") or 0
