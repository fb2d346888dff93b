"""Keeps the topology: declares again what is gone, says so, and begins anew after a lost broker.

The services themselves may create nothing on the broker. While a queue is missing its marker
is taken away, so that who connects meanwhile waits.

Command: ``python -m services.common.keeper [--service NAME ...]``.
"""

import argparse
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import amqp

from services.common import config, health, logs, topology
from services.common.logs import Log
from services.common.messaging import names
from services.common.messaging.connection import LOST, BrokerConnection, open_line
from services.common.metrics import QUEUE_CONSUMERS, QUEUE_MESSAGES, TOPOLOGY_REPAIRED

log = Log(__name__)

LOOK_EVERY_S = 10.0
ALL_EVERY_S = 60.0
"""So often everything is declared though nothing is gone: a binding is not asked for by name."""


@dataclass(frozen=True)
class KeeperSettings:
    """An administrator's address, and where the process says how it is."""

    amqp_admin_uri: str
    http_port: int
    http_host: str = "0.0.0.0"  # noqa: S104 - a pod is reached on all its addresses
    queue_type: str = "quorum"
    log_level: str = "INFO"


class Keeper:
    """Looks at everything these plans declare, every few seconds."""

    def __init__(
        self, plans: Sequence[topology.Plan], uri: str, queue_type: str = "quorum"
    ) -> None:
        self._plans, self._uri, self._queue_type = plans, uri, queue_type
        self.kept = False
        self._declared_at = float("-inf")

    def look(self) -> list[str]:
        """Declare all of it again where something was gone; give the names."""
        try:
            gone = self._gone()
            if gone or not self.kept or time.monotonic() - self._declared_at > ALL_EVERY_S:
                topology.declare(self._plans, self._uri, self._queue_type)
                self._declared_at = time.monotonic()
        except LOST:
            self.kept = False
            raise
        for name in gone:
            log.error("topology_repaired", name=name)
            TOPOLOGY_REPAIRED.labels(name).inc()
        self.kept = True
        return gone

    def keep(self, ended: threading.Event) -> None:
        """Look until ended; a broker that is away is waited for."""
        while not ended.is_set():
            try:
                self.look()
            except LOST as error:
                log.warning("topology_unknown", reason=str(error)[:200])
            except Exception as error:
                log.error("keeper_failed", trace=error)
            ended.wait(LOOK_EVERY_S)

    def _gone(self) -> list[str]:
        with open_line(self._uri, "topology-keeper") as line:
            look, found = _Look(line), set[str]()
            for plan in self._plans:
                missing = {name for name in _queues(plan) if not look.finds_queue(name)}
                if missing:
                    line.channel().exchange_delete(plan.marker)
                found |= missing
                found |= {name for name in _exchanges(plan) if not look.finds_exchange(name)}
        return sorted(found)


class _Look:
    """Asks on one channel for as long as nothing is missing: the broker closes it then."""

    def __init__(self, line: BrokerConnection) -> None:
        self._line, self._channel = line, line.channel()

    def finds_queue(self, name: str) -> bool:
        """Tell whether there is a queue of this name; note what the broker says of it."""

        def look() -> None:
            _, messages, consumers = self._channel.queue_declare(name, passive=True)
            QUEUE_MESSAGES.labels(name).set(messages)
            QUEUE_CONSUMERS.labels(name).set(consumers)

        return self._finds(look)

    def finds_exchange(self, name: str) -> bool:
        """Tell whether there is an exchange of this name."""
        return self._finds(lambda: self._channel.exchange_declare(name, "topic", passive=True))

    def _finds(self, ask: Callable[[], Any]) -> bool:
        try:
            ask()
        except amqp.NotFound:
            self._channel = self._line.channel()
            return False
        return True


def _queues(plan: topology.Plan) -> Iterator[str]:
    yield names.rpc_queue(plan.service)
    yield from (h.queue for h in plan.heard)


def _exchanges(plan: topology.Plan) -> Iterator[str]:
    yield names.RPC_EXCHANGE
    yield names.events_exchange(plan.service)
    yield plan.marker


def main(arguments: list[str] | None = None) -> int:
    """Keep what these services need until SIGTERM."""
    parser = argparse.ArgumentParser(prog="services.common.keeper")
    parser.add_argument("--service", action="append", choices=topology.SERVICES)
    chosen = parser.parse_args(arguments).service or topology.SERVICES
    settings = config.read(KeeperSettings)
    logs.start("topology", settings.log_level)
    plans = [topology.plan_of(topology.service_class(name)) for name in chosen]
    keeper, ended = Keeper(plans, settings.amqp_admin_uri, settings.queue_type), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    health.serve(settings.http_host, settings.http_port, lambda: {"topology": keeper.kept})
    log.info("started", port=settings.http_port)
    keeper.keep(ended)
    return 0


if __name__ == "__main__":
    sys.exit(main())
