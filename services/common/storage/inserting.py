"""Many documents in one insert, where some may be there already."""

from collections.abc import Sequence
from typing import Any

from pymongo import ReplaceOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

Doc = dict[str, Any]

DUPLICATE_KEY = 11000


def insert_new(collection: Collection[Doc], docs: Sequence[Doc]) -> list[Doc]:
    """Insert what can be; return those a unique index refused."""
    if not docs:
        return []
    try:
        collection.insert_many(docs, ordered=False)
    except BulkWriteError as error:
        return [docs[failure["index"]] for failure in duplicates(error)]
    return []


def duplicates(error: BulkWriteError) -> list[Doc]:
    """Return what unique indexes refused; raise where anything else went wrong.

    What a majority has not confirmed yet may be lost with the server, and is not written.
    """
    failures: list[Doc] = error.details["writeErrors"]
    others = any(failure["code"] != DUPLICATE_KEY for failure in failures)
    if others or error.details.get("writeConcernErrors"):
        raise error
    return failures


def put_each(collection: Collection[Doc], docs: Sequence[Doc]) -> None:
    """Keep each under its id, in the place of what is there."""
    if known := insert_new(collection, docs):
        writes = [ReplaceOne({"_id": doc["_id"]}, doc, upsert=True) for doc in known]
        collection.bulk_write(writes, ordered=False)
