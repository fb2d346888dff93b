"""The OpenAPI 3.1 document: the route table, and what the services say of their calls."""

from collections.abc import Iterable
from typing import Any

from gateway import VERSION
from gateway.api.formats import TYPES
from gateway.api.openapi import fixed, parameters, responses, security
from gateway.api.openapi.contract import meaning_of, read
from gateway.api.openapi.parameters import SPOKEN
from gateway.api.route import JSON_TYPE, Render, Route
from gateway.api.routes.own import SCHEMAS

Doc = dict[str, Any]

ABOUT = """Online services for the public bodies of Bavaria: find, order, sign, set up.

Lists are paged by `limit` and `cursor`; problems follow RFC 9457, and `/problems/<code>` explains
each. Every answer has the headers `X-Request-ID` and, of what may cause a call to a service,
`RateLimit-*`. Sentences come in the language of `Accept-Language`. A blank value in a query is as
good as none."""
PROBLEM: Doc = {
    "type": "object",
    "description": "A refusal (RFC 9457); facts of some codes are further members",
    "required": ["type", "title", "status", "detail", "instance", "code", "correlation_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference",
                 "description": "The page that explains the code"},
        "title": {"type": "string", "description": "What it is, in a few words"},
        "status": {"type": "integer", "description": "The status of the answer"},
        "detail": {"type": "string", "description": "Why, and what can be done"},
        "instance": {"type": "string", "description": "The path that was asked for"},
        "code": {"type": "string", "description": "Names the problem for programs"},
        "correlation_id": {"type": "string", "description": "The id of the request in our logs"},
        "errors": {
            "type": "array",
            "description": "Of 422: what is wrong, field by field",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "Where (RFC 6901): in the body, or `/name` of a parameter",
                    },
                    "detail": {"type": "string", "description": "What is wrong there"},
                },
            },
        },
    },
    "examples": [{
        "type": "/problems/order-exists", "title": "Already ordered", "status": 409,
        "detail": "This authority has an order of this service already.",
        "instance": "/api/v1/orders", "code": "order-exists",
        "correlation_id": "4a7c1f00d2b14c5f9a",
    }],
}  # fmt: skip


def document(routes: Iterable[Route], *, server: str, cookie: str) -> Doc:
    """Return the whole description."""
    table = list(routes)
    return {
        "openapi": "3.1.0",
        "info": {"title": "DigitalMarkt", "version": VERSION, "description": ABOUT},
        "servers": [{"url": server}],
        "paths": _paths(table),
        "components": {
            "schemas": _schemas(table),
            "parameters": parameters.COMPONENTS,
            "headers": responses.HEADERS,
            "responses": responses.components(),
            "examples": {name: {"value": value} for name, value in read("examples").items()},
            "securitySchemes": security.schemes(server, cookie),
        },
    }


def path_of(route: Route) -> str:
    """Return the path as it is described: generated clients call the request's body ``body``."""
    return route.full_path.replace("{body}", f"{{{SPOKEN['body']}}}")


def _paths(routes: list[Route]) -> Doc:
    paths: Doc = {}
    for route in routes:
        paths.setdefault(path_of(route), {})[route.method.lower()] = _operation(route)
    return paths | fixed.paths()


def _operation(route: Route) -> Doc:
    operation: Doc = {
        "operationId": operation_id(route),
        "summary": route.summary,
        "description": security.who_may(route),
        "tags": [route.tag],
        "security": security.of(route),
        "parameters": parameters.of(route),
        "responses": responses.of(route),
        "x-permissions": list(security.permissions_of(route)),
    }
    if content := _body(route):
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _body(route: Route) -> Doc:
    """Return what may be sent, by its type."""
    if route.upload:
        return {TYPES[kind]: {"schema": responses.BINARY} for kind in ("xlsx", "json")}
    content: Doc = {}
    if route.schema:
        content[JSON_TYPE] = responses.json_content(route.schema)
    if route.file:
        content[route.file] = {"schema": responses.BINARY}
    return content | {media_type: {"schema": responses.BINARY} for media_type in route.digests}


def operation_id(route: Route) -> str:
    """Name the operation after its call, and its constants or its file where several share one."""
    said = "_".join(str(value) for value in route.constants.values())
    file = "file" if route.render is Render.ORDER_FILE else ""
    return "_".join(filter(None, (route.service, route.call, said, file))).replace("-", "_")


def _schemas(routes: list[Route]) -> Doc:
    """Return the schemas of bodies and answers, and all those that one refers to."""
    plain: Doc = {route.schema: {"type": "object"} for route in routes if route.schema}
    told = {**read("schemas"), **read("answers"), **fixed.components()}
    own = {name: _with_meanings(name, schema) for name, schema in SCHEMAS.items()}
    return {**plain, **told, **own, "Problem": PROBLEM}


def _with_meanings(name: str, schema: Doc) -> Doc:
    """Return a schema of the gateway's own with what each member means."""
    members = {
        member: {**stated, "description": meaning_of(member, name)}
        for member, stated in schema["properties"].items()
    }
    return {**schema, "properties": members}
