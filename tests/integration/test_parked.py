"""What cannot be handled is parked, tried again, and at last left to a person."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import AutoReconnect

from services.common import parked
from services.common.errors import Conflict, TooEarly, Unavailable
from services.common.events import Event
from services.common.messaging.inbox import EventInbox
from services.common.messaging.parking import DELAYS_S, Parking

Db = Database[dict[str, Any]]
QUEUE = "evt-probe-counter.grew--listener.hear"
BODY = json.dumps(
    {
        "id": "c1:2:0", "source": "probe", "type": "counter.grew", "subject": "c1",
        "sequence": 2, "data": {"total": 1}, "correlationid": "corr",
    }
).encode()  # fmt: skip


def settle(database: Db, apply: Any, body: bytes = BODY, stopping: bool = False) -> bool:
    """Deliver one message to a handler."""
    parking = Parking(database)
    parking.prepare()
    return EventInbox(parking).settle(
        QUEUE, "probe", "counter.grew", body=body, apply=apply, gone=lambda: stopping
    )


def raising(error: Exception) -> Any:
    """Return a handler that always raises."""

    def apply(event: Event) -> None:
        raise error

    return apply


def only(database: Db) -> dict[str, Any]:
    """Return the one parked record."""
    (record,) = database["parked"].find()
    return record


def test_a_handler_that_fails_is_tried_again_a_second_later(database: Db) -> None:
    settled = settle(database, raising(RuntimeError("broken")))

    record = only(database)
    assert settled
    assert (record["queue"], record["failures"]) == (QUEUE, 1)
    assert "broken" in record["error"]
    assert "RuntimeError" in record["trace"]
    assert record["due_at"] - datetime.now(UTC) < timedelta(seconds=DELAYS_S[0])


def test_a_missing_file_is_no_dependency_that_will_be_back(database: Db) -> None:
    settled = settle(database, raising(FileNotFoundError("template")), stopping=True)

    assert settled
    assert only(database)["failures"] == 1


def test_an_event_that_came_too_early_is_tried_again(database: Db) -> None:
    settle(database, raising(TooEarly("not yet")))

    assert only(database)["failures"] == 1


def test_a_refusal_by_the_domain_is_done_with(database: Db) -> None:
    settled = settle(database, raising(Conflict("no", "No.", "[]")))

    assert settled
    assert database["parked"].count_documents({}) == 0


@pytest.mark.parametrize(
    "error", [AutoReconnect("away"), Unavailable("a", "b"), ConnectionError("gone")]
)
def test_while_a_dependency_is_away_nothing_is_counted(database: Db, error: Exception) -> None:
    settled = settle(database, raising(error), stopping=True)

    assert not settled
    assert database["parked"].count_documents({}) == 0


def test_a_dependency_that_comes_back_finds_the_event_waiting(database: Db) -> None:
    failures = iter([AutoReconnect("away"), AutoReconnect("away")])
    applied = []

    def apply(event: Event) -> None:
        if error := next(failures, None):
            raise error
        applied.append(event.id)

    assert settle(database, apply)
    assert applied == ["c1:2:0"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"x" * 20_000_000,
        b"[]",
        b"{}",
        b'"text"',
        BODY.replace(b'"probe"', b'"forger"'),
    ],
)
def test_what_nobody_can_read_waits_for_a_person(database: Db, body: bytes) -> None:
    settled = settle(database, raising(AssertionError("never called")), body)

    assert settled
    assert "due_at" not in only(database)


def test_the_sixth_failure_waits_for_a_person(database: Db) -> None:
    settle(database, raising(RuntimeError("broken")))
    parking = Parking(database)
    hearing = EventInbox(parking)

    for _ in range(5):
        hearing.again(only(database), "probe", "counter.grew", raising(RuntimeError("still")))

    record = only(database)
    assert record["failures"] == 6
    assert "due_at" not in record


def test_a_parked_event_that_succeeds_is_forgotten(database: Db) -> None:
    settle(database, raising(RuntimeError("broken")))
    applied = []

    EventInbox(Parking(database)).again(
        only(database), "probe", "counter.grew", lambda event: applied.append(event.id)
    )

    assert applied == ["c1:2:0"]
    assert database["parked"].count_documents({}) == 0


def test_the_command_lists_shows_replays_and_drops(
    database: Db, mongo_uri: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    settle(database, raising(AssertionError("never called")), b"garbage")
    monkeypatch.setenv("MONGO_URI", mongo_uri)
    monkeypatch.setenv("MONGO_DATABASE", database.name)
    record_id = str(only(database)["_id"])

    assert parked.main(["list"]) == 0
    assert "waits for a person" in capsys.readouterr().out
    assert parked.main(["show", record_id]) == 0
    assert "garbage" in capsys.readouterr().out
    assert parked.main(["replay", record_id]) == 0
    assert only(database)["due_at"] <= datetime.now(UTC)
    assert parked.main(["drop", record_id]) == 0
    assert parked.main(["drop", record_id]) == 1
    assert database["parked"].count_documents({}) == 0
