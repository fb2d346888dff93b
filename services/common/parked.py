"""Command: ``python -m services.common.parked list|show|replay|drop [ID]``.

Works on the service whose settings (``MONGO_URI``, ``MONGO_DATABASE``) are in the
environment. A replayed message is taken by the running service within a second.
"""

import argparse
import json
import sys
from dataclasses import dataclass

from services.common import config
from services.common.messaging.parking import Parking
from services.common.storage import mongo


@dataclass(frozen=True)
class ParkedSettings:
    """Where the parked messages are."""

    mongo_uri: str
    mongo_database: str


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where the id is unknown."""
    parser = argparse.ArgumentParser(prog="services.common.parked", description=__doc__)
    parser.add_argument("action", choices=["list", "show", "replay", "drop"])
    parser.add_argument("id", nargs="?")
    chosen = parser.parse_args(arguments)
    settings = config.read(ParkedSettings)
    parking = Parking(mongo.connect(settings.mongo_uri, "parked")[settings.mongo_database])
    if chosen.action == "list":
        for record in parking.list():
            due = record.get("due_at") or "waits for a person"
            print(f"{record['_id']}\t{record['failures']} failures\t{due}\t{record['error']}")
        return 0
    if not chosen.id:
        parser.error(f"{chosen.action} needs an id")
    if chosen.action == "show":
        if message := parking.show(chosen.id):
            print(json.dumps(message, default=str, indent=2, ensure_ascii=False))
            return 0
        print(f"unknown: {chosen.id}")
        return 1
    done = parking.replay(chosen.id) if chosen.action == "replay" else parking.drop(chosen.id)
    print("done" if done else f"unknown: {chosen.id}")
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
