"""What is said and called: news of aggregates, events, messages."""

import json
from typing import Any

import amqp

from services.common.events import Event, read_event
from services.common.storage.aggregates import Aggregate
from tests.builders.given import NOW, Doc


def news(aggregate: Aggregate, source: str) -> list[Doc]:
    """Return what the aggregate would tell the world, after a trip through JSON."""
    aggregate.version += 1
    told: list[Doc] = json.loads(json.dumps(aggregate.take_news(source)))
    return told


def kinds(aggregate: Aggregate, source: str = "test") -> list[str]:
    """Return only the types of what the aggregate would tell."""
    return [told["type"] for told in news(aggregate, source)]


def heard(aggregate: Aggregate, source: str) -> list[Event]:
    """Return the aggregate's news as the others read them."""
    return [read_event(json.dumps(t), source, t["type"]) for t in news(aggregate, source)]


def envelope(**changed: Any) -> Doc:
    """Return a readable event envelope."""
    facts: Doc = {
        "specversion": "1.0",
        "id": "o1:1:0",
        "source": "orders",
        "type": "order.submitted",
        "subject": "o1",
        "time": NOW.isoformat(),
        "datacontenttype": "application/json",
        "data": {"order": {"id": "o1"}},
        "sequence": 1,
        "correlationid": "trace-1",
    }
    return {**facts, **changed}


def event(**changed: Any) -> Event:
    """Return an event as a handler sees it."""
    raw = envelope(**changed)
    return read_event(json.dumps(raw), raw["source"], raw["type"])


def call_message(body: object = None, **changed: Any) -> amqp.Message:
    """Return a raw RPC message to ``orders.get``; ``headers`` may be anything."""
    properties: Doc = {
        "content_type": "application/json",
        "reply_to": "rpc.reply-1",
        "correlation_id": "call-1",
        "application_headers": changed.pop("headers", {}),
    }
    routing_key = changed.pop("routing_key", "orders.get")
    if not isinstance(body, (str, bytes)):
        body = json.dumps({"args": [], "kwargs": {}} if body is None else body)
    kept = {k: v for k, v in {**properties, **changed}.items() if v is not None}
    message = amqp.Message(body, **kept)
    message.delivery_info = {"routing_key": routing_key}
    return message
