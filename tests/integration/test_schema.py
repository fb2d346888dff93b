"""The schema step: from whatever is there to what is declared, with no bound and no gap."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from bson import json_util
from pymongo import MongoClient
from pymongo.collation import Collation
from pymongo.database import Database

from deploy.local.ports import wait_until
from gateway import schema as gateway_schema
from services.catalog.repositories.profiles import Profiles
from services.common import schema
from services.common.storage import indexes
from services.common.storage.indexes import Declared, Index, Stored, index
from services.common.storage.migration import Migration
from services.contracts.repositories.contracts import Contracts
from services.identity.repositories.bodies import Bodies
from services.orders.repositories.orders import Orders

Db = Database[dict[str, Any]]
BEFORE = json_util.loads((Path(__file__).parent / "releases/before_schema_step.json").read_text())


class Things(Stored):
    """A part that keeps things with the given indexes."""

    def __init__(self, database: Db, *wanted: Index) -> None:
        self.collection = database["things"]
        self._wanted = wanted
        self.seeded = 0

    def indexes(self) -> Declared:
        return [(self.collection, self._wanted)]

    def seed(self) -> None:
        self.seeded += 1


def applied(part: Things, said: list[str] | None = None, **how: Any) -> list[str]:
    """Run the step for one part and give what could not be done."""
    say = [] if said is None else said
    return Migration(part.collection.database, [part], say.append).apply(**how)


def names(part: Things) -> set[str]:
    """Name the indexes the server has, but for that of the ids."""
    return {str(held["name"]) for held in indexes.held_in(part.collection)} - {"_id_"}


@contextmanager
def held_builds(client: MongoClient[dict[str, Any]]) -> Iterator[None]:
    """Let every index build wait after it has begun, on the real server."""
    admin = client.admin
    admin.command("configureFailPoint", "hangAfterStartingIndexBuild", mode="alwaysOn")
    try:
        yield
    finally:
        admin.command("configureFailPoint", "hangAfterStartingIndexBuild", mode="off")


def test_what_is_declared_is_there_afterwards_and_a_second_run_changes_nothing(
    database: Db,
) -> None:
    part = Things(
        database,
        index("by_name", "name", "-_id"),
        index("number", "number", unique=True),
        index("by_mail", "mail", collation=Collation("de", strength=2)),
        index("open", "due_at", where={"state": "open"}),
        index("kept", "made_at", expire_after_s=60),
    )

    failed = applied(part)
    before = indexes.held_in(part.collection)
    said: list[str] = []
    again = applied(part, said)

    assert (failed, again, said) == ([], [], [])
    assert indexes.missing(indexes.all_of([part])) == []
    assert indexes.held_in(part.collection) == before
    assert part.seeded == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (index("one", "a"), index("one", "a", "b")),
        (index("one", "a"), index("one", "a", unique=True)),
        (index("one", "a", where={"x": 1}), index("one", "a", where={"x": 2})),
        (index("one", "a"), index("one", "a", collation=Collation("de", strength=2))),
        (index("one", "a", expire_after_s=60), index("one", "a", expire_after_s=120)),
        (index("one", "a"), index("one", "a", expire_after_s=120)),
        (index("one", "a", expire_after_s=60), index("one", "a")),
    ],
)
def test_an_index_whose_rule_changed_under_its_name_takes_the_old_one_s_place(
    database: Db, old: Index, new: Index
) -> None:
    applied(Things(database, old))
    part = Things(database, new)

    failed = applied(part)

    (held,) = [h for h in indexes.held_in(part.collection) if h["name"] != "_id_"]
    assert failed == []
    assert new.is_like(held), held
    assert applied(part) == []


def test_the_same_index_under_another_name_is_as_good(database: Db) -> None:
    database["things"].create_index("a", name="by_somebody_else")
    part = Things(database, index("by_a", "a"))

    failed = applied(part)

    assert (failed, names(part)) == ([], {"by_somebody_else"})
    assert indexes.missing(indexes.all_of([part])) == []


def test_what_is_declared_no_longer_goes_and_what_is_not_ours_stays(database: Db) -> None:
    applied(Things(database, index("by_a", "a"), index("by_b", "b")))
    database["things"].create_index("c", name="by_the_operator")
    part = Things(database, index("by_a", "a"))

    applied(part, keep_retired=True)
    during_rollout = names(part)
    applied(part)

    assert during_rollout == {"by_a", "by_b", "by_the_operator"}
    assert names(part) == {"by_a", "by_the_operator"}


def test_values_that_are_not_unique_are_named_and_all_else_is_done(database: Db) -> None:
    database["things"].insert_many([{"number": "X"}, {"number": "X"}])
    part = Things(database, index("number", "number", unique=True), index("by_a", "a"))

    failed = applied(part)

    assert len(failed) == 1
    assert failed[0].startswith("things.number: not unique")
    assert 'number: "X"' in failed[0]
    assert names(part) == {"by_a"}
    assert part.seeded == 1


def test_a_build_may_take_as_long_as_it_likes_and_others_read_and_write_meanwhile(
    database: Db,
) -> None:
    database["things"].insert_many([{"a": n} for n in range(100)])
    part, said, failed = Things(database, index("by_a", "a")), [], ["not ended"]
    second: list[str] = []

    def run() -> None:
        failed[:] = applied(part, said)

    with held_builds(database.client):
        first = threading.Thread(target=run)
        first.start()
        wait_until(lambda: any("things.by_a: " in line for line in said), 60, "no progress")
        other = threading.Thread(target=lambda: second.extend(applied(part, said)))
        other.start()
        database["things"].insert_one({"a": 100})
        counted = database["things"].count_documents({"a": {"$gte": 0}})
        wait_until(lambda: any("another run" in line for line in said), 60, "they run at once")
    for thread in (first, other):
        thread.join(60)

    assert (counted, failed, second) == (101, [], [])
    assert indexes.missing(indexes.all_of([part])) == []
    assert sum("built in" in line for line in said) == 1


def restore(database: Db, service: str) -> None:
    """Make the database of a service as the release before left it."""
    for name, held in BEFORE["indexes"][service].items():
        for made in held:
            told = {k: v for k, v in made.items() if k != "key"}
            database[name].create_index([(field, way) for field, way in made["key"]], **told)
    for name, docs in BEFORE["documents"].get(service, {}).items():
        database[name].insert_many(docs)


@pytest.mark.parametrize("service", BEFORE["indexes"])
def test_a_database_of_the_release_before_needs_no_index_built_anew(
    database: Db, service: str
) -> None:
    restore(database, service)
    stores: dict[str, Any] = {"gateway": gateway_schema.parts_of}
    parts = stores.get(service, lambda d: schema.parts_of(service, d))(database)
    said: list[str] = []

    failed = Migration(database, parts, said.append).apply()

    held = {f"{name}.{i['name']}" for name, of in BEFORE["indexes"][service].items() for i in of}
    retired = {f"{c.name}.{i.name}" for c, of in indexes.all_of(parts) for i in of if not i.keys}
    dropped = {line.split(":")[0] for line in said if line.endswith(": dropped")}
    assert failed == []
    assert dropped == retired & held
    assert indexes.missing(indexes.all_of(parts)) == []
    assert not any("not ours" in line for line in said), said


def test_documents_of_the_release_before_are_read_and_changed(database: Db) -> None:
    for service in ("catalog", "contracts", "identity", "orders"):
        restore(database, service)
        Migration(database, schema.parts_of(service, database), lambda _: None).apply()

    def nothing(*_: object) -> None:
        return

    for kind in (Profiles, Contracts, Bodies, Orders):
        store: Any = kind(database, "any", nothing)
        id = BEFORE["documents"][_owner(kind)][kind.collection_name][0]["_id"]
        before = store.get(id)
        after = store.change(id, lambda thing: thing.say("probe.done"))
        assert after.version == before.version + 1
    assert database["profiles"].count_documents({}) == 40
    assert database["bodies"].count_documents({}) > 2000


def _owner(kind: type) -> str:
    return kind.__module__.split(".")[1]
