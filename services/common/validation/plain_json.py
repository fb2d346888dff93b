"""Read JSON that comes from outside: no deeper, longer named or greater than anybody means."""

import json
import math
from typing import Any, NoReturn

DEEPEST = 32
LONGEST_NAME = 200
MOST_DIGITS = 40
MOST_VALUES = 150_000
"""All rows of a register, with room; a million empty objects are a fifth of a second."""


class Unreadable(ValueError):
    """What came is no JSON we read; ``str(unreadable)`` says why in a sentence."""


def read(raw: bytes) -> Any:
    """Give what the JSON says, or raise Unreadable.

    The constants JSON does not know, numbers without end, lone surrogates and other encodings
    than UTF-8 would each end in a failure somewhere behind. Values are counted before any is made.
    """
    if raw.count(b",") > MOST_VALUES:
        raise Unreadable(f"Mehr als {MOST_VALUES} Angaben. / More than {MOST_VALUES} values.")
    try:
        found = json.loads(
            raw.decode("utf-8-sig"),
            parse_constant=_no_constant,
            parse_int=_bounded_int,
            parse_float=_finite,
        )
        if b"\\u" in raw:
            json.dumps(found, ensure_ascii=False).encode()
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable("Das ist kein gültiges JSON. / This is not valid JSON.") from error
    _check_shape(found)
    return found


def _check_shape(found: Any) -> None:
    level = [found]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _held_in(outer)]
        if not level:
            return
    raise Unreadable(f"Mehr als {DEEPEST} Ebenen tief. / More than {DEEPEST} levels deep.")


def _held_in(outer: Any) -> list[Any]:
    """Give the objects and lists directly inside; names are looked at on the way."""
    if isinstance(outer, dict):
        if outer and max(map(len, outer)) > LONGEST_NAME:
            sentence = f"Namen haben höchstens {LONGEST_NAME} Zeichen. / A name is too long."
            raise Unreadable(sentence)
        return [inner for inner in outer.values() if isinstance(inner, (dict, list))]
    if isinstance(outer, list):
        return [inner for inner in outer if isinstance(inner, (dict, list))]
    return []


def _bounded_int(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Unreadable("Diese Zahl ist zu groß. / Number too large.")
    return int(digits)


def _finite(text: str) -> float:
    number = float(text) if len(text) <= 2 * MOST_DIGITS else math.inf
    if not math.isfinite(number):
        raise Unreadable("Diese Zahl ist zu groß. / Number too large.")
    return number


def _no_constant(name: str) -> NoReturn:
    raise Unreadable(f"{name} ist kein JSON. / {name} is no JSON.")
