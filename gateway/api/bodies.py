"""The body of a request: read as a JSON object or refused."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import Request

from gateway.problems.problems import Problem
from gateway.words import WORDS, text
from services.common.errors import Invalid, Wrong, invalid_fields, pointer_part
from services.common.validation import plain_json
from services.common.validation.texts import UnfitText, one_line

JSON_TYPES = frozenset({"application/json", "application/merge-patch+json"})
KINDS: Mapping[str, type] = {"string": str, "boolean": bool, "object": dict}


def limit(request: Request, most_bytes: int) -> None:
    """Refuse a body that says it is larger, and stop reading one that does not say how large."""
    request.max_content_length = most_bytes
    if (request.content_length or 0) > most_bytes:
        raise Problem(413, "body-too-large")


def payload_of(request: Request, instead: str | None = None) -> dict[str, Any]:
    """Return the JSON object in the body; an empty body is an empty object.

    A refusal of any other type names also the one that could be sent ``instead``.
    """
    raw = request.get_data()
    if not raw:
        return {}
    if request.mimetype not in JSON_TYPES:
        raise unsupported("application/json", *([instead] if instead else []))
    try:
        payload = plain_json.read(raw)
    except plain_json.UnreadableJson as error:
        raise _broken(error.wrong) from error
    if not isinstance(payload, dict):
        raise _broken(Wrong("no-object"))
    return payload


def unsupported(*types: str) -> Problem:
    """Return the refusal of a body of another type than these."""
    return Problem(415, "media-type-unsupported", text("send-as", types=types))


def file_of(request: Request, told: Iterable[str]) -> dict[str, Any]:
    """Return the file in the body as ``content``, with what the query tells about it.

    A name with dots leads into an object, as errors point there: ``title.de`` to ``/title/de``.
    """
    check_parameters(request, told)
    payload: dict[str, Any] = {}
    for path, value in request.args.items():
        *outer, name = path.split(".")
        inner = payload
        for part in outer:
            inner = inner.setdefault(part, {})
        inner[name] = value
    return {**payload, "content": base64.b64encode(request.get_data()).decode()}


def check_parameters(request: Request, known: Iterable[str] = ()) -> None:
    """Refuse parameters of the query that are not known."""
    strange = request.args.keys() - set(known)
    if strange:
        raise _invalid((name, Wrong("parameter-unknown")) for name in sorted(strange))


def check_empty(request: Request) -> None:
    """Refuse members in the body of a request that takes none."""
    payload = payload_of(request)
    if payload:
        raise _invalid((name, Wrong("field-unknown")) for name in payload)


def check_against(payload: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    """Refuse a body that does not fit the schema of a route of the gateway's own."""
    misfits = list(_misfits(payload, schema))
    if misfits:
        raise _invalid(misfits)


def _misfits(payload: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, Wrong]]:
    known = schema["properties"]
    yield from (
        (name, Wrong("field-missing")) for name in schema.get("required", ()) if name not in payload
    )
    for name, value in payload.items():
        if name not in known:
            yield name, Wrong("field-unknown")
        elif not _fits(value, known[name]):
            yield name, Wrong("value-unfit")


def _fits(value: Any, schema: Mapping[str, Any]) -> bool:
    if not isinstance(value, KINDS[schema["type"]]):
        return False
    most = schema.get("maxLength")
    if most is None:
        return True
    said = str(value)
    return schema["minLength"] <= len(said.strip()) <= most and _is_one_line(said)


def _is_one_line(text: str) -> bool:
    try:
        return one_line(text) == text
    except UnfitText:
        return False


def _invalid(misfits: Iterable[tuple[str, Wrong]]) -> Invalid:
    return invalid_fields((f"/{pointer_part(name)}", wrong) for name, wrong in misfits)


def _broken(wrong: Wrong) -> Problem:
    why = wrong.said(WORDS)
    return Problem(422, "json-broken", why, [{"pointer": "", "detail": why}])
