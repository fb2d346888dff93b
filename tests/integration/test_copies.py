"""Read copies end with the newest state, whatever the order of snapshot and events."""

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.database import Database

from deploy.local.ports import wait_until
from services.common.events import Event
from services.common.messaging import snapshots
from services.common.messaging.read_copies import ReadCopy
from services.common.messaging.snapshots import CHECK, EXAMPLES, FILL, PAGE, Walk

Db = Database[dict[str, Any]]
Doc = dict[str, Any]


def page(items: list[dict[str, Any]]) -> Event:
    """Return a page of a snapshot as it is heard."""
    return Event("p:1:0", "owner", "copy.page", "s", 1, {"items": items}, "corr", {})


def test_the_newest_state_wins_in_any_order(database: Db) -> None:
    copy = ReadCopy(database, "owner", "thing")
    states = [(f"t{n % 50}", sequence) for n in range(50) for sequence in range(1, 11)]
    random.Random(7).shuffle(states)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda s: copy.keep(s[0], s[1], {"value": s[1]}), states))

    kept = list(copy.collection.find())
    assert len(kept) == 50
    assert {doc["sequence"] for doc in kept} == {10}
    assert {doc["value"] for doc in kept} == {10}


def changed(id: str, sequence: int) -> Event:
    """Return a state as an event tells it."""
    told = {"value": sequence}
    return Event(f"{id}:{sequence}:0", "owner", "thing.changed", id, sequence, told, "corr", {})


def test_the_newest_state_wins_in_any_order_of_lists_of_events(database: Db) -> None:
    copy, noted = ReadCopy(database, "owner", "thing"), set[str | None]()
    copy.follow(noted.add)
    events = [changed(f"t{n % 20}", sequence) for n in range(20) for sequence in range(1, 11)]
    random.Random(7).shuffle(events)
    lists = [events[at : at + 7] for at in range(0, len(events), 7)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(copy.keep_events, [*lists, *lists]))

    kept = list(copy.collection.find())
    assert len(kept) == 20
    assert {(doc["sequence"], doc["value"]) for doc in kept} == {(10, 10)}
    assert noted == {f"t{n}" for n in range(20)}


class Owner:
    """An owner's items and the broker between it and an asker, who may lose messages."""

    def __init__(self, database: Db, items: dict[str, tuple[int, Doc]]) -> None:
        self.items = items
        self.copy = ReadCopy(database, "owner", "thing", self.ask)
        self.wanted: list[Event] = []
        self.sent: list[Event] = []

    def ask(self, walk: Walk, record: Doc) -> None:
        """Take a wish for a page, as the broker would."""
        wire: Any = self
        snapshots.ask(wire, "asker", walk, record)

    def publish(self, exchange: str, events: list[Doc]) -> None:
        """Put what one side says before the other."""
        for told in events:
            event = Event(
                told["id"], told["source"], told["type"], told["subject"], 1, told["data"], "", told
            )
            (self.wanted if told["type"] == snapshots.WANTED else self.sent).append(event)

    def answer(self) -> Event:
        """Answer the oldest wish and give the page."""
        wire: Any = self
        snapshots.answer(wire, "owner", self.wanted.pop(0), {"thing": self.states})
        return self.sent[-1]

    def states(self, after: str) -> Any:
        """Return the items behind an id."""
        for id in sorted(id for id in self.items if id > after):
            sequence, state = self.items[id]
            yield {"id": id, "sequence": sequence, "state": state}

    def run(self) -> int:
        """Let both sides go on until nothing is wanted any more; give how many pages it took."""
        before = len(self.sent)
        while self.wanted:
            self.copy.keep_page(self.answer())
        return len(self.sent) - before

    def held(self) -> dict[str, tuple[int, Doc]]:
        """Return what the copy holds, as the owner has it."""
        return {
            doc.pop("_id"): (doc.pop("sequence"), doc)
            for doc in self.copy.collection.find({}, {"kept_at": 0})
        }


def things(count: int, **more: Any) -> dict[str, tuple[int, Doc]]:
    """Make an owner's items, all at their first sequence."""
    return {f"t{n:05}": (1, {"value": n, **more}) for n in range(count)}


def test_a_walk_takes_as_many_pages_as_there_are_and_ends(database: Db) -> None:
    owner = Owner(database, things(5 * PAGE + 1))

    begun = owner.copy.fill()
    pages = owner.run()

    record = owner.copy.walks[FILL].record() or {}
    assert (begun, pages) == (True, 6)
    assert owner.held() == owner.items
    assert (record["pages"], record["items"]) == (6, 5 * PAGE + 1)
    assert record["complete_at"] is not None
    assert not owner.copy.fill(fresh_s=600)


def test_large_items_make_small_pages(database: Db) -> None:
    owner = Owner(database, things(40, text="x" * 100_000))

    owner.copy.fill()
    pages = owner.run()

    assert pages >= 6
    assert owner.held() == owner.items


