"""What a route reads beside its body: path, query and headers, each typed and described."""

from typing import Any

from gateway.api.formats import TYPES
from gateway.api.openapi.contract import call_of, meaning_of, read
from gateway.api.route import LONGEST_ID, OURS, Render, Route

Doc = dict[str, Any]

SPOKEN = {"body": "key"}
"""What a path parameter is called here where its argument has another name."""
GREATEST_NUMBER = 999_999_999
HEADERS: Doc = {
    "IdempotencyKey": {
        "name": "Idempotency-Key", "in": "header", "required": True,
        "description": "Names this request for seven days, so that it acts once however often it is"
        " sent: the same key and body repeat the first answer with `Idempotent-Replayed: true`.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
        "example": "f1f5c6a0-6a38-4b62-9a06-0f0f6d1b1c55",
    },
    "IfMatch": {
        "name": "If-Match", "in": "header", "required": True,
        "description": "The `ETag` of the state that was read: 428 without it, 412 where somebody"
        " has changed it since.",
        "schema": {"type": "string", "maxLength": 200}, "example": '"3"',
    },
    "IfNoneMatch": {
        "name": "If-None-Match", "in": "header", "required": False,
        "description": "The `ETag` of the answer one has: 304 where it is still the same.",
        "schema": {"type": "string"}, "example": '"3"',
    },
    "AcceptLanguage": {
        "name": "Accept-Language", "in": "header", "required": False,
        "description": "The language of sentences and labels, `de` (default) or `en`; which it is"
        " says `Content-Language`.",
        "schema": {"type": "string", "default": "de"}, "example": "en",
    },
    "RequestId": {
        "name": "X-Request-ID", "in": "header", "required": False,
        "description": "Names the request in answers, logs and events; another is made where it is"
        " missing, longer than 64 letters, or has other ones than `A-Z a-z 0-9 . _ -`.",
        "schema": {"type": "string"},
        "example": "import-2026-11-29-0001",
    },
    "Cursor": {
        "name": "cursor", "in": "query", "required": False,
        "description": "Where the list goes on: `next` of the page before. Opaque.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 1200},
    },
    "Format": {
        "name": "format", "in": "query", "required": False,
        "description": "The whole list as a file instead of its pages, with the same filters; as"
        " `json` it has the members of a page, with all items;"
        " `limit` and `cursor` do not count then. `Accept` says the same.",
        "schema": {"type": "string", "enum": list(TYPES)}, "example": "csv",
    },
}  # fmt: skip
"""Parameters that are the same wherever they stand."""
MAY_KEEP = {**HEADERS["IdempotencyKey"], "required": False}
COMPONENTS: Doc = {**HEADERS, "OptionalIdempotencyKey": MAY_KEEP}


def of(route: Route) -> list[Doc]:
    """Return the parameters of a route."""
    return [*_in_path(route), *_in_query(route), *_in_header(route)]


def _in_path(route: Route) -> list[Doc]:
    return [
        {
            "name": SPOKEN.get(name, name), "in": "path", "required": True,
            "description": meaning_of(name, route.path, "path"),
            "schema": _path_schema(route, name),
        }
        for name in route.parameters
    ]  # fmt: skip


def _path_schema(route: Route, name: str) -> Doc:
    if name in route.numbers:
        return {"type": "integer", "minimum": 0, "maximum": GREATEST_NUMBER}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST_ID}


def _in_query(route: Route) -> list[Doc]:
    parameters = [_filter(route, name) for name in route.filters]
    return [*parameters, _ref("Format")] if route.has_files else parameters


def _filter(route: Route, name: str) -> Doc:
    if name == "cursor":
        return _ref("Cursor")
    schema, required = _query_schema(route, name)
    described: Doc = {
        "name": name, "in": "query", "required": required,
        "description": meaning_of(name, route.path, "query"),
        "schema": schema,
    }  # fmt: skip
    if name in route.lists:
        described["schema"] = {"type": "array", "items": schema, "minItems": 1}
        described |= {"style": "form", "explode": True}
    return described


def _query_schema(route: Route, name: str) -> tuple[Doc, bool]:
    """Return what the service reads a value of the query by; of a file's facts, as its payload."""
    known = read("schemas")
    stated = known.get(str(call_of(route).get("query") or route.schema), {})
    outer, _, inner = name.partition(".")
    found = stated.get("properties", {}).get(outer)
    if found is None:
        return dict(OWN_QUERY[name]), False
    if inner:
        found = known[found["$ref"].rpartition("/")[2]]["properties"][inner]
    return _plain(found), name in stated.get("required", [])


OWN_QUERY: dict[str, Doc] = {
    "dry_run": {"type": "string", "enum": ["true", "false"], "default": "false"},
    "listed_on": {"type": "string", "format": "date"},
}
"""What the gateway itself reads of the query of a file that is sent."""


def _plain(schema: Doc) -> Doc:
    """Return a schema without null: a query has no way to say it."""
    plain = {key: value for key, value in schema.items() if (key, value) != ("default", None)}
    for key in ("type", "enum"):
        if isinstance(plain.get(key), list):
            plain[key] = [one for one in plain[key] if one not in (None, "null")]
    if isinstance(plain.get("type"), list) and len(plain["type"]) == 1:
        plain["type"] = plain["type"][0]
    return plain


def _in_header(route: Route) -> list[Doc]:
    headers = [_ref("AcceptLanguage"), _ref("RequestId")]
    if route.method == "POST" and not route.public and route.service != OURS and not route.secret:
        headers.append(_ref("IdempotencyKey" if route.once else "OptionalIdempotencyKey"))
    if route.if_match:
        headers.append(_ref("IfMatch"))
    if route.method == "GET" and route.render not in (Render.LINES, Render.ORDER_FILE):
        headers.append(_ref("IfNoneMatch"))
    return headers


def _ref(name: str) -> Doc:
    return {"$ref": f"#/components/parameters/{name}"}
