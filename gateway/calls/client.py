"""The client of the services: calls by message, replies matched by correlation id.

One publishing and one consuming connection per process. A caller waits on its own event for
as long as its deadline allows; what cannot be answered is refused at once.
"""

import json
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from gateway.calls.bulkhead import Bulkhead, Permit
from gateway.calls.connection import broker_away
from gateway.calls.publisher import CallPublisher
from gateway.calls.subscriber import Subscriber, Subscription
from gateway.monitoring.metrics import RPC_CALL_S, RPC_CALLS
from services.common import context
from services.common.errors import Refusal, Unavailable, refusal_of
from services.common.messaging import names
from services.common.messaging.outgoing import Outgoing
from services.common.principal import Principal

REPLIES = "rpc.reply-gateway-"
CHECK_EVERY_S = 0.5
LOOK_EVERY_S = 0.15
AGAIN_AFTER_S = 0.2
TOGETHER = "together"
"""The method that answers several."""

Sign = Callable[[Principal, str], str]


class DeadlinePassed(Exception):
    """No reply came in time; whether the call had its effect is not known."""


class CallFailed(Exception):
    """The service failed without choosing to refuse; its log knows more."""


@dataclass
class _Waiting:
    done: threading.Event = field(default_factory=threading.Event)
    body: bytes = b""
    lost: bool = False


@dataclass
class _QueueLook:
    """How many consumers a queue had when last looked."""

    count: int = 0
    at: float = float("-inf")
    looking: threading.Lock = field(default_factory=threading.Lock)

    @property
    def at_all(self) -> bool:
        """Tell whether anybody has looked yet."""
        return self.at != float("-inf")


