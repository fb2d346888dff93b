"""What those who watch a service or its topic are told of a change: a page of them at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from services.common.bounds import AtMost
from services.common.storage.aggregates import Aggregate

PAGE = 200
Doc = dict[str, Any]


@dataclass(kw_only=True)
class WatchAlert(Aggregate):
    """One page of the watchers of a change; the same change and page make the same id."""

    bounds = {"accounts": AtMost(PAGE)}

    accounts: list[str]
    at: datetime

    @classmethod
    def of_page(cls, id: str, accounts: list[str], told: Doc, now: datetime) -> Self:
        """Return the alert of these accounts, which says what has changed."""
        alert = cls(id=id, accounts=accounts, at=now)
        alert.say("watch.alerted", **told, accounts=accounts)
        return alert
