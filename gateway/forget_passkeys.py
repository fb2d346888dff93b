"""Command: ``python -m gateway.forget_passkeys ACCOUNT`` lets somebody in who lost their passkey.

To be run after the person was checked by other means. Their sessions end; signing in again
needs no passkey until they add one.
"""

import sys
from dataclasses import dataclass

from gateway.callers.sessions import Sessions
from gateway.database import open_database
from gateway.sign_in.passkeys import Passkeys
from services.common import config


@dataclass(frozen=True)
class StoreSettings:
    """Where the gateway keeps its own rows."""

    mongo_uri: str
    mongo_database: str


def main(arguments: list[str]) -> int:
    """Forget all passkeys of one account and say how many there were."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    settings = config.read(StoreSettings)
    database = open_database(settings.mongo_uri, settings.mongo_database)
    removed = Passkeys(database).remove_all(arguments[0])
    Sessions(database).close_all(arguments[0])
    print(f"passkeys forgotten: {removed}")
    return 0 if removed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
