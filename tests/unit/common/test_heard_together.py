"""Events that came while a handler was at work are handled at once, or each by itself."""

import json
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from services.common.entrypoints.events import OnEvent
from services.common.errors import TooEarly
from services.common.events import Event
from services.common.messaging.consumer import TOGETHER, Consumer
from services.common.messaging.inbox import EventInbox

SOURCE, KIND = "speaker", "thing.happened"


def body(number: int) -> bytes:
    return json.dumps(
        {
            "id": f"t{number}:1:0", "source": SOURCE, "type": KIND, "subject": f"t{number}",
            "sequence": 1, "data": {"n": number}, "correlationid": f"c{number}",
        }
    ).encode()  # fmt: skip


class Ledger:
    """Knows some events, and notes what was dealt with."""

    def __init__(self, *known: str) -> None:
        self.known, self.noted = known, list[str]()

    def knows(self, queue: str, event: Event) -> bool:
        return event.id in self.known

    def note(self, queue: str, event: Event) -> None:
        self.noted.append(event.id)


class Parking:
    """Keeps what failed."""

    def __init__(self) -> None:
        self.parked: list[str] = []

    def park(self, queue: str, event: dict[str, Any], error: BaseException) -> None:
        self.parked.append(event["id"])


class Hall:
    """A handler with what it was given, on a lane and in a container made for it."""

    def __init__(self, handle: Callable[[Sequence[Event]], None], *known: str) -> None:
        self.handle = handle
        self.ledger, self.parking = Ledger(*known), Parking()
        self.begun: list[Callable[[], None]] = []
        self.held, self.acked = set[int](), list[Any]()
        self.given: list[list[int]] = []
        self.entrypoint = OnEvent(SOURCE, KIND, at_once=10)
        inbox = EventInbox(self.parking, self.ledger)  # type: ignore[arg-type]
        runtime = SimpleNamespace(hearing=inbox, stopping=False)
        lane = SimpleNamespace(
            holds=lambda m: id(m) in self.held,
            ack=self._ack,
            ack_all=lambda messages: [self._ack(message) for message in messages],
        )
        self.entrypoint.lane = SimpleNamespace(runtime=runtime, lane=lane)
        self.entrypoint.method_name = "hear"
        self.entrypoint.container = SimpleNamespace(
            service_name="hearer",
            spawn_managed_thread=self.begun.append,
            spawn_worker=self._work,
        )

    def take(self, *numbers: int) -> None:
        for number in numbers:
            message = SimpleNamespace(body=body(number), number=number)
            self.held.add(id(message))
            self.entrypoint.take(message)
            self.kept = [*getattr(self, "kept", []), message]

    def run(self) -> None:
        while self.begun:
            self.begun.pop(0)()

    def _ack(self, message: Any) -> None:
        self.held.discard(id(message))
        self.acked.append(message.number)

    def _work(self, _: Any, args: Any, __: Any, *, context_data: Any, handle_result: Any) -> None:
        self.given.append([event.data["n"] for event in args[0]])
        try:
            self.handle(args[0])
        except Exception as error:
            handle_result(None, None, (type(error), error, None))
        else:
            handle_result(None, None, None)


def on_channel(channel: Any, *tags: int) -> list[Any]:
    return [SimpleNamespace(channel=channel, delivery_tag=tag) for tag in tags]


def test_what_was_settled_together_is_acknowledged_in_one_word_unless_older_ones_are_open() -> None:
    said: list[tuple[int, bool]] = []
    channel, another = (
        SimpleNamespace(basic_ack=lambda tag, multiple=False: said.append((tag, multiple)))
        for _ in range(2)
    )
    consumer = Consumer("", "events", list)
    some, others = on_channel(channel, 1, 2, 3, 4, 5), on_channel(another, 1)
    consumer._open = {id(message): message for message in (*some, *others)}

    consumer.ack_all([some[1], some[2]])
    consumer.ack_all([some[0]])
    consumer.ack_all([some[4], some[3], some[1]])
    consumer.ack_all(some)

    assert said == [(2, False), (3, False), (1, True), (5, True)]
    assert list(consumer._open.values()) == others


