"""Several calls of one caller in one message: each is judged, answered and noted by itself.

They are read one after the other, so that a page that asks a service five things costs one
message each way. What one of them is refused, or fails on, is its own answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from inspect import Signature, signature
from typing import Any

from services.common import context, trace
from services.common.context import Call
from services.common.entrypoints.calls import Method, Rpc, note
from services.common.errors import Invalid, NotFound, Unavailable
from services.common.logs import Log
from services.common.messaging import rpc_messages
from services.common.messaging.rpc_messages import Answer, Request
from services.common.storage.mongo import bounded
from services.common.words import Catalogue

log = Log(__name__)

NAME = "together"
MOST = 16
MARGIN_S = 0.5
"""So long before the deadline the last is given up, that what the others were answered arrives."""
Doc = dict[str, Any]


@dataclass(frozen=True)
class One:
    """One of the calls: a method by its name, and its arguments by theirs."""

    method: str
    arguments: Doc

    @classmethod
    def read(cls, given: Any) -> "One":
        """Read what the message holds, or refuse the whole of it."""
        if not isinstance(given, Mapping) or given.keys() != {"method", "arguments"}:
            raise Invalid("arguments-invalid")
        method, arguments = given["method"], given["arguments"]
        if not isinstance(method, str) or not isinstance(arguments, dict):
            raise Invalid("arguments-invalid")
        return cls(method, arguments)

    def begin(self) -> Request:
        """Return it as if it had come by itself, now."""
        return Request(self.method, [], self.arguments, "", "", {})


def answers(service: Any, calls: Sequence[Any]) -> list[Doc]:
    """Return for each call ``result`` or ``error``, as the reply to it alone would have."""
    if not 0 < len(calls) <= MOST:
        raise Invalid("arguments-invalid")
    asked = [One.read(given) for given in calls]
    outer = context.current()
    circumstances = [_call_of(outer, service.name, n, one) for n, one in enumerate(asked)]
    return [_answered(service, *both) for both in zip(asked, circumstances, strict=True)]


def _call_of(outer: Call, service: str, n: int, one: One) -> Call:
    """Return the circumstances of one: the effect it names is its own."""
    return replace(
        outer,
        once=f"{outer.once}.{n}",
        action=f"{service}.{one.method}",
        traceparent=trace.begun(outer.correlation_id, outer.traceparent),
        parent=outer.traceparent,
    )


def _answered(service: Any, one: One, call: Call) -> Doc:
    words: Catalogue = service.words
    began = one.begin()
    entrypoint = _entrypoint(getattr(type(service), one.method, None))
    try:
        with context.entered(call), bounded(call.remaining_s - MARGIN_S):
            answer = Answer.of_result(_result(service, entrypoint, began, call))
    except Exception as error:
        answer = Answer.of_error(error, words, call.language)
        if answer.outcome == "failed":
            log.error("rpc_failed", trace=error, method=one.method)
    note(service.name, one.method if entrypoint else "unknown", began, answer, call)
    return {"result": answer.result, "error": answer.error}


def _result(service: Any, entrypoint: Rpc | None, asked: Request, call: Call) -> Any:
    if entrypoint is None or asked.method == NAME:
        raise NotFound("method-unknown", parameters={"method": asked.method[:60]})
    if call.remaining_s <= MARGIN_S:
        raise Unavailable("deadline-passed")
    rpc_messages.permit(call.principal, entrypoint.needs)
    rpc_messages.check_arguments(_signature(getattr(type(service), asked.method)), asked)
    return getattr(service, asked.method)(**asked.kwargs)


def _entrypoint(method: Any) -> Rpc | None:
    """Return what makes a method a call, or None where it is none."""
    stated = getattr(method, "nameko_entrypoints", ())
    return next((one for one in stated if isinstance(one, Rpc)), None)


@cache
def _signature(method: Method) -> Signature:
    return signature(method)
