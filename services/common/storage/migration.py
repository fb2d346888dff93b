"""Brings one database to what the code declares: indexes built with patience, first data.

It may take hours, be broken off, be run again, and run twice at the same time: a lease lets
one work and the others wait. Nothing a running service of before or after needs is taken
away before its successor is there; a service neither waits for it nor ends over it.
"""

import argparse
import hashlib
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import OperationFailure, PyMongoError

from services.common.storage import indexes, mongo, restoring
from services.common.storage.indexes import Index, Stored
from services.common.storage.leases import Lease

T = TypeVar("T")
Doc = dict[str, Any]

LEASE_S = 30.0
SAID_EVERY_S = 2.0
LONGEST_PAUSE_S = 5.0
DUPLICATE_KEY = 11000
CONFLICTS = frozenset({85, 86})
"""The server knows an index of the same entries, or of the same name."""


class Migration:
    """Applies what the parts of one service declare; ``say`` gets a line of progress."""

    def __init__(
        self, database: Database[Doc], parts: Sequence[Stored], say: Callable[[str], None]
    ) -> None:
        self._database, self._parts, self._say = database, parts, say
        self._made = database["schema"]
        self._failed: list[str] = []

    def apply(self, *, keep_retired: bool = False) -> list[str]:
        """Do all there is to do; give what could not be done, each with its reason."""
        self._failed = []
        with self._alone():
            for collection, wanted in indexes.all_of(self._parts):
                for each in wanted:
                    if each.keys:
                        self._provide(collection, each)
                if not keep_retired:
                    self._retire(collection, wanted)
            for part in self._parts:
                self._patiently(part.seed)
        return self._failed

    def _provide(self, collection: Collection[Doc], wanted: Index) -> None:
        existing = self._patiently(lambda: indexes.held_in(collection))
        like = next((h["name"] for h in existing if wanted.is_like(h)), None)
        try:
            name = like or self._change_or_build(collection, wanted, existing)
        except OperationFailure as error:
            self._fail(collection, wanted, error)
        else:
            made = {"_id": f"{collection.name}.{name}", "declared": wanted.name}
            self._patiently(lambda: self._made.replace_one({"_id": made["_id"]}, made, upsert=True))

    def _fail(self, collection: Collection[Doc], wanted: Index, error: OperationFailure) -> None:
        told = str((error.details or {}).get("errmsg", error))
        reason = f"not unique: {told}" if error.code == DUPLICATE_KEY else told
        self._failed.append(f"{collection.name}.{wanted.name}: {reason[:300]}")
        self._say(f"FAILED {self._failed[-1]}")

    def _change_or_build(
        self, collection: Collection[Doc], wanted: Index, held: Sequence[Doc]
    ) -> str:
        """Return the name under which the index is there now."""
        entries = next((h for h in held if wanted.finds_like(h)), None)
        if entries is not None and wanted.expire_after_s is not None:
            rule = {"name": entries["name"], "expireAfterSeconds": wanted.expire_after_s}
            self._database.command("collMod", collection.name, index=rule)
            self._say(f"{collection.name}.{entries['name']}: expires after {rule}")
            return str(entries["name"])
        if entries is not None:
            self._drop(collection, str(entries["name"]))
        taken = {h["name"] for h in held} - {entries["name"] if entries else None}
        name = f"{wanted.name}_{_digest(wanted)}" if wanted.name in taken else wanted.name
        self._build(collection, wanted, name)
        return name

    def _build(self, collection: Collection[Doc], wanted: Index, name: str) -> None:
        """Build it without any bound, saying how far it is; a build that runs is joined."""
        ended: list[BaseException | None] = []

        def build() -> None:
            try:
                self._patiently(lambda: collection.create_index(**wanted.options(name)))
                ended.append(None)
            except BaseException as error:
                ended.append(error)

        begun = time.monotonic()
        thread = threading.Thread(target=build, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(SAID_EVERY_S)
            if thread.is_alive():
                self._say(f"{collection.name}.{name}: {self._progress(collection, begun)}")
        if ended[0] is not None:
            raise ended[0]
        self._say(f"{collection.name}.{name}: built in {time.monotonic() - begun:.1f} s")

    def _progress(self, collection: Collection[Doc], begun: float) -> str:
        """Say how far the server is, where it tells."""
        about = {"command.createIndexes": collection.name, "command.$db": self._database.name}
        stages: list[Doc] = [
            {"$currentOp": {}},
            {"$match": about},
            {"$project": {"msg": 1, "progress": 1}},
        ]
        try:
            operations = list(self._database.client.admin.aggregate(stages))
        except PyMongoError:
            operations = []
        said = next((op["msg"] for op in operations if op.get("progress")), "building")
        return f"{said}, {time.monotonic() - begun:.0f} s"

    def _retire(self, collection: Collection[Doc], wanted: Sequence[Index]) -> None:
        """Drop what this step made before, or what bears the name of a changed one."""
        if any(failed.startswith(f"{collection.name}.") for failed in self._failed):
            return
        ours = {doc["_id"] for doc in self._patiently(lambda: list(self._made.find()))}
        names = {each.name for each in wanted}
        for held in self._patiently(lambda: indexes.held_in(collection)):
            name = str(held["name"])
            if name == "_id_" or any(each.is_like(held) for each in wanted):
                continue
            if name in names or f"{collection.name}.{name}" in ours:
                self._drop(collection, name)
            else:
                self._say(f"{collection.name}.{name}: not ours, left alone")

    def _drop(self, collection: Collection[Doc], name: str) -> None:
        self._patiently(lambda: collection.drop_index(name))
        self._patiently(lambda: self._made.delete_one({"_id": f"{collection.name}.{name}"}))
        self._say(f"{collection.name}.{name}: dropped")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lease for as long as this lasts, waiting for whoever has it."""
        lease = Lease(self._database, "schema", uuid.uuid4().hex)
        while not self._patiently(lambda: lease.take(LEASE_S)):
            self._say("another run is at work")
            time.sleep(SAID_EVERY_S)
        done = threading.Event()

        def renew() -> None:
            while not done.wait(LEASE_S / 5):
                self._patiently(lambda: lease.take(LEASE_S))

        threading.Thread(target=renew, daemon=True).start()
        try:
            yield
        finally:
            done.set()
            self._patiently(lease.release)

    def _patiently(self, act: Callable[[], T]) -> T:
        """Act, again and again while the database is away."""
        pause = 0.2
        while True:
            try:
                return act()
            except PyMongoError as error:
                if not mongo.is_away(error):
                    raise
                self._say(f"{type(error).__name__}, next try in {pause} s")
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)


def parser(program: str) -> argparse.ArgumentParser:
    """Return the arguments of a command that applies or checks."""
    made = argparse.ArgumentParser(prog=program)
    made.add_argument("action", choices=["apply", "check"])
    made.add_argument("--keep-retired", action="store_true")
    return made


def database_name(service: str) -> str:
    """Return the name of a service's database, as the environment has it."""
    prefix = os.environ.get("MONGO_PREFIX")
    return os.environ["MONGO_DATABASE"] if prefix is None else f"{prefix}{service}"


def run(chosen: argparse.Namespace, database: Database[Doc], parts: Sequence[Stored]) -> bool:
    """Apply or check what the parts declare; tell whether all of it is in place."""

    def say(line: str) -> None:
        print(f"{database.name}: {line}", flush=True)

    if restoring.is_under_way(database):
        say("a restore has not come to its end: run it again with --over")
        return False
    if chosen.action == "check":
        lacking = indexes.missing(indexes.all_of(parts))
        say(f"missing {', '.join(lacking)}" if lacking else "complete")
        return not lacking
    failed = Migration(database, parts, say).apply(keep_retired=chosen.keep_retired)
    say(f"{len(failed)} not done" if failed else "done")
    return not failed


def _digest(wanted: Index) -> str:
    return hashlib.sha256(repr(wanted.options("")).encode()).hexdigest()[:8]
