"""A gateway whose calls reach the real border of the services and end there."""

import inspect
import json
from typing import Any

from gateway.calls.client import result_of
from services.common import topology
from services.common.errors import NotFound
from services.common.input_schemas import input_schemas
from services.common.messaging import rpc_messages
from services.common.validation.input import parse
from tests import builders
from tests.unit.gateway.gateway_fakes import FakeCalls


class BorderCalls(FakeCalls):
    """Reads each call as its service would, up to where the work begins; nothing is found there."""

    def call(self, service: str, method: str, *, arguments: Any, **more: Any) -> Any:
        if f"{service}.{method}" == "identity.principal":
            return super().call(service, method, arguments=arguments, **more)
        raw = json.dumps({"args": [], "kwargs": arguments}, ensure_ascii=False).encode()
        answer = answered(service, method, raw)
        body = rpc_messages.body_bytes(
            rpc_messages.reply_message(message_of(method, raw)[1], answer)
        )
        return result_of(body, f"{service}.{method}")


def message_of(method: str, raw: bytes) -> tuple[Any, rpc_messages.Request]:
    message = builders.call_message(raw.decode())
    message.delivery_info["routing_key"] = f"x.{method}"
    return message, rpc_messages.read_request(message, len(raw))


def answered(service: str, method: str, raw: bytes) -> rpc_messages.Answer:
    """Return what the service answers where everything that may be said of the input is said."""
    try:
        read(service, method, message_of(method, raw)[1])
    except Exception as error:
        return rpc_messages.Answer.of_error(error, topology.service_class(service).words)
    return rpc_messages.Answer.of_error(NotFound("not-found", "Nichts da. / Nothing there.", "[]"))


def read(service: str, method: str, request: rpc_messages.Request) -> None:
    """Check the arguments and parse the input, as the call does before its method runs."""
    found = getattr(topology.service_class(service), method)
    rpc_messages.check_arguments(inspect.signature(found), request)
    for argument, schema in input_schemas(service)[method]:
        if argument in request.kwargs:
            parse(schema, request.kwargs[argument])
