"""At the edges of every parameter stands a 4xx that names it, never a failure."""

import base64
import json
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from marshmallow import fields

from gateway.api.route import Render, Route
from gateway.api.routes import ROUTES
from gateway.rate_limits.counter import Limiter
from gateway.rate_limits.rules import Limits
from services.common.errors import Invalid
from services.common.validation.input import InputSchema, parse
from tests.shape.test_schemas import schemas
from tests.unit.gateway.gateway_fakes import CHANGING, FakeCounters, Gateway
from tests.wire.border_calls import BorderCalls

TIMES = (
    "0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-14:00", "0000-00-00", "2026-02-30", "2026-11-27T10:00",
)  # fmt: skip
CURSORS = tuple(
    base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()
    for parts in (
        10**30, -1, [10**30, "o1"], ["\ud800", "o1"], ["0001-01-01T00:00:00+14:00", "o1"],
        ["9999-12-31T23:59:59-14:00", "o1"], [[], {}], [1e300] * 5,
    )
)  # fmt: skip
TEXTS = (
    "\0", "a\0b", "a\nb", "\u202e", "\u00ad", "=?utf-8?q?x?=", "\ue000", "\uffff", "x" * 2000,
    "-1", "0", "1.5", "1e400", "NaN", "Infinity", "9" * 30, "9" * 5000, "٥", "null", "{}", "[]",
    "true", "$gt", "%", "..", "a-" * 100, "ä" * 300, *TIMES, *CURSORS,
)  # fmt: skip
WHOLE = (Render.TABLE,)
"""A list that is given whole passes no cursor on."""
BYTES = ("%ED%A0%80", "%FF%FE", "%00")
VALUES: tuple[Any, ...] = (
    *TEXTS, "\ud800", "", " ", None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, 10**30, -(10**30),
    1.5, 1e308, float("inf"), float("-inf"), float("nan"), [], [[]], [None], ["x"] * 3000,
    [{}] * 50, {}, {"$gt": ""}, {"de": 1}, {"a": {"b": {"c": {}}}}, b"bytes",
)  # fmt: skip


@pytest.fixture(scope="module")
def gateway() -> Gateway:
    return Gateway(rpc=BorderCalls(), limits=Limits(Limiter(FakeCounters()), 10**6))


def ask(gateway: Gateway, route: Route, path: str, **more: Any) -> Any:
    headers = {**CHANGING, "Idempotency-Key": uuid.uuid4().hex, "If-Match": '"1"'}
    return gateway.client.open(path, method=route.method, headers=headers, **more)


def path_of(route: Route, **changed: str) -> str:
    path = route.full_path
    for name in route.parameters:
        path = path.replace(f"{{{name}}}", changed.get(name, "1" if name in route.numbers else "x"))
    return path


def fine(answer: Any) -> bool:
    told = (answer.json or {}) if "json" in (answer.content_type or "") else {}
    if answer.status_code == 422 and told.get("code") != "json-broken":
        return bool(told["errors"]) and len(answer.data) < 20_000
    return answer.status_code < 500 and answer.status_code != 429


def named(routes: Iterator[Route]) -> Any:
    return pytest.mark.parametrize("route", list(routes), ids=lambda route: route.name)


@named(route for route in ROUTES if route.parameters)
def test_every_path_parameter_is_refused_or_not_found(gateway: Gateway, route: Route) -> None:
    for name in route.parameters:
        for value in (*(quote(text, safe="") for text in TEXTS[:20]), *BYTES):
            answer = ask(gateway, route, path_of(route, **{name: value}))

            assert fine(answer), (name, value[:80], answer.status_code, answer.text[:200])


@named(route for route in ROUTES if route.query)
def test_every_parameter_of_a_query_is_taken_or_named(gateway: Gateway, route: Route) -> None:
    for name in route.filters:
        for value in (*map(quote, TEXTS), *BYTES):
            answer = ask(gateway, route, f"{path_of(route)}?{name}={value}")

            assert fine(answer), (name, value[:80], answer.status_code, answer.text[:200])


@named(route for route in ROUTES if "cursor" in route.filters and route.render not in WHOLE)
def test_a_cursor_that_is_much_too_long_is_named(gateway: Gateway, route: Route) -> None:
    answer = ask(gateway, route, f"{path_of(route)}?cursor={'x' * 2000}")

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == ["/cursor"]


@named(route for route in ROUTES if route.if_match)
@pytest.mark.parametrize("tag", ['"0"', '"999999999999999"', f'"{"9" * 18}"', '"-1"', "x", '"٥"'])
def test_a_version_at_the_edge_is_refused(gateway: Gateway, route: Route, tag: str) -> None:
    headers = {**CHANGING, "If-Match": tag.encode().decode("latin-1")}

    answer = gateway.client.open(path_of(route), method=route.method, headers=headers, json={})

    assert fine(answer)


def places(
    schema: type[InputSchema] | Any, depth: int = 0
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield where a value may stand in the input of a schema."""
    for name, field in schema().fields.items():
        key = field.data_key or name
        yield (key,), field
        inner = field.inner if isinstance(field, fields.List) else field
        if inner is not field:
            yield (key, "[]"), inner
        if isinstance(inner, fields.Nested) and depth < 2:
            for path, leaf in places(type(inner.schema), depth + 1):
                step = (key, "[]") if inner is not field else (key,)
                yield (*step, *path), leaf


def holding(path: tuple[str, ...], value: Any) -> Any:
    for step in reversed(path):
        value = [value] if step == "[]" else {step: value}
    return value


def refusal_of(schema: type[InputSchema], value: Any) -> str:
    """Return the fields that are refused, none where the value is taken."""
    try:
        parse(schema, value)
    except Invalid as refused:
        return refused.fields
    return "[]"


@pytest.mark.parametrize("schema", sorted(set(schemas()), key=str), ids=lambda s: s.__name__)
def test_every_field_takes_or_refuses_every_value(schema: type[InputSchema]) -> None:
    for path, _ in places(schema):
        for value in VALUES:
            told = refusal_of(schema, holding(path, value))

            assert len(told) < 20_000
            assert isinstance(json.loads(told), list)
