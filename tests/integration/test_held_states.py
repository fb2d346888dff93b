"""States in memory are those of the database, a second ago at the latest."""

from typing import Any

import pytest
from pymongo.database import Database

from services.common.messaging import held_states
from services.common.messaging.held_states import HELD_FOR_S, HeldStates
from services.common.messaging.read_copies import Mark, ReadCopy

Db = Database[dict[str, Any]]
Doc = dict[str, Any]


class CountedCopy(ReadCopy):
    """A read copy that knows how often single states were read from the database."""

    read: list[str]
    between: Any = None

    def find_marked(self, id: str) -> tuple[Doc | None, Mark]:
        self.read.append(id)
        found = super().find_marked(id)
        if self.between:
            self.between()
        return found


class Clock:
    """Goes on when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def copy(database: Db) -> CountedCopy:
    made = CountedCopy(database, "owner", "thing")
    made.read = []
    made.keep("a", 1, {"value": "first"})
    made.keep("b", 1, {"value": "other"})
    return made


@pytest.fixture
def replica(database: Db) -> ReadCopy:
    """The same copy as another process has it."""
    return ReadCopy(database, "owner", "thing")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def held(copy: CountedCopy, clock: Clock) -> HeldStates:
    return HeldStates(copy, clock)


def value(held: HeldStates, id: str = "a") -> Any:
    return (held.find(id) or {}).get("value")


def test_what_is_asked_for_again_is_read_once_as_long_as_it_is_the_same(
    copy: CountedCopy, held: HeldStates, clock: Clock
) -> None:
    for _ in range(5):
        assert (value(held), value(held, "b")) == ("first", "other")
        clock.now += HELD_FOR_S * 0.7

    assert copy.read == ["a", "b"]
    assert "kept_at" not in (held.find("a") or {})


def test_what_another_process_changes_is_known_within_a_second(
    held: HeldStates, replica: ReadCopy, clock: Clock
) -> None:
    assert (value(held), value(held, "b")) == ("first", "other")

    replica.keep("a", 2, {"value": "second"})
    clock.now += HELD_FOR_S + 0.01

    assert (value(held), value(held, "b")) == ("second", "other")


def test_a_state_replaced_at_the_same_sequence_is_noticed(
    held: HeldStates, replica: ReadCopy, clock: Clock
) -> None:
    assert value(held) == "first"

    replica.collection.update_one(
        {"_id": "a"}, [{"$set": {"value": "mended", "kept_at": {"$add": ["$kept_at", 1]}}}]
    )
    clock.now += HELD_FOR_S + 0.01

    assert value(held) == "mended"


def test_what_another_process_removes_is_gone_within_a_second(
    held: HeldStates, replica: ReadCopy, clock: Clock
) -> None:
    assert value(held) == "first"

    replica.collection.delete_one({"_id": "a"})
    clock.now += HELD_FOR_S + 0.01

    assert held.find("a") is None


def test_what_this_process_changes_is_known_at_once(copy: CountedCopy, held: HeldStates) -> None:
    assert value(held) == "first"

    copy.keep("a", 2, {"value": "second"})

    assert value(held) == "second"


def test_what_was_read_while_it_changed_is_not_held(copy: CountedCopy, held: HeldStates) -> None:
    copy.between = lambda: copy.keep("a", 2, {"value": "second"})
    assert value(held) == "first"

    copy.between = None
    assert value(held) == "second"


def test_what_is_not_there_is_looked_for_each_time(held: HeldStates, replica: ReadCopy) -> None:
    assert held.find("new") is None

    replica.keep("new", 1, {"value": "here"})

    assert value(held, "new") == "here"


def test_only_so_many_are_held(
    copy: CountedCopy, held: HeldStates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_states, "MOST_HELD", 1)

    assert [value(held, id) for id in "aba"] == ["first", "other", "first"]
    assert copy.read == ["a", "b", "a"]
