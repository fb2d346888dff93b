"""Says which declared indexes a running process misses: it works without them, but slower."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from pymongo.errors import PyMongoError

from services.common.errors import Unavailable
from services.common.logs import Log
from services.common.metrics import INDEXES_MISSING
from services.common.storage import indexes, mongo

log = Log(__name__)

EVERY_S = 30.0


def watch(parts: Callable[[], Iterable[Any]], ended: Callable[[], bool]) -> None:
    """Look every half minute until the process ends; a line in the log whenever it changes."""
    before: list[str] = []
    while not ended():
        try:
            with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
                lacking = indexes.missing(indexes.all_of(parts()))
        except (PyMongoError, Unavailable) as error:
            log.warning("indexes_unknown", reason=type(error).__name__)
        else:
            INDEXES_MISSING.set(len(lacking))
            if lacking != before:
                log.warning("indexes_missing", names=lacking, count=len(lacking))
            before = lacking
        time.sleep(EVERY_S)
