"""Many new aggregates in one write, each with the news of its own call."""

from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import BulkWriteError, PyMongoError

from services.common import context
from services.common.context import Call
from services.common.storage.indexes import index
from tests.integration.kernel import Counter, Counters, counters

Db = Database[dict[str, Any]]


class Named(Counters):
    """Counters of which no two have the same total."""

    own_indexes = (index("total", "total", unique=True),)


def docs(repository: Counters, *totals: int) -> list[dict[str, Any]]:
    made = []
    for total in totals:
        context.enter(Call(once=f"call-{total}"))
        counter = Counter(id=f"c{total}", total=total - 1)
        counter.add("one")
        made.append(repository.new_doc(counter))
    return made


def test_each_is_stored_with_its_news_and_what_it_followed(database: Db) -> None:
    written: list[str] = []
    repository = counters(database, lambda _, id, news: written.append(id))

    refused = repository.add_all(docs(repository, 1, 2, 3))

    stored = list(repository.collection.find().sort("_id", 1))
    assert refused == []
    assert written == ["c1", "c2", "c3"]
    assert [doc["done"] for doc in stored] == [["call-1"], ["call-2"], ["call-3"]]
    assert [doc["outbox"][0]["causationid"] for doc in stored] == ["call-1", "call-2", "call-3"]
    assert {doc["version"] for doc in stored} == {1}


def test_what_is_stored_already_stays_and_is_no_refusal(database: Db) -> None:
    written: list[str] = []
    repository = counters(database, lambda _, id, news: written.append(id))
    repository.add_all(docs(repository, 1, 2))
    repository.change("c1", lambda c: c.add("more"))

    refused = repository.add_all(docs(repository, 1, 2, 3))

    assert refused == []
    assert repository.get("c1").total == 2
    assert written == ["c1", "c2", "c1", "c3"]


def test_what_another_one_stands_against_is_told_and_the_others_are_stored(database: Db) -> None:
    repository = Named(database, "probe", lambda *_: None)
    repository.prepare()
    repository.add(Counter(id="other", total=2))

    refused = repository.add_all(docs(repository, 1, 2, 3))

    assert refused == ["c2"]
    assert sorted(doc["_id"] for doc in repository.collection.find()) == ["c1", "c3", "other"]


def test_any_other_failure_is_no_refusal(database: Db) -> None:
    repository = counters(database)
    database.command("collMod", "counters", validator={"total": {"$lt": 3}})

    with pytest.raises(BulkWriteError) as failed:
        repository.add_all(docs(repository, 1, 2, 3))

    assert isinstance(failed.value, PyMongoError)


def test_nothing_at_all_is_stored_as_nothing(database: Db) -> None:
    assert counters(database).add_all([]) == []
