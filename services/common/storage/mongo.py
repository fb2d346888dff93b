"""MongoDB as the services use it: how it is reached, and how long it is waited for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pymongo
from pymongo import MongoClient
from pymongo.errors import (
    ConnectionFailure,
    ExecutionTimeout,
    PyMongoError,
    WaitQueueTimeoutError,
)

from services.common.errors import Unavailable

Doc = dict[str, Any]

DEFAULT_TIMEOUT_S = 10.0
DATABASE_AWAY = "database-away"
AWAY = (ConnectionFailure, ExecutionTimeout, WaitQueueTimeoutError)


def connect(uri: str, process: str, *, read_timeout_s: float | None = 30.0) -> MongoClient[Doc]:
    """Open the client of one process: majority, journaled, two seconds to find a server."""
    return MongoClient(
        uri,
        appname=process,
        tz_aware=True,
        serverSelectionTimeoutMS=2000,
        connectTimeoutMS=2000,
        socketTimeoutMS=None if read_timeout_s is None else int(read_timeout_s * 1000),
        w="majority",
        journal=True,
        retryWrites=True,
        retryReads=True,
        maxPoolSize=64,
    )


def is_away(error: BaseException) -> bool:
    """Tell whether the database could not be reached in time, as opposed to saying no."""
    return isinstance(error, AWAY) or (isinstance(error, PyMongoError) and error.timeout)


@contextmanager
def bounded(remaining_s: float) -> Iterator[None]:
    """Give every database call inside at most this long; Unavailable where it is away."""
    try:
        with pymongo.timeout(max(0.05, min(remaining_s, DEFAULT_TIMEOUT_S))):
            yield
    except PyMongoError as error:
        if not is_away(error):
            raise
        raise Unavailable(DATABASE_AWAY) from error
