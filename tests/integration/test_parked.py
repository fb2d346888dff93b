"""What cannot be handled is parked, tried again, and at last left to a person."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import AutoReconnect

from services.common import context, parked
from services.common.context import Call
from services.common.errors import Conflict, NotFound, TooEarly, Unavailable
from services.common.events import Event
from services.common.messaging.inbox import EventInbox
from services.common.messaging.parked_messages import ParkedMessages
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


QUERY: dict[str, Any] = {"state": None, "since": None, "limit": 50, "cursor": None}


def at_the_desk(database: Db) -> ParkedMessages:
    return ParkedMessages(Parking(database), "listener")


def given_up(database: Db, error: Exception) -> dict[str, Any]:
    """Return the message, as a person sees it, that failed as often as it is tried."""
    settle(database, raising(error))
    for _ in DELAYS_S:
        EventInbox(Parking(database)).again(only(database), "probe", "counter.grew", raising(error))
    (shown,) = at_the_desk(database).page(QUERY)["items"]
    return dict(shown)


def acts(database: Db) -> list[tuple[str, str, str]]:
    """Return what is told of a person's acts: what, on which message, how many by then."""
    told = [event for doc in database["parked"].find() for event in doc.get("outbox", [])]
    assert {event["type"] for event in told} == {"audit.recorded"}
    return [(e["data"]["action"], e["data"]["object"], e["id"]) for e in told]


def test_a_person_sees_why_since_when_and_what_to_do_but_not_what_is_in_it(database: Db) -> None:
    shown = given_up(database, KeyError("anna@prien.example"))

    assert (shown["state"], shown["failures"], shown["error"]) == ("waiting", 6, "KeyError")
    assert (shown["source"], shown["message"], shown["handler"]) == (
        "probe",
        "counter.grew",
        "hear",
    )
    assert (shown["subject"], shown["correlation_id"]) == ("c1", "corr")
    assert "Fehler im Programm" in shown["reason"].de
    assert "Ursache beheben" in shown["advice"].de
    assert "anna" not in str(shown)
    assert "total" not in str(shown)


def test_a_replay_is_due_at_once_recorded_once_and_kept_when_it_succeeds(database: Db) -> None:
    shown, desk = given_up(database, RuntimeError("broken")), at_the_desk(database)

    with context.entered(Call(action="listener.replay_parked")):
        answers = [desk.replay(shown["id"])["state"] for _ in range(2)]

    assert answers == ["retrying", "retrying"]
    assert acts(database) == [("listener.replay_parked", shown["id"], f"{shown['id']}:1:r")]
    (record,) = Parking(database).due([QUEUE])
    EventInbox(Parking(database)).again(record, "probe", "counter.grew", lambda event: None)
    assert desk.page(QUERY)["items"] == []
    assert desk.replay(shown["id"])["state"] == "settled"
    assert "body" not in only(database)
    with pytest.raises(Conflict):
        desk.discard(shown["id"], "Doppelt.")


def test_what_fails_again_after_a_replay_waits_for_a_person_again(database: Db) -> None:
    shown, desk = given_up(database, RuntimeError("broken")), at_the_desk(database)
    with context.entered(Call(action="listener.replay_parked")):
        desk.replay(shown["id"])
        again = raising(RuntimeError("still"))
        EventInbox(Parking(database)).again(only(database), "probe", "counter.grew", again)

        (waiting,) = desk.page({**QUERY, "state": "waiting"})["items"]
        assert waiting["failures"] == 7
        assert desk.replay(shown["id"])["state"] == "retrying"

    assert [id for _, _, id in acts(database)] == [f"{shown['id']}:{n}:r" for n in (1, 2)]


def test_what_is_discarded_leaves_who_and_why_but_no_words(database: Db) -> None:
    shown, desk = given_up(database, RuntimeError("broken")), at_the_desk(database)

    with context.entered(Call(action="listener.discard_parked")):
        answers = [desk.discard(shown["id"], "Doppelt gemeldet.")["state"] for _ in range(2)]

    assert answers == ["discarded", "discarded"]
    assert only(database)["discard_reason"] == "Doppelt gemeldet."
    assert {"body", "trace", "due_at"}.isdisjoint(only(database))
    assert len(acts(database)) == 1
    assert desk.page(QUERY)["total"] == 0


def test_the_same_message_that_fails_anew_is_a_new_case_of_the_same_record(database: Db) -> None:
    shown, desk = given_up(database, RuntimeError("broken")), at_the_desk(database)
    with context.entered(Call(action="listener.discard_parked")):
        desk.discard(shown["id"], "Doppelt gemeldet.")

    settle(database, raising(RuntimeError("anew")))

    (anew,) = desk.page(QUERY)["items"]
    assert (anew["id"], anew["state"], anew["failures"]) == (shown["id"], "retrying", 1)


def test_a_call_nobody_waits_for_any_more_can_only_be_discarded(database: Db) -> None:
    Parking(database).park_unreadable("rpc-listener", b"garbage", "no JSON")
    desk = at_the_desk(database)
    (shown,) = desk.page(QUERY)["items"]

    assert "nicht lesbar" in shown["reason"].de
    assert "verwerfen" in shown["advice"].de
    with pytest.raises(Conflict, match="nicht erneut versuchen"):
        desk.replay(shown["id"])


@pytest.mark.parametrize("id", ["listener.nothing", "other.nothing", "listener", ""])
def test_a_message_that_is_not_there_is_not_found(database: Db, id: str) -> None:
    with pytest.raises(NotFound):
        at_the_desk(database).replay(id)


def test_pages_of_several_services_go_on_behind_the_same_cursor(database: Db) -> None:
    for n in range(4):
        Parking(database).park_unreadable(QUEUE, b"%d" % n, "no JSON")
    same = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    database["parked"].update_many({}, {"$set": {"parked_at": same}})
    seen, cursor = [], None
    while True:
        page = at_the_desk(database).page(
            {"state": None, "since": None, "limit": 3, "cursor": cursor}
        )
        seen += [item["id"] for item in page["items"]]
        if (cursor := page["next"]) is None:
            break

    assert len(seen) == len(set(seen)) == 4
    for moment, new in ((same, 4), (same + timedelta(seconds=1), 0)):
        assert at_the_desk(database).page({**QUERY, "since": moment})["new"] == new
    behind = {"since": None, "state": None, "limit": 9, "cursor": page["items"][-1]["cursor"]}
    others = {name: ParkedMessages(Parking(database), name).page(behind) for name in ("a", "z")}
    assert {name: len(page["items"]) for name, page in others.items()} == {"a": 0, "z": 4}
