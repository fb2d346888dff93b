"""Command: ``python -m services.common.retell SERVICE ID`` tells the news of one thing again.

Works with the settings of that service, on what its journal still holds (three days). The
events keep their ids, so whoever heard them does nothing a second time.
"""

import argparse
import sys

from services.common import config
from services.common.messaging.journal import Journal
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.reconciliation import publish_again
from services.common.storage import mongo


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where nothing was told of the thing."""
    parser = argparse.ArgumentParser(prog="services.common.retell", description=__doc__)
    parser.add_argument("service")
    parser.add_argument("id")
    chosen = parser.parse_args(arguments)
    settings = config.read(config.ServiceSettings)
    database = mongo.connect(settings.mongo_uri, "retell")[settings.mongo_database]
    events = Journal(database, ()).about(chosen.id)
    publisher = ConfirmingPublisher(settings.amqp_uri, f"{chosen.service}-retell")
    publish_again(publisher, chosen.service, events)
    publisher.close()
    for event in events:
        print(f"{event['id']}\t{event['type']}\t{event['time']}")
    return 0 if events else 1


if __name__ == "__main__":
    sys.exit(main())
