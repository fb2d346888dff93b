"""A line on which nothing is heard any more is left in time, wherever it was waited on.

All ways are tried side by side: each waits on a line and a broker's virtual host of its own.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from kombu import Connection

from deploy.local.broker import Broker
from deploy.local.ports import wait_until
from deploy.local.system import System
from gateway.calls.client import RpcClient
from services.common import topology
from services.common.errors import Unavailable
from services.common.messaging import names
from services.common.messaging.connection import GOODBYE_S, SILENT_AFTER_S, open_line
from services.common.messaging.consumer import Consumer, Source
from services.common.messaging.publisher import CONFIRM_WAIT_S, ConfirmingPublisher, NotConfirmed
from services.common.principal import Principal
from services.common.topology import Heard, Plan
from tests.conftest import own_vhost
from tests.half_open import HalfOpen

QUEUE = "evt-probe-thing.made--listener.hear"
PLAN = Plan("probe", (Heard(QUEUE, "probe", "thing.made"),))
EVENT = {"id": "t1:1:0", "type": "thing.made"}
SLACK_S = 5.0
"""For a busy machine; what is mended here lasted minutes."""

Way = Callable[[HalfOpen, str], None]
"""What is done on a line that freezes; it asserts what must hold."""


def took_s(act: Any) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def a_goodbye_ends_though_nobody_answers(line: HalfOpen, _: str) -> None:
    publisher, open = ConfirmingPublisher(line.uri, "test"), open_line(line.uri, "test")
    publisher.publish("probe.events", [EVENT])

    line.freeze()

    assert took_s(publisher.close) < GOODBYE_S + SLACK_S
    assert took_s(open.close) < GOODBYE_S + SLACK_S


def a_question_nobody_answers_ends(line: HalfOpen, _: str) -> None:
    publisher = ConfirmingPublisher(line.uri, "test")
    assert publisher.exchange_exists(PLAN.marker)

    line.freeze()

    assert took_s(lambda: publisher.exchange_exists(PLAN.marker)) < SILENT_AFTER_S + SLACK_S


def a_publisher_that_waits_for_nothing_notices_too(line: HalfOpen, _: str) -> None:
    publisher = ConfirmingPublisher(line.uri, "test")
    publisher.publish("probe.events", [EVENT])

    line.freeze()

    wait_until(lambda: publisher._line is None, SILENT_AFTER_S + SLACK_S, "it keeps a dead line")


def what_was_not_confirmed_is_told_and_can_be_sent_again(line: HalfOpen, _: str) -> None:
    publisher = ConfirmingPublisher(line.uri, "test")
    publisher.publish("probe.events", [EVENT])
    line.freeze()

    with pytest.raises(NotConfirmed):
        publisher.publish("probe.events", [EVENT])
    line.thaw()

    publisher.publish("probe.events", [EVENT])
    publisher.close()


def a_write_nobody_takes_ends(line: HalfOpen, _: str) -> None:
    publisher = ConfirmingPublisher(line.uri, "test")
    publisher.publish("probe.events", [EVENT])
    line.freeze()
    large = [{**EVENT, "data": "x" * 1_000_000} for _ in range(20)]

    def publish() -> None:
        with pytest.raises(NotConfirmed):
            publisher.publish("probe.events", large)

    assert took_s(publish) < CONFIRM_WAIT_S + SLACK_S


def a_lane_says_within_ten_seconds_that_it_hears_nothing_and_comes_back(
    line: HalfOpen, uri: str
) -> None:
    heard: list[bytes] = []
    lane = Consumer(line.uri, "test", lambda: [Source(QUEUE, 4, _keep(heard), _no_parking)])
    running = threading.Thread(target=lane.run)
    running.start()
    wait_until(lambda: lane.consuming, 10, "it never consumes")

    line.freeze()
    wait_until(lambda: not lane.consuming, SILENT_AFTER_S + 2 + SLACK_S, "it says it consumes")
    line.thaw()
    ConfirmingPublisher(uri, "other").publish("probe.events", [EVENT])

    wait_until(lambda: lane.consuming and heard, 30, "it does not come back")
    lane.stopping = True
    lane._open.clear()
    running.join(10)


def a_caller_is_refused_within_a_second_once_the_broker_is_known_to_be_silent(
    line: HalfOpen, uri: str
) -> None:
    with Connection(uri) as connection:
        channel = connection.default_channel
        channel.basic_consume(names.rpc_queue("probe"), callback=lambda _: None, no_ack=True)
        client = RpcClient(line.uri, lambda *_: "", threads=9)
        wait_until(lambda: client.consumers("probe") == 1, 10, "nobody takes calls")
        line.freeze()

        first_s = took_s(lambda: _refused(client))
        later_s = [took_s(lambda: _refused(client)) for _ in range(5)]

        assert first_s < 2 + SLACK_S
        assert sorted(later_s)[2] < 1
        line.thaw()
        wait_until(lambda: client.up, 30, "it does not come back")
        client.stop()


def _refused(client: RpcClient) -> None:
    with pytest.raises(Unavailable) as refusal:
        client.call("probe", "ping", arguments={}, principal=Principal("a1"))
    assert refusal.value.code == "broker-away"


def _keep(heard: list[bytes]) -> Any:
    def take(message: Any) -> None:
        heard.append(message.body)
        message.channel.basic_ack(message.delivery_tag)

    return take


def _no_parking(*_: Any) -> None:
    raise AssertionError("nothing is parked")


WAYS: tuple[Way, ...] = (
    a_goodbye_ends_though_nobody_answers,
    a_question_nobody_answers_ends,
    a_publisher_that_waits_for_nothing_notices_too,
    what_was_not_confirmed_is_told_and_can_be_sent_again,
    a_write_nobody_takes_ends,
    a_lane_says_within_ten_seconds_that_it_hears_nothing_and_comes_back,
    a_caller_is_refused_within_a_second_once_the_broker_is_known_to_be_silent,
)


@pytest.fixture(scope="module")
def tried(installation: System) -> Iterator[dict[Way, Future[None]]]:
    """Every way, under way."""
    with ThreadPoolExecutor(len(WAYS)) as pool:
        yield {way: pool.submit(on_a_line, way, installation.broker) for way in WAYS}


def on_a_line(way: Way, main: Broker) -> None:
    """Try one on a line that can be frozen, to a virtual host where all is declared."""
    with own_vhost(main) as broker:
        topology.declare([PLAN], broker.amqp_uri)
        line = HalfOpen(broker.amqp_uri)
        way(line, broker.amqp_uri)
        line.close()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_waits_for_ever(way: Way, tried: dict[Way, Future[None]]) -> None:
    assert tried[way].result() is None
