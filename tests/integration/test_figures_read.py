"""Figures as they are read: beside the bodies a service is meant for, with what each may see."""

from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Forbidden, NotFound
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.orders import figures_read
from services.orders.domain.figures import FEWEST_STEPS, FigureCell
from services.orders.entrypoints.figures import FigureCalls
from services.orders.figures_read import FigureReader, Meant
from services.orders.repositories.figures import Figures
from services.orders.repositories.register import Register
from services.orders.repositories.targeted_profiles import ON_SALE, TargetedProfiles
from tests import builders
from tests.builders import PROFILE

Db = Database[dict[str, Any]]
REGISTER = {
    "091": ("region", "Bezirk Oberbayern"), "097": ("region", "Bezirk Schwaben"),
    "09187": ("district", "Landkreis Rosenheim"), "09162000": ("independent_city", "München"),
    "09761000": ("independent_city", "Augsburg"), "09187162": ("municipality", "Prien a.Chiemsee"),
    "09187117": ("municipality", "Bad Endorf"), "09187999": ("municipality", "Ende"),
    "091875101": ("joint_administration", "Verwaltungsgemeinschaft Breitbrunn"),
}  # fmt: skip
STAFF = Principal("r1", grants={"*": frozenset({"orders:read"})})
MINISTRY = Principal("m1", grants={"stmi": frozenset({"reuse:read"})})
CLERK = Principal("c1", grants={"09187162": frozenset({"orders:read"})})


def keep(copy: ReadCopy, doc: dict[str, Any]) -> None:
    copy.keep(doc["_id"], 1, {k: v for k, v in doc.items() if k not in ("_id", "sequence")})


@pytest.fixture
def calls(database: Db) -> FigureCalls:
    bodies = ReadCopy(database, "identity", "body")
    for key, (kind, name) in REGISTER.items():
        district, ended = key[:5] if len(key) > 3 else None, "2025-01-01" if "999" in key else None
        facts = {"_id": key, "kind": kind, "name": name, "district": district, "ended_on": ended}
        keep(bodies, builders.body_doc(**facts, region=key[:3]))
    copy = ReadCopy(database, "catalog", "profile")
    keep(copy, builders.profile_doc())
    keep(copy, builders.profile_doc(_id="market", kind="market"))
    profiles, figures = (
        TargetedProfiles(copy, ReadCopy(database, "contracts", "chain")),
        _kept(database),
    )
    for part in (profiles, figures):
        part.prepare()
    made = FigureCalls()
    made.figures = FigureReader(figures, profiles, Register(bodies))
    return made


def _kept(database: Db) -> Figures:
    figures = Figures(database)
    rosenheim, munich = FigureCell(PROFILE, "09187"), FigureCell(PROFILE, "09162")
    for n in range(FEWEST_STEPS):
        facts = {"_id": f"o{n}", "profile": PROFILE, "active": True, "body": "09187162"}
        state = "live" if n == 0 else "submitted"
        order = {**facts, "state": state, "steps": {"review": n + 1}}
        rosenheim.take(order, {"09187162": "municipality", "091875101": "joint_administration"})
    order = {"_id": "m1", "profile": PROFILE, "active": True, "body": "09162000", "steps": {}}
    munich.take({**order, "state": "in_setup"}, {"09162000": "independent_city"})
    for cell in (rosenheim, munich):
        assert figures.put(cell)
    figures.sum_up([PROFILE])
    return figures


def test_the_days_of_a_step_are_told_over_all_services(
    calls: FigureCalls, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures_read, "FRESH_S", -1)
    review, contract, *_ = calls.figures.steps()
    database["figure_sums"].update_many({}, {"$unset": {"days": ""}})
    before_they_were_kept, *_ = calls.figures.steps()

    assert (review["step"], review["count"]) == ("review", FEWEST_STEPS)
    assert (review["median_days"], review["allowed_days"]) == (3, 3)
    assert (contract["count"], contract["median_days"]) == (0, None)
    assert before_they_were_kept == review


