"""Addresses that are no route of the table: tokens, their keys, the state, the documents."""

from typing import Any

from gateway.api.openapi.contract import read
from gateway.api.openapi.responses import json_content, refusal
from gateway.api.openapi.security import SCOPES
from gateway.api.route import JSON_TYPE, PREFIX

Doc = dict[str, Any]

FORM = "application/x-www-form-urlencoded"
TOKEN_FORM: Doc = {
    "type": "object",
    "required": ["grant_type"],
    "properties": {
        "grant_type": {"type": "string", "const": "client_credentials"},
        "client_id": {"type": "string", "maxLength": 500, "description": "Where no header has it"},
        "client_secret": {"type": "string", "maxLength": 500, "format": "password",
                          "description": "Shown once, when the client was made"},
        "scope": {"type": "string", "description": "Scopes with blanks between, of those the client"
                  " holds; all of them where none is named: " + ", ".join(SCOPES)},
    },
}  # fmt: skip
TOKEN_REFUSED = {
    "400": "`invalid_request`, `invalid_scope` or `unsupported_grant_type`",
    "401": "`invalid_client`: unknown, ended, or its secret is wrong",
    "429": "`temporarily_unavailable`: too many tokens, or too many wrong secrets",
    "503": "`temporarily_unavailable`: please try again",
}
DOCUMENTS = (
    ("status", "Which services are up, and the version", "gateway.Status"),
    ("openapi.json", "This document", None),
    ("asyncapi.json", "The description of the events for vendors", None),
)


def paths() -> Doc:
    """Return the paths that are not of the table."""
    made: Doc = {f"{PREFIX}/{path}": {"get": _document(path, *said)} for path, *said in DOCUMENTS}
    return {**made, "/oauth/token": {"post": _token()}, "/oauth/jwks.json": {"get": _keys()}}


def _document(path: str, summary: str, schema: str | None) -> Doc:
    answer: Doc = {
        "description": "What was asked for",
        "content": {JSON_TYPE: json_content(schema)},
    }
    responses: Doc = {"200": answer}
    if schema is None:
        answer["headers"] = {"ETag": {"$ref": "#/components/headers/ETag"}}
        responses["304"] = {"$ref": "#/components/responses/NotModified"}
    return _operation(path.partition(".")[0], "operations", summary, responses)


def _token() -> Doc:
    refused = {status: _oauth_refusal(status, why) for status, why in TOKEN_REFUSED.items()}
    granted = {"description": "A token of ten minutes", "content": {
        JSON_TYPE: json_content("gateway.AccessToken")}}  # fmt: skip
    form = {"schema": TOKEN_FORM, "example": {
        "grant_type": "client_credentials", "scope": "orders:read"}}  # fmt: skip
    operation = _operation(
        "oauth_token", "oauth", "An access token for an API client (RFC 6749, client credentials)",
        {"200": granted, **refused, "413": refusal("413", ())},
        "Id and secret come by HTTP Basic or as members of the form. The token (RFC 9068) goes into"
        " `Authorization: Bearer`; use it until it runs out.",
    )  # fmt: skip
    operation["security"] = [{"basic": []}, {}]
    operation["requestBody"] = {"required": True, "content": {FORM: form}}
    return operation


def _oauth_refusal(status: str, why: str) -> Doc:
    response: Doc = {
        "description": why,
        "content": {JSON_TYPE: json_content("gateway.TokenRefused")},
    }
    if status in ("429", "503"):
        response["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    return response


def _keys() -> Doc:
    answer = {"description": "A JSON Web Key Set (RFC 7517)", "content": {
        JSON_TYPE: json_content("gateway.Keys")}}  # fmt: skip
    return _operation("oauth_keys", "oauth", "The public keys of access tokens", {"200": answer})


def _operation(id: str, tag: str, summary: str, responses: Doc, description: str = "") -> Doc:
    told = f"{description}\n\n" if description else ""
    return {
        "operationId": id,
        "summary": summary,
        "description": f"{told}Who may: everybody, without signing in.",
        "tags": [tag],
        "security": [],
        "responses": {**responses, "default": {"$ref": "#/components/responses/Refused"}},
    }


def components() -> Doc:
    """Return the schemas only these paths use, where the services' files do not have them."""
    return {name: schema for name, schema in SCHEMAS.items() if name not in read("answers")}


SCHEMAS: Doc = {
    "gateway.AccessToken": {
        "type": "object", "additionalProperties": False,
        "description": "An access token (RFC 6749, section 5.1)",
        "required": ["access_token", "token_type", "expires_in", "scope"],
        "properties": {
            "access_token": {"type": "string", "description": "A JWT (RFC 9068), signed by ES256"},
            "token_type": {"type": "string", "const": "Bearer", "description": "How it is sent"},
            "expires_in": {"type": "integer", "description": "Seconds until it runs out"},
            "scope": {"type": "string", "description": "What it is for, with blanks between"},
        },
    },
    "gateway.TokenRefused": {
        "type": "object", "additionalProperties": False,
        "description": "Why there is no token (RFC 6749, section 5.2)",
        "required": ["error", "error_description"],
        "properties": {
            "error": {"type": "string", "description": "The code", "enum": [
                "invalid_request", "invalid_client", "invalid_scope", "unsupported_grant_type",
                "temporarily_unavailable"]},
            "error_description": {"type": "string", "description": "The same as a sentence"},
        },
    },
    "gateway.Keys": {
        "type": "object", "additionalProperties": False, "required": ["keys"],
        "description": "The keys that access tokens are checked by, two while they change",
        "properties": {"keys": {
            "type": "array", "description": "The newest first",
            "items": {"type": "object", "description": "A JSON Web Key (RFC 7517)",
                      "required": ["kty", "kid"],
                      "properties": {
                          "kty": {"type": "string", "description": "The kind of key: `EC`"},
                          "kid": {"type": "string", "description": "Names the key in tokens"}}},
        }},
    },
    "gateway.Status": {
        "type": "object", "additionalProperties": False,
        "description": "How the system is",
        "required": ["status", "version", "services"],
        "properties": {
            "status": {"type": "string", "enum": ["up", "degraded"],
                       "description": "`degraded` where a part is down"},
            "version": {"type": "string", "description": "The release"},
            "services": {"type": "object", "description": "Each part by its name",
                         "additionalProperties": {"type": "string", "enum": ["up", "down"]}},
        },
    },
}  # fmt: skip
