"""Unit tests of the trace a request, its calls, events, webhooks and mails are part of."""

import json

import pytest

from services.common import context, trace
from services.common.context import Call
from services.common.events import envelope, read_event

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
GIVEN = f"00-{TRACE}-{SPAN}-01"


@pytest.mark.parametrize(
    "text",
    [
        None, 7, "", "00", GIVEN.upper(), GIVEN[3:], f"ff{GIVEN[2:]}", f"{GIVEN}-more", f" {GIVEN}",
        f"00-{'0' * 32}-{SPAN}-01", f"00-{TRACE}-{'0' * 16}-01", f"00-{TRACE}-{SPAN}-1",
        f"01-{TRACE}-{SPAN}-01-{'x' * 100}", f"{GIVEN}\r\nX: y",
    ],
)  # fmt: skip
def test_what_is_no_traceparent_names_none(text: object) -> None:
    assert trace.read(text) == ""


def test_a_later_version_is_read_as_far_as_it_is_known() -> None:
    assert trace.read(f"01{GIVEN[2:]}-more") == GIVEN


def test_a_span_goes_on_in_the_trace_of_its_parent_and_keeps_its_flags() -> None:
    one, other = trace.begun("any", GIVEN), trace.begun("any", GIVEN)

    assert one.startswith(f"00-{TRACE}-")
    assert one.endswith("-01")
    assert len({GIVEN, one, other}) == 3
    assert trace.read(one) == one


def test_a_trace_nobody_named_has_the_id_of_the_request() -> None:
    assert trace.begun(TRACE)[3:35] == TRACE
    assert trace.begun("order-7")[3:35] == trace.begun("order-7")[3:35] != TRACE
    assert trace.read(trace.begun("0" * 32))


def test_an_event_names_the_span_it_was_said_in_and_is_heard_in_one_of_its_own() -> None:
    with context.entered(Call(traceparent=trace.begun("any", GIVEN))):
        said = envelope("orders", "order.placed", {}, subject="o1", version=1)
    heard = read_event(json.dumps(said), "orders", "order.placed").call()

    assert said["traceparent"][3:35] == trace.id_of(heard.traceparent) == TRACE
    assert len({GIVEN, said["traceparent"], heard.traceparent}) == 3


def test_an_event_from_before_traces_is_heard_in_the_one_of_its_request() -> None:
    with context.entered(Call(correlation_id=TRACE)):
        said = envelope("orders", "order.placed", {}, subject="o1", version=1)
    del said["traceparent"]

    heard = read_event(json.dumps(said), "orders", "order.placed").call()

    assert trace.id_of(heard.traceparent) == TRACE


def test_no_call_has_a_trace_but_a_line_in_one_names_it() -> None:
    assert trace.named(context.span()) == {}
    with context.entered(Call(traceparent=GIVEN)):
        assert trace.named(context.span()) == {"trace_id": TRACE, "span_id": SPAN}
