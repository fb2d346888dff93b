"""Publishing straight to the broker, past the gateway, as an intruder or a defect would."""

import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import amqp
from kombu import Connection

from deploy.local.system import System
from services.common import principal
from services.common.messaging import names
from services.common.principal import NOBODY, Principal

WAIT_S = 10


class Caller:
    """An administrator's connection with a reply queue of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.channel: Any = connection.channel()
        self.reply_to = f"{names.REPLY_PREFIX}test-{uuid.uuid4().hex}"
        self.channel.queue_declare(self.reply_to, exclusive=True)
        self.channel.queue_bind(self.reply_to, names.RPC_EXCHANGE, self.reply_to)

    def send(self, routing_key: str, body: bytes, **properties: Any) -> None:
        """Publish a message to the RPC exchange."""
        message = amqp.Message(body, **properties)
        self.channel.basic_publish(message, names.RPC_EXCHANGE, routing_key)

    def tell(self, exchange: str, routing_key: str, body: bytes, **properties: Any) -> None:
        """Publish a message to any exchange."""
        self.channel.basic_publish(amqp.Message(body, **properties), exchange, routing_key)

    def call(
        self, service: str, method: str, headers: dict[str, Any], **kwargs: Any
    ) -> dict[str, Any]:
        """Call a method and give the reply: ``{"result", "error"}``."""
        correlation_id = uuid.uuid4().hex
        self.send(
            f"{service}.{method}", json.dumps({"args": [], "kwargs": kwargs}).encode(),
            content_type="application/json", reply_to=self.reply_to,
            correlation_id=correlation_id, application_headers=headers,
        )  # fmt: skip
        return self.reply(correlation_id)

    def reply(self, correlation_id: str) -> dict[str, Any]:
        """Wait for the reply to one call."""
        give_up = time.monotonic() + WAIT_S
        while time.monotonic() < give_up:
            message = self.channel.basic_get(self.reply_to, no_ack=True)
            if message is None:
                time.sleep(0.0005)
            elif message.properties.get("correlation_id") == correlation_id:
                return dict(json.loads(message.body))
        raise TimeoutError("no reply")

    def ping_ms(self, service: str, headers: dict[str, Any]) -> float:
        """Measure one ping, in milliseconds."""
        before = time.monotonic()
        answer = self.call(service, "ping", headers)
        assert answer["result"] == {"service": service}, answer
        return (time.monotonic() - before) * 1000


@contextmanager
def caller(uri: str) -> Iterator[Caller]:
    """Open a caller's connection; what it has sent, the broker holds."""
    with Connection(uri, transport_options={"confirm_publish": True}) as connection:
        yield Caller(connection)


def headers_for(system: System, service: str, who: Principal = NOBODY) -> dict[str, Any]:
    """Return the context headers of a good call by this principal."""
    token = principal.sign(who, service, system.key("principal_private.pem"))
    return {"nameko.principal": token, "nameko.deadline": time.time() + 30}
