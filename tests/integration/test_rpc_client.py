"""The gateway's RPC client against a real broker."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import amqp
import pytest
from kombu import Connection

from deploy.local.ports import wait_until
from gateway.calls.client import CallFailed, DeadlinePassed, RpcClient
from gateway.calls.publisher import CallPublisher
from services.common.errors import Conflict, Unavailable
from services.common.messaging import names
from services.common.principal import Principal

SOMEONE = Principal("a1")
SERVICE = "echo"
WORK_S = 0.04
UNREADABLE = b"\xff\xfe"


class Echo:
    """A service of a few methods on plain kombu; ``deaf`` takes calls without answering.

    It answers on a connection of its own: publishing looks for incoming messages first, and
    would take the next call before the last is answered.
    """

    def __init__(self, uri: str) -> None:
        self.uri, self.seen, self.stopping = uri, [], False
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        self.stopping = True
        self._thread.join(5)

    def _run(self) -> None:
        with Connection(self.uri) as connection, Connection(self.uri) as replies:
            channel, self._replies = connection.default_channel, replies.default_channel
            channel.basic_consume(names.rpc_queue(SERVICE), callback=self._take, no_ack=True)
            self._ready.set()
            while not self.stopping:
                try:
                    connection.drain_events(timeout=0.1)
                except TimeoutError:
                    continue

    def _take(self, message: Any) -> None:
        self.seen.append(message)
        method = message.delivery_info["routing_key"].partition(".")[2]
        if method == "deaf":
            return
        if method == "work":
            threading.Event().wait(WORK_S)
        result, error = json.loads(message.body)["kwargs"], None
        if method == "refuse":
            error = Conflict("order-exists", "Gibt es.", "[]").to_wire()
        if method == "fail":
            error = {"exc_type": "Failed", "exc_args": []}
        correlation_id = message.properties["correlation_id"]
        body = json.dumps({"result": result, "error": error})
        reply = amqp.Message(body, correlation_id=correlation_id, content_type="application/json")
        self._replies.basic_publish(reply, names.RPC_EXCHANGE, message.properties["reply_to"])


@pytest.fixture
def queue(amqp_uri: str) -> str:
    name = names.rpc_queue(SERVICE)
    with Connection(amqp_uri) as connection:
        channel = connection.default_channel
        channel.exchange_declare(names.RPC_EXCHANGE, "topic", durable=True, auto_delete=False)
        channel.queue_declare(name, durable=True, auto_delete=False)
        channel.queue_bind(name, names.RPC_EXCHANGE, f"{SERVICE}.*")
    return name


@pytest.fixture
def echo(amqp_uri: str, queue: str) -> Iterator[Echo]:
    service = Echo(amqp_uri)
    yield service
    service.stop()


@pytest.fixture
def make_client(amqp_uri: str, queue: str) -> Iterator[Callable[..., RpcClient]]:
    made: list[RpcClient] = []

    def make(threads: int = 24, timeout_s: float = 5) -> RpcClient:
        client = RpcClient(
            amqp_uri, lambda who, audience: f"{who.subject}@{audience}",
            threads=threads, timeout_s=timeout_s,
        )  # fmt: skip
        made.append(client)
        return client

    yield make
    for client in made:
        client.stop()


LARGEST = 14_000_000
"""A document of 10 MiB in Base64 is the largest that is sent."""


def ask(client: RpcClient, method: str = "repeat", **arguments: Any) -> Any:
    return client.call(SERVICE, method, arguments=arguments, principal=SOMEONE, request_id="r1")


def test_a_call_is_answered_and_carries_who_for_what_and_until_when(
    make_client: Callable[..., RpcClient], echo: Echo
) -> None:
    client = make_client()

    result = ask(client, text="Grüße")

    message = echo.seen[0]
    assert result == {"text": "Grüße"}
    assert message.headers["nameko.principal"] == "a1@echo"
    assert message.headers["nameko.request_id"] == "r1"
    assert 0 < message.headers["nameko.deadline"] - time.time() <= 5
    assert 0 < int(message.properties["expiration"]) <= 5000
    assert client.up


def test_a_call_may_carry_the_largest_document_there_and_back(
    make_client: Callable[..., RpcClient], echo: Echo
) -> None:
    content = "A" * LARGEST

    assert ask(make_client(), content=content)["content"] == content


def test_many_threads_get_each_their_own_answer(
    make_client: Callable[..., RpcClient], echo: Echo
) -> None:
    client, answers = make_client(threads=30), {}

    threads = [
        threading.Thread(target=lambda n=n: answers.update({n: ask(client, n=n)}))
        for n in range(30)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert answers == {n: {"n": n} for n in range(30)}


def test_a_refusal_arrives_as_its_kind_and_a_failure_says_nothing(
    make_client: Callable[..., RpcClient], echo: Echo
) -> None:
    client = make_client()

    with pytest.raises(Conflict) as refused:
        ask(client, "refuse")
    with pytest.raises(CallFailed):
        ask(client, "fail")

    assert (refused.value.code, str(refused.value)) == ("order-exists", "Gibt es.")


def test_a_service_without_consumers_is_away_at_once(
    make_client: Callable[..., RpcClient],
) -> None:
    client = make_client()
    began = time.monotonic()

    for service in (SERVICE, "unheard-of"):
        with pytest.raises(Unavailable) as refused:
            client.call(service, "repeat", arguments={}, principal=SOMEONE)
        assert refused.value.code == "service-away"

    assert time.monotonic() - began < 5, "it waited for the deadline"


def test_a_service_that_comes_is_found(
    make_client: Callable[..., RpcClient], amqp_uri: str
) -> None:
    client = make_client()
    with pytest.raises(Unavailable):
        ask(client)

    service = Echo(amqp_uri)
    wait_until(lambda: client.consumers(SERVICE) == 1, 10, "nobody takes calls", 0.02)

    assert ask(client) == {}
    service.stop()


def test_no_reply_before_the_deadline_is_told_from_a_refusal(
    make_client: Callable[..., RpcClient], echo: Echo
) -> None:
    client = make_client(timeout_s=0.5)

    with pytest.raises(DeadlinePassed):
        ask(client, "deaf")

    assert ask(client) == {}


def test_a_burst_from_two_processes_is_answered_however_many_wait_before(
    make_client: Callable[..., RpcClient], echo: Echo
) -> None:
    clients = [make_client(), make_client()]
    for client in clients:
        ask(client)

    with ThreadPoolExecutor(48) as pool:
        answers = list(pool.map(lambda n: ask(clients[n % 2], "work", n=n), range(48)))

    assert answers == [{"n": n} for n in range(48)]


def test_more_than_a_third_of_the_threads_do_not_wait_for_one_service(
    make_client: Callable[..., RpcClient], echo: Echo
) -> None:
    client = make_client(threads=6, timeout_s=3)
    waiting = [threading.Thread(target=_give_up, args=(client,)) for _ in range(2)]
    for thread in waiting:
        thread.start()
    wait_until(lambda: len(echo.seen) == 2, 10, "the second call never came", 0.02)

    began, codes = time.monotonic(), []
    for _ in range(2):
        with pytest.raises(Unavailable) as refused:
            ask(client, "deaf")
        codes.append(refused.value.code)

    assert codes == ["service-busy"] * 2
    assert len(echo.seen) == 3, "the second is not even sent"
    assert time.monotonic() - began < 3, "it waited for the deadline"
    for thread in waiting:
        thread.join(5)


def _give_up(client: RpcClient) -> None:
    with pytest.raises(DeadlinePassed):
        ask(client, "deaf")


def test_open_calls_fail_at_once_when_the_connection_is_lost_and_later_ones_work(
    make_client: Callable[..., RpcClient], echo: Echo, vhost_broker: Any
) -> None:
    client, failed = make_client(timeout_s=20), []

    def call() -> None:
        try:
            ask(client, "deaf")
        except Unavailable as refusal:
            failed.append(refusal.code)

    caller = threading.Thread(target=call)
    caller.start()
    wait_until(lambda: len(echo.seen) == 1, 10, "the call never came", 0.02)
    wait_until(lambda: _close(vhost_broker, "gateway-replies"), 10, "not closed", 0.02)
    caller.join(5)

    assert failed == ["broker-away"]
    wait_until(lambda: client.up, 10, "the client did not come back", 0.02)
    assert ask(client, n=1) == {"n": 1}


def test_an_unreadable_reply_costs_nobody_the_own_one(
    make_client: Callable[..., RpcClient], echo: Echo, amqp_uri: str
) -> None:
    client = make_client()
    ask(client)
    replies = client._reply_to

    with Connection(amqp_uri) as connection:
        for properties in ({"correlation_id": UNREADABLE}, {}):
            message = amqp.Message(b"\xff", **properties)
            connection.default_channel.basic_publish(message, names.RPC_EXCHANGE, replies)
        connection.default_channel.queue_declare(replies, passive=True)

    assert ask(client, n=1) == {"n": 1}
    assert client._reply_to == replies, "not even the connection was lost"


def test_a_dead_publishing_connection_is_replaced_silently(
    make_client: Callable[..., RpcClient], echo: Echo, vhost_broker: Any
) -> None:
    client = make_client()
    ask(client)

    wait_until(lambda: _close(vhost_broker, "gateway-calls"), 10, "not closed", 0.02)
    wait_until(lambda: client.up, 10, "the client did not come back", 0.02)

    assert ask(client, n=2) == {"n": 2}


@pytest.mark.parametrize("act", ["look", "send"])
def test_a_line_that_was_closed_before_its_watch_saw_it_is_replaced(
    echo: Echo, amqp_uri: str, act: str
) -> None:
    publisher, queue = CallPublisher(amqp_uri, "unwatched"), names.rpc_queue(SERVICE)
    assert publisher.consumers(queue) == 1
    publisher.publish(amqp.Message(b"{}"), "", "nowhere")
    publisher._connection.collect()

    if act == "look":
        assert publisher.consumers(queue) == 1
    else:
        publisher.publish(amqp.Message(b"{}"), "", "nowhere")

    assert publisher.up
    publisher.stop()


def _close(broker: Any, name: str) -> bool:
    """Close the connection of this name on the broker; it shows up there after a moment."""
    found = [
        connection["name"]
        for connection in broker.call("GET", f"vhosts/{broker.vhost}/connections")
        if connection.get("client_properties", {}).get("connection_name") == name
    ]
    for connection in found:
        broker.call("DELETE", f"connections/{connection.replace(' ', '%20').replace('>', '%3E')}")
    return bool(found)
