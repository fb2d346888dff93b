"""The levy on the real database: computed once, seen when released, listed by index."""

from dataclasses import replace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.contracts.levy.computing import LevyComputer
from services.contracts.repositories.levy import LevyPayers, LevyRuns, Populations
from services.contracts.service import ContractsService
from tests import builders
from tests.builders import JOINT, MEMBERS, PRIEN, PROFILE

Doc = dict[str, Any]
CHIEMSEE = "09187123"
LEVELS = {"municipalities": 2_400_000, "districts": 1_400_000, "regions": 200_000}
SHARES = {"year": 2024, "municipal_share_eur": 4_000_000, "levels": LEVELS}
RIGHTS = frozenset({"levy:read", "levy:edit"})
EVA, OLAF = (Principal(name, "", {"*": RIGHTS}) for name in ("eva", "olaf"))
CLERK = Principal("clerk", "", {PRIEN: frozenset({"levy:read"})})
WHOLE = {"limit": 50, "cursor": None}


@pytest.fixture
def service(database: Database[Doc]) -> Any:
    """The service on an empty store with the shipped figures."""
    made: Any = ContractsService()
    parts: Any = (LevyRuns(database, "contracts", lambda *_: None), LevyPayers(database))
    populations = Populations(database, "contracts", lambda *_: None)
    made.levy_runs, made.levy_payers, made.populations = *parts, populations
    profiles = ReadCopy(database, "catalog", "profile")
    made.levy_computer = LevyComputer(*parts, populations, profiles)
    made.payer_bodies = ReadCopy(database, "identity", "body")
    for part in (*parts, populations):
        part.prepare()
    return made


def as_(who: Principal, once: str | None = None) -> None:
    context.enter(Call(principal=who, once=once))


def begun(service: Any, once: str = "r1", **inputs: Any) -> Doc:
    as_(EVA, once)
    run: Doc = service.begin_levy_run({**SHARES, **inputs})
    return run


def released(service: Any, once: str = "r1", **inputs: Any) -> str:
    id = begun(service, once, **inputs)["id"]
    as_(OLAF, f"release-{once}")
    service.release_levy_run(id)
    return str(id)


def test_a_run_of_all_payers_comes_to_what_the_rule_says(service: Any) -> None:
    run = begun(service)

    assert (run["payers"], run["collected_eur"]) == (2134, 4_001_063)
    assert (run["surplus"]["eur"], run["state"]) == ("1063.0000", "draft")
    assert "Statistisches Bundesamt" in run["population"]["source"]
    payer = service.get_levy_payer(run["id"], CHIEMSEE)
    assert (payer["name"], payer["amount_eur"]) == ("Chiemsee", 41)


def test_the_same_call_again_makes_no_second_run(service: Any) -> None:
    first, again = begun(service), begun(service)

    assert again == first
    assert service.levy_runs.collection.count_documents({}) == 1
    assert service.levy_payers.collection.count_documents({}) == 2134


def test_what_broke_off_before_the_run_was_stored_is_made_whole(service: Any) -> None:
    id = begun(service)["id"]
    service.levy_runs.collection.delete_one({"_id": id})
    service.levy_payers.collection.delete_many({"key": {"$gt": "0918"}})

    begun(service)

    assert service.levy_payers.collection.count_documents({"run": id}) == 2134


def test_a_draft_is_the_operator_s_alone(service: Any) -> None:
    id = begun(service)["id"]
    as_(CLERK)

    for call in (lambda: service.get_levy_run(id), lambda: service.get_levy_payer(id, PRIEN)):
        with pytest.raises(NotFound):
            call()
    assert service.list_levy_runs(WHOLE)["items"] == []
    assert service.levy_of_body(PRIEN)["figure"] is None


def test_a_body_reads_its_own_figure_and_nobody_else_s(service: Any) -> None:
    id = released(service)
    as_(CLERK)

    own = service.levy_of_body(PRIEN)

    assert own["figure"] == service.get_levy_payer(id, PRIEN)
    assert own["figure"]["kind"] == "municipality"
    assert service.levy_document(id, PRIEN)["filename"] == f"Digitalumlage-2024-{PRIEN}.pdf"
    for call in (
        lambda: service.levy_of_body(CHIEMSEE),
        lambda: service.get_levy_payer(id, CHIEMSEE),
        lambda: service.levy_document(id, CHIEMSEE),
        lambda: service.list_levy_payers(id, WHOLE),
        lambda: service.export_levy_payers(id, WHOLE),
    ):
        with pytest.raises(Forbidden):
            call()


def test_a_joint_administration_owes_nothing_and_sees_its_members(service: Any) -> None:
    id = released(service)
    joint = builders.joint_doc()
    told = {name: value for name, value in joint.items() if name not in ("_id", "sequence")}
    service.payer_bodies.keep(JOINT, 1, told)
    as_(replace(CLERK, grants={JOINT: frozenset({"levy:read"})}))

    seen = service.levy_of_body(JOINT)

    assert (seen["figure"], seen["run"]["id"]) == (None, id)
    assert sorted(member["key"] for member in seen["members"]) == sorted(MEMBERS)
    with pytest.raises(Forbidden):
        service.get_levy_payer(id, MEMBERS[0])


