"""Reads all databases as they were at one moment, while the services go on."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import OperationFailure

from deploy.backup.archive import RAW, Archive, Digest, Kept, Manifest

Doc = dict[str, Any]
Say = Callable[[str], None]

NOT_KEPT = {"gateway": frozenset({"sessions", "pending_sign_ins", "passkey_challenges"})}
"""Who was signed in signs in anew: somebody signed out since must not come back."""
HISTORY = "minSnapshotHistoryWindowInSeconds"
HISTORY_GONE = frozenset({239, 246})
"""The server's SnapshotTooOld and SnapshotUnavailable."""


class TookTooLong(Exception):
    """The server keeps the past for less long than the dump takes."""


def databases(names: Mapping[str, str], client: MongoClient[Doc]) -> dict[str, Database[Doc]]:
    """Return each owner's database."""
    return {owner: client[name] for owner, name in names.items()}


def dump(
    client: MongoClient[Doc], names: Mapping[str, str], archive: Archive, say: Say
) -> Manifest:
    """Write everything to the archive; ``names`` are the databases by owner.

    One session reads at one cluster time in all of them, page by page.
    """
    found = [
        (owner, database[name])
        for owner, database in databases(names, client).items()
        for name in sorted(database.list_collection_names())
        if not name.startswith("system.") and name not in NOT_KEPT.get(owner, ())
    ]
    try:
        with client.start_session(snapshot=True) as session:
            at = _begin(client, session, [collection for _, collection in found])
            kept = [
                _dumped(owner, collection, session, archive, say) for owner, collection in found
            ]
    except OperationFailure as error:
        if error.code in HISTORY_GONE:
            raise TookTooLong(
                f"the server no longer had the moment the dump began: set its parameter {HISTORY}"
                " to more seconds than a dump takes (docs/operations.md)"
            ) from error
        raise
    return archive.finish(at, kept)


def _begin(
    client: MongoClient[Doc], session: ClientSession, found: list[Collection[Doc]]
) -> datetime:
    """Fix the moment by a first read; return the server's time just after it."""
    for collection in found[:1]:
        collection.find_one({}, {"_id": 1}, session=session)
    at: datetime = client.admin.command("hello")["localTime"]
    return at.replace(tzinfo=UTC)


def _dumped(
    owner: str, collection: Collection[Doc], session: ClientSession, archive: Archive, say: Say
) -> Kept:
    digest, path = Digest(), f"{owner}/{collection.name}"
    archive.write_docs(path, digest.add(in_order(collection, session)))
    archive.write_facts(path, _facts(collection))
    kept = digest.kept(owner, collection.name)
    say(f"{path}: {kept.documents}")
    return kept


def in_order(
    collection: Collection[Doc], session: ClientSession | None = None
) -> Iterator[RawBSONDocument]:
    """Return the documents as bytes in the order of their ids, a page at a time."""
    return iter(collection.with_options(RAW).find(session=session).sort("_id", 1))


def _facts(collection: Collection[Doc]) -> Doc:
    """Return options and indexes as mongodump's metadata has them."""
    return {
        "options": collection.options(),
        "indexes": [dict(one) for one in collection.list_indexes()],
        "collectionName": collection.name,
        "type": "collection",
    }
