"""The body of a request: read as a JSON object or refused."""

import json
from typing import Any, NoReturn

from flask import Request

from gateway.problems import Problem

JSON_TYPES = frozenset({"application/json", "application/merge-patch+json"})
MAX_BYTES = 1024 * 1024


def payload_of(request: Request) -> dict[str, Any]:
    """Give the JSON object in the body; an empty body is an empty object."""
    raw = request.get_data()
    if not raw:
        return {}
    if request.mimetype not in JSON_TYPES:
        raise Problem(415, "media-type-unsupported")
    try:
        payload = json.loads(raw, parse_constant=_refuse_constant)
        json.dumps(payload, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise _broken("Das ist kein gültiges JSON. / This is not valid JSON.") from error
    if not isinstance(payload, dict):
        raise _broken("Hier wird ein Objekt erwartet. / An object is expected.")
    return payload


def check_empty(request: Request) -> None:
    """Refuse members in the body of a request that takes none."""
    payload = payload_of(request)
    if payload:
        unknown = "Dieses Feld gibt es nicht. / Unknown field."
        errors = [{"pointer": f"/{name}", "detail": unknown} for name in payload]
        raise Problem(422, "invalid", errors=errors)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _broken(sentence: str) -> Problem:
    return Problem(422, "json-broken", sentence, [{"pointer": "", "detail": sentence}])
