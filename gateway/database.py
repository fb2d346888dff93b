"""The gateway's own MongoDB database, every call of it bounded in time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pymongo
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.common.errors import Unavailable

Doc = dict[str, Any]

CALL_TIMEOUT_S = 2.5
PING_TIMEOUT_S = 0.5


def open_database(uri: str, name: str) -> Database[Doc]:
    """Give the database; nothing is connected before its first use."""
    client: MongoClient[Doc] = MongoClient(
        uri,
        appname="gateway",
        tz_aware=True,
        serverSelectionTimeoutMS=2000,
        connectTimeoutMS=2000,
        socketTimeoutMS=10000,
        w="majority",
        journal=True,
        maxPoolSize=32,
        connect=False,
    )
    return client[name]


@contextmanager
def bounded(timeout_s: float = CALL_TIMEOUT_S) -> Iterator[None]:
    """Give every database call inside this long; Unavailable where it is away."""
    try:
        with pymongo.timeout(timeout_s):
            yield
    except PyMongoError as error:
        if not isinstance(error, pymongo.errors.ConnectionFailure) and not error.timeout:
            raise
        raise Unavailable(
            "database-away",
            "Das System ist kurz nicht erreichbar. Bitte versuchen Sie es gleich noch einmal."
            " / The database is away for a moment.",
        ) from error


def answers(database: Database[Doc]) -> bool:
    """Tell whether the database answers a ping in half a second."""
    try:
        with pymongo.timeout(PING_TIMEOUT_S):
            database.command("ping")
    except PyMongoError:
        return False
    return True
