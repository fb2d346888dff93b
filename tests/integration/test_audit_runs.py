"""A check of the whole trail goes on by itself, stretch by stretch, and is over once."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, NotFound
from services.common.principal import Principal
from services.common.storage.leases import Lease
from services.identity import checking
from services.identity.checking import TrailChecking
from services.identity.entrypoints.audit import AuditCalls
from services.identity.entrypoints.audit_runs import AuditRunCalls
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.audit_runs import AuditRuns
from tests.unit.identity.trails import recorded

Db = Database[dict[str, Any]]


@pytest.fixture
def calls(database: Db, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The calls of an auditor over a trail of 25 lines, checked ten at a time."""
    monkeypatch.setattr(checking, "STRETCH", 10)
    made: Any = AuditRunCalls()
    made.trail = AuditTrail(database)
    made.audit_runs = AuditRuns(database, "identity", lambda *_: None)
    made.accounts = SimpleNamespace(names=lambda ids: dict.fromkeys(ids, "Ada"))
    for stored in (made.trail, made.audit_runs):
        stored.prepare()
    made.trail.append(*(recorded(n) for n in range(1, 26)))
    enter("auditor", "audit:read")
    return made


def enter(subject: str, *permissions: str) -> None:
    """Let this person make the next call."""
    caller = Principal(subject, grants={"*": frozenset(permissions)})
    context.enter(Call(principal=caller, once=uuid.uuid4().hex, action="test"))


def checker(calls: Any, database: Db, holder: str = "one") -> TrailChecking:
    return TrailChecking(calls.audit_runs, calls.trail, Lease(database, "checking", holder))


def test_it_goes_on_where_another_process_left_off_until_all_is_checked(
    calls: Any, database: Db
) -> None:
    run = calls.begin_audit_run({})
    first = checker(calls, database)
    seen = []

    more = first.go_on()
    seen.append(calls.get_audit_run(run["id"])["checked_to"])
    Lease(database, "checking", "one").release()
    second = checker(calls, database, "two")
    while more:
        more = second.go_on()
        seen.append(calls.get_audit_run(run["id"])["checked_to"])

    over = calls.get_audit_run(run["id"])
    assert seen == [10, 20, 25]
    assert (over["state"], over["lines"], over["started_by_name"]) == ("whole", 25, "Ada")
    assert over["sentence"].de == "Alle geprüften Zeilen sind unverändert."
    assert not second.go_on()


def test_a_line_that_was_tampered_with_is_found_and_named(calls: Any, database: Db) -> None:
    database["audit"].update_one({"_id": 17}, {"$set": {"actor": "somebody-else"}})
    run, works = calls.begin_audit_run({}), checker(calls, database)

    while works.go_on():
        pass

    over = calls.get_audit_run(run["id"])
    assert (over["state"], over["position"], over["checked_to"]) == ("broken", 17, 16)
    assert over["sentence"].de == "Zeile 17 wurde nachträglich verändert."


def test_a_head_kept_elsewhere_shows_that_all_was_written_anew(calls: Any, database: Db) -> None:
    calls.begin_audit_run({"head": f"9:{'f' * 64}"})
    works = checker(calls, database)

    while works.go_on():
        pass

    (over,) = calls.list_audit_runs({})["items"]
    assert (over["state"], over["position"], over["reason"]) == ("broken", 9, "head-differs")


def test_lines_written_meanwhile_are_for_the_next_check(calls: Any, database: Db) -> None:
    run, works = calls.begin_audit_run({}), checker(calls, database)
    works.go_on()
    calls.trail.append(*(recorded(n) for n in range(26, 90)))

    while works.go_on():
        pass

    assert calls.get_audit_run(run["id"])["checked_to"] == 30


def test_one_goes_on_at_a_time_and_one_cancelled_stops(calls: Any, database: Db) -> None:
    run, works = calls.begin_audit_run({}), checker(calls, database)
    works.go_on()
    enter("other", "audit:read")
    same = calls.begin_audit_run({})

    cancelled = calls.cancel_audit_run(run["id"])

    assert same["id"] == run["id"]
    assert (cancelled["state"], cancelled["checked_to"]) == ("cancelled", 10)
    assert (cancelled["started_by"], cancelled["cancelled_by"]) == ("auditor", "other")
    assert cancelled["cancelled_by_name"] == "Ada"
    assert not works.go_on()
    enter("other", "audit:read")
    with pytest.raises(Conflict):
        calls.cancel_audit_run(run["id"])
    enter("other", "audit:read")
    assert calls.begin_audit_run({})["id"] != run["id"]


def test_checks_are_listed_the_newest_first(calls: Any, database: Db) -> None:
    begun = []
    for _ in range(3):
        enter("auditor", "audit:read")
        begun.append(calls.begin_audit_run({})["id"])
        enter("auditor", "audit:read")
        calls.cancel_audit_run(begun[-1])

    first = calls.list_audit_runs({"limit": "2"})
    second = calls.list_audit_runs({"limit": "2", "cursor": first["next"]})

    listed = [run["id"] for run in first["items"] + second["items"]]
    assert listed == begun[::-1]
    assert (first["total"], second["next"]) == (3, None)


def test_nobody_else_checks(calls: Any) -> None:
    with pytest.raises(NotFound):
        calls.get_audit_run("r0")
    enter("nina", "registrations:read")
    for call, arguments in (("begin_audit_run", ({},)), ("cancel_audit_run", ("r0",)),
                            ("list_audit_runs", ({},)), ("get_audit_run", ("r0",))):  # fmt: skip
        with pytest.raises(Forbidden):
            getattr(calls, call)(*arguments)


def test_a_cut_trail_is_not_whole_however_much_is_written_after_it_was_begun(
    calls: Any, database: Db
) -> None:
    (kept,) = calls.trail.page({"sort": "-n", "cursor": None, "limit": 0, "object": None})[:1]
    calls.trail.collection.delete_many({"_id": {"$gt": 18}})
    run = calls.begin_audit_run({"head": f"25:{kept['hash']}"})
    work = checker(calls, database)
    calls.trail.append(*(recorded(n) for n in range(100, 120)))

    while work.go_on():
        pass

    over = calls.get_audit_run(run["id"])
    assert (over["state"], over["lines"]) == ("broken", 25)


def test_a_head_is_not_lost_to_a_check_that_does_not_compare_it(calls: Any) -> None:
    running = calls.begin_audit_run({})
    enter("auditor", "audit:read")

    with pytest.raises(Conflict) as refused:
        calls.begin_audit_run({"head": f"25:{'0' * 64}"})

    assert refused.value.code == "audit-run-running"
    assert calls.cancel_audit_run(running["id"])["sentence"] is None


def test_an_altered_line_is_shown_as_far_as_it_can_be(calls: Any) -> None:
    altered = {"$set": {"object": 7}, "$unset": {"actor": 1}}
    calls.trail.collection.update_one({"_id": 3}, altered)
    audit: Any = AuditCalls()
    audit.trail, audit.accounts = calls.trail, calls.accounts
    audit.bodies = SimpleNamespace(named=lambda keys: [])
    audit.clients = SimpleNamespace(names=lambda ids: {})
    audit.vendors = SimpleNamespace(find_many=lambda ids: {})

    lines = audit.list_audit({"limit": "25"})["items"]

    assert (lines[2]["actor"], lines[2]["object"], len(lines)) == (None, 7, 25)
    assert [line["n"] for line in lines if line["altered"]] == [3]