def test_what_nothing_open_stands_before_is_acknowledged_in_one_word() -> None:
    said: list[tuple[int, bool]] = []
    channel = SimpleNamespace(basic_ack=lambda tag, multiple=False: said.append((tag, multiple)))
    consumer = Consumer("", "rpc", list)
    some = on_channel(channel, *range(1, TOGETHER + 3))
    consumer._open = {id(message): message for message in some}

    for message in (*some[:4], *some[5:]):
        consumer.ack_soon(message)

    assert said == [(6, False), (7, False), (8, False), (9, False), (4, True)]
    assert [message.delivery_tag for message in consumer._open.values()] == [5, TOGETHER + 2]


def test_of_a_queue_that_is_back_on_a_new_channel_each_is_acknowledged_on_its_own() -> None:
    said: list[tuple[str, int]] = []
    before, after = (
        SimpleNamespace(basic_ack=lambda tag, name=name, multiple=False: said.append((name, tag)))
        for name in ("before", "after")
    )
    consumer = Consumer("", "events", list)
    some, others = on_channel(before, 7, 8), on_channel(after, 1, 2)
    consumer._open = {id(message): message for message in (*some, *others)}

    consumer.ack_all([*some, *others])

    assert said == [("before", 7), ("before", 8), ("after", 1), ("after", 2)]
    assert not consumer._open


def test_what_came_meanwhile_is_handled_at_once_and_in_its_order() -> None:
    hall = Hall(lambda events: None)

    hall.take(1, 2, 3)
    hall.run()

    assert hall.given == [[1, 2, 3]]
    assert hall.acked == [1, 2, 3]
    assert hall.ledger.noted == ["t1:1:0", "t2:1:0", "t3:1:0"]


def test_what_comes_after_the_last_was_settled_begins_anew() -> None:
    hall = Hall(lambda events: None)

    hall.take(1, 2)
    hall.run()
    hall.take(3)
    hall.run()

    assert hall.given == [[1, 2], [3]]
    assert hall.acked == [1, 2, 3]


def test_no_more_than_so_many_are_handled_at_once() -> None:
    hall = Hall(lambda events: None)

    hall.take(*range(25))
    hall.run()

    assert [len(given) for given in hall.given] == [10, 10, 5]
    assert hall.acked == list(range(25))


def test_where_one_fails_each_comes_by_itself_and_only_that_one_is_parked() -> None:
    def handle(events: Sequence[Event]) -> None:
        if any(event.data["n"] == 2 for event in events):
            raise TooEarly("not yet")

    hall = Hall(handle)

    hall.take(1, 2, 3)
    hall.run()

    assert hall.given == [[1, 2, 3], [1], [2], [3]]
    assert sorted(hall.acked) == [1, 2, 3]
    assert hall.parking.parked == ["t2:1:0"]


def test_what_was_dealt_with_long_ago_is_settled_without_the_handler() -> None:
    hall = Hall(lambda events: None, "t2:1:0")

    hall.take(1, 2, 3)
    hall.run()

    assert hall.given == [[1, 3]]
    assert hall.acked == [1, 2, 3]


def test_a_message_that_came_twice_is_given_once() -> None:
    hall = Hall(lambda events: None)

    hall.take(1, 1, 2)
    hall.run()

    assert hall.given == [[1, 2]]
    assert sorted(hall.acked) == [1, 1, 2]


def test_what_the_broker_took_back_is_not_handled() -> None:
    hall = Hall(lambda events: None)

    hall.take(1, 2, 3)
    hall.held.discard(id(hall.kept[1]))
    hall.run()

    assert hall.given == [[1, 3]]
    assert hall.acked == [1, 3]
