"""An export of the trail writes each line once, whoever dies meanwhile, and its file is not kept
for ever."""

import base64
import gzip
import hashlib
import json
import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.principal import Principal
from services.common.storage.leases import Lease
from services.identity import exporting
from services.identity.domain.audit_exports import KEPT, MOST_KEPT
from services.identity.entrypoints.audit_exports import AuditExportCalls
from services.identity.exporting import TrailExporting
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.audit_exports import AuditExportFiles, AuditExports
from tests.unit.identity.trails import recorded

Db = Database[dict[str, Any]]


@pytest.fixture
def calls(database: Db, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The calls of an auditor over a trail of 25 lines, looked at ten at a time."""
    monkeypatch.setattr(exporting, "STRETCH", 10)
    monkeypatch.setattr(exporting, "READ_AT_ONCE", 2)
    made: Any = AuditExportCalls()
    made.trail = AuditTrail(database)
    made.audit_exports = AuditExports(database, "identity", lambda *_: None)
    made.export_files = AuditExportFiles(database)
    made.accounts = SimpleNamespace(names=lambda ids: {i: "Ada" for i in ids if i[0] == "a"})
    made.clients = SimpleNamespace(names=lambda ids: {})
    made.bodies = SimpleNamespace(named=lambda keys: [])
    made.vendors = SimpleNamespace(find_many=lambda ids: {})
    for stored in (made.trail, made.audit_exports, made.export_files):
        stored.prepare()
    made.trail.append(*(recorded(n, actor=f"a{n % 2}") for n in range(1, 26)))
    enter("auditor", "audit:read")
    return made


def enter(subject: str, *permissions: str) -> None:
    """Let this person make the next call."""
    caller = Principal(subject, grants={"*": frozenset(permissions)})
    context.enter(Call(principal=caller, once=uuid.uuid4().hex, action="test"))


def writer(calls: Any, database: Db, holder: str = "one") -> TrailExporting:
    lease = Lease(database, "exporting", holder)
    return TrailExporting(calls.audit_exports, calls.export_files, calls.trail, lease)


def begun(calls: Any, subject: str = "auditor", **selection: str) -> dict[str, Any]:
    enter(subject, "audit:read")
    return dict(calls.begin_audit_export(selection))


def finish(work: TrailExporting) -> None:
    while work.go_on():
        pass


def file_of(calls: Any, export_id: str) -> bytes:
    """Return the file as the gateway asks for it, piece by piece."""
    content, n = b"", 0
    while n is not None:
        piece = calls.audit_export_piece(export_id, n)
        content, n = content + base64.b64decode(piece["content_base64"]), piece["next"]
    return content


def numbers_of(content: bytes) -> list[int]:
    return [json.loads(line)["n"] for line in gzip.decompress(content).splitlines()]


def pieces_of(database: Db) -> int:
    return database["audit_export_pieces"].count_documents({})


def test_the_file_has_every_line_in_order_and_the_hash_it_is_said_to_have(
    calls: Any, database: Db
) -> None:
    export, work = begun(calls), writer(calls, database)
    calls.trail.append(*(recorded(n) for n in range(26, 40)))
    seen = []

    while work.go_on():
        seen.append(calls.get_audit_export(export["id"])["gone_to"])

    over, content = calls.get_audit_export(export["id"]), file_of(calls, export["id"])
    assert seen == [10, 20, 25, 25, 25]
    assert (over["state"], over["lines"], over["written"], over["pieces"]) == ("ready", 25, 25, 3)
    assert numbers_of(content) == [*range(1, 26)]
    assert (over["size"], over["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    lines = [json.loads(line) for line in gzip.decompress(content).splitlines()]
    assert lines == calls.trail.export({"limit": 24})


@pytest.mark.parametrize(
    ("selection", "fitting"),
    [
        ({"actor": "a1"}, [*range(1, 26, 2)]),
        ({"about": "a0"}, [*range(2, 26, 2)]),
        ({"actor": "a1", "object": "o2"}, []),
        ({"since": "2999-01-01"}, []),
    ],
)
def test_only_what_fits_is_written(
    calls: Any, database: Db, selection: dict[str, str], fitting: list[int]
) -> None:
    export = begun(calls, **selection)

    finish(writer(calls, database))

    over = calls.get_audit_export(export["id"])
    assert (over["state"], over["written"]) == ("ready", len(fitting))
    assert numbers_of(file_of(calls, export["id"])) == fitting
    assert over["names"] == {id: "Ada" for name, id in selection.items() if id in ("a0", "a1")}


def test_a_process_killed_between_a_piece_and_its_progress_loses_and_doubles_nothing(
    calls: Any, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, first = begun(calls), writer(calls, database)
    first.go_on()

    def killed(*_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(calls.audit_exports, "change", killed)
        with pytest.raises(SystemExit):
            first.go_on()
    assert (pieces_of(database), calls.get_audit_export(export["id"])["pieces"]) == (2, 1)
    Lease(database, "exporting", "one").release()
    finish(writer(calls, database, "two"))

    assert numbers_of(file_of(calls, export["id"])) == [*range(1, 26)]
    assert pieces_of(database) == 3


def test_one_killed_while_it_reads_back_is_read_back_from_the_beginning(
    calls: Any, database: Db
) -> None:
    export, first = begun(calls), writer(calls, database)
    for _ in range(4):
        first.go_on()
    Lease(database, "exporting", "one").release()

    finish(writer(calls, database, "two"))

    content = file_of(calls, export["id"])
    over = calls.get_audit_export(export["id"])
    assert over["sha256"] == hashlib.sha256(content).hexdigest()


def test_a_file_a_piece_is_missing_of_is_not_given_out(calls: Any, database: Db) -> None:
    export, work = begun(calls), writer(calls, database)
    for _ in range(3):
        work.go_on()
    database["audit_export_pieces"].delete_one({"n": 1})

    finish(work)

    assert calls.get_audit_export(export["id"])["state"] == "failed"
    with pytest.raises(Conflict):
        calls.audit_export_piece(export["id"], 0)


def test_one_cancelled_stops_and_its_pieces_are_gone(
    calls: Any, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, work = begun(calls), writer(calls, database)
    work.go_on()
    put = calls.export_files.put

    def put_late(*piece: Any) -> None:
        enter("other", "audit:read")
        assert calls.cancel_audit_export(export["id"])["state"] == "cancelled"
        put(*piece)

    monkeypatch.setattr(calls.export_files, "put", put_late)
    work.go_on()

    over = calls.get_audit_export(export["id"])
    assert (over["state"], over["gone_to"], over["cancelled_by"]) == ("cancelled", 10, "other")
    assert pieces_of(database) == 0
    assert not work.go_on()
    enter("other", "audit:read")
    with pytest.raises(Conflict):
        calls.cancel_audit_export(export["id"])


def test_a_file_goes_when_its_time_is_over_and_says_so(
    calls: Any, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, work = begun(calls), writer(calls, database)
    finish(work)
    later = clock.now() + KEPT + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Conflict):
        calls.audit_export_piece(export["id"], 0)

    finish(work)

    assert calls.get_audit_export(export["id"])["state"] == "expired"
    assert pieces_of(database) == 0


def test_pieces_nobody_removes_go_by_themselves(calls: Any, database: Db) -> None:
    begun(calls)
    writer(calls, database).go_on()

    kept = database["audit_export_pieces"].index_information()["kept_until"]

    assert kept["expireAfterSeconds"] == 3600
    assert database["audit_export_pieces"].count_documents({"kept_until": {"$type": "date"}}) == 1


def test_each_person_has_one_that_runs_and_a_few_files(calls: Any, database: Db) -> None:
    export, work = begun(calls, actor="a1"), writer(calls, database)

    assert begun(calls, actor="a1")["id"] == export["id"]
    with pytest.raises(Conflict, match="audit-export-running"):
        begun(calls, actor="a0")
    assert begun(calls, "other", actor="a0")["id"] != export["id"]
    finish(work)
    for _ in range(MOST_KEPT - 1):
        begun(calls)
        finish(work)
    with pytest.raises(Conflict, match="audit-exports-full"):
        begun(calls)
    enter("auditor", "audit:read")
    assert calls.cancel_audit_export(export["id"])["state"] == "removed"
    assert begun(calls)["state"] == "running"


def test_the_same_call_again_begins_no_second_one(calls: Any, database: Db) -> None:
    first = calls.begin_audit_export({})
    finish(writer(calls, database))

    again = calls.begin_audit_export({})

    assert (again["id"], again["state"]) == (first["id"], "ready")
    assert begun(calls)["id"] != first["id"]


def test_exports_are_listed_the_newest_first_and_are_acts_of_the_trail(
    calls: Any, database: Db
) -> None:
    ids = [begun(calls, subject)["id"] for subject in ("a1", "a2", "a3")]

    first = calls.list_audit_exports({"limit": "2"})
    second = calls.list_audit_exports({"limit": "2", "cursor": first["next"]})

    assert [one["id"] for one in first["items"] + second["items"]] == ids[::-1]
    assert (first["total"], first["items"][0]["started_by_name"]) == (3, "Ada")
    (told,) = database["audit_exports"].find_one({"_id": ids[0]})["outbox"]
    act = told["data"]
    assert (act["noun"], act["object"], act["actor"]) == ("audit_exports", ids[0], "a1")


def test_nobody_else_exports_and_no_other_filter_is_known(calls: Any) -> None:
    with pytest.raises(NotFound):
        calls.get_audit_export("e0")
    for wrong in ({"since": "gestern"}, {"cursor": "7"}, {"actor": {"$ne": ""}}):
        with pytest.raises(Invalid):
            calls.begin_audit_export(wrong)
    enter("nina", "registrations:read")
    for call, arguments in (
        ("begin_audit_export", ({},)), ("cancel_audit_export", ("e0",)),
        ("list_audit_exports", ({},)), ("get_audit_export", ("e0",)),
        ("audit_export_piece", ("e0", 0)),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            getattr(calls, call)(*arguments)
