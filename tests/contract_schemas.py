"""Writes what callers may send and what vendors are told, for the gateway's documents.

``python -m tests.contract_schemas`` writes ``gateway/api/schemas.json`` from the services' own
schemas, and ``gateway/api/events.json`` from notify's table of public events. The gateway imports
no service, so it carries these files; a test holds them equal to the code.
"""

import inspect
import json
from pathlib import Path
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from services.common.input_schemas import input_schemas
from services.common.topology import SERVICES
from services.common.validation.fields import Email
from services.notify.domain.event_schemas import contract
from tests.told_events import examples_of_events

API = Path(__file__).resolve().parents[1] / "gateway/api"
FILE, EVENTS_FILE = API / "schemas.json", API / "events.json"
REFERENCE = "#/components/schemas/"


def schemas() -> dict[str, Any]:
    """Return every input schema as ``<service>.<Class>``."""
    found: dict[str, Any] = {}
    for service in SERVICES:
        found |= _of(service)
    return found


def _of(service: str) -> dict[str, Any]:
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: _name(service, schema))
    spec = APISpec("inputs", "1", "3.1.0", plugins=[plugin])
    plugin.map_to_openapi_type(Email, "string", "email")
    stated = {schema for named in input_schemas(service).values() for _, schema in named}
    for schema in sorted(stated, key=lambda schema: schema.__name__):
        if _name(service, schema) not in spec.components.schemas:
            spec.components.schema(_name(service, schema), schema=schema)
    return dict(spec.to_dict()["components"]["schemas"])


def _name(service: str, schema: Any) -> str:
    kind = schema if inspect.isclass(schema) else type(schema)
    return f"{service}.{kind.__name__}"


def text() -> str:
    """Return the content of the file of schemas."""
    return json.dumps(schemas(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def events_text() -> str:
    """Return the content of the file of events, each with one as it is really written."""
    told = contract()
    examples = examples_of_events()
    for event in told["events"]:
        event["example"] = examples[event["type"]]
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text())
    EVENTS_FILE.write_text(events_text())
