"""Runs of the levy: their inputs, their one release, and the figure of a payer explained."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.errors import Conflict, Invalid
from services.common.validation.input import parse
from services.contracts.domain.levy_runs import RUN_MOVES, LevyRun, RunState
from services.contracts.levy import figures, sheet
from services.contracts.levy_schemas import LevyRunBegun, PopulationImported
from services.contracts.words import WORDS
from tests.builders import NOW, PROFILE, inhabitants, kinds, levy_run, levy_service

LEVELS = {"municipalities": 2_400_000, "districts": 1_400_000, "regions": 200_000}
SHARES = {"year": 2024, "municipal_share_eur": 4_000_000, "levels": LEVELS}
SERVICE = {
    "name": "Wohngeld", "profile": "wohngeld", "yearly_cost_cent": 1,
    "split": {"municipalities": 1},
}  # fmt: skip


def test_what_somebody_else_releases_is_told_with_the_services_it_pays_for() -> None:
    market = levy_service(name="Parken", profile="bewohnerparkausweis")
    unlisted = levy_service(name="Anderes", profile=None)
    run = levy_run(services=[levy_service(), market, unlisted])

    run.release("olaf", NOW)

    assert (run.state, run.released_by, run.released_at) == (RunState.RELEASED, "olaf", NOW)
    assert kinds(run) == ["levy.changed"]
    assert run.public()["profiles"] == sorted([PROFILE, "bewohnerparkausweis"])


def test_nobody_releases_what_they_computed() -> None:
    run = levy_run(created_by="eva")

    with pytest.raises(Conflict) as refused:
        run.release("eva", NOW)

    assert refused.value.code == "levy-run-own"
    assert (run.state, run.released_at, run.has_news) == (RunState.DRAFT, None, False)


def test_a_draft_can_be_released_by_others_and_put_aside_by_all() -> None:
    assert levy_run(created_by="eva").actions("eva") == ["discard"]
    assert levy_run(created_by="eva").actions("olaf") == ["release", "discard"]
    assert levy_run(state=RunState.RELEASED).actions("olaf") == []


@pytest.mark.parametrize("state", [RunState.RELEASED, RunState.DISCARDED])
@pytest.mark.parametrize("act", [lambda r: r.release("olaf", NOW), LevyRun.discard])
def test_a_run_that_is_final_does_not_change(state: RunState, act: Any) -> None:
    run = levy_run(state=state)
    before = run.to_doc()

    with pytest.raises(Conflict) as refused:
        act(run)

    assert refused.value.code == "levy-run-wrong-state"
    assert (run.to_doc(), run.has_news) == (before, False)


def test_no_verb_changes_inputs_or_results() -> None:
    fixed = ("year", "shares", "services", "population", "of_bavaria", "payers", "collected_eur")
    before = levy_run().to_doc()

    released, discarded = levy_run(), levy_run()
    released.release("olaf", NOW)
    discarded.discard()

    for run in (released, discarded):
        assert {name: run.to_doc()[name] for name in fixed} == {n: before[n] for n in fixed}
    assert RUN_MOVES.states == set(RunState)


def test_a_run_is_read_back_as_it_was_stored() -> None:
    run = levy_run(shares={"municipalities": "7200000/7", "districts": "1", "regions": "0"})

    assert LevyRun.from_doc({**run.to_doc(), "version": 0}) == run


def test_the_surplus_is_what_is_collected_beyond_the_share() -> None:
    told = levy_run().summary()

    assert told["surplus"]["eur"] == "1063.0000"
    assert (told["collected_eur"], told["municipal_share"]["eur"]) == (4_001_063, "4000000.0000")


def payer(**changed: Any) -> dict[str, Any]:
    told = {
        "key": "09161000", "name": "Ingolstadt", "kind": "independent_city",
        "population": 141_029, "amount_eur": 40_085,
    }  # fmt: skip
    return {**told, **changed}


def test_an_independent_city_is_told_both_shares_it_bears() -> None:
    told = figures.explained(levy_run(), payer())

    assert [(p["level"], p["share"]["eur"], p["own"]["eur"]) for p in told["parts"]] == [
        ("districts", "1400000.0000", "14768.1050"),
        ("municipalities", "2400000.0000", "25316.7514"),
    ]
    assert told["before_rounding"]["eur"] == "40084.8565"
    assert told["amount_eur"] == 40_085
    assert "kein Bescheid" in told["notice"].de
    assert "Landesamt für Statistik" in told["notice"].de


@pytest.mark.parametrize(
    ("kind", "level"),
    [("municipality", "municipalities"), ("district", "districts"), ("region", "regions")],
)
def test_every_other_payer_bears_its_own_level(kind: str, level: str) -> None:
    told = figures.explained(levy_run(), payer(kind=kind))

    assert [part["level"] for part in told["parts"]] == [level]


def test_the_sheet_has_a_row_for_a_payer_in_the_reader_s_words() -> None:
    (row,) = sheet.rows_of([payer()], "de")

    assert row == ("levy", ["09161000", "Ingolstadt", "kreisfreie Stadt", 141_029, 40_085])
    titles = [column["title"] for column in sheet.layout("de")["sheets"][0]["columns"]]
    assert titles == ["Schlüssel", "Name", "Art", "Einwohner", "Betrag in Euro"]


def test_shares_alone_or_costs_alone_are_inputs() -> None:
    of_shares = parse(LevyRunBegun, SHARES)
    of_costs = parse(LevyRunBegun, {"year": 2024, "services": [SERVICE]})

    assert of_shares["services"] == []
    assert of_costs["services"][0]["split"] == {"municipalities": 1, "districts": 0, "regions": 0}
    assert of_costs["levels"] is None


@pytest.mark.parametrize(
    ("inputs", "pointer", "part"),
    [
        ({"year": 2024}, "/levels", "entweder"),
        ({**SHARES, "levels": None}, "/levels", "entweder"),
        ({"year": 2024, "services": [{**SERVICE, "split": None}]}, "/levels", "entweder"),
        ({**SHARES, "municipal_share_eur": 4_000_001}, "/levels", "4.000.000"),
        ({**SHARES, "services": [{**SERVICE, "split": {}}]}, "/services/0/split", "Mindestens"),
        ({**SHARES, "services": [SERVICE, SERVICE]}, "/services", "Wohngeld"),
        ({**SHARES, "municipal_share_eur": 4e6}, "/municipal_share_eur", "ganze Zahl"),
    ],
)
def test_inputs_that_say_too_little_or_two_things_are_refused(
    inputs: dict[str, Any], pointer: str, part: str
) -> None:
    with pytest.raises(Invalid) as refused:
        parse(LevyRunBegun, inputs)

    told = [f for f in refused.value.said_fields(WORDS, "de") if f["pointer"] == pointer]
    assert part in " ".join(field["detail"] for field in told)


def rows() -> list[dict[str, Any]]:
    return [{"key": r.key, "name": r.name, "population": r.population} for r in inhabitants()]


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"as_of": "2022-06-30"}, "/as_of"),
        ({"rows": [*rows(), rows()[0]]}, "/rows"),
        ({"rows": [{**rows()[0], "key": "081"}]}, "/rows/0/key"),
        ({"rows": [{**rows()[0], "key": "0918"}]}, "/rows/0/key"),
        ({"rows": []}, "/rows"),
        ({"source": " "}, "/source"),
    ],
)
def test_population_figures_are_of_a_year_s_end_and_name_each_payer_once(
    changed: dict[str, Any], pointer: str
) -> None:
    good = {"as_of": "2022-12-31", "source": "Statistisches Bundesamt", "rows": rows()}

    assert parse(PopulationImported, good)["rows"] == rows()
    with pytest.raises(Invalid) as refused:
        parse(PopulationImported, {**good, **changed})

    assert [p for p, _ in refused.value.wrong] == [pointer]


@given(st.text(max_size=12))
def test_no_other_key_is_one_of_a_payer(key: str) -> None:
    row = {"key": key, "name": "x", "population": 1}

    try:
        parsed = parse(PopulationImported, {"as_of": "2022-12-31", "source": "x", "rows": [row]})
    except Invalid:
        return

    assert parsed["rows"][0]["key"].startswith("09")
