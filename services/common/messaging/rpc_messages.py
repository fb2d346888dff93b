"""RPC messages: reading a request, admitting its caller, writing the reply.

The wire format is nameko's (``{"args": [], "kwargs": {}}`` to ``<service>.<method>``, the
reply to ``reply_to``), with context data in ``nameko.*`` headers.
"""

import json
import time
import uuid
from dataclasses import dataclass, field
from functools import partial
from inspect import Signature
from typing import Any

from services.common import principal, trace
from services.common.context import Call
from services.common.errors import (
    Invalid,
    NotFound,
    Refusal,
    Unauthenticated,
    Unavailable,
    Wrong,
    invalid_fields,
)
from services.common.messaging import names
from services.common.messaging.outgoing import Outgoing
from services.common.principal import Principal
from services.common.storage.mongo import is_away
from services.common.validation import plain_json
from services.common.validation.fields import GREATEST
from services.common.validation.texts import UnfitText, one_line
from services.common.words import KERNEL, Catalogue, Text

MAX_TEXT = 255
LARGEST = 96 * 1024
"""A body of the gateway's smallest limit (64 KB) with what a call has around it."""


class Malformed(Exception):
    """The message is no call; saying so is all that can be done with it."""


@dataclass(frozen=True)
class Request:
    """A readable call; nothing in it is trusted yet."""

    method: str
    args: list[Any]
    kwargs: dict[str, Any]
    reply_to: str
    correlation_id: str
    headers: dict[str, Any]
    taken_at: float = field(default_factory=time.monotonic)

    @property
    def elapsed_s(self) -> float:
        """Return for how long it has been here."""
        return time.monotonic() - self.taken_at

    @property
    def language(self) -> str:
        """Return the language of the answer: German unless the caller says English."""
        return "en" if self.headers.get("nameko.language") == "en" else "de"


@dataclass(frozen=True)
class Answer:
    """What goes back: a result or an error, and its outcome as counted in the metrics."""

    result: Any
    error: dict[str, Any] | None
    outcome: str

    @classmethod
    def of_result(cls, result: Any) -> "Answer":
        """Wrap what a method returned."""
        return cls(result, None, "ok")

    @classmethod
    def of_error(
        cls, error: BaseException, words: Catalogue = KERNEL, language: str = "de"
    ) -> "Answer":
        """Wrap what a method raised; details of the unexpected stay in the log."""
        if isinstance(error, Refusal):
            return cls(None, error.to_wire(words, language), error.code)
        if is_away(error):
            return cls(None, Unavailable("database-away").to_wire(words, language), "away")
        return cls(
            None, {"exc_type": "Failed", "exc_path": "", "exc_args": [], "value": ""}, "failed"
        )


def read_request(message: Any, largest: int = LARGEST) -> Request:
    """Parse a raw message, or raise Malformed saying what is wrong with it."""
    reply_to = reply_address(message)
    if not reply_to:
        raise Malformed("no reply_to")
    content_type = message.properties.get("content_type")
    if not isinstance(content_type, str) or not content_type.startswith("application/json"):
        raise Malformed("content type is not JSON")
    raw = body_bytes(message)
    if len(raw) > largest:
        raise Malformed(f"body has more than {largest} bytes")
    body = _parse(raw)
    headers = message.headers or {}
    if not isinstance(headers, dict) or not all(isinstance(name, str) for name in headers):
        raise Malformed("headers are no table of texts")
    correlation_id = message.properties.get("correlation_id")
    return Request(
        method=method_of(message),
        args=body["args"],
        kwargs=body["kwargs"],
        reply_to=reply_to,
        correlation_id=correlation_id if isinstance(correlation_id, str) else "",
        headers=headers,
    )


def method_of(message: Any) -> str:
    """Return the name of the method that is called."""
    return str(message.delivery_info.get("routing_key", "")).rpartition(".")[2]


def check_arguments(signature: Signature, request: Request) -> None:
    """Raise Invalid naming the arguments that are not what the method takes.

    Objects are left to the schemas they are parsed by.
    """
    try:
        given = signature.bind(None, *request.args, **request.kwargs).arguments
    except TypeError as error:
        raise Invalid("arguments-invalid") from error
    kinds = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    wrong = [name for name, value in given.items() if not _fits(value, kinds[name])]
    if wrong:
        unfit = Wrong("value-unfit")
        raise invalid_fields(((f"/{name}", unfit) for name in wrong), "arguments-invalid")


