"""Every field of the border is bounded, and looks at its bound before anything else."""

import json
from typing import Any

import pytest
from marshmallow import ValidationError

from services.common.errors import Invalid
from services.common.validation.fields import (
    GREATEST,
    Carried,
    Day,
    Line,
    Listed,
    Moment,
    Nested,
    Paragraphs,
    WebAddress,
    Whole,
    each_once,
    named_once,
)
from services.common.validation.input import InputSchema, parse


class Item(InputSchema):
    name = Line(10, required=True)
    count = Whole(0, 9, required=True)


class Basket(InputSchema):
    items = Listed(Nested(Item), 200)
    note = Paragraphs(100)


def refused(payload: Any) -> list[dict[str, str]]:
    with pytest.raises(Invalid) as refusal:
        parse(Basket, payload)
    named: list[dict[str, str]] = json.loads(refusal.value.fields)
    return named


@pytest.mark.parametrize(
    "text", ["a\nb", "=?utf-8?q?x?=", "a\u202eb", "a\x00", "a" * 11, " ", 5, b"a"]
)
def test_a_line_takes_one_clean_line(text: Any) -> None:
    with pytest.raises(ValidationError):
        Line(10).deserialize(text)


def test_a_line_gives_what_can_be_seen() -> None:
    assert Line(30).deserialize("Gewerbe\u00adanmeldung") == "Gewerbeanmeldung"
    assert Line(30).deserialize("\U000e0041 Anmeldung \u00ad\u00a0") == "Anmeldung"


def test_a_line_of_nothing_to_be_seen_is_empty() -> None:
    with pytest.raises(ValidationError):
        Line().deserialize("\u200b\u00ad")


def test_paragraphs_keep_their_lines() -> None:
    assert Paragraphs(20).deserialize("a\r\nb\tc") == "a\nb\tc"


def test_a_file_is_carried_unread() -> None:
    assert Carried(10).deserialize("\x00\u202e") == "\x00\u202e"


@pytest.mark.parametrize("address", ["https://a.example/x", "http://a.example"])
def test_a_web_address_leads_to_the_web(address: str) -> None:
    assert WebAddress().deserialize(address) == address


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.example", "https://a.example/\n"]
)
def test_what_leads_elsewhere_is_no_web_address(address: str) -> None:
    with pytest.raises(ValidationError):
        WebAddress().deserialize(address)


@pytest.mark.parametrize(
    "number",
    [-1, GREATEST + 1, 10**30, "9" * 5000, float("inf"), float("nan"), True, "x", None, []],
)
def test_a_number_is_one_every_reader_of_json_understands(number: Any) -> None:
    with pytest.raises(ValidationError):
        Whole().deserialize(number)


@pytest.mark.parametrize(
    "day", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01", "x" * 10**6, 5, [], "\ud800"]
)
def test_a_day_is_one_of_our_time(day: Any) -> None:
    with pytest.raises(ValidationError):
        Day().deserialize(day)


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00",
     "2026-11-27T10:00:00", "2026-11-27T10:00:00" + "0" * 1000, 10**30],
)  # fmt: skip
def test_a_moment_is_one_of_our_time(moment: Any) -> None:
    with pytest.raises(ValidationError):
        Moment().deserialize(moment)


def test_the_first_and_the_last_day_of_our_time_are_taken() -> None:
    assert Day().deserialize("1900-01-01").year == 1900
    assert Day().deserialize("2199-12-31").year == 2199


def test_a_list_that_is_too_long_is_refused_before_its_items_are_read() -> None:
    looked_at: list[Any] = []

    class Noting(Line):
        def _deserialize(self, value: Any, *rest: Any, **more: Any) -> str:
            looked_at.append(value)
            return super()._deserialize(value, *rest, **more)

    with pytest.raises(ValidationError):
        Listed(Noting(), 3).deserialize(["a"] * 4)

    assert looked_at == []


def test_an_answer_names_fifty_errors_and_counts_the_others() -> None:
    named = refused({"items": [{}] * 40})

    assert len(named) == 51
    assert named[-1] == {"pointer": "", "detail": "Und 30 weitere Fehler."}


def test_a_list_of_nothing_but_errors_is_not_read_to_its_end() -> None:
    named = refused({"items": [{}] * 200})

    assert {field["pointer"].split("/")[2] for field in named[:-1]} <= {str(n) for n in range(51)}


def test_unknown_fields_are_counted_and_cut() -> None:
    named = refused({f"k{n}": 1 for n in range(75_000)})

    assert len(named) == 21
    assert named[-1]["detail"] == "Und 74.980 weitere unbekannte Felder."


def test_the_name_of_an_unknown_field_is_not_repeated_whole() -> None:
    (field,) = refused({"k\n" + "x" * 60_000: 1})

    assert field["pointer"] == "/k\ufffd" + "x" * 58 + "…"


def test_what_is_said_twice_is_named() -> None:
    with pytest.raises(ValidationError, match="'value': 'b'"):
        each_once(["a", "b", "b"])
    with pytest.raises(ValidationError):
        each_once([{"x": 1, "y": 2}, {"y": 2, "x": 1}])
    with pytest.raises(ValidationError):
        named_once("id")([{"id": "a"}, {"id": "a", "more": 1}])


def test_different_things_may_stand_beside_each_other() -> None:
    each_once(["a", "b", 1, True, {"a": 1}, {"a": 2}])
    named_once("id")([{"id": "a"}, {"id": "b"}])
