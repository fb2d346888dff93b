"""``@rpc``: the calls a service answers, their input read before the method runs."""

import time
from collections.abc import Callable
from functools import partial, wraps
from inspect import Signature, signature
from typing import Any

from nameko.extensions import Entrypoint, register_entrypoint

from services.common import spans
from services.common.context import Call
from services.common.entrypoints.consumers import OnConsumer
from services.common.logs import Log
from services.common.messaging import log_lines, names, rpc_messages
from services.common.messaging.consumer import Source
from services.common.messaging.rpc_messages import Answer
from services.common.metrics import MALFORMED, RPC_SECONDS
from services.common.spans import Kind
from services.common.validation.input import InputSchema, parse
from services.common.words import Catalogue

log = Log(__name__)

Method = Callable[..., Any]
Schemas = type[InputSchema] | tuple[type[InputSchema], ...]

RPC_PREFETCH = 16
FAILURES = frozenset({"failed", "away"})
"""Outcomes that are no answer of the service's own choice."""


class RpcConsumer(OnConsumer):
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

    def _answer(
        self,
        message: Any,
        request: rpc_messages.Request,
        answer: Answer,
        call: Call | None = None,
    ) -> None:
        self.lane.reply(
            names.RPC_EXCHANGE, request.reply_to, rpc_messages.reply_message(request, answer)
        )
        self.lane.ack_soon(message)
        method = request.method if request.method in self.entrypoints else "unknown"
        note(self.container.service_name, method, request, answer, call)


def note(
    service: str, method: str, request: rpc_messages.Request, answer: Answer, call: Call | None
) -> None:
    """Tell metrics, log and spans of a call that is answered, alone or among several."""
    elapsed = request.elapsed_s
    RPC_SECONDS.labels(method, answer.outcome).observe(elapsed)
    log_lines.call_answered(request, f"{service}.{method}", answer, call)
    if call is not None:
        spans.ended(
            f"{service}.{method}", Kind.SERVER, call.traceparent, call.parent, elapsed,
            failed=answer.outcome in FAILURES,
            facts=lambda: {
                "rpc.system": "nameko", "rpc.service": service, "rpc.method": method,
                "outcome": answer.outcome, "correlation_id": call.correlation_id,
            },
        )  # fmt: skip


class Rpc(Entrypoint):
    """``@rpc(needs="permission")``: a method callable by those who hold it somewhere.

    Several permissions mean any of them. The method narrows the scope itself.
    ``public=True`` admits a verified anonymous principal; a call without any valid
    principal is refused before the method runs. ``largest`` is said where a file travels: how
    many bytes a call may have.

    ``payload`` and ``query`` name the schemas of these arguments; the method is given what
    they parsed, however it is called. Without a query one asks for everything: whoever knows a
    call from before it had one is answered. With ``partial`` a payload may lack fields. Schemas in
    a tuple are parsed by the method, for which of them counts depends on the rest of the call.
    """

    lane = RpcConsumer()

    def __init__(
        self,
        *,
        needs: str | tuple[str, ...] = (),
        public: bool = False,
        largest: int = rpc_messages.LARGEST,
        payload: Schemas = (),
        query: Schemas = (),
        partial: bool = False,
        **kwargs: Any,
    ) -> None:
        if public == bool(needs):
            raise TypeError("an rpc states either the permission it needs or that it is public")
        self.needs = (needs,) if isinstance(needs, str) else needs
        self.public, self.largest = public, largest
        self.payload, self.query, self.partial = payload, query, partial
        super().__init__(**kwargs)

    @classmethod
    def decorator(cls, **stated: Any) -> Callable[[Method], Method]:
        """Make a method a call that reads its input by the schemas it states."""

        def decorate(method: Method) -> Method:
            entrypoint = cls(**stated)
            whole = entrypoint.reading(method)
            register_entrypoint(whole, entrypoint)
            return whole

        return decorate

    @property
    def schemas(self) -> list[tuple[str, type[InputSchema]]]:
        """Return the schemas of the input, each with the argument it is for."""
        stated = (("payload", self.payload), ("query", self.query))
        return [
            (argument, schema)
            for argument, named in stated
            for schema in (named if isinstance(named, tuple) else (named,))
        ]

    def reading(self, method: Method) -> Method:
        """Return the method as it is called: with arguments that are still to be parsed."""
        stated = {"payload": self.payload, "query": self.query}
        parsed = {name: by for name, by in stated.items() if not isinstance(by, tuple)}
        if not parsed:
            return method
        takes = _without_query(signature(method))

        @wraps(method)
        def read(*args: Any, **kwargs: Any) -> Any:
            given = takes.bind(*args, **kwargs).arguments
            if "query" in parsed:
                given.setdefault("query", {})
            for argument, schema in parsed.items():
                given[argument] = parse(schema, given[argument], partial=self.partial)
            return method(**given)

        read.__signature__ = takes  # type: ignore[attr-defined]
        return read

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
        self.lane._answer(message, request, answer, worker.data["call"])
        return result, exc_info


rpc = Rpc.decorator


def _without_query(takes: Signature) -> Signature:
    """Return what a method takes where its query may be left out."""
    return takes.replace(parameters=[
        one.replace(default={}) if name == "query" else one
        for name, one in takes.parameters.items()
    ])  # fmt: skip