def _fits(value: Any, kind: Any) -> bool:
    if kind in (int, bool):
        return type(value) is kind and -GREATEST <= value <= GREATEST
    if kind not in (str, str | None):
        return True
    if not isinstance(value, str):
        return value is None and kind is not str
    try:
        return len(value) <= MAX_TEXT and one_line(value) == value
    except UnfitText:
        return False


def _parse(raw: bytes) -> dict[str, Any]:
    try:
        body = plain_json.read(raw)
    except plain_json.UnreadableJson as error:
        raise Malformed("body is not JSON") from error
    if not isinstance(body, dict):
        raise Malformed("body is no object")
    args, kwargs = body.get("args"), body.get("kwargs")
    if not isinstance(args, list) or not isinstance(kwargs, dict):
        raise Malformed("args is no list or kwargs no object")
    return body


def admit(request: Request, service: str, public_key: str, needs: tuple[str, ...]) -> Call:
    """Verify the caller and the deadline; give the call the method runs in."""
    deadline = request.headers.get("nameko.deadline")
    if not isinstance(deadline, (int, float)) or isinstance(deadline, bool):
        raise Unauthenticated("deadline-missing")
    if deadline <= time.time():
        raise Unavailable("deadline-passed")
    caller = principal.verify(request.headers.get("nameko.principal"), service, public_key)
    permit(caller, needs)
    correlation_id = _text(request.headers.get("nameko.correlation_id")) or uuid.uuid4().hex
    parent = trace.read(request.headers.get("nameko.traceparent"))
    return Call(
        correlation_id=correlation_id,
        once=_text(request.headers.get("nameko.request_id")) or uuid.uuid4().hex,
        principal=caller,
        deadline=float(deadline),
        action=f"{service}.{request.method}",
        language=request.language,
        traceparent=trace.begun(correlation_id, parent),
        parent=parent,
    )


def permit(caller: Principal, needs: tuple[str, ...]) -> None:
    """Refuse a caller who holds none of these permissions anywhere, where any is needed."""
    if needs and not any(caller.may(permission) for permission in needs):
        caller.require(needs[0])


def unknown_method(method: str, language: str = "de") -> Answer:
    """Answer a call to what this service does not offer."""
    refusal = NotFound("method-unknown", parameters={"method": method[:60]})
    return Answer(None, refusal.to_wire(language=language), "method-unknown")


def reply_message(request: Request, answer: Answer) -> Outgoing:
    """Write the reply, texts in the caller's language; a result that is no JSON is an error."""
    try:
        body = json.dumps(
            {"result": answer.result, "error": answer.error},
            default=partial(_plain_text, language=request.language),
        )
    except (TypeError, ValueError):
        failed = {"exc_type": "Failed", "exc_path": "", "exc_args": [], "value": ""}
        body = json.dumps({"result": None, "error": failed})
    return _message(body, request.correlation_id)


def refusal_message(message: Any, why: str) -> Outgoing:
    """Write the reply to a malformed call."""
    correlation_id = message.properties.get("correlation_id")
    error = Invalid("malformed-call", parameters={"why": why}).to_wire()
    body = json.dumps({"result": None, "error": error})
    return _message(body, correlation_id if isinstance(correlation_id, str) else "")


def reply_address(message: Any) -> str:
    """Return where the caller waits, or nothing.

    The broker would close the connection over an address that is none of a caller's.
    """
    reply_to = message.properties.get("reply_to")
    if not isinstance(reply_to, str) or not reply_to.startswith(names.REPLY_PREFIX):
        return ""
    return reply_to if len(reply_to) <= MAX_TEXT else ""


def body_bytes(message: Any) -> bytes:
    """Return the body as it came."""
    body = message.body
    return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else bytes(body)


def _plain_text(value: object, language: str) -> str:
    """Return what JSON has for a text of ours; TypeError for what it has nothing for."""
    if isinstance(value, Text):
        return value.in_language(language)
    raise TypeError(type(value).__name__)


def _message(body: str, correlation_id: str) -> Outgoing:
    return Outgoing(body, "application/json", correlation_id=correlation_id)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= MAX_TEXT else None
