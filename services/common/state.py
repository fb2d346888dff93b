"""Command: ``python -m services.common.state SERVICE``: what is wrong, since when, what to do.

Prints what waits and runs in the background of every service, as the page *Betrieb* shows it (what
only one has, such as mails, its own commands list); what is wrong comes first and bears ``!``.
Works on the database in ``MONGO_URI`` and ``MONGO_DATABASE``, also while the service is down. Ends
with 1 where something is wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.common import config, topology
from services.common.messaging.backlog import INDEX, Backlog
from services.common.messaging.conditions import LOCK, Conditions
from services.common.messaging.parking import Parking
from services.common.schema import parts_of
from services.common.storage import indexes, mongo

Doc = dict[str, Any]


@dataclass(frozen=True)
class StateSettings:
    """Where the database of the service is."""

    mongo_uri: str
    mongo_database: str


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="services.common.state")
    parser.add_argument("service", choices=topology.SERVICES)
    chosen = parser.parse_args(arguments)
    settings = config.read(StateSettings)
    with mongo.connect(settings.mongo_uri, "state") as client:
        database = client[settings.mongo_database]
        declared = indexes.all_of(parts_of(chosen.service, database))
        told = {kept.name: kept for kept, own in declared if any(i.name == INDEX for i in own)}
        backlog = Backlog(told)
        backlog.measure()
        found = Conditions(database, chosen.service, Parking(database), backlog).all()
    print("\n".join(lines_of(found)))
    return 1 if any(one["is_wrong"] for one in found) else 0


def lines_of(found: Sequence[Doc]) -> list[str]:
    """Return a line for each, and below what is wrong what to do."""
    lines = []
    for one in sorted(found, key=lambda one: not one["is_wrong"]):
        mark, name = "!" if one["is_wrong"] else " ", f" {one['name']}" if one["name"] else ""
        word = "until" if one["kind"] == LOCK else "since"
        since = f", {word} {one['since']}" if one["since"] else ""
        lines.append(f"{mark} {one['kind_label'].en}{name}: {one['count']}{since}")
        if one["advice"]:
            lines.append(f"    {one['advice'].en}")
        if one["command"]:
            lines.append(f"    {one['command']}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
