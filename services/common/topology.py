"""Declares every durable queue and binding before any service starts.

An event published before its queue is bound is confirmed and gone, so relays wait for the
markers declared here. The plan comes from the service classes themselves.

Commands: ``python -m services.common.topology declare [--service NAME ...]`` (needs
``AMQP_ADMIN_URI``), ``... settings`` (what every process is told of it), ``... permissions``,
``... purge`` (empties all queues: after a restore nobody may hear what was said after the backup;
needs ``AMQP_ADMIN_URI``). ``services.common.keeper`` declares again what is gone.
"""

import argparse
import functools
import hashlib
import importlib
import inspect
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import amqp

from services.common.messaging import names
from services.common.messaging.connection import open_line

SERVICES = tuple(
    sorted(path.parent.name for path in Path(__file__).resolve().parents[1].glob("*/service.py"))
)
"""Every folder beside this one that has a service class; an image holds one of them."""


@dataclass(frozen=True)
class Heard:
    """One durable event queue and what it is bound to."""

    queue: str
    source: str
    kind: str


@dataclass(frozen=True)
class Plan:
    """What one service needs on the broker."""

    service: str
    heard: tuple[Heard, ...]

    @property
    def marker(self) -> str:
        """Name the exchange that says: all of this is declared."""
        stated = json.dumps([[h.queue, h.source, h.kind] for h in self.heard])
        return f"topology.{self.service}.{hashlib.sha256(stated.encode()).hexdigest()[:12]}"


@functools.cache
def service_class(service: str) -> Any:
    """Import the service class of ``services.<service>.service``."""
    from services.common.base_service import Service

    module = importlib.import_module(f"services.{service}.service")
    (found,) = [
        member
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Service) and member is not Service
    ]
    return found


def plan_of(service: Any) -> Plan:
    """Derive the plan of a service class; ``also_hears`` adds queues of its other processes."""
    from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

    from services.common.entrypoints import OnEvent

    heard = [
        Heard(names.event_queue(e.source, e.kind, service.name, name), e.source, e.kind)
        for name, method in inspect.getmembers(service, inspect.isfunction)
        for e in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, [])
        if isinstance(e, OnEvent)
    ]
    also = [
        Heard(names.event_queue(source, kind, service.name, handler), source, kind)
        for source, kind, handler in getattr(service, "also_hears", ())
    ]
    return Plan(service.name, tuple(sorted(heard + also, key=lambda h: h.queue)))


def settings_of(plans: Sequence[Plan]) -> dict[str, str]:
    """Return the settings that tell a process what must be declared, and what somebody hears."""
    heard = sorted({f"{h.source}/{h.kind}" for plan in plans for h in plan.heard})
    return {"TOPOLOGY": ",".join(plan.marker for plan in plans), "HEARD": ",".join(heard)}


def copies_of(service: str) -> list[Any]:
    """Return what a service declares to keep copies of, each with its owner and noun."""
    from services.common.entrypoints import ReadCopyOf
    from services.common.entrypoints.copies import declared

    return list(declared(service_class(service), ReadCopyOf).values())


def declare(plans: Sequence[Plan], uri: str, queue_type: str = "quorum") -> None:
    """Create exchanges, queues, bindings and last the markers; repeating changes nothing."""
    with open_line(uri, "topology") as connection:
        channel = connection.channel()
        channel.exchange_declare(names.RPC_EXCHANGE, "topic", durable=True, auto_delete=False)
        speakers = {p.service for p in plans} | {h.source for p in plans for h in p.heard}
        for service in sorted(speakers):
            _exchange(channel, names.events_exchange(service), "topic")
        arguments = {"x-queue-type": queue_type}
        for plan in plans:
            queue = names.rpc_queue(plan.service)
            channel.queue_declare(queue, durable=True, auto_delete=False, arguments=arguments)
            channel.queue_bind(queue, names.RPC_EXCHANGE, f"{plan.service}.*")
            for h in plan.heard:
                channel.queue_declare(h.queue, durable=True, auto_delete=False, arguments=arguments)
                channel.queue_bind(h.queue, names.events_exchange(h.source), h.kind)
        for plan in plans:
            _exchange(channel, plan.marker, "fanout")


def purge(plans: Sequence[Plan], uri: str) -> int:
    """Drop every message that waits for a service; return how many. Missing queues hold none."""
    dropped = 0
    with open_line(uri, "topology") as connection:
        for plan in plans:
            for queue in (names.rpc_queue(plan.service), *(h.queue for h in plan.heard)):
                with suppress(amqp.NotFound), connection.channel() as channel:
                    dropped += channel.queue_purge(queue)
    return dropped


def _exchange(channel: Any, name: str, kind: str) -> None:
    channel.exchange_declare(name, kind, durable=True, auto_delete=False)


def permissions(service: str) -> dict[str, Any]:
    """Return what the broker allows a service's user, in the terms of RabbitMQ's definitions.

    It answers calls, takes from its own queues and speaks on its own exchange; it can
    neither call another service nor speak for one.
    """
    own = f"{service}\\.events"
    return {
        "configure": "^$",
        "write": f"^(nameko-rpc|{own})$",
        "read": f"^(rpc-{service}|evt-.*--{service}\\..*)$",
        "topics": [
            {"exchange": names.RPC_EXCHANGE, "write": "^rpc\\.reply-.*", "read": "^$"},
            {"exchange": names.events_exchange(service), "write": ".*", "read": "^$"},
        ],
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="services.common.topology")
    parser.add_argument("action", choices=["declare", "settings", "permissions", "purge"])
    parser.add_argument("--service", action="append", choices=SERVICES)
    chosen = parser.parse_args(arguments)
    selected = chosen.service or SERVICES
    if chosen.action == "permissions":
        print(json.dumps({name: permissions(name) for name in selected}, indent=2))
        return 0
    plans = [plan_of(service_class(name)) for name in selected]
    if chosen.action == "purge":
        print(f"{purge(plans, os.environ['AMQP_ADMIN_URI'])} messages dropped")
        return 0
    if chosen.action == "declare":
        declare(plans, os.environ["AMQP_ADMIN_URI"], os.environ.get("QUEUE_TYPE", "quorum"))
    print("\n".join(f"{name}={value}" for name, value in settings_of(plans).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