def test_the_sums_of_all_services_are_read_once_for_many_who_look(
    calls: FigureCalls, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = calls.figures.steps()
    database["figure_sums"].delete_many({})

    assert calls.figures.steps() == first
    monkeypatch.setattr(figures_read, "FRESH_S", -1)
    assert calls.figures.steps() != first


def areas(calls: FigureCalls, caller: Principal, **query: str) -> Any:
    context.enter(Call(principal=caller, language="de"))
    return calls.area_figures(PROFILE, query)


def test_each_region_has_its_share_of_the_bodies_meant(calls: FigureCalls) -> None:
    found = areas(calls, STAFF)

    assert [(r["name"], r["meant_for"], r["live"], r["share"]) for r in found["items"]] == [
        ("Oberbayern", 3, 1, 33), ("Schwaben", 1, 0, 0),
    ]  # fmt: skip
    assert (found["whole"]["name"], found["whole"]["meant_for"]) == ("Bayern", 4)
    assert found["whole"]["median_days"]["review"] == 3
    assert found["whole"]["median_days"]["link"] is None


def test_districts_of_a_region_and_bodies_of_a_district(calls: FigureCalls) -> None:
    districts = areas(calls, STAFF, by="district", within="091")["items"]
    bodies = areas(calls, STAFF, by="body", within="09187")["items"]

    assert [(r["area"], r["name"], r["in_setup"]) for r in districts] == [
        ("09162", "München", 1), ("09187", "Landkreis Rosenheim", 0),
    ]  # fmt: skip
    assert [(r["name"], r["meant_for"], r["live"]) for r in bodies] == [
        ("Bad Endorf", 1, 0), ("Prien a.Chiemsee", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("caller", "inner"), [(STAFF, True), (MINISTRY, True), (CLERK, False)])
def test_what_is_inner_is_told_to_operator_and_ministries(
    calls: FigureCalls, caller: Principal, inner: bool
) -> None:
    found = areas(calls, caller)

    for row in (*found["items"], found["whole"]):
        assert [name in row for name in ("ordered", "median_days")] == [inner, inner]


def test_the_file_has_the_same_columns_as_the_reader_may_see(calls: FigureCalls) -> None:
    context.enter(Call(principal=CLERK, language="de"))
    outer = calls.export_area_figures(PROFILE, {"by": "district"})
    context.enter(Call(principal=STAFF, language="en"))
    inner = calls.export_area_figures(PROFILE, {"by": "district"})

    headings = [
        [column["title"] for column in told["layout"]["sheets"][0]["columns"]]
        for told in (outer, inner)
    ]
    assert headings[0][:3] == ["Name", "Mögliche Stellen", "Im Vertrag"]
    assert (len(headings[0]), len(headings[1])) == (6, 12)
    assert '["figures", ["München", 1, 0, 1, 0, 0]]' in outer["lines"]
    assert len(outer["lines"].splitlines()) == 3


def test_every_service_is_listed_for_those_who_may_read_it(calls: FigureCalls) -> None:
    context.enter(Call(principal=MINISTRY, language="de"))
    bavaria = calls.service_figures({})
    schwaben = calls.service_figures({"within": "097"})
    lines = calls.export_service_figures({})["lines"]

    assert [(r["profile"], r["live"], r["ordered"]) for r in bavaria["items"]] == [(PROFILE, 1, 0)]
    assert [(r["live"], r["meant_for"]) for r in schwaben["items"]] == [(0, 1)]
    assert lines.count("\n") == 1
    context.enter(Call(principal=CLERK, language="de"))
    with pytest.raises(Forbidden):
        calls.service_figures({})


def test_of_named_services_only_those_on_sale_are_listed(calls: FigureCalls) -> None:
    context.enter(Call(principal=MINISTRY, language="de"))

    found = [calls.service_figures({"profile": named}) for named in (f"{PROFILE},market", "none")]

    assert [[row["profile"] for row in one["items"]] for one in found] == [[PROFILE], []]


def test_the_bodies_meant_are_sought_once_for_all_services_meant_for_the_same(
    database: Db, calls: FigureCalls, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = ReadCopy(database, "catalog", "profile")
    sought: list[Any] = []
    for id, kinds in {"second": None, "third": ["district"]}.items():
        keep(copy, builders.profile_doc(_id=id, **({"target_kinds": kinds} if kinds else {})))
    meant = Meant.of

    def seek(*asked: Any) -> Meant:
        sought.append(asked)
        return meant(*asked)

    monkeypatch.setattr(Meant, "of", seek)
    context.enter(Call(principal=MINISTRY, language="de"))

    rows = {row["profile"]: row["meant_for"] for row in calls.service_figures({})["items"]}

    assert len(sought) == 2
    assert rows == {PROFILE: rows["second"], "second": rows["second"], "third": 1}


def test_a_service_nobody_knows_is_not_found(calls: FigureCalls) -> None:
    context.enter(Call(language="de"))

    with pytest.raises(NotFound):
        calls.area_figures("none", {})


def test_services_on_sale_are_read_by_index(database: Db, calls: FigureCalls) -> None:
    wanted = {"status": {"$in": ON_SALE}, "kind": "efa"}

    plan = database["copy_catalog_profile"].find(wanted).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
