"""Writes what callers may send, what they are answered, and what vendors are told.

``python -m tests.contract_schemas`` writes ``gateway/api/schemas.json`` from the services' own
schemas, ``answers.json`` from what they declare beside their calls, ``calls.json`` from the calls
themselves and identity's table of permissions, and ``events.json`` from notify's table of public
events. The gateway imports no service, so it carries these files; a test holds them equal to the
code.
"""

import importlib
import inspect
import json
from pathlib import Path
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from gateway.api.openapi.contract import meaning_of
from gateway.own import answers as own_answers
from services.common.entrypoints import Rpc
from services.common.input_schemas import calls_of, input_schemas
from services.common.topology import SERVICES
from services.common.validation.fields import Email
from services.identity.domain.permissions import CLIENT_SCOPES, ONESELF, PERMISSIONS
from services.notify.domain.event_schemas import contract
from tests.answer_schemas import Schemas
from tests.code_meanings import add_meanings
from tests.told_events import examples_of_events

API = Path(__file__).resolve().parents[1] / "gateway/api"
OURS = "gateway"
PYTHONS_END = r"\Z"
Doc = dict[str, Any]


def schemas() -> dict[str, Any]:
    """Return every input schema as ``<service>.<Class>``."""
    found: dict[str, Any] = {}
    for service in SERVICES:
        found |= _of(service)
    return _with_meanings(found)


def _of(service: str) -> dict[str, Any]:
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: _name(service, schema))
    spec = APISpec("inputs", "1", "3.1.0", plugins=[plugin])
    plugin.map_to_openapi_type(Email, "string", "email")
    stated = {schema for named in input_schemas(service).values() for _, schema in named}
    for schema in sorted(stated, key=lambda schema: schema.__name__):
        if _name(service, schema) not in spec.components.schemas:
            spec.components.schema(_name(service, schema), schema=schema)
    return dict(spec.to_dict()["components"]["schemas"])


def _with_meanings(schemas: Doc) -> Doc:
    """Return input schemas with what each member means."""
    for name, schema in schemas.items():
        for member, stated in schema.get("properties", {}).items():
            meaning = meaning_of(member, name, name.partition(".")[2])
            if meaning and "description" not in stated:
                stated["description"] = meaning
            _make_portable(stated)
    add_meanings(schemas)
    return schemas


def _make_portable(stated: Doc) -> None:
    """Say of a member what any reader of JSON Schema understands: ECMA's patterns, real values."""
    if "pattern" in stated:
        inner = stated["pattern"].removeprefix("^").removesuffix(PYTHONS_END)
        stated["pattern"] = f"^(?:{inner})$"
    if stated.get("default") in (None, ""):
        stated.pop("default", None)


def declared(owner: str) -> Any:
    """Return where a service, or the gateway itself, declares what its calls answer."""
    return own_answers if owner == OURS else importlib.import_module(f"services.{owner}.answers")


def answers() -> tuple[Doc, dict[str, str]]:
    """Return the schemas of all answers by name, and by call the name of what it answers."""
    found: Doc = {}
    by_call: dict[str, str] = {}
    for owner in (*SERVICES, OURS):
        collected = Schemas(owner, meaning_of)
        for call, kind in declared(owner).ANSWERS.items():
            by_call[f"{owner}.{call}"] = collected.of(kind)["$ref"].rpartition("/")[2]
        found |= collected.found
    add_meanings(found)
    return found, by_call


def calls() -> Doc:
    """Return of each call what it needs, reads, answers and refuses, and who may call it."""
    _, answered = answers()
    made = {
        f"{service}.{name}": _call(service, call, answered.get(f"{service}.{name}"))
        for service in SERVICES
        for name, call in calls_of(service).items()
    }
    made |= {f"{OURS}.{name}": _own(name, answered) for name in own_answers.NEEDS.keys() | {
        call.partition(".")[2] for call in answered if call.startswith(f"{OURS}.")}}  # fmt: skip
    for owner in (*SERVICES, OURS):
        for name, refusals in declared(owner).REFUSALS.items():
            by_status = {str(status): sorted(codes) for status, codes in refusals.items()}
            made.setdefault(f"{owner}.{name}", {})["refusals"] = by_status
    return made


def _call(service: str, call: Rpc, answer: str | None) -> Doc:
    query = [schema for argument, schema in call.schemas if argument == "query"]
    told = _who_may(set(call.needs)) | {
        "query": _name(service, query[0]) if query else None,
        "answer": answer,
    }
    return {name: value for name, value in told.items() if value}


def _own(name: str, answered: dict[str, str]) -> Doc:
    told = _who_may(set(own_answers.NEEDS.get(name, ()))) | {
        "query": own_answers.QUERIES.get(name),
        "answer": answered.get(f"{OURS}.{name}"),
    }
    return {key: value for key, value in told.items() if value}


def _who_may(needs: set[str]) -> Doc:
    roles = [role for role, held in PERMISSIONS.items() if held & needs]
    return {
        "needs": sorted(needs),
        "roles": ["everyone"] if needs & ONESELF else roles,
        "scopes": [scope for scope, held in CLIENT_SCOPES.items() if held & needs],
    }


def _name(service: str, schema: Any) -> str:
    kind = schema if inspect.isclass(schema) else type(schema)
    return f"{service}.{kind.__name__}"


def texts() -> dict[str, str]:
    """Return the content of each file by its name."""
    contents: Doc = {"schemas": schemas(), "answers": answers()[0], "calls": calls()}
    written = {f"{name}.json": _written(value) for name, value in contents.items()}
    return {**written, "events.json": events_text()}


def _written(value: Doc) -> str:
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def events_text() -> str:
    """Return the content of the file of events, each with one as it is really written."""
    told = contract()
    examples = examples_of_events()
    for event in told["events"]:
        event["example"] = examples[event["type"]]
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, content in texts().items():
        (API / name).write_text(content)
