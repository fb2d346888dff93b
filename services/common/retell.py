"""Command: ``python -m services.common.retell SERVICE ID|all`` tells news again.

Those of one thing, or with ``all`` everything the service has said: after a restore, what was on
its way to a hearer is in no database but the journal. Works with the settings of that service, on
what its journal still holds (three days). The events keep their ids, so whoever heard them does
nothing a second time.
"""

import argparse
import sys

from services.common import config
from services.common.messaging.journal import Journal
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.reconciliation import publish_again
from services.common.storage import mongo

ALL = "all"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where nothing was told of the thing, or no queue took something."""
    parser = argparse.ArgumentParser(prog="services.common.retell")
    parser.add_argument("service")
    parser.add_argument("id")
    chosen = parser.parse_args(arguments)
    settings = config.read(config.ServiceSettings)
    database = mongo.connect(settings.mongo_uri, "retell")[settings.mongo_database]
    journal, told, untaken = Journal(database, ()), 0, set[str]()
    publisher = ConfirmingPublisher(settings.amqp_uri, f"{chosen.service}-retell")
    for events in journal.all() if chosen.id == ALL else [journal.about(chosen.id)]:
        untaken |= publish_again(publisher, chosen.service, events)
        told += len(events)
        for event in events if chosen.id != ALL else ():
            print(f"{event['id']}\t{event['type']}\t{event['time']}")
    publisher.close()
    if untaken:
        print(f"no queue took: {', '.join(sorted(untaken))}")
    if chosen.id == ALL:
        print(f"{told} events told again")
    elif not told:
        print(f"the journal holds nothing of {chosen.id} (it goes back three days)")
        return 1
    return 1 if untaken else 0


if __name__ == "__main__":
    sys.exit(main())
