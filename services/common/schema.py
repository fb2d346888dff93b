"""Command: ``python -m services.common.schema apply [--service NAME] [--keep-retired]``.

The step before a rollout: builds the indexes and writes the first data the services declare,
without a bound in time and with a line of progress every two seconds. Needs ``MONGO_URI`` and
``MONGO_DATABASE``, or ``MONGO_PREFIX`` for the databases of several services. ``check`` names
what is missing. ``--keep-retired`` leaves what only the release before still uses.
"""

import inspect
import os
import sys
from collections.abc import Callable
from typing import Any, get_type_hints

from pymongo.database import Database

from services.common import topology
from services.common.entrypoints import Part
from services.common.messaging.journal import Journal, Ledger
from services.common.messaging.parking import Parking
from services.common.storage import migration, mongo
from services.common.storage.indexes import Stored

Doc = dict[str, Any]


class _Parts:
    """As much of a running process as parts need that only keep something."""

    def __init__(self, database: Database[Doc], service: str) -> None:
        self.database, self.service, self.relay = database, service, self
        self.copies: list[Any] = []
        self._made: dict[Callable[[Any], Any], Any] = {}

    def part(self, make: Callable[[Any], Any]) -> Any:
        """Return the one instance this maker made."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    def watch(self, collection: Any) -> None:
        """Leave what waits in an outbox to the running services, who find it by themselves."""

    def written(self, collection: Any, id: str, news: Any = None) -> None:
        """Leave what is written here to them too."""


def parts_of(service: str, database: Database[Doc]) -> list[Stored]:
    """Return the parts of a service that keep something, without starting it."""
    running = _Parts(database, service)
    parts: list[Stored] = [Parking(database), Journal(database, ()), Ledger(database)]
    for _, part in inspect.getmembers(
        topology.service_class(service), lambda member: isinstance(member, Part)
    ):
        if issubclass(_kind_made(part._make), Stored):
            parts.append(running.part(part._make))
    return parts


def _kind_made(make: Callable[[Any], Any]) -> type:
    """Tell what a maker makes: a class, a class method of it, or a function that says so."""
    owner = make if isinstance(make, type) else getattr(make, "__self__", None)
    made = owner if isinstance(owner, type) else get_type_hints(make).get("return", object)
    return made if isinstance(made, type) else object


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = migration.parser("services.common.schema")
    parser.add_argument("--service", action="append", choices=topology.SERVICES)
    chosen = parser.parse_args(arguments)
    done = []
    for service in chosen.service or topology.SERVICES:
        client = mongo.connect(os.environ["MONGO_URI"], f"{service}-schema", read_timeout_s=None)
        database = client[migration.database_name(service)]
        done.append(migration.run(chosen, database, parts_of(service, database)))
        client.close()
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
