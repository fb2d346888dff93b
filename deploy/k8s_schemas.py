"""Hold every resource against its schema: Kubernetes' own, and those of the operators we use.

``k8s/schemas`` states of each custom resource what we use, the ``spec`` only, and nothing else is
allowed: an object whose schema lists properties is closed. A kind that no schema knows is a fault.
"""

import functools
import json
from collections.abc import Iterator
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from deploy.k8s_render import K8S, Rendering, Resource, read_yaml
from deploy.k8s_resources import title

KUBERNETES_VERSIONS = ("1.31", "1.34", "1.37")
CONDITIONS = frozenset({"if", "then", "allOf"})


def schemas_hold(rendering: Rendering) -> Iterator[str]:
    """Complain where a resource does not fit its schema, or no schema knows it."""
    for resource in rendering.resources:
        for complaint in _complaints(json.dumps(_anywhere(resource), sort_keys=True)):
            yield f"{title(resource)}: {complaint}"


def _anywhere(resource: Resource) -> Resource:
    """Leave out the namespace, in which alone the same resource of two overlays may differ."""
    kept = {key: value for key, value in resource["metadata"].items() if key != "namespace"}
    return {**resource, "metadata": kept}


@functools.cache
def _complaints(text: str) -> list[str]:
    resource = json.loads(text)
    custom = custom_schemas().get(f"{resource.get('apiVersion')} {resource['kind']}")
    if custom is not None:
        return [
            f"{error.json_path.removeprefix('$.')}: {error.message}"
            for error in Draft202012Validator(custom).iter_errors(resource)
        ]
    return [found for v in KUBERNETES_VERSIONS if (found := _own_complaint(resource, v))]


def _own_complaint(resource: Resource, version: str) -> str:
    try:
        kubernetes_validate.validate(resource, version, strict=True)
    except kubernetes_validate.ValidationError as refusal:
        return f"{'.'.join(str(step) for step in refusal.path)}: {refusal.message} ({version})"
    except (
        kubernetes_validate.SchemaNotFoundError,
        kubernetes_validate.InvalidSchemaError,
    ) as unknown:
        return str(unknown.message)
    return ""


@functools.cache
def custom_schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas of whole custom resources by ``apiVersion kind``."""
    stated = (read_yaml(path) for path in sorted(K8S.glob("schemas/*.yaml")))
    return {name: _whole(spec) for file in stated for name, spec in file.items()}


def _whole(spec: dict[str, Any]) -> dict[str, Any]:
    parts = {"apiVersion": {}, "kind": {}, "metadata": {"type": "object"}, "spec": closed(spec)}
    return {
        "type": "object",
        "required": list(parts),
        "properties": parts,
        "additionalProperties": False,
    }


def closed(schema: Any) -> Any:
    """Return a schema in which every object that lists its properties has no others."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: schema[key] if key in CONDITIONS else closed(schema[key]) for key in schema}
    if isinstance(schema.get("properties"), dict):
        inner["properties"] = {name: closed(part) for name, part in schema["properties"].items()}
        inner = {"type": "object", "additionalProperties": False, **inner}
    return inner
