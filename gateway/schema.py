"""Command: ``python -m gateway.schema apply``: the gateway's indexes, before a rollout.

Like ``services.common.schema``, with ``MONGO_URI`` and ``MONGO_DATABASE`` (or ``MONGO_PREFIX``).
"""

import os
import sys
from typing import Any

from pymongo.database import Database

from gateway.api.idempotency import MongoRecords
from gateway.callers.sessions import Sessions
from gateway.callers.visits import Visits
from gateway.rate_limits.counter import MongoCounters
from gateway.sign_in.passkeys import Passkeys
from gateway.sign_in.store import SignIns
from gateway.web.frame.kept_forms import KeptForms
from services.common.storage import migration, mongo
from services.common.storage.indexes import Stored

Doc = dict[str, Any]


def parts_of(database: Database[Doc]) -> list[Stored]:
    """Return the stores of the gateway."""
    stores = (Sessions, SignIns, Passkeys, MongoRecords, MongoCounters, KeptForms, Visits)
    return [store(database) for store in stores]


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    chosen = migration.parser("gateway.schema").parse_args(arguments)
    client = mongo.connect(os.environ["MONGO_URI"], "gateway-schema", read_timeout_s=None)
    database = client[migration.database_name("gateway")]
    return 0 if migration.run(chosen, database, parts_of(database)) else 1


if __name__ == "__main__":
    sys.exit(main())
