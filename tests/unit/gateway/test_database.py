"""A database that is away costs one caller the wait, not every one."""

import pytest
from pymongo.errors import DuplicateKeyError, ServerSelectionTimeoutError

from gateway import database
from gateway.database import REMEMBERED_S, CircuitBreaker, bounded
from services.common.errors import Unavailable


class Server:
    """A database whose calls are counted and fail as told; time passes when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.time, self.calls = 0.0, 0
        self.failure: Exception | None = None
        monkeypatch.setattr(database, "_absence", CircuitBreaker(lambda: self.time))

    def ask(self) -> str:
        try:
            with bounded():
                self.calls += 1
                if self.failure:
                    raise self.failure
        except Unavailable as refusal:
            return refusal.code
        return "answered"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(monkeypatch)


def test_after_a_failure_everybody_is_refused_at_once_for_a_second(server: Server) -> None:
    server.failure = ServerSelectionTimeoutError("no server")

    answers = [server.ask() for _ in range(3)]

    assert answers == ["database-away"] * 3
    assert server.calls == 1


def test_then_one_caller_tries_and_the_others_are_still_refused(server: Server) -> None:
    server.failure = ServerSelectionTimeoutError("no server")
    server.ask()
    server.time = REMEMBERED_S
    server.failure = None

    with bounded():
        meanwhile = server.ask()
    after = server.ask()

    assert (meanwhile, after) == ("database-away", "answered")


def test_a_try_that_fails_is_remembered_anew(server: Server) -> None:
    server.failure = ServerSelectionTimeoutError("no server")
    server.ask()
    server.time = REMEMBERED_S

    tried = [server.ask(), server.ask()]

    assert tried == ["database-away"] * 2
    assert server.calls == 2


def test_a_refusal_by_the_database_is_an_answer(server: Server) -> None:
    server.failure = DuplicateKeyError("there is one")

    for _ in range(2):
        with pytest.raises(DuplicateKeyError):
            server.ask()

    assert server.calls == 2


def test_a_caller_that_breaks_while_it_tries_locks_nobody_out(server: Server) -> None:
    server.failure = ServerSelectionTimeoutError("no server")
    server.ask()
    server.time = REMEMBERED_S
    server.failure = ZeroDivisionError()

    with pytest.raises(ZeroDivisionError):
        server.ask()

    server.failure = None
    assert server.ask() == "answered"
