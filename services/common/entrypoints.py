"""Our own ``@rpc`` and ``@on_event`` on nameko.

Stock nameko ends the process on a malformed message, acknowledges a message whose handler
failed, and lets events and calls share one pool; each of these was measured to lose work.
"""

import time
from collections.abc import Callable
from functools import partial
from inspect import signature
from typing import Any

from eventlet.event import Event as Signal
from nameko.extensions import DependencyProvider, Entrypoint, SharedExtension

from services.common import context
from services.common.context import Call
from services.common.events import Event
from services.common.logs import Log
from services.common.messaging import names, rpc_messages
from services.common.messaging.consumer import Consumer, Source
from services.common.messaging.rpc_messages import Answer
from services.common.metrics import MALFORMED, RPC_SECONDS
from services.common.runtime import Runtime
from services.common.storage.mongo import bounded
from services.common.words import Catalogue

log = Log(__name__)

RPC_PREFETCH = 16
EVENT_PREFETCH = 4


class _OnLane(SharedExtension):
    """A lane and the entrypoints that take from it."""

    purpose: str

    def __init__(self) -> None:
        self.entrypoints: dict[str, Any] = {}
        super().__init__()

    @property
    def runtime(self) -> Runtime:
        return self.container.config["runtime"]

    def setup(self) -> None:
        name = f"{self.container.service_name}-{self.purpose}"
        uri, again = self.runtime.settings.amqp_uri, self.runtime.queue_found_again
        self.lane = Consumer(uri, name, self.sources, again)
        self.runtime.lanes.append(self.lane)

    def start(self) -> None:
        self._done = self.container.spawn_managed_thread(self.lane.run)

    def stop(self) -> None:
        self.lane.stopping = True
        self._done.wait()

    def sources(self) -> list[Source]:
        raise NotImplementedError


class RpcConsumer(_OnLane):
    """Takes the calls of this service: queue ``rpc-<service>``."""

    purpose = "rpc"

    def sources(self) -> list[Source]:
        queue = names.rpc_queue(self.container.service_name)
        return [Source(queue, RPC_PREFETCH, self._take, self.runtime.park_unreadable)]

    def _take(self, message: Any) -> None:
        called = self.entrypoints.get(rpc_messages.method_of(message))
        try:
            request = rpc_messages.read_request(
                message, called.largest if called else rpc_messages.LARGEST
            )
        except rpc_messages.Malformed as error:
            self.container.spawn_managed_thread(partial(self._refuse, message, str(error)))
            return
        entrypoint = self.entrypoints.get(request.method)
        if entrypoint is None:
            unknown = rpc_messages.unknown_method(request.method, request.language)
            self._answer(message, request, unknown)
        else:
            entrypoint.take(message, request)

    def _refuse(self, message: Any, why: str) -> None:
        """Answer a malformed call where there is someone to answer, else park it."""
        queue = names.rpc_queue(self.container.service_name)
        log.warning("malformed_call", why=why)
        reply_to = rpc_messages.reply_address(message)
        try:
            if reply_to:
                MALFORMED.labels(queue).inc()
                refusal = rpc_messages.refusal_message(message, why)
                self.lane.reply(names.RPC_EXCHANGE, reply_to, refusal)
            else:
                self.runtime.park_unreadable(queue, rpc_messages.body_bytes(message), why)
            self.lane.ack(message)
        except Exception as error:
            log.error("malformed_call_kept", trace=error)
            time.sleep(1)
            self.lane.give_back(message)

    def _answer(self, message: Any, request: rpc_messages.Request, answer: Answer) -> None:
        self.lane.reply(
            names.RPC_EXCHANGE, request.reply_to, rpc_messages.reply_message(request, answer)
        )
        self.lane.ack(message)
        elapsed = time.monotonic() - request.taken_at
        method = request.method if request.method in self.entrypoints else "unknown"
        RPC_SECONDS.labels(method, answer.outcome).observe(elapsed)


