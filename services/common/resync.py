"""Command: ``python -m services.common.resync SERVICE`` asks for every snapshot again.

Works with the settings of that service; its running processes take the pages.
"""

import sys

from services.common import config, copies, topology
from services.common.publisher import ConfirmingPublisher


def main(arguments: list[str]) -> int:
    """Ask the owners of all copies the named service keeps."""
    (service,) = arguments
    settings = config.read(config.ServiceSettings)
    publisher = ConfirmingPublisher(settings.amqp_uri, f"{service}-resync")
    copies.ask(publisher, service, topology.copies_of(service))
    publisher.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
