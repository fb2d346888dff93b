"""A list goes on where it stopped, and nowhere else."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.errors import Invalid
from services.common.paging import FARTHEST, PageQuery, number_of, offset_of, parts_of, written

KINDS = (datetime, str)
NOW = datetime(2026, 11, 27, 9, 0, 0, 123000, tzinfo=UTC)


def encoded(parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def test_a_cursor_leads_back_to_its_place() -> None:
    assert parts_of(written(NOW, "o1"), KINDS) == [NOW, "o1"]
    assert parts_of(written(1, 0, 2, -135, "09162000"), (int,) * 4 + (str,)) == [
        1, 0, 2, -135, "09162000",
    ]  # fmt: skip
    assert offset_of("50") == 50


def test_a_cursor_of_the_longest_name_there_is_can_be_sent_again() -> None:
    name = "\N{GOTHIC LETTER AHSA}" * 200

    cursor = written(name, "a" * 40)

    sent = PageQuery().load({"cursor": cursor})
    assert parts_of(sent["cursor"], (str, str)) == [name, "a" * 40]


def test_a_list_begins_without_one() -> None:
    assert offset_of(None) == 0
    assert number_of(None) is None


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "-1", "1.5", "٥", "1e3", "\x00", "9" * 16, "9" * 5000, str(FARTHEST + 1), "\ud800"],
)
def test_what_is_no_number_is_refused_by_name(cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        offset_of(cursor)

    assert json.loads(refused.value.fields)[0]["pointer"] == "/cursor"


@pytest.mark.parametrize(
    "cursor",
    ["", "%", "ä", "a", "====", "\x00", "\ud800", "bnVsbA==", "W10=", "[" * 200,
     *(encoded(parts) for parts in (
         {}, "x", 5, [], ["x", "o1"], [10**30, "o1"], [NOW.isoformat()],
         [NOW.isoformat(), "o1", 1], [NOW.isoformat(), 5], [NOW.isoformat(), None],
         [NOW.isoformat(), {"$gt": ""}], [NOW.isoformat(), "\ud800"], [NOW.isoformat(), "a\0b"],
         ["2026-11-27T09:00:00", "o1"], ["0001-01-01T00:00:00+14:00", "o1"],
         ["9999-12-31T23:59:59-14:00", "o1"], ["9999-12-31T23:59:59Z", "o1"], [True, "o1"],
     ))],
)  # fmt: skip
def test_a_cursor_nobody_gave_out_is_refused_by_name(cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        parts_of(cursor, KINDS)

    assert json.loads(refused.value.fields)[0]["pointer"] == "/cursor"


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda b: base64.b64encode(b).decode()))
def test_a_cursor_is_read_or_refused(cursor: str) -> None:
    for kinds in (KINDS, (int, int, int, int, str)):
        try:
            parts = parts_of(cursor, kinds)
        except Invalid:
            continue
        assert list(map(type, parts)) == list(kinds)
