"""How a list of orders is found: its criteria, its order, the index that answers it, its cursor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common import clock, paging
from services.common.storage.indexes import Index, index, retired
from services.orders.domain.orders import Order
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import waiting_for
from services.orders.schemas import DUE

Doc = dict[str, Any]

NEWEST_FIRST = [("created_at", -1), ("_id", -1)]
FIRST_DUE_FIRST = [("due_on", 1), ("_id", 1)]
HAS_DUE_DAY = {"due_on": {"$gt": ""}}
"""Somebody is waited for until a day; what rests or has ended has none."""
MOST_COUNTED = 5000
"""So many orders of a list are counted; beyond it only that there are more."""
NOTHING: Doc = {"_id": {"$in": []}}
FILTERED = {"body": "places", "profile": "profile", "state": "state", "vendor": "setup_by"}
"""The plain filters, each with the field it looks at."""

BY_NUMBER = index("number", "number", unique=True)
NEWEST = index("newest", "-created_at", "-_id")
PHASE, PARTY = ("state", "open_point.kind"), "setup_by"
BY_PHASE = index("by_phase_and_party", *PHASE, "-created_at", "-_id", PARTY)
WAITING = index(
    "waiting_for_party", *PHASE, "due_on", "_id", PARTY, "created_at", where=HAS_DUE_DAY
)
"""Both hold the setup party: who is waited for is counted without reading an order."""
WAITING_OF_SERVICE = index(
    "waiting_of_service", "profile", *PHASE, "due_on", "_id", PARTY, where=HAS_DUE_DAY
)
TAKEN = index("taken", "claimed_by", "due_on", "_id", where={"claimed_by": {"$gt": ""}})
"""What a reviewer has taken: few at any time."""
DUE_BY_VENDOR = index("vendors_due", PARTY, "due_on", "_id", "state", where=HAS_DUE_DAY)
DUE_IN_STATE = index("vendors_due_in_state", PARTY, "state", "due_on", "_id", where=HAS_DUE_DAY)
NEWEST_OF_VENDOR = index("by_setup_by", PARTY, "-created_at", "-_id")
BY_STATE = index("by_state", "state", "-created_at", "-_id")
LIST_INDEXES = (
    NEWEST, BY_PHASE, WAITING, *map(retired, ("by_phase", "waiting", "due_by_vendor")),
    NEWEST_OF_VENDOR,
    *(index(f"by_{name}", name, "-created_at", "-_id")
      for name in ("body", "places", "profile")),
    BY_STATE,
    index("due", "due_on", "_id", where=HAS_DUE_DAY),
    DUE_BY_VENDOR, DUE_IN_STATE, WAITING_OF_SERVICE, TAKEN,
)  # fmt: skip
"""Each filter by itself is answered in the order of the list, whatever the number of orders."""


@dataclass(frozen=True)
class OrderList:
    """A list somebody asks for; ``scopes`` limits what they see."""

    query: Doc
    scopes: Doc | None

    @property
    def criteria(self) -> Doc:
        """Return what all orders of the list have in common."""
        return criteria_of(self.query, self.scopes)

    @property
    def by_due_day(self) -> bool:
        """Tell whether the first due come first."""
        return bool(self.query["sort"] == DUE)

    @property
    def order(self) -> list[tuple[str, int]]:
        """Return how it is sorted."""
        return FIRST_DUE_FIRST if self.by_due_day else NEWEST_FIRST

    def behind(self) -> Doc:
        """Return the criteria of what comes behind the cursor, if there is one."""
        if not self.query["cursor"]:
            return self.criteria
        after = _after_due if self.by_due_day else _after
        return {"$and": [self.criteria, after(self.query["cursor"])]}

    @property
    def is_narrow(self) -> bool:
        """Tell whether it is of few orders in any case: those of a body."""
        return bool(self.query.get("body") or (self.scopes and not self._is_of_own_setups))

    @property
    def _is_of_own_setups(self) -> bool:
        """Tell whether a vendor's people look for what their own vendor sets up."""
        parts = (self.scopes or {}).get("$or", ())
        return any(self.query.get("vendor") in part["setup_by"]["$in"] for part in parts
                   if "setup_by" in part)  # fmt: skip

    @property
    def by_turn(self) -> Index | None:
        """Return the index that finds and counts what waits for somebody, if that is meant."""
        if self.is_narrow:
            return None
        if self.by_due_day and (narrowed := self._by_turn_narrowed):
            return narrowed
        if self.query.get("waiting_for"):
            return WAITING if self.by_due_day else BY_PHASE
        if not (self.query.get("vendor") and self.by_due_day):
            return None
        return DUE_IN_STATE if self.query.get("state") else DUE_BY_VENDOR

    @property
    def _by_turn_narrowed(self) -> Index | None:
        """Return the index of what waits where that is only what one took, or of one service."""
        if self.query.get("taken_by"):
            return TAKEN
        by_phase = self.query.get("waiting_for") or self.query.get("state")
        return WAITING_OF_SERVICE if by_phase and self.query.get("profile") else None

    def index(self, total: int) -> Index | None:
        """Return the index to read by, where the server's own choice was measured to be bad.

        It went through all of a state for the few with something open, or of one vendor, and
        sorted whatever began like a number.
        """
        if self.is_narrow:
            return None
        if by_turn := self.by_turn:
            return by_turn
        if self.query.get("number") and not self.by_due_day:
            return NEWEST if total > MOST_COUNTED else BY_NUMBER
        return None

    def cursor(self, last: Order | None) -> str | None:
        """Return the cursor behind the last order of a page."""
        if last is None:
            return None
        return paging.written(str(last.due_on) if self.by_due_day else last.created_at, last.id)