class Rpc(Entrypoint):
    """``@rpc(needs="permission")``: a method callable by those who hold it somewhere.

    Several permissions mean any of them. The method narrows the scope itself.
    ``public=True`` admits a verified anonymous principal; a call without any valid
    principal is refused before the method runs. ``largest`` is said where a file travels: how
    many bytes a call may have.
    """

    lane = RpcConsumer()

    def __init__(
        self,
        *,
        needs: str | tuple[str, ...] = (),
        public: bool = False,
        largest: int = rpc_messages.LARGEST,
        **kwargs: Any,
    ) -> None:
        if public == bool(needs):
            raise TypeError("an rpc states either the permission it needs or that it is public")
        self.needs = (needs,) if isinstance(needs, str) else needs
        self.public, self.largest = public, largest
        super().__init__(**kwargs)

    def setup(self) -> None:
        self.lane.entrypoints[self.method_name] = self
        self.signature = signature(getattr(self.container.service_cls, self.method_name))

    @property
    def words(self) -> Catalogue:
        """Return the sentences of the service."""
        words: Catalogue = self.container.service_cls.words
        return words

    def take(self, message: Any, request: rpc_messages.Request) -> None:
        """Check caller and deadline, then run the method in a worker."""
        key = self.lane.runtime.settings.principal_public_key
        try:
            call = rpc_messages.admit(request, self.container.service_name, key, self.needs)
            self.check_signature(request.args, request.kwargs)
            rpc_messages.check_arguments(self.signature, request)
        except Exception as error:
            answer = Answer.of_error(error, self.words, request.language)
            if answer.outcome == "failed":
                log.error("rpc_failed", trace=error, method=request.method)
            self.lane._answer(message, request, answer)
            return
        self.container.spawn_worker(
            self,
            request.args,
            request.kwargs,
            context_data={"call": call},
            handle_result=partial(self._handled, message, request),
        )

    def _handled(
        self, message: Any, request: rpc_messages.Request, worker: Any, result: Any, exc_info: Any
    ) -> tuple[Any, Any]:
        error = exc_info[1] if exc_info else None
        answer = Answer.of_result(result)
        if error:
            answer = Answer.of_error(error, self.words, request.language)
        if answer.outcome == "failed":
            log.error("rpc_failed", trace=error, method=request.method)
        self.lane._answer(message, request, answer)
        return result, exc_info


rpc = Rpc.decorator


class EventConsumer(_OnLane):
    """Takes the events this service hears, one durable queue per handler."""

    purpose = "events"

    def sources(self) -> list[Source]:
        return [
            Source(entrypoint.queue, EVENT_PREFETCH, entrypoint.take, self.runtime.park_unreadable)
            for entrypoint in self.entrypoints.values()
        ]

    def start(self) -> None:
        super().start()
        if self.entrypoints:
            self._redelivery = self.container.spawn_managed_thread(self._redeliver)

    def stop(self) -> None:
        super().stop()
        if self.entrypoints:
            self._redelivery.kill()

    def _redeliver(self) -> None:
        self.runtime.redeliver(self.entrypoints, self._try_again)

    def _try_again(self, record: dict[str, Any]) -> None:
        entrypoint = self.entrypoints[record["queue"]]
        self.runtime.hearing.again(record, entrypoint.source, entrypoint.kind, entrypoint.apply)


class OnEvent(Entrypoint):
    """``@on_event(source, type)``: a method that hears one type of event at least once.

    ``copy=True`` marks a handler that only keeps the newest whole state; any other makes
    something, and asks its own state machine whether that is still due.
    """

    lane = EventConsumer()

    def __init__(self, source: str, kind: str, *, copy: bool = False, **kwargs: Any) -> None:
        self.source, self.kind, self.copy = source, kind, copy
        super().__init__(**kwargs)

    @property
    def queue(self) -> str:
        """Give the name of the durable queue of this handler."""
        return names.event_queue(
            self.source, self.kind, self.container.service_name, self.method_name
        )

    def setup(self) -> None:
        self.lane.entrypoints[self.queue] = self

    def take(self, message: Any) -> None:
        """Settle the message in its own greenlet."""
        self.container.spawn_managed_thread(partial(self._settle, message))

    def apply(self, event: Event) -> None:
        """Run the method in a worker and raise what it raised."""
        done: Any = Signal()

        def handled(_worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            done.send(exc_info[1] if exc_info else None)
            return result, exc_info

        self.container.spawn_worker(
            self, (event,), {}, context_data={"call": event.call()}, handle_result=handled
        )
        error = done.wait()
        if error is not None:
            raise error

    def _settle(self, message: Any) -> None:
        runtime, lane = self.lane.runtime, self.lane.lane
        try:
            settled = runtime.hearing.settle(
                self.queue,
                self.source,
                self.kind,
                body=rpc_messages.body_bytes(message),
                apply=self.apply,
                gone=lambda: runtime.stopping or not lane.holds(message),
            )
        except Exception as error:
            log.error("event_unsettled", trace=error, queue=self.queue)
            settled = False
            time.sleep(1)
        (lane.ack if settled else lane.give_back)(message)


on_event = OnEvent.decorator


class CallContext(DependencyProvider):
    """Puts the call into the worker's context and a bound on its database calls."""

    def worker_setup(self, worker_ctx: Any) -> None:
        call = worker_ctx.data.get("call", Call())
        context.enter(call)
        worker_ctx.bounded = bounded(call.remaining_s)
        worker_ctx.bounded.__enter__()

    def worker_teardown(self, worker_ctx: Any) -> None:
        worker_ctx.bounded.__exit__(None, None, None)

    def get_dependency(self, worker_ctx: Any) -> Call:
        return worker_ctx.data.get("call", Call())


class Part(DependencyProvider):
    """A part of the service made once per process from its runtime: ``orders = Part(Orders)``."""

    def __init__(self, make: Callable[[Runtime], Any]) -> None:
        self._make = make

    def bind(self, container: Any, attr_name: str) -> Any:
        bound = super().bind(container, attr_name)
        bound.made = container.config["runtime"].part(self._make)
        return bound

    def get_dependency(self, worker_ctx: Any) -> Any:
        return self.made
