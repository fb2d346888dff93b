"""Lines of a history as the database keeps them."""

from dataclasses import dataclass
from typing import Any

from services.common.bounds import AtMost
from services.common.storage.aggregates import Aggregate
from services.orders.domain.history import HistoryEntry


def entries_of(docs: list[Any]) -> list[HistoryEntry]:
    """Read lines of a history as the database keeps them."""
    return History.from_doc({"_id": "", "entries": docs}).entries


@dataclass(kw_only=True)
class History(Aggregate):
    """Lines of a history, to be read only."""

    bounds = {"entries": AtMost(1000)}

    entries: list[HistoryEntry]
