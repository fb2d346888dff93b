"""The database's clock, asked once a second: never ahead, and not far behind."""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.common.storage.database_time import DatabaseTime

START = datetime(2026, 11, 28, tzinfo=UTC)


class Database:
    """A database whose answers take their time."""

    codec_options = None

    def __init__(self) -> None:
        self.passed = 0.0
        self.asked = 0
        self.answer_takes = 0.0

    def command(self, *_: object, **__: object) -> dict[str, Any]:
        said = self.time
        self.asked += 1
        self.passed += self.answer_takes
        return {"localTime": said}

    @property
    def time(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def clock(self) -> float:
        return self.passed


def made() -> tuple[Any, DatabaseTime]:
    database: Any = Database()
    return database, DatabaseTime(database, database.clock)


def test_it_is_asked_once_a_second_and_reckoned_on_from_there() -> None:
    database, time = made()

    for _ in range(9):
        assert time.now() == database.time
        database.passed += 0.25

    assert database.asked == 2


def test_it_is_not_reckoned_on_from_an_answer_that_was_long_on_its_way() -> None:
    database, time = made()
    database.answer_takes = 8.0
    time.now()
    database.answer_takes = 0.0

    assert time.now() == database.time


def test_it_is_never_ahead_nor_does_it_go_back_for_slow_answers() -> None:
    database, time = made()
    seen = []

    for step in range(40):
        database.answer_takes = 0.9 if step % 3 else 0.0
        now = time.now()
        assert now <= database.time
        seen.append(now)
        database.passed += 0.4

    assert seen == sorted(seen)
