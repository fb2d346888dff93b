"""Read JSON that comes from outside: no deeper, longer named or greater than anybody means."""

import json
import math
from typing import Any, NoReturn

from services.common.errors import Wrong

DEEPEST = 32
LONGEST_NAME = 200
MOST_DIGITS = 40
MOST_VALUES = 150_000
"""All rows of a register, with room; a million empty objects are a fifth of a second."""


class UnreadableJson(ValueError):
    """What came is no JSON we read; ``wrong`` says why in a sentence."""

    def __init__(self, key: str, /, **parameters: object) -> None:
        super().__init__(key)
        self.wrong = Wrong(key, **parameters)


def read(raw: bytes) -> Any:
    """Return what the JSON says, or raise UnreadableJson.

    The constants JSON does not know, numbers without end, lone surrogates and other encodings
    than UTF-8 would each end in a failure somewhere behind. Values are counted before any is made.
    """
    if raw.count(b",") > MOST_VALUES:
        raise UnreadableJson("json-too-many-values", most=MOST_VALUES)
    try:
        read_value = json.loads(
            raw.decode("utf-8-sig"),
            parse_constant=_no_constant,
            parse_int=_bounded_int,
            parse_float=_finite,
        )
        if b"\\u" in raw:
            json.dumps(read_value, ensure_ascii=False).encode()
    except UnreadableJson:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableJson("json-unreadable") from error
    _check_shape(read_value)
    return read_value


def _check_shape(found: Any) -> None:
    level = [found]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _held_in(outer)]
        if not level:
            return
    raise UnreadableJson("json-too-deep", most=DEEPEST)


def _held_in(outer: Any) -> list[Any]:
    """Return the objects and lists directly inside; names are looked at on the way."""
    if isinstance(outer, dict):
        if outer and max(map(len, outer)) > LONGEST_NAME:
            raise UnreadableJson("json-name-too-long", most=LONGEST_NAME)
        return [inner for inner in outer.values() if isinstance(inner, (dict, list))]
    if isinstance(outer, list):
        return [inner for inner in outer if isinstance(inner, (dict, list))]
    return []


def _bounded_int(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise UnreadableJson("number-too-large")
    return int(digits)


def _finite(text: str) -> float:
    number = float(text) if len(text) <= 2 * MOST_DIGITS else math.inf
    if not math.isfinite(number):
        raise UnreadableJson("number-too-large")
    return number


def _no_constant(name: str) -> NoReturn:
    raise UnreadableJson("json-constant", name=name)
