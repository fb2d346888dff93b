"""The AsyncAPI 3 document: what vendors are told, by queue, webhook and feed.

Types and schemas come from ``events.json``, which is generated from notify's table of events.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gateway import VERSION
from gateway.api.openapi import SCOPES
from gateway.api.route import PREFIX

EVENTS_FILE = Path(__file__).parent / "events.json"
CLOUD_EVENT = "application/cloudevents+json"
Doc = dict[str, Any]

TEST = "de.digitalmarkt.test.v1"
"""Comes by webhook only."""
WAYS = ("queue", "webhook", "feed")
"""The channels; each carries every type of event."""
SIGNED_HEADERS: Doc = {
    "type": "object",
    "required": ["webhook-id", "webhook-timestamp", "webhook-signature"],
    "properties": {
        "webhook-id": {"type": "string", "description": "The same however often it is sent"},
        "webhook-timestamp": {"type": "string", "description": "Seconds since 1970, of this try"},
        "webhook-signature": {
            "type": "string",
            "description": "`v1,` and HMAC-SHA256 over `id.timestamp.body` in base64; while a"
            " secret is changed two of them with a space between",
        },
    },
}


@cache
def contract() -> Doc:
    """Return what notify says of its public events: types, schemas, meanings, an example each."""
    read: Doc = json.loads(EVENTS_FILE.read_text("utf-8"))
    return read


def document(server: str) -> Doc:
    """Return the whole description; ``server`` is the gateway as vendors reach it."""
    events = contract()["events"]
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "DigitalMarkt: events for vendors",
            "version": VERSION,
            "description": "What happens to the orders a vendor sets up, as CloudEvents 1.0 in"
            " structured mode: from a queue on RabbitMQ, as a signed webhook, or from a feed. All"
            " three carry the same events. An event is information, never a commission.",
            "externalDocs": {"url": f"{server}/api/docs/events"},
        },
        "defaultContentType": CLOUD_EVENT,
        "servers": _servers(server),
        "channels": _channels(events),
        "operations": _operations(),
        "components": {
            "messages": {event["type"]: _message(event) for event in events},
            "schemas": {event["type"]: event["schema"] for event in events},
            "securitySchemes": {
                "queueUser": {
                    "type": "userPassword",
                    "description": "User and secret that `POST /api/v1/vendor/broker` gives once",
                },
                "apiClient": {
                    "type": "oauth2",
                    "flows": {
                        "clientCredentials": {
                            "tokenUrl": f"{server}/oauth/token",
                            "availableScopes": SCOPES,
                        }
                    },
                    "scopes": ["events:read"],
                },
            },
        },
    }


def _servers(server: str) -> Doc:
    parts = urlsplit(server)
    return {
        "broker": {
            "host": "{host}:{port}",
            "pathname": "/{vhost}",
            "protocol": "amqps",
            "protocolVersion": "0-9-1",
            "description": "`GET /api/v1/vendor/broker` tells host, port and virtual host",
            "variables": {
                "host": {"description": "The broker's name"},
                "port": {"default": "5671"},
                "vhost": {"default": "vendors"},
            },
            "security": [{"$ref": "#/components/securitySchemes/queueUser"}],
        },
        "api": {
            "host": parts.netloc,
            "pathname": PREFIX,
            "protocol": parts.scheme,
            "security": [{"$ref": "#/components/securitySchemes/apiClient"}],
        },
    }


def _channels(events: list[Doc]) -> Doc:
    messages = {
        event["type"]: {"$ref": f"#/components/messages/{event['type']}"}
        for event in events
        if event["type"] != TEST
    }
    signed = {event["type"]: {**_message(event), "headers": SIGNED_HEADERS} for event in events}
    queue = {"name": "vendor.{vendor}", "durable": True, "exclusive": False, "autoDelete": False}
    return {
        "queue": {
            "address": "vendor.{vendor}",
            "title": "A vendor's queue on RabbitMQ",
            "description": "Read it and acknowledge. Nothing else is permitted: declare nothing.",
            "servers": [{"$ref": "#/servers/broker"}],
            "parameters": {"vendor": {"description": "The vendor's id in the directory"}},
            "messages": messages,
            "bindings": {"amqp": {"is": "queue", "queue": queue, "bindingVersion": "0.3.0"}},
        },
        "webhook": {
            "address": None,
            "title": "A vendor's own address",
            "description": "POST to the address of a webhook, signed as Standard Webhooks has it;"
            " 2xx within ten seconds says it has arrived, 410 ends it.",
            "messages": signed,
        },
        "feed": {
            "address": "/events",
            "title": "The feed of events",
            "description": "GET with `after` and `limit`; `items` holds events, the oldest first,"
            " `next` is where to go on, now or later.",
            "servers": [{"$ref": "#/servers/api"}],
            "messages": messages,
        },
    }


def _operations() -> Doc:
    signed = {"bindings": {"http": {"method": "POST", "bindingVersion": "0.3.0"}}}
    asked = {"bindings": {"http": {"method": "GET", "bindingVersion": "0.3.0"}}}
    more: dict[str, Doc] = {"webhook": signed, "feed": asked}
    return {
        f"sendBy{way.title()}": {
            "action": "send", "channel": {"$ref": f"#/channels/{way}"}, **more.get(way, {})
        }
        for way in WAYS
    }  # fmt: skip


def _message(event: Doc) -> Doc:
    return {
        "name": event["type"],
        "title": event["when"]["en"],
        "contentType": CLOUD_EVENT,
        "payload": {"$ref": f"#/components/schemas/{event['type']}"},
        "examples": [{"payload": event["example"]}],
    }


def fields_of(told: Doc) -> dict[str, list[tuple[str, str, Doc]]]:
    """Return name, form and meaning of the fields of event, order and profile, for readers."""
    first, last = told["events"][0]["schema"], _schema_with(told, "profile")
    inside = {
        "envelope": first["properties"],
        "order": first["properties"]["data"]["properties"]["order"]["properties"],
        "profile": last["properties"]["data"]["properties"]["profile"]["properties"],
    }
    return {
        noun: [(name, _form(inside[noun][name]), means) for name, means in fields.items()]
        for noun, fields in told["fields"].items()
    }


def _schema_with(told: Doc, noun: str) -> Doc:
    """Return the schema of the first type that tells of this noun."""
    schemas = (event["schema"] for event in told["events"])
    return next(one for one in schemas if noun in one["properties"]["data"]["properties"])


def _form(schema: Doc) -> str:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    named = [str(schema.get("format", kind) if kind == "string" else kind) for kind in kinds]
    return " | ".join(named)
