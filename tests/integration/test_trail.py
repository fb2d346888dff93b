"""The audit trail on a real database: one chain whoever writes, found by index, with heads."""

import json
import logging
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Forbidden, Invalid
from services.common.principal import Principal
from services.common.storage import mongo
from services.identity import audit
from services.identity.domain.audit import seal
from services.identity.entrypoints.audit import AuditCalls
from services.identity.entrypoints.personal_data import PersonalDataCalls
from services.identity.repositories.audit import FILTERS, AuditTrail
from tests import builders
from tests.unit.identity.trails import recorded

Doc = dict[str, Any]
AUDITOR = Principal("auditor", grants={"*": frozenset({"audit:read"})})


class Days:
    """A clock that stands where a test puts it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self.text).replace(tzinfo=UTC)


@pytest.fixture
def trail(database: Database[Doc]) -> AuditTrail:
    trail = AuditTrail(database)
    trail.prepare()
    return trail


def test_many_writers_make_one_chain(trail: AuditTrail) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: trail.append(recorded(n)), range(1600)))

    verdict = trail.verify().plain()

    assert (verdict["verdict"], verdict["checked_to"]) == ("whole", 1600)
    assert len(trail.collection.distinct("event")) == 1600


def test_many_lists_of_acts_make_one_chain_with_each_act_once(trail: AuditTrail) -> None:
    begins = [*range(0, 400, 10)] * 2

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: trail.append(*map(recorded, range(n, n + 20))), begins))

    verdict = trail.verify().plain()
    assert (verdict["verdict"], verdict["checked_to"]) == ("whole", 410)
    assert len(trail.collection.distinct("event")) == 410


def test_two_processes_add_lists_of_acts_to_one_chain(database: Database[Doc]) -> None:
    first, second = AuditTrail(database), AuditTrail(database)
    first.prepare()
    known = [recorded(n) for n in (3, 7, 8)]
    first.append(*known)
    second.append(recorded(100))

    first.append(*map(recorded, range(12)))
    second.append(*map(recorded, range(100, 103)))

    verdict = first.verify().plain()
    assert (verdict["verdict"], verdict["checked_to"]) == ("whole", 15)


def append_some(uri: str, database: str, begin: int) -> None:
    """Add fifty lines, four at a time, and the same again; runs in a process of its own."""
    with mongo.connect(uri, "test") as client, ThreadPoolExecutor(4) as pool:
        trail = AuditTrail(client[database])
        list(pool.map(lambda n: trail.append(recorded(n)), [*range(begin, begin + 50)] * 2))


def test_two_processes_make_one_chain(
    trail: AuditTrail, database: Database[Doc], mongo_uri: str
) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        both = [pool.submit(append_some, mongo_uri, database.name, begin) for begin in (0, 25)]
        for one in both:
            one.result(60)

    verdict = trail.verify().plain()

    assert (verdict["verdict"], verdict["checked_to"]) == ("whole", 75)


def test_an_event_heard_twice_is_one_line(trail: AuditTrail, database: Database[Doc]) -> None:
    for writer in (trail, trail, AuditTrail(database), trail):
        writer.append(recorded(1))
    trail.append(recorded(1, source="contracts"))

    assert [line["event"] for line in trail.stream({})] == ["orders/o1:7:r", "contracts/o1:7:r"]
    assert trail.verify().fault is None


def test_an_event_that_is_no_act_leaves_no_line(trail: AuditTrail) -> None:
    with pytest.raises(ValueError, match="actor"):
        trail.append(recorded(1, actor=None))

    assert trail.length() == 0


def test_a_day_s_head_is_kept_and_logged_before_the_next_day_s_first_line(
    database: Database[Doc], caplog: pytest.LogCaptureFixture
) -> None:
    clock = Days("2026-11-20T10:00:00")
    trail, other = AuditTrail(database, clock), AuditTrail(database, clock)
    for n, writer in enumerate([trail, other, trail], start=1):
        writer.append(recorded(n))

    clock.text = "2026-11-21T00:00:01"
    with caplog.at_level(logging.INFO):
        for n, writer in enumerate([trail, other, trail], start=4):
            writer.append(recorded(n, at="2026-11-21T00:00:00.500+00:00"))

    third = [*trail.stream({})][2]
    (head,) = trail.heads(limit=5)
    assert (head["day"], head["n"], head["hash"]) == ("2026-11-20", 3, third["hash"])
    told = [record.__dict__["facts"] for record in caplog.records if record.msg == "audit_head"]
    assert told == [{"day": "2026-11-20", "n": 3, "hash": third["hash"]}]


def test_a_start_keeps_the_head_of_a_day_that_ended_without_it(database: Database[Doc]) -> None:
    AuditTrail(database, Days("2026-11-20T10:00:00")).append(recorded(1))

    for later in ("2026-11-20T23:59:59", "2026-11-23T08:00:00", "2026-11-24T08:00:00"):
        AuditTrail(database, Days(later)).warm()

    assert [(head["day"], head["n"]) for head in trail_heads(database)] == [("2026-11-20", 1)]


def test_a_line_from_a_clock_that_is_fast_opens_no_future_day(database: Database[Doc]) -> None:
    clock = Days("2026-11-20T10:00:00")
    trail = AuditTrail(database, clock)
    trail.append(recorded(1, at="2027-01-01T00:00:00.000+00:00"))

    clock.text = "2026-11-21T10:00:00"
    trail.append(recorded(2))

    assert [(head["day"], head["n"]) for head in trail_heads(database)] == [("2026-11-20", 1)]


def trail_heads(database: Database[Doc]) -> list[Doc]:
    return AuditTrail(database).heads(limit=10)


@pytest.fixture
def varied(trail: AuditTrail) -> AuditTrail:
    """A trail of four hundred acts of twenty people on as many days."""
    for number in range(1, 401):
        turn = number % 20
        names = {name: f"{name}{turn}" for name in FILTERS if name != "service"}
        day = f"2026-10-{1 + number // 20:02}T10:00:00.000+00:00"
        trail.append(recorded(number, at=day, source=f"service{turn}", **names))
    return trail


def stages(plan: Doc) -> list[tuple[str, str]]:
    inner = [plan["inputStage"]] if "inputStage" in plan else plan.get("inputStages", [])
    below = [stage for one in inner for stage in stages(one)]
    return [(plan["stage"], plan.get("indexName", "")), *below]


@pytest.mark.parametrize("name", [*FILTERS, "since"])
def test_every_filter_has_its_index(varied: AuditTrail, name: str) -> None:
    turn = "2026-10-21" if name == "since" else f"{name}7"

    plan = varied.found({name: turn}, by_time=True, backwards=True).explain()

    index = "by_time" if name == "since" else f"{name}_by_time"
    found = stages(plan["queryPlanner"]["winningPlan"])
    assert ("IXSCAN", index) in found
    assert "SORT" not in dict(found)
    examined = plan["executionStats"]["totalDocsExamined"]
    assert examined == plan["executionStats"]["nReturned"] == varied.count({name: turn})[0] > 0


def test_a_search_in_the_middle_of_the_years_reads_only_its_page(varied: AuditTrail) -> None:
    query = {"actor": "actor7", "since": "2026-10-03", "until": "2026-10-10", "cursor": "107"}

    plan = varied.found(query, by_time=True, backwards=True).limit(2).explain()

    assert "SORT" not in dict(stages(plan["queryPlanner"]["winningPlan"]))
    assert plan["executionStats"]["totalDocsExamined"] == 2
    assert plan["executionStats"]["totalKeysExamined"] <= 6


def test_a_search_counts_so_far_and_says_that_there_is_more(
    varied: AuditTrail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.identity.repositories.audit.MOST_COUNTED", 19)

    assert varied.count({"actor": "actor7"}) == (19, True)
    assert varied.count({"actor": "actor7", "until": "2026-10-04"}) == (4, False)
    assert varied.count({}) == (400, False)


def test_what_a_thing_is_in_is_read_in_order_by_indexes_alone(varied: AuditTrail) -> None:
    about = {"about": "object7,actor8"}

    plan = varied.found({**about, "cursor": "300"}, by_time=True, backwards=True).limit(9).explain()
    lines = [line["n"] for line in varied.stream(about)]

    used = stages(plan["queryPlanner"]["winningPlan"])
    by_role = {f"{name}_by_time" for name in ("object", "actor", "on_behalf_of", "mandate")}
    assert by_role <= {index for _, index in used}
    assert "SORT" not in dict(used)
    assert plan["executionStats"]["totalDocsExamined"] <= 9 + 2 * len(by_role) * 2
    assert lines == [n for n in range(1, 401) if n % 20 in (7, 8)]
    assert varied.count(about) == (len(lines), False)


@pytest.mark.parametrize(
    ("narrowed", "lines"),
    [({"object": "object7"}, 20), ({"object": "object8"}, 0), ({"actor": "actor7"}, 20),
     ({"object": "x", "actor": "x", "on_behalf_of": "x", "mandate": "x"}, 0)],
)  # fmt: skip
def test_a_thing_and_a_filter_narrow_together(
    varied: AuditTrail, narrowed: Doc, lines: int
) -> None:
    about = {"about": "object7", **narrowed}

    assert (len(list(varied.stream(about))), varied.count(about)) == (lines, (lines, False))


def test_filters_narrow_together_and_days_are_whole(varied: AuditTrail) -> None:
    days = {"since": "2026-10-03", "until": "2026-10-04"}

    both = [line["n"] for line in varied.stream({"actor": "actor7", **days})]

    assert both == [47, 67]
    assert varied.count(days) == (40, False)
    exact = {"since": "2026-10-03T10:00:00Z", "until": "2026-10-04T11:00+01:00"}
    assert varied.count(exact) == (20, False)


@pytest.fixture
def calls(varied: AuditTrail) -> AuditCalls:
    context.enter(Call(principal=AUDITOR))
    calls = AuditCalls()
    calls.trail = varied
    calls.accounts = SimpleNamespace(names=lambda ids: {"reviewer": "Nina"} if list(ids) else {})
    calls.bodies = SimpleNamespace(named=lambda keys: [])
    calls.clients = SimpleNamespace(names=lambda ids: {})
    calls.vendors = SimpleNamespace(find_many=lambda ids: {id: {"name": "Demo"} for id in ids})
    return calls


@pytest.mark.parametrize(("sort", "expected"), [("n", range(1, 401)), ("-n", range(400, 0, -1))])
def test_pages_follow_each_other_in_either_order(
    calls: AuditCalls, sort: str, expected: range
) -> None:
    page = calls.list_audit({"sort": sort, "limit": "150"})
    seen, totals = page["items"], {page["total"]}
    while page["next"]:
        page = calls.list_audit({"sort": sort, "limit": "150", "cursor": page["next"]})
        seen += page["items"]
        totals.add(page["total"])

    assert [line["n"] for line in seen] == [*expected]
    assert totals == {400}


@pytest.mark.parametrize(("sort", "turned"), [("n", False), ("-n", True)])
def test_pages_of_a_search_follow_each_other_by_time(
    calls: AuditCalls, sort: str, turned: bool
) -> None:
    late = recorded(401, at="2026-10-05T09:00:00.000+00:00", source="service7", actor="actor7")
    calls.trail.append(late)
    asked = {"actor": "actor7", "since": "2026-10-04", "until": "2026-10-06", "sort": sort}
    page, seen = {"next": ""}, list[int]()
    while page["next"] is not None:
        cursor = {"cursor": page["next"]} if page["next"] else {}
        page = calls.list_audit({**asked, **cursor, "limit": "1"})
        seen += [line["n"] for line in page["items"]]

    assert (seen[::-1] if turned else seen) == [67, 401, 87, 107]


def test_a_line_names_the_program_that_acted_and_the_vendor_it_acted_for(calls: AuditCalls) -> None:
    calls.clients = SimpleNamespace(names=lambda ids: {"k-1": "Abruf"} if "k-1" in ids else {})
    calls.trail.append(recorded(401, actor="k-1", on_behalf_of="vendor:demo", object="k-1"))

    (line, before) = calls.list_audit({"sort": "-n", "limit": "2"})["items"]

    assert (line["actor_name"], line["object_name"], line["on_behalf_of_name"]) == (
        "Abruf", "Abruf", "Demo",
    )  # fmt: skip
    assert (line["altered"], before["on_behalf_of_name"]) == (False, None)


def test_an_export_can_be_checked_without_the_database(calls: AuditCalls) -> None:
    first = calls.export_audit({"limit": 300})
    second = calls.export_audit({"cursor": first["next"]})

    exported = json.loads(json.dumps(first["items"] + second["items"]))
    hashes = [line["hash"] for line in exported]
    assert second["next"] is None
    assert [seal(line) for line in exported] == hashes
    assert [line["previous"] for line in exported] == ["0" * 64, *hashes[:-1]]


def test_a_check_by_call_goes_on_where_it_ended(calls: AuditCalls) -> None:
    first = calls.verify_audit({"limit": "250"})
    second = calls.verify_audit({"from": first["next"], "head": f"9:{'f' * 64}"})

    assert (first["verdict"], first["checked_to"], first["next"]) == ("whole", 250, 251)
    assert (second["verdict"], second["position"]) == ("broken", 9)
    assert calls.audit_heads({})["items"] == []


@pytest.mark.parametrize(
    ("method", "query"),
    [
        ("list_audit", {"limit": 201}), ("list_audit", {"since": "heute"}),
        ("list_audit", {"cursor": "x"}), ("list_audit", {"sort": "actor"}),
        ("list_audit", {"actor": {"$ne": ""}}), ("export_audit", {"limit": 1001}),
        ("verify_audit", {"from": 0}), ("verify_audit", {"head": "9:abc"}),
        ("verify_audit", {"limit": 50001}), ("audit_heads", {"day": "x"}),
    ],
)  # fmt: skip
def test_a_query_that_makes_no_sense_is_refused(calls: AuditCalls, method: str, query: Doc) -> None:
    with pytest.raises(Invalid):
        getattr(calls, method)(query)


@pytest.mark.parametrize("method", ["list_audit", "export_audit", "verify_audit", "audit_heads"])
def test_who_may_read_for_one_body_only_does_not_see_the_trail(
    calls: AuditCalls, method: str
) -> None:
    someone = Principal("someone", grants={"09187162": frozenset({"audit:read"})})
    context.enter(Call(principal=someone))

    with pytest.raises(Forbidden):
        getattr(calls, method)({})


def test_the_command_checks_lists_and_exports(
    varied: AuditTrail, database: Database[Doc], mongo_uri: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("MONGO_URI", mongo_uri)
    monkeypatch.setenv("MONGO_DATABASE", database.name)
    monkeypatch.setattr(audit, "STRETCH", 150)
    head = f"400:{[*varied.stream({})][-1]['hash']}"

    whole = audit.main(["verify", "--head", head])
    said = capsys.readouterr().out
    exported = audit.main(["export", "--since", "2026-10-21"])
    (line,) = capsys.readouterr().out.splitlines()
    varied.collection.delete_one({"_id": 400})
    broken = audit.main(["verify", "--from", "100", "--head", head])

    assert (whole, exported, broken) == (0, 0, 1)
    assert [row.split(":")[0] for row in said.splitlines()] == [
        f"whole to {n}" for n in (150, 300, 400)
    ]
    assert json.loads(line)["n"] == 400
    assert "broken at 400: missing\n" in capsys.readouterr().out


def test_a_person_s_own_acts_are_read_in_order_by_an_index(
    varied: AuditTrail, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    found = AuditTrail.found

    def noted(trail: AuditTrail, *args: Any, **how: Any) -> Any:
        asked.append(found(trail, *args, **how))
        return asked[-1]

    monkeypatch.setattr(AuditTrail, "found", noted)
    context.enter(Call(principal=Principal("actor7", grants={})))
    calls: Any = PersonalDataCalls()
    calls.trail = varied
    calls.accounts = SimpleNamespace(get=lambda id: builders.account(id=id))
    calls.mandates = SimpleNamespace(of_person=lambda id: [])
    calls.clients = calls.invitations = SimpleNamespace(page=lambda criteria, limit: [])

    acts = calls.export_me()["files"]["identity/audit.json"]

    plan = asked[0].clone().explain()
    assert ([act["n"] for act in acts["items"]], acts["complete"]) == ([*range(7, 401, 20)], True)
    used = stages(plan["queryPlanner"]["winningPlan"])
    assert ("IXSCAN", "actor_by_time") in used
    assert not {"SORT", "COLLSCAN"} & set(dict(used))
    assert plan["executionStats"]["totalDocsExamined"] == 20
