"""The worst that can be sent to a call, made from its schemas, and what reading it costs.

Nothing here is guessed per call: lists as long as the bytes allow, texts that are hard to judge,
names nobody knows, and nesting, at every place the schema has. What is measured is the CPU time
from the bytes of the message to a parsed input or a refusal.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

from marshmallow import ValidationError, fields

from deploy.bench.figures import Figure, Target
from services.common.errors import Refusal
from services.common.input_schemas import calls_of, input_schemas
from services.common.messaging import rpc_messages
from services.common.topology import SERVICES, service_class
from services.common.validation.input import InputSchema, parse
from services.common.words import KERNEL, Catalogue
from services.identity.register.edition import read_bodies
from services.identity.schemas.register import EditionProposal

AROUND = 1024
"""What a call has around its input."""
HARD = (
    "a",
    "a-",
    "a.",
    "ä",
    "\u00ad",
    "=?",
    "?=",
    "e\u0301",
    "https://a.",
    "9",
    " ",
    "@a",
    "\\",
    '"',
)
"""Beginnings of texts that have cost somebody time: folding, stripping, splitting, escaping."""
FORMS = (
    "{long}",
    "a{n}",
    "{n:05}",
    "0918{n:04}",
    "099{n:02}",
    "091",
    "99{n:012}",
    "10001",
    "aa",
    "{n:064x}",
    "ek-{n:040x}",
    "du-{n:040x}",
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "a{n}@b.example",
    "https://a{n}.example/x",
    "1",
)
"""How texts look that some field takes: as long as possible, keys, hashes, days, addresses."""
MOST_MS = 50
ROUNDS = 3


def worst(schema: type[InputSchema], size: int) -> Iterator[tuple[str, Any]]:
    """Yield named inputs of about so many bytes."""
    yield "unknown fields", _unknown(size)
    yield "long names", {"k" * 190 + str(n): 1 for n in range(size // 200)}
    yield "nested", _nested(size)
    yield "everything", full(schema, size)
    for path, field in _places(schema):
        named = ".".join(path)
        for kind, value in _values(field, size):
            yield f"{named}: {kind}", _at(path, value)


def _values(field: Any, size: int) -> Iterator[tuple[str, Any]]:
    if isinstance(field, fields.List):
        is_object = isinstance(field.inner, fields.Nested)
        yield "empty items", [{} if is_object else ""] * (size // 4)
        yield "numbers", [1] * (size // 3)
        yield "items", _items(field, size)
        yield "long items", [_text("a", size // 50)] * 50
    elif isinstance(field, fields.Nested):
        yield "unknown fields", _unknown(size)
    elif isinstance(field, fields.String):
        for hard in HARD:
            yield f"of {hard!r}", _text(hard, _most(field, size))
    else:
        yield "digits", "9" * size


def _most(field: Any, size: int) -> int:
    length = getattr(field, "length", None)
    return min(size, (getattr(length, "max", None) or size))


def _items(field: Any, size: int, number: int | None = None) -> list[Any]:
    """Return as many different items as the list may have, or that number of them."""
    most = getattr(field.length, "max", 1000) or 1000
    numbers = range(most)[:number]
    if isinstance(field.inner, fields.Nested):
        each = type(field.inner.schema)
        return [full(each, max(60, size // most), n) for n in numbers]
    return [f"a{n}" for n in numbers]


def full(schema: Any, size: int, number: int = 0) -> dict[str, Any]:
    """Return an object with every field, its texts as long as there is room for."""
    known = _known(schema)
    room = max(4, size // max(1, len(known)))
    return {field.data_key or name: _filled(field, room, number) for name, field in known.items()}


def _filled(field: Any, room: int, number: int) -> Any:
    if isinstance(field, fields.List):
        return _items(field, room, max(1, room // 8))
    if isinstance(field, fields.Nested):
        return full(type(field.schema), room, number)
    if isinstance(field, fields.Boolean):
        return True
    if isinstance(field, fields.Integer):
        return next((n for n in (number, 1, 2001) if _takes(field, n)), number)
    if words := _words(field):
        return words[number % len(words)]
    return _form(field).format(n=number, long=_long(field, room, number))


@cache
def _known(schema: Any) -> dict[str, Any]:
    return dict(schema().fields)


@cache
def _words(field: Any) -> list[str]:
    """Return the words a field has to choose from."""
    if isinstance(field, fields.Enum):
        return [str(choice.value) for choice in field.enum]
    return [str(word) for rule in field.validators for word in getattr(rule, "choices", ())]


@cache
def _form(field: Any) -> str:
    """Return how a text looks that the field takes."""
    filled = ((form, form.format(n=7, long=_long(field, 12, 7))) for form in FORMS)
    return next((form for form, text in filled if _takes(field, text)), "{long}")


def _long(field: Any, room: int, number: int) -> str:
    begin = f"a{number}-"
    return begin + "a" * (max(1, min(room, _most(field, room)) - len(begin)))


def _takes(field: Any, value: Any) -> bool:
    try:
        field.deserialize(value)
    except ValidationError:
        return False
    return True


def _text(begin: str, length: int) -> str:
    return (begin * (length // len(begin) + 1))[:length]


def _unknown(size: int) -> dict[str, int]:
    return {f"k{n}": 1 for n in range(size // 11)}


def _nested(size: int) -> Any:
    value: Any = 1
    for _ in range(28):
        value = {"a": value}
    return {f"k{n}": value for n in range(size // 180)}


def _places(schema: Any, depth: int = 0) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, field in schema().fields.items():
        key = field.data_key or name
        yield (key,), field
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested) and depth < 2:
            step = (key, "[]") if inner is not field else (key,)
            for path, leaf in _places(type(inner.schema), depth + 1):
                yield (*step, *path), leaf


def _at(path: Iterable[str], value: Any) -> Any:
    for step in reversed(list(path)):
        value = [value] if step == "[]" else {step: value}
    return value


def message_of(argument: str, value: Any) -> bytes:
    """Write the input as the gateway writes a call."""
    return json.dumps({"args": [], "kwargs": {argument: value}}, ensure_ascii=False).encode()


def read(schema: type[InputSchema], argument: str, raw: bytes) -> None:
    """Read a call as a service does, up to a parsed input or a refusal."""
    message = SimpleNamespace(
        body=raw, headers={}, delivery_info={"routing_key": "a.b"},
        properties={"reply_to": "rpc.reply-1", "content_type": "application/json"},
    )  # fmt: skip
    try:
        request = rpc_messages.read_request(message, len(raw))
        parse(schema, request.kwargs[argument])
    except (rpc_messages.Malformed, Refusal) as refusal:
        rpc_messages.Answer.of_error(refusal, _words_of(schema))


@cache
def _words_of(schema: type[InputSchema]) -> Catalogue:
    """Return the sentences of the service a schema is of, or the kernel's for one of all."""
    _, service, *_ = schema.__module__.split(".")
    words: Catalogue = service_class(service).words if service in SERVICES else KERNEL
    return words


