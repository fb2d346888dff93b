"""Command: ``python -m services.common.resync [check] SERVICE``.

Without ``check`` it asks for every snapshot again, which makes the read copies of the service
equal to their owners. ``check`` compares digests and says what differs. Works with the
settings of that service; its running processes take the pages.
"""

import argparse
import sys
import time

from services.common import config, topology
from services.common.messaging import read_copies
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.messaging.read_copies import ReadCopy
from services.common.messaging.snapshots import CHECK
from services.common.storage import mongo

PATIENCE_S = 90.0
"""Without a page for so long, nobody takes the pages."""
EVERY_S = 0.2


def main(arguments: list[str]) -> int:
    """Ask the owners of all copies the named service keeps; 1 where a check found something."""
    parser = argparse.ArgumentParser(prog="services.common.resync")
    parser.add_argument("action", nargs="?", choices=["fill", "check"], default="fill")
    parser.add_argument("service", choices=topology.SERVICES)
    chosen = parser.parse_args(arguments)
    settings = config.read(config.ServiceSettings)
    publisher = ConfirmingPublisher(settings.amqp_uri, f"{chosen.service}-resync")
    client = mongo.connect(settings.mongo_uri, f"{chosen.service}-resync")
    asked = read_copies.asking(publisher, chosen.service)
    kept = [
        ReadCopy(client[settings.mongo_database], known.owner, known.noun, asked)
        for known in topology.copies_of(chosen.service)
    ]
    for copy in kept:
        copy.check() if chosen.action == "check" else copy.fill()
    differences = [_compared(copy) for copy in kept] if chosen.action == "check" else []
    publisher.close()
    client.close()
    return max(differences, default=0)


def _compared(copy: ReadCopy) -> int:
    """Wait for a comparison and say what it found: 0 nothing, 1 something, 2 no answer."""
    name = f"{copy.owner}.{copy.noun}"
    record = copy.walks[CHECK].record() or {}
    give_up = time.monotonic() + PATIENCE_S
    while record.get("complete_at") is None:
        if time.monotonic() > give_up:
            print(f"{name}: no answer after {record.get('items', 0)} items; is it running?")
            return 2
        time.sleep(EVERY_S)
        newest = copy.walks[CHECK].record() or {}
        if newest.get("pages") != record.get("pages"):
            give_up = time.monotonic() + PATIENCE_S
        record = newest
    said = [
        f"{found['count']} {kind} ({', '.join(found['ids'])})"
        for kind, found in sorted(record["differences"].items())
    ]
    print(f"{name}: {record['items']} compared, {'; '.join(said) or 'all equal'}")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
