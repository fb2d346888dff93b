"""The worst inputs are made from the schemas, and reading them grows no faster than they do."""

import inspect
import json
import time
from typing import Any

import pytest

from deploy.bench import border
from services.common import topology
from services.common.errors import Invalid
from services.common.input_schemas import input_schemas
from services.common.messaging import rpc_messages
from services.common.validation.input import InputSchema, parse

SMALL, LARGE = 12 * 1024, 48 * 1024
FREE_MS = 15
"""So little says nothing of how it grows."""
MOST_TIMES = 12
"""Four times the bytes: linear work takes four times as long, quadratic sixteen times."""
INPUTS = {schema: (argument, name) for name, _, argument, schema in border.inputs()}


def grows_too_fast(schema: type[InputSchema], argument: str, small: bytes, large: bytes) -> bool:
    """Look again where the machine may have been busy with something else."""
    for rounds in (1, 3, 9):
        cost = border.cost_ms(schema, argument, large, rounds)
        if cost <= FREE_MS or cost <= MOST_TIMES * border.cost_ms(schema, argument, small, rounds):
            return False
    return True


@pytest.mark.parametrize("schema", INPUTS, ids=lambda schema: schema.__name__)
def test_reading_grows_no_faster_than_what_is_read(schema: type[InputSchema]) -> None:
    argument, _ = INPUTS[schema]
    large = dict(border.worst(schema, LARGE))

    dear = [
        kind
        for kind, value in border.worst(schema, SMALL)
        if grows_too_fast(
            schema, argument,
            border.message_of(argument, value), border.message_of(argument, large[kind]),
        )
    ]  # fmt: skip

    assert dear == []


def test_what_grows_too_fast_is_seen() -> None:
    class Pairs(InputSchema):
        def load(self, given: Any, **_: Any) -> Any:
            items = given["items"]
            began = time.process_time()
            while time.process_time() - began < (len(items) / 3000) ** 2 / 100:
                pass
            return {}

    small, large = (border.message_of("query", {"items": ["x"] * (n // 5)}) for n in (SMALL, LARGE))

    assert grows_too_fast(Pairs, "query", small, large)


@pytest.mark.parametrize("service", topology.SERVICES)
def test_every_call_with_an_input_states_its_schema(service: str) -> None:
    cls = topology.service_class(service)

    takes = {
        name: {"query", "payload"} & set(inspect.signature(getattr(cls, name)).parameters)
        for name in input_schemas(service)
    }

    stated = {
        name: {argument for argument, _ in found} for name, found in input_schemas(service).items()
    }
    assert stated == takes


def refusal_of(schema: type[InputSchema], value: Any) -> str:
    """Return the fields that are refused, nothing where the value is taken."""
    try:
        parse(schema, value)
    except Invalid as refused:
        return refused.fields
    return ""


def test_an_answer_to_the_worst_is_short() -> None:
    for schema, (argument, name) in INPUTS.items():
        for kind, value in border.worst(schema, LARGE):
            raw = border.message_of(argument, value)
            told = refusal_of(schema, json.loads(raw)["kwargs"][argument])

            assert len(told) < 24_000, (name, kind)


def test_most_inputs_are_taken_and_not_only_refused() -> None:
    taken = [schema for schema in INPUTS if not refusal_of(schema, border.full(schema, 4000))]

    assert len(taken) > len(INPUTS) * 0.7


def test_the_worst_comes_within_what_a_call_may_have() -> None:
    assert min(largest for _, largest, _, _ in border.inputs()) == rpc_messages.LARGEST