def cost_ms(schema: type[InputSchema], argument: str, raw: bytes, rounds: int = ROUNDS) -> float:
    """Return the CPU time of reading it, the least of some rounds: what disturbs only adds."""
    return min(_once_ms(schema, argument, raw) for _ in range(rounds))


def _once_ms(schema: type[InputSchema], argument: str, raw: bytes) -> float:
    began = time.process_time()
    read(schema, argument, raw)
    return (time.process_time() - began) * 1000


def dearest() -> tuple[float, str]:
    """Return the dearest input of all calls in milliseconds, and which it is."""
    found = (0.0, "")
    for name, largest, argument, schema in inputs():
        for kind, value in worst(schema, largest - AROUND):
            raw = message_of(argument, value)
            if len(raw) <= largest and _once_ms(schema, argument, raw) > found[0]:
                found = max(found, (cost_ms(schema, argument, raw), f"{name}: {kind}"))
    return found


def inputs() -> Iterator[tuple[str, int, str, type[InputSchema]]]:
    """Yield each schema once: by the call that takes most, that call's bytes, its argument."""
    each: dict[type[InputSchema], tuple[str, int, str]] = {}
    for service in SERVICES:
        calls = calls_of(service)
        for method, stated in input_schemas(service).items():
            for argument, schema in stated:
                known = (f"{service}.{method} {schema.__name__}", calls[method].largest, argument)
                each[schema] = max(each.get(schema, known), known, key=lambda told: told[1])
    for schema, (name, largest, argument) in each.items():
        yield name, largest, argument, schema


def border_worst(_: Any) -> list[Figure]:
    """Read the worst that can be sent to any call; whole editions of a register beside it.

    Only a few people may propose an edition, once a year; its rows are read in portions, between
    which the service goes on with others.
    """
    cost, which = dearest()
    print(f"dearest input: {which}", file=sys.stderr)
    rows = [{**row, "edition": "2026-01-01"} for row in read_bodies()]
    edition = message_of("payload", {"edition": "2026-01-01", "upsert": rows})
    return [
        Figure("border_worst_ms", cost, "ms CPU", Target(MOST_MS, of="value")),
        Figure("border_edition_ms", cost_ms(EditionProposal, "payload", edition), "ms CPU"),
    ]


MEASUREMENTS = {"border_worst_ms": border_worst}
