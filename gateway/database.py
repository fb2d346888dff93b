"""The gateway's own MongoDB database, every call of it bounded in time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pymongo
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.common.errors import Unavailable
from services.common.storage import mongo
from services.common.storage.mongo import DATABASE_AWAY

Doc = dict[str, Any]

CALL_TIMEOUT_S = 2.5
PING_TIMEOUT_S = 0.5
REMEMBERED_S = 1.0


def open_database(uri: str, name: str) -> Database[Doc]:
    """Return the database; nothing is connected before its first use."""
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


class CircuitBreaker:
    """Remembers that the database did not answer, so that not every caller waits to find out.

    After a failure everybody is refused for a second; then one caller tries for all.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._away = self._trying = False
        self._next_try_at = 0.0
        self._guard = threading.Lock()

    def may_try(self) -> bool:
        """Tell whether the caller may use the database; where it was away, one may."""
        with self._guard:
            if not self._away:
                return True
            if self._trying or self._clock() < self._next_try_at:
                return False
            self._trying = True
            return True

    def tried(self, *, away: bool) -> None:
        """Note how a try ended."""
        with self._guard:
            self._away, self._trying = away, False
            self._next_try_at = self._clock() + REMEMBERED_S


_absence = CircuitBreaker()


@contextmanager
def bounded(timeout_s: float = CALL_TIMEOUT_S) -> Iterator[None]:
    """Give every database call inside this long; Unavailable where it is or was just away."""
    if not _absence.may_try():
        raise Unavailable(DATABASE_AWAY)
    away = False
    try:
        with mongo.bounded(timeout_s):
            yield
    except Unavailable as refusal:
        away = refusal.code == DATABASE_AWAY
        raise
    finally:
        _absence.tried(away=away)


def answers(database: Database[Doc]) -> bool:
    """Tell whether the database answers a ping in half a second."""
    try:
        with pymongo.timeout(PING_TIMEOUT_S):
            database.command("ping")
    except PyMongoError:
        return False
    return True
