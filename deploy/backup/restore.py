"""Brings a backup into databases that are empty, and reads all of it back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient
from pymongo.database import Database

from deploy.backup.archive import RAW, Archive, Digest, Kept, Manifest
from deploy.backup.dump import databases, in_order
from deploy.backup.sealed import NotReadable
from services.common.storage import restoring

Doc = dict[str, Any]
Say = Callable[[str], None]

BATCH_BYTES, BATCH_DOCUMENTS = 8 << 20, 1000
MOST_NAMED = 5


class NotEmpty(Exception):
    """There is something where the backup is to go."""


class Differs(Exception):
    """What was read back is not what the backup holds."""


def restore(
    client: MongoClient[Doc], names: Mapping[str, str], archive: Archive, *, over: bool, say: Say
) -> Manifest:
    """Write what the archive holds and compare it, then build the indexes.

    With ``over`` all collections are dropped before; otherwise NotEmpty names what is in them.
    Indexes come last: some let go of what is old. From before the first change on the databases are
    marked, and no process starts on them until ``restoring.end``.
    """
    manifest = archive.manifest()
    if damaged := archive.damaged(manifest):
        raise NotReadable(f"damaged: {', '.join(damaged)}")
    targets = databases(names, client)
    if not over:
        _refuse_filled(targets)
    restoring.begin(targets.values())
    _make_room(targets)
    for kept in manifest.collections:
        _load(targets[kept.database], kept, archive)
    differing = [kept.path for kept in manifest.collections if not _is_there(targets, kept, say)]
    if differing:
        raise Differs(f"differs: {', '.join(differing)}")
    for kept in manifest.collections:
        _build_indexes(targets[kept.database], kept, archive)
    return manifest


def _refuse_filled(targets: Mapping[str, Database[Doc]]) -> None:
    filled = [
        f"{database.name}.{name}"
        for database in targets.values()
        for name in database.list_collection_names()
        if database[name].find_one({}, {"_id": 1})
    ]
    if filled:
        named = ", ".join(sorted(filled)[:MOST_NAMED])
        raise NotEmpty(f"{len(filled)} collections are not empty, among them {named}")


def _make_room(targets: Mapping[str, Database[Doc]]) -> None:
    for database in targets.values():
        for name in database.list_collection_names():
            if name != restoring.MARK:
                database.drop_collection(name)


def _load(database: Database[Doc], kept: Kept, archive: Archive) -> None:
    options = archive.read_facts(kept.path).get("options") or {}
    target = database.create_collection(kept.collection, **options).with_options(RAW)
    for batch in _batches(archive.read_docs(kept.path)):
        target.insert_many(batch, ordered=False, bypass_document_validation=True)


def _batches(docs: Iterable[RawBSONDocument]) -> Iterator[list[RawBSONDocument]]:
    batch: list[RawBSONDocument] = []
    size = 0
    for doc in docs:
        batch.append(doc)
        size += len(doc.raw)
        if size > BATCH_BYTES or len(batch) == BATCH_DOCUMENTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _is_there(targets: Mapping[str, Database[Doc]], kept: Kept, say: Say) -> bool:
    """Tell whether count and hash of what is there now are those of the backup."""
    digest = Digest()
    for _ in digest.add(in_order(targets[kept.database][kept.collection])):
        pass
    is_same = digest.kept(kept.database, kept.collection) == kept
    say(f"{kept.path}: {digest.documents} of {kept.documents}, {'same' if is_same else 'DIFFERS'}")
    return is_same


def _build_indexes(database: Database[Doc], kept: Kept, archive: Archive) -> None:
    """Build them as they were; the server has the one of ids."""
    specs = archive.read_facts(kept.path).get("indexes") or []
    indexes = [spec for spec in specs if spec["name"] != "_id_"]
    if indexes:
        database.command("createIndexes", kept.collection, indexes=indexes)
