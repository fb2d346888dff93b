"""JSON from outside is as deep, as long named and as great as anybody means, or refused."""

import json

import pytest

from services.common.validation.plain_json import (
    DEEPEST,
    LONGEST_NAME,
    MOST_VALUES,
    UnreadableJson,
    read,
)


def test_json_is_read() -> None:
    told = {"a": [1, -2.5, None, True, "ä\u00ad"], "b": {"c": {}}}

    assert read(json.dumps(told).encode()) == told
    assert read(b"\xef\xbb\xbf{}") == {}


def test_as_deep_as_allowed_is_read() -> None:
    assert read(b"[" * DEEPEST + b"]" * DEEPEST)
    assert read(b'{"' + b"k" * LONGEST_NAME + b'": 1}')


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"\xff\xfe{\x00}\x00", b'"\xed\xa0\x80"', rb'"\ud800"', rb'{"\udfff": 1}',
        b"NaN", b"Infinity", b"[-Infinity]", b"1e400", b"1" + b"0" * 5000, b"9" * 41, b"[1e99999]",
        b"0." + b"1" * 5000, b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), b"[" * 60_000,
        b'{"a":' * 60_000, b"[" + b"{}," * MOST_VALUES + b"{},{}]",
        b"[" + b"1," * MOST_VALUES + b"1,1]",
        b'{"' + b"k" * (LONGEST_NAME + 1) + b'": 1}',
    ],
)  # fmt: skip
def test_what_would_fail_somewhere_behind_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableJson) as refused:
        read(raw)

    assert len(refused.value.wrong.said().de.split()) > 2
