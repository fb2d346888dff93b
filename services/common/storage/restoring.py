"""A restore under way is noted in each database it works on: nothing starts on half of the data."""

from collections.abc import Iterable
from typing import Any

from pymongo.database import Database

Doc = dict[str, Any]

MARK = "restore_running"


def begin(databases: Iterable[Database[Doc]]) -> None:
    """Note it; PyMongoError where the user may not change what is there."""
    for database in databases:
        database[MARK].update_one({"_id": MARK}, {"$currentDate": {"since": True}}, upsert=True)


def end(databases: Iterable[Database[Doc]]) -> None:
    """Forget it: all there is to do is done."""
    for database in databases:
        database.drop_collection(MARK)


def is_under_way(database: Database[Doc]) -> bool:
    """Tell whether a restore has begun here and not come to its end."""
    return database[MARK].find_one({}, {"_id": 1}) is not None
