"""The lines of a story: one per call answered, event said, event heard and message parked.

Each has the id of the request it all began with, so that the lines of all parts put together
say what became of it; ``duration_ms`` has one decimal. No line has what somebody wrote, nor a
name, an address or a token: of an error only its class or code.
"""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from services.common import trace
from services.common.context import Call
from services.common.errors import TooEarly
from services.common.events import Event
from services.common.logs import Log
from services.common.messaging.rpc_messages import Answer, Request

log = Log(__name__)

EXPECTED_WAITS = 2
"""So often a message may come before the one it needs without anybody having to look."""


def call_answered(request: Request, method: str, answer: Answer, call: Call | None) -> None:
    """Note the answer to a call; one that was refused at the border has no circumstances."""
    facts: dict[str, Any] = {"method": method, "outcome": answer.outcome}
    if call is None:
        correlation_id = request.headers.get("nameko.correlation_id")
        known = correlation_id if isinstance(correlation_id, str) else None
        facts |= {"correlation_id": known and known[:255], "actor_id": None}
    else:
        facts |= {"correlation_id": call.correlation_id, "actor_id": call.principal.actor or None}
        facts |= trace.named(call.traceparent)
        if id := _object_of(request, answer.result):
            facts["object_id"] = id
    log.info("call_answered", **facts, duration_ms=_ms_since(request.taken_at))


def event_said(event: Mapping[str, Any], *, again: bool = False) -> None:
    """Note that the broker holds an event."""
    log.info(
        "event_said_again" if again else "event_said",
        type=event["type"],
        id=event["id"],
        subject=event.get("subject"),
        correlation_id=event.get("correlationid"),
        **trace.named(trace.read(event.get("traceparent"))),
        actor_id=event.get("authid") or None,
        cause_id=event.get("causationid"),
    )


def event_heard(
    queue: str, event: Event, outcome: str, began: float, code: str | None = None
) -> None:
    """Note what became of an event at one of its hearers."""
    told = {"code": code} if code else {}
    log.info(
        "event_heard",
        **_named(event),
        handler=queue.rpartition(".")[2],
        outcome=outcome,
        **told,
        duration_ms=_ms_since(began),
    )


def event_parked(queue: str, event: Event, error: BaseException, failures: int) -> None:
    """Say at once that a message waits for a later try, or for a person."""
    facts = {**_named(event), "queue": queue, "reason": type(error).__name__, "failures": failures}
    if isinstance(error, TooEarly) and failures <= EXPECTED_WAITS:
        log.warning("event_parked", **facts)
    else:
        log.error("event_parked", trace=error, **facts)


def unreadable_parked(queue: str) -> None:
    """Say at once that a message waits for a person, for nobody can read it."""
    log.error("event_parked", queue=queue, reason="Unreadable", correlation_id=None)


def _named(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "id": event.id,
        "source": event.source,
        "subject": event.subject,
        "correlation_id": event.correlation_id,
        **trace.named(event.span),
    }


def _object_of(request: Request, result: Any) -> str | None:
    """Return the id of what a call was about: that of its result, else that of an argument."""
    if isinstance(result, Mapping) and isinstance(result.get("id"), str):
        return str(result["id"])
    return _first_text(value for name, value in request.kwargs.items() if name.endswith("_id"))


def _first_text(values: Iterable[Any]) -> str | None:
    return next((value for value in values if isinstance(value, str)), None)


def _ms_since(began: float) -> float:
    return round((time.monotonic() - began) * 1000, 1)
