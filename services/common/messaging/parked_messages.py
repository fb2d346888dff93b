"""A person's look at parked messages: why each could not be handled, and what is decided of it.

Nothing of a message is shown but its ids: what is in it is for the service alone.
"""

import json
import re
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from services.common import context, paging
from services.common.errors import Conflict, NotFound
from services.common.messaging.parking import Parking
from services.common.storage.aggregates import to_plain
from services.common.storage.repository import act_recorded
from services.common.validation.fields import Choice, Moment, Paragraphs
from services.common.validation.input import InputSchema
from services.common.words.parked import ADVICE, FAULT, REASONS, STATES

Doc = dict[str, Any]

MANAGES = "parked:manage"
NOUN = "parked"
MOST_COUNTED = 10_000
LONGEST_REASON = 500
EVENTS = "evt-"
"""How the queues begin whose messages a handler takes again; the caller of any other is gone."""
_ERROR = re.compile(r"[A-Za-z]+")
_PLACE = re.compile(r'File "[^"]*?((?:services|gateway)/[^"]+)", line (\d+)')
_LAST = "\U0010ffff"


class ParkedState(StrEnum):
    """What becomes of a message that could not be handled."""

    WAITING = "waiting"
    RETRYING = "retrying"
    SETTLED = "settled"
    DISCARDED = "discarded"


class OpenState(StrEnum):
    """Which of the open ones are asked for."""

    WAITING = "waiting"
    RETRYING = "retrying"


class ParkedQuery(paging.PageQuery):
    """A page of the open messages, all or those in one state; ``since`` counts the new ones."""

    state = Choice(OpenState, by_value=True, load_default=None, allow_none=True)
    since = Moment(load_default=None, allow_none=True)


class ParkedReplayed(InputSchema):
    """Trying again takes no input."""


class ParkedDiscarded(InputSchema):
    """Why a message is not needed any more."""

    reason = Paragraphs(LONGEST_REASON, shortest=3, required=True)


