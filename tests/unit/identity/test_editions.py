"""What differs between two editions, and what a proposal must keep to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from services.common.errors import Conflict, Invalid
from services.identity import edition as command
from services.identity.domain.editions import (
    ChangeKind,
    Edition,
    EditionState,
    Move,
    MoveReason,
    compare,
)
from services.identity.register.edition import SHIPPED, read_bodies
from tests.builders import NOW, TODAY

Row = dict[str, Any]
ROWS: dict[str, Row] = {row["key"]: row for row in read_bodies()}
REGISTER: dict[str, Row] = {key: {**row, "ended_on": None} for key, row in ROWS.items()}
JOINT, LEAVING, STAYING = "091715101", "09171124", "09171114"
ALONE, UNINHABITED = "09187162", "09187452"


def row(of: str, /, **changed: Any) -> Row:
    return {**ROWS[of], **changed}


def left() -> list[Row]:
    """Return the rows in which a member has left its joint administration."""
    ars = f"{LEAVING[:5]}0{LEAVING[5:]}{LEAVING[5:]}"
    free = row(LEAVING, joint_administration=None, ars=ars)
    return [free, row(JOINT, members=[STAYING])]


def edition(**changed: Any) -> Edition:
    facts: dict[str, Any] = {
        "id": "2026-01-01",
        "version": 1,
        "upsert": left(),
        "gone": [],
        "moves": [],
        "follows": "2023-11-30",
        "proposed_by": "erna",
        "proposed_at": NOW,
    }
    return Edition(**{**facts, **changed})


def kinds(old: list[Row], new: list[Row]) -> list[tuple[str, ChangeKind]]:
    return [(change.key, change.kind) for change in compare(old, new)[0]]


def test_an_edition_differs_not_from_itself() -> None:
    assert compare(ROWS.values(), ROWS.values()) == ([], [])


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"name": "Neu"}, ChangeKind.RENAMED),
        ({"joint_administration": JOINT}, ChangeKind.VG_CHANGED),
        ({"population": 1}, ChangeKind.ATTRIBUTES),
    ],
)
def test_a_change_has_its_kind_and_only_what_differs(changed: Row, kind: ChangeKind) -> None:
    (change,), _ = compare([row(ALONE)], [row(ALONE, **changed)])

    assert (change.kind, change.after) == (kind, changed)
    assert change.before == {name: ROWS[ALONE][name] for name in changed}


def test_capacities_are_the_editors_and_no_change() -> None:
    assert kinds([row(ALONE)], [row(ALONE, capacities=[{"capacity": "x"}])]) == []


def test_a_new_key_of_the_same_place_is_proposed_as_its_successor() -> None:
    _, moves = compare([row(ALONE)], [row(ALONE, key="09187999")])

    assert moves == [Move(ALONE, "09187999", MoveReason.REKEYED)]


@pytest.mark.parametrize(
    "added",
    [
        [row(ALONE, key="09187999", name="Chiemseestadt")],
        [row(ALONE, key="09187998"), row(ALONE, key="09187999")],
        [row(ALONE, key="09189999", district_name="Landkreis Traunstein")],
    ],
)
def test_where_a_municipality_went_is_left_to_a_person(added: list[Row]) -> None:
    changes, moves = compare([row(ALONE)], added)

    assert changes[-1].kind is ChangeKind.GONE
    assert moves == [Move(ALONE, None, MoveReason.MERGER)]


def test_nothing_is_moved_from_where_nobody_acts() -> None:
    assert compare([row(UNINHABITED)], [])[1] == []


def test_a_sound_proposal_passes() -> None:
    sound = edition()

    sound.check(REGISTER)

    assert sound.state is EditionState.PROPOSED


def gone(key: str, to: str | None) -> Row:
    return {"gone": [key], "moves": [Move(key, to, MoveReason.MERGER)]}


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"id": "2023-11-30"}, "/edition"),
        ({"upsert": [row(ALONE, ars="091870163162")], "follows": "9999-12-31"}, "/edition"),
        ({"upsert": [row(ALONE, ars="091870162163")]}, "/upsert/0/key"),
        ({"upsert": [row(ALONE, region="092")]}, "/upsert/0/key"),
        ({"upsert": [row(ALONE, may_register=False)]}, "/upsert/0/may_register"),
        ({"upsert": [row(ALONE), row(ALONE)]}, "/upsert"),
        ({"upsert": left()[:1]}, "/upsert"),
        ({"upsert": left()[1:]}, "/upsert"),
        ({"upsert": [], "gone": ["09187"], "moves": []}, "/upsert"),
        ({"gone": ["09999999"]}, "/gone/0"),
        ({"gone": [ALONE]}, "/moves"),
        (gone(ALONE, "09999999"), "/moves/0/to"),
        (gone(ALONE, ALONE), "/moves/0/to"),
        (gone(ALONE, UNINHABITED), "/moves/0/to"),
        ({"moves": [Move(ALONE, STAYING, MoveReason.MERGER)]}, "/moves/0/from"),
        ({**gone(ALONE, STAYING), "gone": [ALONE, ALONE]}, "/gone"),
    ],
)
def test_a_proposal_that_breaks_a_rule_is_refused(wrong: Row, pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        edition(**wrong).check(REGISTER)

    assert pointer in {fault["pointer"] for fault in json.loads(refused.value.fields)}


def test_a_key_that_ended_is_not_given_again() -> None:
    ended = {**REGISTER, ALONE: row(ALONE, ended_on="2024-01-01")}

    with pytest.raises(Invalid) as refused:
        edition(upsert=[row(ALONE)]).check(ended)

    assert '"/upsert/0/key"' in refused.value.fields


def test_a_move_without_an_aim_is_proposed_but_not_confirmed() -> None:
    open_one = edition(**gone(ALONE, None))
    open_one.check(REGISTER)

    with pytest.raises(Invalid) as refused:
        open_one.review(open_one.moves, REGISTER, seen=1, by="olaf", now=NOW)

    assert '"/moves/0/to"' in refused.value.fields
    assert open_one.state is EditionState.PROPOSED


def test_a_review_names_who_confirmed_each_move() -> None:
    proposed = edition(**gone(ALONE, None))

    moves = [Move(ALONE, STAYING, MoveReason.MERGER)]
    proposed.review(moves, REGISTER, seen=1, by="olaf", now=NOW)

    assert proposed.moves == [Move(ALONE, STAYING, MoveReason.MERGER, "olaf")]
    assert (proposed.state, proposed.reviewed_by) == (EditionState.REVIEWED, "olaf")


def reviewed() -> Edition:
    return edition(state=EditionState.REVIEWED)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: edition().review([], REGISTER, seen=1, by="erna", now=NOW), "own-proposal"),
        (lambda: edition().review([], REGISTER, seen=2, by="olaf", now=NOW), "changed-meanwhile"),
        (lambda: reviewed().review([], REGISTER, seen=1, by="olaf", now=NOW),
         "edition-wrong-state"),
        (lambda: reviewed().propose_again(edition()), "edition-wrong-state"),
        (lambda: edition().may_apply("2023-11-30", TODAY), "edition-wrong-state"),
        (lambda: reviewed().may_apply("2024-01-01", TODAY), "edition-outdated"),
        (lambda: edition(id="2027-01-01", state=EditionState.REVIEWED)
         .may_apply("2023-11-30", TODAY), "edition-not-due"),
    ],
)  # fmt: skip
def test_what_is_out_of_turn_is_refused(act: Callable[[], None], code: str) -> None:
    with pytest.raises(Conflict) as refused:
        act()

    assert refused.value.code == code


def test_every_move_is_confirmed_and_no_other() -> None:
    with pytest.raises(Invalid) as refused:
        edition(**gone(ALONE, STAYING)).review([], REGISTER, seen=1, by="olaf", now=NOW)

    assert '"/moves"' in refused.value.fields


def test_the_command_prints_what_can_be_proposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "2026-01-01"
    newer.mkdir()
    for table in SHIPPED.glob("*.csv"):
        text = table.read_text(encoding="utf-8").replace("Prien a.Chiemsee, M", "Prien, M")
        (newer / table.name).write_text(text, encoding="utf-8")

    assert command.main(["compare", str(SHIPPED), str(newer)]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert (printed["edition"], printed["gone"], printed["moves"]) == ("2026-01-01", [], [])
    assert {body["name"] for body in printed["upsert"]} == {"Prien"}
