"""What vendors are told, field by field: the table of the public events, and its JSON schema.

``domain/deliveries.py`` writes the events; a test holds each of them against this.
``words/vendor_events.py`` says what each field means.
"""

from collections.abc import Mapping
from typing import Any

from services.common.words import Text
from services.notify.domain.deliveries import (
    AT_THE_END,
    PROFILE_PUBLISHED,
    SOURCE,
    TERMINATED,
    TEST,
)
from services.notify.words import vendor_events as words

Doc = dict[str, Any]

STATES = ("setup_requested", "in_setup", "setup_failed", "awaiting_link", "live")
"""Of an order that is with its setup party."""

TEXT: Doc = {"type": "string"}
TEXT_OR_NULL: Doc = {"type": ["string", "null"]}
WHOLE: Doc = {"type": "integer"}
URI: Doc = {"type": "string", "format": "uri"}
DATE_OR_NULL: Doc = {"type": ["string", "null"], "format": "date"}
BOTH_LANGUAGES: Doc = {
    "type": "object",
    "required": ["de"],
    "properties": {"de": TEXT, "en": TEXT_OR_NULL},
    "additionalProperties": False,
}
CONTACT: Doc = {
    "type": "object",
    "required": ["name", "department", "email", "phone"],
    "properties": dict.fromkeys(("name", "department", "email", "phone"), TEXT_OR_NULL),
    "additionalProperties": False,
}

ORDER: dict[str, Doc] = {
    "id": TEXT,
    "number": TEXT,
    "body": TEXT,
    "body_name": TEXT,
    "profile": TEXT,
    "profile_title": BOTH_LANGUAGES,
    "profile_version": WHOLE,
    "functional_contact": CONTACT,
    "technical_contact": CONTACT,
    "specialist_system": TEXT_OR_NULL,
    "wanted_on": DATE_OR_NULL,
    "state": {"type": "string", "enum": list(STATES)},
    "link": TEXT_OR_NULL,
    "due_on": DATE_OR_NULL,
    "leika_keys": {"type": "array", "items": TEXT},
    "contract_number": TEXT_OR_NULL,
    "url": URI,
}
PROFILE: dict[str, Doc] = {
    "id": TEXT,
    "title": BOTH_LANGUAGES,
    "version": WHOLE,
    "resource": URI,
    "page": URI,
}
ENVELOPE: dict[str, Doc] = {
    "specversion": {"type": "string", "const": "1.0"},
    "id": TEXT,
    "source": {"type": "string", "const": SOURCE},
    "type": TEXT,
    "subject": TEXT,
    "time": {"type": "string", "format": "date-time"},
    "datacontenttype": {"type": "string", "const": "application/json"},
    "dataschema": URI,
    "sequence": {"type": "string", "pattern": "^[0-9]{12}$"},
    "correlationid": TEXT,
    "traceparent": {"type": "string", "pattern": "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"},
    "partitionkey": TEXT,
    "redelivered": {"type": "boolean", "const": True},
}
OPTIONAL = frozenset({"traceparent", "redelivered"})
ENDED: Doc = {"type": "string", "const": "terminated"}


def _object(fields: Mapping[str, Doc], means: Mapping[str, Text]) -> Doc:
    """Return the schema of an object with these fields and no others."""
    return _closed(
        {name: {**schema, "description": means[name].en} for name, schema in fields.items()}
    )


def _closed(properties: Mapping[str, Doc]) -> Doc:
    return {
        "type": "object",
        "required": [name for name in properties if name not in OPTIONAL],
        "properties": dict(properties),
        "additionalProperties": False,
    }


def _data_of(kind: str) -> Doc:
    """Return the schema of what an event of this type says."""
    if kind == PROFILE_PUBLISHED:
        return _closed({"profile": _object(PROFILE, words.PROFILE)})
    never = {"type": "boolean", "const": False}
    if kind == TEST:
        return _closed({"webhook": TEXT, "commissioned": never})
    at_the_end = {**{name: ORDER[name] for name in AT_THE_END}, "state": ENDED}
    order = _object(at_the_end if kind == TERMINATED else ORDER, words.ORDER)
    act_at = _closed(dict.fromkeys(("resource", "page"), URI))
    return _closed({"order": order, "act_at": act_at, "commissioned": never})


def schema_of(kind: str) -> Doc:
    """Return the JSON schema of a whole event of this type."""
    whole = _object(ENVELOPE, words.ENVELOPE)
    named = {**whole["properties"]["type"], "const": kind}
    properties = {**whole["properties"], "type": named, "data": _data_of(kind)}
    return {**whole, "required": [*whole["required"], "data"], "properties": properties}


def contract() -> Doc:
    """Return the table as JSON: each type with its schema, and the fields with their meaning."""
    fields = {"envelope": words.ENVELOPE, "order": words.ORDER, "profile": words.PROFILE}
    return {
        "events": [
            {"type": kind, "when": when.plain(), "schema": schema_of(kind)}
            for kind, when in words.EVENTS.items()
        ],
        "fields": {
            noun: {name: text.plain() for name, text in means.items()}
            for noun, means in fields.items()
        },
    }