def test_the_newest_released_run_counts_for_a_body(service: Any) -> None:
    older = released(service, "r1")
    newer = released(service, "r2", levels={**LEVELS, "regions": 0}, municipal_share_eur=3_800_000)
    begun(service, "r3")
    as_(EVA)

    assert service.levy_of_body(PRIEN)["run"]["id"] == newer
    runs = service.list_levy_runs({"limit": 2, "cursor": None})
    rest = service.list_levy_runs({"limit": 2, "cursor": runs["next"]})
    ids = [run["id"] for run in (*runs["items"], *rest["items"])]
    assert (len(ids), runs["total"], set(ids) >= {older, newer}) == (3, 3, True)


def test_the_payers_of_a_run_come_page_by_page_and_as_a_file(service: Any) -> None:
    id = released(service)
    as_(EVA)
    query, keys = {"limit": 200, "cursor": None}, []

    while True:
        page = service.list_levy_payers(id, query)
        keys += [payer["key"] for payer in page["items"]]
        if page["next"] is None:
            break
        query = {"limit": 200, "cursor": page["next"]}
    first = service.export_levy_payers(id, WHOLE)
    second = service.export_levy_payers(id, {**WHOLE, "cursor": first["next"]})

    assert (len(keys), keys == sorted(set(keys))) == (2134, True)
    assert ("layout" in first, "layout" in second) == (True, False)
    assert second["lines"].startswith(f'["levy", ["{keys[500]}", ')


def test_a_service_the_catalogue_does_not_have_is_refused_by_name(service: Any) -> None:
    stated = {"yearly_cost_cent": 1, "split": {"municipalities": 1}}
    known = {**builders.profile_doc(), "id": PROFILE}
    service.levy_computer.profiles.keep(PROFILE, 1, known)

    with pytest.raises(Invalid) as refused:
        begun(
            service, levels=None, municipal_share_eur=None,
            services=[
                {"name": "A", "profile": PROFILE, **stated},
                {"name": "B", "profile": "unknown", **stated},
            ],
        )  # fmt: skip

    assert [pointer for pointer, _ in refused.value.wrong] == ["/services/1/profile"]


def test_levels_that_differ_from_the_costs_are_refused_by_level(service: Any) -> None:
    split = {"municipalities": 60, "districts": 35, "regions": 5}
    cost = {"name": "A", "yearly_cost_cent": 800_000_001, "split": split}

    with pytest.raises(Invalid) as refused:
        begun(service, services=[cost])
    agreed = begun(service, services=[{**cost, "yearly_cost_cent": 800_000_000}])

    assert [p for p, _ in refused.value.wrong] == [f"/levels/{level}" for level in LEVELS]
    assert agreed["collected_eur"] == 4_001_063


def test_without_the_population_of_its_day_there_is_no_run(service: Any) -> None:
    with pytest.raises(Conflict) as refused:
        begun(service, year=2026)

    assert refused.value.code == "population-missing"
    assert service.levy_payers.collection.count_documents({}) == 0


def test_a_correction_of_the_population_counts_and_the_older_run_keeps_its_own(
    service: Any,
) -> None:
    before = begun(service)
    rows = [
        {"key": row.key, "name": row.name, "population": row.population}
        for row in builders.inhabitants()
    ]
    told = {"as_of": "2022-12-31", "source": "Berichtigung", "rows": rows}
    as_(EVA)

    edition = service.import_population(told)
    again = service.import_population(told)

    after = begun(service, "r2")
    assert (edition, after["population"]["id"]) == (again, edition["id"])
    assert (after["payers"], after["population"]["of_bavaria"]) == (5, 1000)
    assert service.get_levy_run(before["id"]) == before
    assert [e["population"] for e in service.list_populations(WHOLE)["items"]].count(1000) == 1


def test_figures_that_ship_later_do_not_come_before_imported_ones(service: Any) -> None:
    rows = [
        {"key": row.key, "name": row.name, "population": row.population}
        for row in builders.inhabitants()
    ]
    service.populations.collection.delete_many({})
    as_(EVA)
    imported = service.import_population({"as_of": "2022-12-31", "source": "A", "rows": rows})

    service.populations.seed()

    assert begun(service)["population"]["id"] == imported["id"]
    assert service.list_populations(WHOLE)["total"] == 2


def test_each_query_is_answered_by_an_index(service: Any) -> None:
    released(service)

    plans = (
        service.levy_payers.collection.find({"run": "u", "key": {"$gt": ""}}).sort("key", 1),
        service.levy_runs.collection.find({"state": "released"}).sort(
            [("state", 1), ("year", -1), ("released_at", -1)]
        ),
        service.levy_runs.collection.find({}).sort([("created_at", -1), ("_id", -1)]),
        service.populations.collection.find({"as_of": "2022-12-31"}).sort(
            [("as_of", 1), ("imported_at", -1)]
        ),
    )

    for query in plans:
        assert "COLLSCAN" not in str(query.explain()["queryPlanner"]["winningPlan"])
        assert "'SORT'" not in str(query.explain()["queryPlanner"]["winningPlan"])
