"""A vendor with access to the broker: asked for over the API, as a vendor's person would."""

import json
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any
from urllib.parse import quote

from kombu import Connection, Queue

from deploy.local.client import Person
from deploy.local.ports import wait_until

VENDOR, PERSON = "demo-fachverfahren", "vendor-fachverfahren"
"""The one vendor that has a queue from the start; the others ask for one themselves."""
READY_S = 30.0
NOTHING_MORE_S = 2.0


def address_of(access: dict[str, Any], user: str, secret: str) -> str:
    """Write what the API tells about an access as an AMQP address."""
    scheme = "amqps" if access["tls"] else "amqp"
    place = f"{access['host']}:{access['port']}/{quote(access['vhost'], safe='')}"
    return f"{scheme}://{quote(user, safe='')}:{quote(secret, safe='')}@{place}"


def connect(person: Person) -> str:
    """Return the address of a vendor's queue, asked for or with a new secret, once it is there."""
    known = person.get("vendor/broker")["state"] in ("setting_up", "ready")
    path = "vendor/broker/rotate-secret" if known else "vendor/broker"
    access = person.post(path, {"at_once": True} if known else {})

    def is_ready() -> bool:
        users = person.get("vendor/broker")["users"]
        return any(user["ready"] for user in users if user["name"] == access["user"])

    wait_until(is_ready, READY_S, "the vendor's access to the broker is not set up")
    return address_of(access, access["user"], access["secret"])


def kept_address(folder: Path, gateway: str) -> str:
    """Return the address of the first vendor's queue; it is asked for once per installation."""
    path = folder / "vendors.json"
    kept = dict(json.loads(path.read_text())) if path.exists() else {}
    if VENDOR not in kept:
        kept[VENDOR] = connect(Person(gateway, PERSON).sign_in())
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept))
    return str(kept[VENDOR])


def taken_from(uri: str, queue: str) -> list[dict[str, Any]]:
    """Take all that waits in a queue."""
    taken: list[dict[str, Any]] = []
    waiting = Queue(queue, no_declare=True)
    with suppress(Empty), Connection(uri) as line, line.SimpleQueue(waiting) as messages:
        while True:
            message = messages.get(timeout=NOTHING_MORE_S)
            message.ack()
            taken.append(dict(json.loads(message.body)))
    return taken