def test_a_walk_goes_on_where_it_was_when_a_page_is_lost_or_a_process_ends(
    database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = Owner(database, things(4 * PAGE))
    owner.copy.fill()
    owner.copy.keep_page(owner.answer())
    owner.wanted.clear()
    monkeypatch.setattr(snapshots, "STALLED_S", 0)

    wait_until(lambda: (owner.copy.go_on(), owner.wanted)[1], 20, "it never asks again")
    pages = owner.run()

    assert pages == 3
    assert owner.held() == owner.items


def test_replicas_and_repeated_messages_make_no_second_walk(database: Db) -> None:
    owner = Owner(database, things(3 * PAGE))
    other = ReadCopy(database, "owner", "thing", owner.ask)

    begun = [owner.copy.fill(fresh_s=600), other.fill(fresh_s=600)]
    while owner.wanted:
        page = owner.answer()
        for copy in (owner.copy, other, owner.copy):
            copy.keep_page(page)

    assert begun == [True, False]
    assert len(owner.sent) == 3
    assert owner.held() == owner.items


def test_a_snapshot_makes_the_copy_equal_field_by_field(database: Db) -> None:
    owner = Owner(database, things(2 * PAGE))
    owner.copy.fill()
    owner.run()
    held = owner.copy.collection
    held.update_one({"_id": "t00001"}, {"$set": {"value": "altered"}})
    held.update_one({"_id": "t00002"}, {"$set": {"older_shape": True}})
    held.update_one({"_id": "t00250"}, {"$unset": {"value": ""}})
    held.delete_one({"_id": "t00003"})
    held.insert_many([{"_id": "t00003x", "sequence": 9}, {"_id": "zz", "sequence": 1}])
    del owner.items["t00004"]

    owner.copy.check()
    owner.run()
    found = (owner.copy.walks[CHECK].record() or {})["differences"]
    owner.copy.fill()
    owner.run()
    owner.copy.check()
    owner.run()
    afterwards = (owner.copy.walks[CHECK].record() or {})["differences"]

    assert {kind: told["ids"] for kind, told in found.items()} == {
        "altered": ["t00001", "t00002", "t00250"], "missing": ["t00003"],
        "extra": ["t00003x", "t00004", "zz"],
    }  # fmt: skip
    assert owner.held() == owner.items
    assert afterwards == {}


def test_whoever_sees_the_end_of_a_comparison_sees_all_it_found(
    database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = Owner(database, things(2 * PAGE))
    ended: list[Doc] = []
    change = Walk._change

    def noted(walk: Walk, *told: Any, **how: Any) -> Doc | None:
        record = change(walk, *told, **how)
        ended.extend([record] if record and record["complete_at"] else [])
        return record

    monkeypatch.setattr(Walk, "_change", noted)

    owner.copy.check()
    owner.run()

    (record,) = ended
    (missing,) = record["differences"].values()
    assert missing["count"] == 2 * PAGE
    assert missing["ids"] == sorted(owner.items)[:EXAMPLES]


def test_what_an_event_brings_during_a_snapshot_stays(database: Db) -> None:
    owner = Owner(database, things(10))
    owner.copy.fill()
    page = owner.answer()
    owner.copy.keep("t00005", 7, {"value": "newer"})
    owner.copy.keep("t00005a", 1, {"value": "made meanwhile"})

    owner.copy.keep_page(page)

    held = owner.held()
    assert held["t00005"] == (7, {"value": "newer"})
    assert held["t00005a"] == (1, {"value": "made meanwhile"})
    assert len(held) == 11


def test_a_page_of_a_walk_that_was_begun_anew_does_nothing(database: Db) -> None:
    owner = Owner(database, things(10))
    owner.copy.fill()
    late = owner.answer()
    owner.items = things(5)
    owner.copy.fill()
    owner.run()

    owner.copy.keep_page(late)

    assert owner.held() == owner.items


def test_a_snapshot_that_comes_late_takes_nothing_back(database: Db) -> None:
    copy = ReadCopy(database, "owner", "thing")
    copy.keep("t1", 5, {"value": "new"})

    copy.keep_page(
        page(
            [
                {"id": "t1", "sequence": 3, "state": {"value": "old"}},
                {"id": "t2", "sequence": 1, "state": {"value": "first"}},
            ]
        )
    )

    assert copy.find("t1") == {"_id": "t1", "sequence": 5, "value": "new"}
    assert copy.find("t2") == {"_id": "t2", "sequence": 1, "value": "first"}


def test_pages_and_events_at_the_same_time_lose_nothing(database: Db) -> None:
    copy = ReadCopy(database, "owner", "thing")
    items = [{"id": f"t{n}", "sequence": 1, "state": {"value": 1}} for n in range(200)]

    with ThreadPoolExecutor(8) as pool:
        events = [pool.submit(copy.keep, f"t{n}", 2, {"value": 2}) for n in range(0, 200, 2)]
        pages = [pool.submit(copy.keep_page, page(items)) for _ in range(4)]
        for done in [*events, *pages]:
            done.result()

    values = {doc["_id"]: doc["value"] for doc in copy.collection.find()}
    assert len(values) == 200
    assert all(values[f"t{n}"] == (2 if n % 2 == 0 else 1) for n in range(200))
