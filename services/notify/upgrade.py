"""Command: ``python -m services.notify.upgrade`` moves lines out of tickets of the release before.

Works on the database in ``MONGO_URI`` and ``MONGO_DATABASE``, while the service runs; broken off
or run twice it goes on where it was. A ticket lets go of its lines when they are kept elsewhere.
"""

import sys
from dataclasses import dataclass
from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database

from services.common import config, mongo

Doc = dict[str, Any]


@dataclass(frozen=True)
class UpgradeSettings:
    """Where the tickets are."""

    mongo_uri: str
    mongo_database: str


def move_lines(database: Database[Doc]) -> int:
    """Give every embedded line a document of its own; tell how many tickets had some."""
    moved = 0
    for ticket in database["tickets"].find({"lines": {"$exists": True}}, {"lines": 1}):
        writes = [_kept(ticket["_id"], line) for line in ticket["lines"]]
        if writes:
            database["ticket_lines"].bulk_write(writes, ordered=False)
        database["tickets"].update_one({"_id": ticket["_id"]}, {"$unset": {"lines": ""}})
        moved += 1
    return moved


def _kept(ticket: str, line: Doc) -> UpdateOne:
    """Keep a line unless it is there; what it said was told by its ticket."""
    facts = {name: value for name, value in line.items() if name != "id"}
    doc = {**facts, "ticket": ticket, "version": 1, "outbox": [], "done": []}
    return UpdateOne({"_id": line["id"]}, {"$setOnInsert": doc}, upsert=True)


def main() -> int:
    """Run the command."""
    settings = config.read(UpgradeSettings)
    client = mongo.connect(settings.mongo_uri, "upgrade")
    print(f"{move_lines(client[settings.mongo_database])} tickets changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