def criteria_of(query: Mapping[str, Any], scopes: Doc | None) -> Doc:
    """Return the criteria of the orders a query asks for, within what is seen."""
    criteria: list[Doc] = [scopes] if scopes else []
    criteria += [{path: query[name]} for name, path in FILTERED.items() if query.get(name)]
    if query["sort"] == DUE:
        criteria.append(HAS_DUE_DAY)
    if moment := query.get("since"):
        criteria.append(placed_since(moment))
    if day := query.get("due_before"):
        criteria.append({"due_on": {"$gt": "", "$lt": day}})
    if reviewer := query.get("taken_by"):
        criteria.append({"claimed_by": reviewer, "claimed_until": {"$gt": query["taken_at"]}})
    if number := query.get("number"):
        criteria.append({"number": {"$gte": number.upper(), "$lt": f"{number.upper()}~"}})
    if role := query.get("waiting_for"):
        criteria.append({"$or": phases_of(role) or [NOTHING]})
    return {"$and": criteria} if criteria else {}


def resolved(query: Mapping[str, Any], caller: str, now: datetime) -> Doc:
    """Return the query with what "overdue" and "mine" mean for this caller, now."""
    asked = dict(query)
    if query["overdue"]:
        asked["due_before"] = clock.local_date(now).isoformat()
    if query["mine"]:
        asked |= {"taken_by": caller, "taken_at": now}
    return asked


def placed_since(moment: datetime) -> Doc:
    """Return the criteria of the orders that came since then; a draft has not come yet."""
    return {"created_at": {"$gte": moment}, "state": {"$ne": OrderState.PREPARED.value}}


def phases_of(role: str) -> list[Doc]:
    """Return the criteria of each phase in which a role is waited for."""
    return [_phase(*phase) for phase in waiting_for(role)]


def _phase(state: str, point: str | None, has_setup_party: bool | None) -> Doc:
    phase: Doc = {"state": state, "open_point.kind": point}
    if has_setup_party is not None:
        phase["setup_by"] = {"$ne": None} if has_setup_party else None
    return phase


def _after_due(cursor: str) -> Doc:
    on, id = paging.parts_of(cursor, (str, str))
    return {"$or": [{"due_on": {"$gt": on}}, {"due_on": on, "_id": {"$gt": id}}]}


def _after(cursor: str) -> Doc:
    at, id = paging.parts_of(cursor, (datetime, str))
    return {"$or": [{"created_at": {"$lt": at}}, {"created_at": at, "_id": {"$lt": id}}]}
