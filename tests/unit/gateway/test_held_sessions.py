"""Sessions as read a moment ago."""

from pathlib import Path

from gateway.callers.held_sessions import HELD_S, MOST_HELD, Held, SharedMark, make_mark


class Store:
    """Counts how often it is read; what it gives is the number."""

    def __init__(self) -> None:
        self.reads = 0
        self.now = 0.0

    def read(self) -> int | None:
        self.reads += 1
        return self.reads

    def clock(self) -> float:
        return self.now


def test_what_was_read_is_held_for_a_second() -> None:
    store = Store()
    held: Held[int] = Held(SharedMark(None), store.clock)

    found = [held.get("a", store.read), held.get("a", store.read)]
    store.now = HELD_S
    found.append(held.get("a", store.read))

    assert found == [1, 1, 2]


def test_a_change_in_one_process_is_seen_by_all_with_its_mark(tmp_path: Path) -> None:
    store, path = Store(), make_mark(str(tmp_path))
    here, there = (Held[int](SharedMark(path), store.clock) for _ in range(2))
    elsewhere: Held[int] = Held(SharedMark(None), store.clock)
    for held in (here, there, elsewhere):
        held.get("a", store.read)

    here.forget()

    assert [held.get("a", store.read) for held in (here, there, elsewhere)] == [4, 5, 3]


def test_what_ends_while_it_is_read_is_not_held() -> None:
    store = Store()
    held: Held[int] = Held(SharedMark(None), store.clock)

    def ended_meanwhile() -> int | None:
        held.forget()
        return store.read()

    assert [held.get("a", ended_meanwhile), held.get("a", store.read)] == [1, 2]


def test_nothing_is_held_of_what_is_not_there_nor_more_than_there_is_room_for() -> None:
    store = Store()
    held: Held[int] = Held(SharedMark(None), store.clock)
    assert held.get("gone", lambda: None) is None
    assert held.get("gone", store.read) == 1

    for n in range(MOST_HELD):
        held.get(str(n), store.read)

    assert held.get("gone", store.read) == MOST_HELD + 2
