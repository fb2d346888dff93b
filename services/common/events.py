"""The CloudEvents envelope: how events are written, and how handlers see them."""

import json
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from services.common import context, trace
from services.common.context import Call

HANDLER_TIMEOUT_S = 20.0


class UnreadableEvent(Exception):
    """The message is no event of ours."""


@dataclass(frozen=True)
class Event:
    """A CloudEvent as a handler sees it; ``data`` is the whole payload."""

    id: str
    source: str
    type: str
    subject: str
    sequence: int
    data: dict[str, Any]
    correlation_id: str
    raw: dict[str, Any]

    def age_s(self) -> float | None:
        """Return how many seconds ago it was said, by our clocks; None where it does not say."""
        try:
            said = datetime.fromisoformat(str(self.raw.get("time")))
            return max(0.0, (datetime.now(UTC) - said).total_seconds())
        except (ValueError, TypeError):
            return None

    def call(self) -> Call:
        """Return the circumstances a handler of this event works in."""
        return Call(
            correlation_id=self.correlation_id,
            once=f"{self.source}/{self.id}",
            causation_id=self.id,
            deadline=time.time() + HANDLER_TIMEOUT_S,
            on_behalf_of=_optional(self.raw, "onbehalfof"),
            mandate_id=_optional(self.raw, "mandateid"),
            traceparent=self.span,
            parent=self.parent,
        )

    @property
    def parent(self) -> str:
        """Return the span it was said in, or nothing."""
        return trace.read(self.raw.get("traceparent"))

    @cached_property
    def span(self) -> str:
        """Return the span in which it is handled here, however often that is tried."""
        return trace.begun(self.correlation_id, self.parent)


def envelope(
    source: str, kind: str, data: dict[str, Any], *, subject: str, version: int, number: object = 0
) -> dict[str, Any]:
    """Make a CloudEvents 1.0 envelope; its id says aggregate, version and position."""
    call = context.current()
    return {
        "specversion": "1.0",
        "id": f"{subject}:{version}:{number}",
        "source": source,
        "type": kind,
        "subject": subject,
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "datacontenttype": "application/json",
        "dataschema": f"urn:digitalmarkt:{source}:{kind}:1",
        "data": data,
        "sequence": version,
        "correlationid": call.correlation_id,
        "traceparent": context.traceparent(),
        "causationid": call.causation_id or call.once or uuid.uuid4().hex,
        "authid": call.principal.actor,
        "onbehalfof": call.on_behalf_of,
        "mandateid": call.mandate_id,
        "partitionkey": subject,
    }


def read_event(body: bytes | str, source: str, kind: str) -> Event:
    """Parse an envelope and check that it is what this queue is for."""
    try:
        raw = json.loads(body)
        event = Event(
            id=_text(raw, "id"),
            source=_text(raw, "source"),
            type=_text(raw, "type"),
            subject=_text(raw, "subject"),
            sequence=int(raw["sequence"]),
            data=_mapping(raw["data"]),
            correlation_id=_text(raw, "correlationid"),
            raw=raw,
        )
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        raise UnreadableEvent(f"{type(error).__name__}: {error}"[:300]) from error
    if (event.source, event.type) != (source, kind):
        raise UnreadableEvent(f"is {event.source}/{event.type}, expected {source}/{kind}"[:300])
    return event


def _text(raw: dict[str, Any], name: str) -> str:
    value = raw[name]
    if not isinstance(value, str) or not value:
        raise TypeError(f"{name} is no text")
    return value


def _optional(raw: dict[str, Any], name: str) -> str | None:
    value = raw.get(name)
    return value if isinstance(value, str) else None


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("data is no object")
    return value