class RpcClient:
    """Calls services; ``threads`` is how many of them may wait in this process.

    ``sign`` gives the token for a principal and a service. Refusals of the services arrive
    as the kinds of ``services.common.errors``.
    """

    def __init__(self, uri: str, sign: Sign, *, threads: int, timeout_s: float = 5) -> None:
        self._sign, self._timeout_s = sign, timeout_s
        self._bulkhead = Bulkhead(max(1, threads // 3))
        self._publisher = CallPublisher(uri, "gateway-calls")
        self._listener = Subscriber(uri, "gateway-replies", self._subscription())
        self._reply_to = ""
        self._begun = threading.Event()
        self._guard = threading.Lock()
        self._open: dict[str, _Waiting] = {}
        self._seen: defaultdict[str, _QueueLook] = defaultdict(_QueueLook)
        self._started = False

    def start(self) -> None:
        """Connect in the background; to be called after fork, more than once does no harm."""
        with self._guard:
            if self._started:
                return
            self._started = True
        self._publisher.start()
        self._listener.start()

    def stop(self) -> None:
        """Close both connections; open calls are refused."""
        self._listener.stopping = True
        self._publisher.stop()

    @property
    def up(self) -> bool:
        """Tell whether calls could be sent and replies be heard now."""
        return self._publisher.up and self._listener.listening

    def call(
        self,
        service: str,
        method: str,
        *,
        arguments: dict[str, Any],
        principal: Principal,
        request_id: str | None = None,
    ) -> Any:
        """Return the method's result, or raise its refusal, CallFailed or DeadlinePassed."""
        began = time.monotonic()
        outcome = "failed"
        try:
            with self._place(service) as permit:
                headers = self._headers(principal, service, request_id)
                result = self._exchange(f"{service}.{method}", arguments, headers, permit)
            outcome = "ok"
            return result
        except Refusal as refusal:
            outcome = refusal.code
            raise
        except DeadlinePassed:
            outcome = "deadline"
            raise
        finally:
            if method != TOGETHER or outcome != "ok":
                RPC_CALLS.labels(service, method, outcome).inc()
            RPC_CALL_S.labels(service).observe(time.monotonic() - began)

    def call_together(
        self, service: str, asked: Sequence[tuple[str, dict[str, Any]]], principal: Principal
    ) -> list[Any]:
        """Return for each method and its arguments its result, or the refusal it was answered.

        One message each way, each counted by itself. What hinders all of them is raised as from
        one call.
        """
        calls = [{"method": method, "arguments": arguments} for method, arguments in asked]
        answers = self.call(service, TOGETHER, arguments={"calls": calls}, principal=principal)
        return [
            _outcome(answer, service, method)
            for (method, _), answer in zip(asked, answers, strict=True)
        ]

    def consumers(self, service: str) -> int:
        """Return how many processes took the service's calls at most a second ago."""
        return self.takers(names.rpc_queue(service))

    def takers(self, queue: str) -> int:
        """Return how many took from a queue at most a second ago."""
        self.start()
        seen = self._seen[queue]
        if time.monotonic() - seen.at > CHECK_EVERY_S and seen.looking.acquire(blocking=False):
            try:
                self._look(queue, seen)
            finally:
                seen.looking.release()
        if not seen.at_all:
            with seen.looking:
                if not seen.at_all:
                    self._look(queue, seen)
        return seen.count

    def _look(self, queue: str, seen: "_QueueLook") -> None:
        """Count the takers; that all have gone is believed when it is seen twice.

        The broker says nobody, too, while it cannot ask the leader of a quorum queue.
        """
        count = self._publisher.consumers(queue)
        if count == 0 and (seen.count or not seen.at_all):
            time.sleep(AGAIN_AFTER_S)
            count = self._publisher.consumers(queue)
        seen.count, seen.at = count, time.monotonic()

    def _place(self, service: str) -> AbstractContextManager[Permit]:
        """Return a place to wait for this service, where somebody takes its calls."""
        if self.consumers(service) == 0:
            raise service_away(service)
        return self._bulkhead.place(service)

    def _headers(
        self, principal: Principal, service: str, request_id: str | None
    ) -> dict[str, Any]:
        return {
            "nameko.principal": self._sign(principal, service),
            "nameko.correlation_id": context.current().correlation_id,
            "nameko.traceparent": context.traceparent(),
            "nameko.request_id": request_id or uuid.uuid4().hex,
            "nameko.language": context.current().language,
            "nameko.deadline": time.time() + self._timeout_s,
        }

    def _exchange(
        self, routing_key: str, arguments: dict[str, Any], headers: Any, permit: Permit
    ) -> Any:
        """Send one call and wait for its reply, by a clock nobody sets."""
        give_up = time.monotonic() + self._timeout_s
        self._await_replies(give_up)
        call_id, waiting = uuid.uuid4().hex, _Waiting()
        self._open[call_id] = waiting
        try:
            message = self._message(call_id, arguments, headers, give_up)
            self._publisher.publish(message, names.RPC_EXCHANGE, routing_key)
            self._wait(waiting, routing_key, give_up, permit)
        finally:
            self._open.pop(call_id, None)
        if waiting.lost:
            raise broker_away("the connection was lost")
        self._bulkhead.answered(permit)
        return result_of(waiting.body, routing_key)

    def _wait(self, waiting: "_Waiting", routing_key: str, give_up: float, permit: Permit) -> None:
        """Wait for the reply, but not for a service that has stopped or is stuck.

        A service that ends has left its queue and still answers what it took before, so
        it is given a moment; the same request id makes a repetition harmless.
        """
        service, gone = permit.service, 0
        while not waiting.done.wait(max(0.0, min(LOOK_EVERY_S, give_up - time.monotonic()))):
            if time.monotonic() >= give_up:
                raise DeadlinePassed(routing_key)
            self._bulkhead.check(permit)
            gone = gone + 1 if self.consumers(service) == 0 else 0
            if gone > 1:
                raise service_away(service)

    def _message(
        self, call_id: str, arguments: dict[str, Any], headers: Any, give_up: float
    ) -> Outgoing:
        left_ms = max(1, int((give_up - time.monotonic()) * 1000))
        return Outgoing(
            json.dumps({"args": [], "kwargs": arguments}, ensure_ascii=False),
            "application/json",
            headers=headers,
            reply_to=self._reply_to,
            correlation_id=call_id,
            expiration=str(left_ms),
        )

    def _await_replies(self, give_up: float) -> None:
        """Refuse while there is no queue for the reply; at start, wait a moment for it."""
        if not self._begun.wait(min(1.0, max(0.0, give_up - time.monotonic()))):
            raise broker_away("replies cannot be heard")

    def _subscription(self) -> Subscription:
        return Subscription(
            queue_prefix=REPLIES,
            exchange=names.RPC_EXCHANGE,
            keys=lambda queue: [queue],
            take=self._replied,
            begun=self._listening,
            lost=self._lost,
        )

    def _replied(self, message: Any) -> None:
        waiting = self._open.pop(str(message.properties.get("correlation_id")), None)
        if waiting is not None:
            body = message.body
            waiting.body = body.encode() if isinstance(body, str) else bytes(body)
            waiting.done.set()

    def _listening(self, queue: str) -> None:
        self._reply_to = queue
        self._begun.set()

    def _lost(self) -> None:
        """Tell every caller at once that its reply cannot come any more."""
        self._begun.clear()
        for call_id in list(self._open):
            waiting = self._open.pop(call_id, None)
            if waiting is not None:
                waiting.lost = True
                waiting.done.set()


def service_away(service: str) -> Unavailable:
    """Make the refusal that says nobody takes this service's calls."""
    return Unavailable("service-away", parameters={"service": service})


def _outcome(reply: Any, service: str, method: str) -> Any:
    """Return the result of one of several in a message, or its refusal, and count it."""
    outcome = "ok"
    try:
        return read_reply(reply, f"{service}.{method}")
    except (Refusal, CallFailed) as error:
        outcome = error.code if isinstance(error, Refusal) else "failed"
        return error
    finally:
        RPC_CALLS.labels(service, method, outcome).inc()


def result_of(body: bytes, called: str) -> Any:
    """Return the result in a reply, or raise the refusal it carries."""
    try:
        reply = json.loads(body)
    except ValueError as broken:
        raise CallFailed(f"{called}: unreadable reply") from broken
    return read_reply(reply, called)


def read_reply(reply: Any, called: str) -> Any:
    """Return the result of a reply that was read, or raise the refusal it carries."""
    try:
        error = reply["error"]
        if error is None:
            return reply["result"]
        refusal = refusal_of(error)
    except (ValueError, KeyError, TypeError) as broken:
        raise CallFailed(f"{called}: unreadable reply") from broken
    if refusal is None:
        raise CallFailed(f"{called}: {error['exc_type']}")
    raise refusal
