"""The OpenAPI 3.1 document, made from the route table.

Schemas of request bodies come from ``schemas.json``, which is generated from what the services
themselves check; a name missing there becomes a plain object.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gateway import VERSION
from gateway.api.formats import TYPES
from gateway.api.route import JSON_TYPE, PREFIX, Render, Route
from gateway.api.routes.own import SCHEMAS

SCHEMAS_FILE = Path(__file__).parent / "schemas.json"
Doc = dict[str, Any]

PROBLEM: Doc = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "code", "correlation_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
        "correlation_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
REFUSED: Doc = {
    "description": "Refused; `code` says why",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
SCOPES = {
    "catalog:read": "Read the catalogue",
    "orders:read": "Read orders",
    "orders:write": "Place orders and act on them",
    "orders:setup": "Report the progress of set-ups",
    "events:read": "Read the feed of events",
    "webhooks:write": "Manage webhooks",
    "levy:read": "Read the levy's calculations",
    "audit:read": "Read the audit trail",
}
MEDIA_TYPES = {
    Render.PDF: "application/pdf",
    Render.LINES: "application/jsonl",
    Render.ORDER_FILE: "application/zip",
    Render.ZIP: "application/zip",
    Render.ATTACHMENT: "application/octet-stream",
}
SPOKEN = {"body": "key"}
"""What a path parameter is called here where its argument has another name."""
STATUS_ROUTES = (
    ("status", "Which services are up, and the version", "application/json"),
    ("openapi.json", "This document", "application/json"),
    ("asyncapi.json", "The description of the events for vendors", "application/json"),
)


def document(routes: Iterable[Route], *, server: str, cookie: str) -> Doc:
    """Return the whole description."""
    table = list(routes)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "DigitalMarkt",
            "version": VERSION,
            "description": "Online services for the public bodies of Bavaria: find, order,"
            " sign, set up. Lists are paged by `limit` and `cursor`; problems follow RFC 9457.",
        },
        "servers": [{"url": server}],
        "paths": _paths(table),
        "components": {
            "schemas": _components(table),
            "responses": {"Refused": REFUSED},
            "securitySchemes": _security_schemes(server, cookie),
        },
    }


def _security_schemes(server: str, cookie: str) -> Doc:
    flow = {"tokenUrl": f"{server}/oauth/token", "scopes": SCOPES}
    return {
        "session": {"type": "apiKey", "in": "cookie", "name": cookie},
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
        "oauth2": {"type": "oauth2", "flows": {"clientCredentials": flow}},
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    }


def schemas_at(path: Path = SCHEMAS_FILE) -> Mapping[str, Doc]:
    """Return the generated schemas by name."""
    read: Mapping[str, Doc] = json.loads(path.read_text("utf-8"))
    return read


def _paths(routes: list[Route]) -> Doc:
    paths: Doc = {}
    for route in routes:
        paths.setdefault(path_of(route), {})[route.method.lower()] = _operation(route)
    for path, summary, media_type in STATUS_ROUTES:
        answer = {"description": "OK", "content": {media_type: {"schema": {"type": "object"}}}}
        operation = {
            "operationId": path.partition(".")[0],
            "summary": summary,
            "tags": ["operations"],
            "security": [],
            "responses": {"200": answer},
        }
        paths[f"{PREFIX}/{path}"] = {"get": operation}
    return paths


def path_of(route: Route) -> str:
    """Return the path as it is described: generated clients call the request's body ``body``."""
    return route.full_path.replace("{body}", f"{{{SPOKEN['body']}}}")


def _operation(route: Route) -> Doc:
    operation: Doc = {
        "operationId": _operation_id(route),
        "summary": route.summary,
        "tags": [route.tag],
        "security": _security(route),
        "parameters": _parameters(route),
        "responses": _responses(route),
    }
    if route.upload:
        content: Doc = {TYPES[kind]: {"schema": {}} for kind in ("xlsx", "json")}
        operation["requestBody"] = {"required": True, "content": content}
    if route.schema:
        schema = {"$ref": f"#/components/schemas/{route.schema}"}
        content = {"application/json": {"schema": schema}}
        if route.file:
            content[route.file] = {"schema": {}}
        content |= {media_type: {"schema": {}} for media_type in route.digests}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _operation_id(route: Route) -> str:
    """Name the operation after its call, and its constants or its file where several share one."""
    said = "_".join(str(value) for value in route.constants.values())
    file = "file" if route.render is Render.ORDER_FILE else ""
    return "_".join(filter(None, (route.service, route.call, said, file))).replace("-", "_")


def _security(route: Route) -> list[Doc]:
    if route.public:
        return []
    browser: Doc = {"session": [], "csrf": []} if route.unsafe else {"session": []}
    return [browser] if route.browser else [browser, {"oauth2": []}, {"bearer": []}]


def _parameters(route: Route) -> list[Doc]:
    parameters = [_parameter("path", SPOKEN.get(name, name), required=True, kind=_kind(route, name))
             for name in route.parameters]  # fmt: skip
    parameters += [_parameter("query", name, kind="integer" if name == "limit" else "string")
              for name in route.filters]  # fmt: skip
    if route.table:
        parameters.append(_parameter("query", "format"))
    if route.method == "POST" and not route.public and not route.browser:
        parameters.append(_parameter("header", "Idempotency-Key", required=route.once))
    if route.if_match:
        parameters.append(_parameter("header", "If-Match", required=True))
    return parameters


def _kind(route: Route, name: str) -> str:
    return "integer" if name in route.numbers else "string"


def _parameter(place: str, name: str, *, required: bool = False, kind: str = "string") -> Doc:
    return {"name": name, "in": place, "required": required, "schema": {"type": kind}}


def _responses(route: Route) -> Doc:
    media_type = MEDIA_TYPES.get(route.render, route.media_type)
    schema = {"type": "object"} if media_type == JSON_TYPE else {}
    answer: Doc = {"description": "OK", "content": {media_type: {"schema": schema}}}
    if route.table:
        answer["content"] |= {kind: {"schema": {}} for kind in (TYPES["xlsx"], "text/csv")}
    if route.location:
        answer["headers"] = {"Location": {"schema": {"type": "string"}}}
    responses: Doc = {str(route.status): answer}
    if route.method == "GET":
        responses["304"] = {"description": "Not modified"}
    responses["default"] = {"$ref": "#/components/responses/Refused"}
    return responses


def _components(routes: list[Route]) -> Doc:
    """Return the schemas the routes name, and all those that a generated one refers to."""
    generated = schemas_at()
    named = {route.schema for route in routes if route.schema}
    plain = {name: {"type": "object"} for name in sorted(named)}
    return {**plain, **generated, **SCHEMAS, "Problem": PROBLEM}
