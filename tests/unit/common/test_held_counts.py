"""Counts over a collection: held for a few seconds, and not beyond a write of this process."""

from services.common.storage.held_counts import FRESH_S, HeldCounts


class Counting:
    """A clock one sets, and how often something was counted."""

    def __init__(self) -> None:
        self.now, self.counted = 0.0, 0
        self.held = HeldCounts(lambda: self.now)

    def ask(self, key: str = "all") -> int:
        return self.held.get(key, self._count)

    def _count(self) -> int:
        self.counted += 1
        return self.counted


def test_it_is_counted_once_until_it_is_too_old() -> None:
    counting = Counting()

    first = [counting.ask(), counting.ask()]
    counting.now = FRESH_S + 1

    assert (first, counting.ask()) == ([1, 1], 2)


def test_a_write_lets_all_go() -> None:
    counting = Counting()
    counting.ask(), counting.ask("other")

    counting.held.forget()

    assert (counting.ask(), counting.ask("other")) == (3, 4)


def test_what_was_counted_while_something_was_written_is_not_held() -> None:
    counting = Counting()

    def count_beside_a_write() -> int:
        counting.held.forget()
        return 17

    assert counting.held.get("all", count_beside_a_write) == 17
    assert counting.ask() == 1
