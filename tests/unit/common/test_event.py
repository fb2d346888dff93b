"""What is no event of ours is unreadable, however it is broken."""

import json
from typing import Any

import pytest

from services.common.events import UnreadableEvent, read_event
from tests import builders

MISSING = object()
REQUIRED = ("id", "source", "type", "subject", "sequence", "data", "correlationid")


def read(body: bytes | str) -> Any:
    return read_event(body, "orders", "order.submitted")


def test_an_event_is_read_whole() -> None:
    raw = builders.envelope(sequence=7)

    event = read(json.dumps(raw))

    assert (event.id, event.source, event.type) == ("o1:1:0", "orders", "order.submitted")
    assert (event.subject, event.sequence, event.correlation_id) == ("o1", 7, "trace-1")
    assert event.data == {"order": {"id": "o1"}}
    assert event.raw == raw


def test_what_an_envelope_has_beyond_that_does_not_matter() -> None:
    event = read(json.dumps(builders.envelope(traceparent="00-1", authid=None)))

    assert event.id == "o1:1:0"


@pytest.mark.parametrize(
    "body",
    [
        b"", "", "{", "nonsense", b"\xff\xfe", b"\xed\xa0\x80", "null", "5", "true", '"text"',
        "[]", "[[]]", "{}", "[" * 100_000,
    ],
    ids=lambda body: repr(body[:20]),
)  # fmt: skip
def test_what_is_no_envelope_is_unreadable(body: bytes | str) -> None:
    with pytest.raises(UnreadableEvent):
        read(body)


@pytest.mark.parametrize("name", REQUIRED)
def test_an_envelope_that_lacks_an_attribute_is_unreadable(name: str) -> None:
    raw = builders.envelope()
    del raw[name]

    with pytest.raises(UnreadableEvent):
        read(json.dumps(raw))


@pytest.mark.parametrize("name", ["id", "source", "type", "subject", "correlationid"])
@pytest.mark.parametrize("value", [None, "", 5, [], {}, True])
def test_a_text_attribute_that_is_no_text_is_unreadable(name: str, value: Any) -> None:
    with pytest.raises(UnreadableEvent):
        read(json.dumps(builders.envelope(**{name: value})))


@pytest.mark.parametrize("text", ["null", '"x"', "[]", "{}", "NaN", "Infinity", "1e999", "-1e999"])
def test_a_sequence_that_is_no_number_is_unreadable(text: str) -> None:
    body = json.dumps(builders.envelope(sequence="?")).replace('"?"', text)

    with pytest.raises(UnreadableEvent):
        read(body)


@pytest.mark.parametrize("data", [None, "text", 5, [], [{}], True])
def test_data_that_is_no_object_is_unreadable(data: Any) -> None:
    with pytest.raises(UnreadableEvent):
        read(json.dumps(builders.envelope(data=data)))


@pytest.mark.parametrize("changed", [{"source": "contracts"}, {"type": "order.released"}])
def test_an_event_in_the_wrong_queue_is_unreadable(changed: dict[str, str]) -> None:
    with pytest.raises(UnreadableEvent, match=r"expected orders/order\.submitted"):
        read(json.dumps(builders.envelope(**changed)))


def test_the_complaint_about_a_message_is_short() -> None:
    with pytest.raises(UnreadableEvent) as refused:
        read(json.dumps(builders.envelope(source="x" * 10_000)))

    assert len(str(refused.value)) <= 300


def test_a_handler_works_once_for_the_event_that_caused_it() -> None:
    call = builders.event().call()

    assert (call.once, call.causation_id) == ("orders/o1:1:0", "o1:1:0")
    assert call.correlation_id == "trace-1"
    assert 0 < call.remaining_s <= 20
