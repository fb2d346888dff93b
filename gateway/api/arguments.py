"""What a request gives to the call behind its route."""

from collections.abc import Mapping
from typing import Any

from flask import Request

from gateway.api import bodies, conditions
from gateway.api.file_digests import digests_of
from gateway.api.queries import given
from gateway.api.route import LONGEST_ID, OURS, Route
from gateway.api.routes.own import SCHEMAS
from gateway.problems.problems import Problem


def arguments_of(route: Route, parameters: Mapping[str, str], asked: Request) -> dict[str, Any]:
    """Return the arguments of the call as the table maps them.

    :raises Problem: ``not-found`` for an id in the path that is longer than any.
    """
    if any(len(value) > LONGEST_ID for value in parameters.values()):
        raise Problem(404, "not-found")
    arguments: dict[str, Any] = {**parameters, **route.constants}
    for name in route.numbers:
        arguments[name] = _number(parameters[name])
    if route.query:
        arguments["query"] = _query(route, asked)
    elif asked.mimetype != route.file:
        bodies.check_parameters(asked)
    if route.if_match:
        arguments["version"] = conditions.version_from(asked.headers.get("If-Match"))
    payload = _payload(route, asked)
    return arguments if payload is None else {**arguments, "payload": payload}


def _query(route: Route, asked: Request) -> dict[str, str]:
    query = asked.args.to_dict() if route.unsafe else given(asked.args)
    for name in route.lists & set(asked.args):
        if values := [value for value in asked.args.getlist(name) if value.strip()]:
            query[name] = ",".join(values)
    if route.has_files:
        query.pop("format", None)
    return query


def _payload(route: Route, asked: Request) -> dict[str, Any] | None:
    """Return the body's JSON or file, or None for a route that takes no body."""
    if asked.mimetype == route.file:
        return bodies.file_of(asked, route.filters)
    if asked.mimetype in route.digests:
        return digests_of(asked.stream)
    if route.payload:
        payload = bodies.payload_of(asked, route.file)
        if route.service == OURS:
            bodies.check_against(payload, SCHEMAS[str(route.schema)])
        return payload
    if route.unsafe and not route.upload:
        bodies.check_empty(asked)
    return None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Problem(404, "not-found")
    return int(text)
