"""Writes what callers may send, from the services' own schemas, for the gateway's document.

``python -m tests.contract_schemas`` writes ``gateway/api/schemas.json``. The gateway imports
no service, so it carries this file; a test holds it equal to the code.
"""

import importlib
import inspect
import json
from pathlib import Path
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from services.common.topology import SERVICES
from services.common.validation.fields import Email
from services.common.validation.input import InputSchema, PageQuery

FILE = Path(__file__).resolve().parents[1] / "gateway/api/schemas.json"
REFERENCE = "#/components/schemas/"


def schemas() -> dict[str, Any]:
    """Give every input schema as ``<service>.<Class>``."""
    found: dict[str, Any] = {}
    for service in SERVICES:
        for module in modules_of(service):
            found |= _of(service, module)
    return found


def modules_of(service: str) -> list[Any]:
    """Give the modules of a service that hold what callers send."""
    folder = FILE.parents[2] / "services"
    files = sorted(folder.glob(f"{service}/schemas*.py")) + sorted(
        folder.glob(f"{service}/schemas/[!_]*.py")
    )
    names = [".".join(path.relative_to(folder).with_suffix("").parts) for path in files]
    return [importlib.import_module(f"services.{name}") for name in names]


def _of(service: str, module: Any) -> dict[str, Any]:
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: _name(service, schema))
    spec = APISpec("inputs", "1", "3.1.0", plugins=[plugin])
    plugin.map_to_openapi_type(Email, "string", "email")
    for name, schema in inspect.getmembers(module, inspect.isclass):
        wanted = issubclass(schema, InputSchema) and schema not in (InputSchema, PageQuery)
        key = f"{service}.{name}"
        if wanted and schema.__module__ == module.__name__ and key not in spec.components.schemas:
            spec.components.schema(key, schema=schema)
    return dict(spec.to_dict()["components"]["schemas"])


def _name(service: str, schema: Any) -> str:
    kind = schema if inspect.isclass(schema) else type(schema)
    return f"{service}.{kind.__name__}"


def text() -> str:
    """Give the file's content."""
    return json.dumps(schemas(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text())