class ParkedMessages:
    """The parked messages of one service; each id says of which."""

    def __init__(self, parking: Parking, service: str, written: Any = lambda *_: None) -> None:
        self._parking, self._service, self._written = parking, service, written

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make those of a running process."""
        runtime.relay.watch(runtime.parking.collection)
        return cls(runtime.parking, runtime.service, runtime.relay.written)

    def page(self, query: Doc) -> Doc:
        """Return a page, those parked longest first."""
        waiting = None if query["state"] is None else query["state"] == OpenState.WAITING
        behind, limit = self._behind(query["cursor"]), query["limit"]
        docs = self._parking.page(behind, waiting, limit + 1)
        total, since = self._parking.count(waiting, MOST_COUNTED), query["since"]
        new = self._parking.count(waiting, MOST_COUNTED, since) if since else None
        listed = paging.listing([self._listed(doc) for doc in docs], limit, _cursor, total)
        return {**listed, "new": new}

    def get(self, id: str) -> Doc:
        """Return one, open or done with, or raise NotFound."""
        return self._view(self._record(id))

    def replay(self, id: str) -> Doc:
        """Make a message due now; one for which that was asked already is as it is."""
        record = self._record(id)
        if "ended_at" in record:
            return self._view(record)
        if not record["queue"].startswith(EVENTS):
            raise Conflict("parked-no-handler")
        if "due_at" in record and record.get("replayed_after") == record["failures"]:
            return self._view(record)
        return self._decide(record, {"replayed_after": record["failures"]}, ends=False)

    def discard(self, id: str, reason: str) -> Doc:
        """Let go of a message for good; the reason and who said so are kept for a while."""
        record = self._record(id)
        if "discarded_by" in record and "ended_at" in record:
            return self._view(record)
        if "ended_at" in record:
            raise Conflict("parked-ended", parameters={"state": STATES[ParkedState.SETTLED]})
        by = context.principal().subject
        return self._decide(record, {"discarded_by": by, "discard_reason": reason}, ends=True)

    def _decide(self, record: Doc, facts: Doc, *, ends: bool) -> Doc:
        shown = self._view(record)
        told = act_recorded(self._service, NOUN, shown["id"], record.get("acts", 0) + 1)
        if not self._parking.decided(record, facts, told, ends=ends):
            raise Conflict("changed-meanwhile")
        self._written(self._parking.collection, record["_id"])
        return self._view(self._parking.show(record["_id"]) or record)

    def _record(self, id: str) -> Doc:
        service, _, record_id = id.partition(".")
        record = self._parking.show(record_id) if service == self._service else None
        if record is None:
            raise NotFound("parked-not-found")
        return record

    def _behind(self, cursor: str | None) -> Doc | None:
        """Return what finds the messages behind the one a cursor names, whosesoever that is."""
        if cursor is None:
            return None
        at, last = paging.parts_of(cursor, (datetime, str))
        service, _, record_id = last.partition(".")
        if service != self._service:
            record_id = "" if self._service > service else _LAST
        same = {"parked_at": at, "_id": {"$gt": record_id}}
        return {"$or": [{"parked_at": {"$gt": at}}, same]}

    def _listed(self, record: Doc) -> Doc:
        """Return it with where a list goes on behind it: several services' lists are one."""
        shown = self._view(record)
        return {**shown, "cursor": paging.written(record["parked_at"], shown["id"])}

    def _view(self, record: Doc) -> Doc:
        state, error = _state_of(record), _error_of(record)
        can_replay = record["queue"].startswith(EVENTS) and "ended_at" not in record
        facts = {name: to_plain(record.get(name)) for name in ("parked_at", "due_at", "ended_at")}
        return {
            "id": f"{self._service}.{record['_id']}",
            "service": self._service,
            "state": state,
            "state_label": STATES[state],
            "failures": record["failures"],
            **facts,
            **_about(record),
            "reason": REASONS.get(error, FAULT),
            "error": error,
            "place": _place_of(record),
            "can_replay": can_replay,
            "discard_reason": record.get("discard_reason"),
            "advice": ADVICE[_advice_for(state, can_replay)],
        }


def _cursor(shown: Doc) -> str:
    return str(shown["cursor"])


def _about(record: Doc) -> Doc:
    """Return what the queue and the envelope tell: who said what of which thing to whom."""
    event = _envelope(record.get("body", ""))
    ids = {name: event.get(name) for name in ("source", "type", "subject", "correlationid")}
    texts = {name: value if isinstance(value, str) else None for name, value in ids.items()}
    queue = record["queue"]
    return {
        "source": texts["source"] or (queue.split("-")[1] if queue.startswith(EVENTS) else None),
        "message": texts["type"] or queue.removeprefix(EVENTS).partition("--")[0],
        "handler": queue.rpartition(".")[2] if queue.startswith(EVENTS) else None,
        "subject": texts["subject"],
        "correlation_id": texts["correlationid"],
    }


def _envelope(body: str) -> Doc:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _state_of(record: Doc) -> ParkedState:
    if "ended_at" in record:
        return ParkedState.DISCARDED if "discarded_by" in record else ParkedState.SETTLED
    return ParkedState.RETRYING if record.get("due_at") else ParkedState.WAITING


def _error_of(record: Doc) -> str:
    name = _ERROR.match(record.get("error", ""))
    return name[0] if name else "Exception"


def _place_of(record: Doc) -> str | None:
    """Return where in our code it failed last: the file and its line."""
    places = _PLACE.findall(record.get("trace", ""))
    return ":".join(places[-1]) if places else None


def _advice_for(state: ParkedState, can_replay: bool) -> str:
    if state in (ParkedState.SETTLED, ParkedState.DISCARDED):
        return "done"
    return state.value if can_replay else "unanswerable"
