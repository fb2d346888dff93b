"""What a body is competent for and when, what it is called, and what it says of itself."""

from datetime import date
from typing import Any

import pytest

from services.common.errors import Conflict, Invalid
from services.identity.domain import search
from services.identity.domain.bodies import (
    Body,
    Capacity,
    check_capacities,
    label_of,
)
from tests import builders

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
EDITION = "2026-01-01"


def capacity(**changed: Any) -> Capacity:
    facts = {"capacity": "health_office", "valid_from": FIRST, "valid_until": LAST}
    return Capacity(**{**facts, **changed})


def news(body: Body) -> list[tuple[str, dict[str, Any]]]:
    return [(event["type"], event["data"]) for event in body.take_news("identity")]


def test_a_capacity_may_be_taken_up_again_the_day_after() -> None:
    check_capacities([capacity(), capacity(valid_from=date(2026, 7, 1), valid_until=None)])


def test_two_capacities_may_be_held_at_once() -> None:
    check_capacities([capacity(), capacity(capacity="registry_office")])


@pytest.mark.parametrize(
    ("second", "pointer"),
    [
        (capacity(valid_from=LAST, valid_until=None), "/capacities/1"),
        (capacity(valid_from=date(2025, 1, 1), valid_until=None), "/capacities/1"),
        (capacity(valid_from=date(2027, 1, 1)), "/capacities/1/valid_until"),
    ],
)
def test_overlapping_or_reversed_times_are_refused(second: Capacity, pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_capacities([capacity(), second])

    assert f'"{pointer}"' in refused.value.fields


def test_the_same_capacities_again_say_nothing() -> None:
    body = builders.body(capacities=[capacity()])

    body.set_capacities([capacity()])

    assert news(body) == []


def test_a_change_says_the_whole_public_state() -> None:
    body = builders.body()

    body.set_capacities([capacity()])

    assert news(body) == [("body.changed", body.public())]
    assert body.public().keys() >= {"key", "name", "capacities", "members", "ended_on"}
    assert not body.public().keys() & {"_id", "terms", "search_rules", "version"}


def test_what_ended_is_competent_for_nothing_more() -> None:
    body = builders.body(ended_on=FIRST)

    with pytest.raises(Conflict) as refused:
        body.set_capacities([capacity()])

    assert refused.value.code == "body-ended"


def test_an_end_says_where_everything_goes_exactly_once() -> None:
    body = builders.joint_administration()
    move = {"to": "09187999", "to_name": "Neustadt", "reason": "merger"}

    body.end(EDITION, move)
    body.end(EDITION, move)

    (moved, changed) = news(body)
    assert moved == ("body.moved", {"from": body.id, **move, "edition": EDITION})
    assert changed == ("body.changed", body.public())
    assert (body.ended_on, body.successor, body.members) == (FIRST, "09187999", [])
    assert not body.may_register


def test_a_member_that_ended_is_replaced_by_its_successor() -> None:
    body = builders.body(members=["a", "b", "c"])

    body.replace_members({"a": "c", "b": "d"})
    body.replace_members({"a": "c", "b": "d"})

    assert body.members == ["c", "d"]
    assert len(news(body)) == 1


def doc(key: str, **facts: Any) -> dict[str, Any]:
    stated = {"name": "Berg", "district_name": "Landkreis Hof", "designation": "Gemeinde"}
    return {"_id": key, **stated, **facts}


@pytest.mark.parametrize(
    ("others", "label"),
    [
        ([], "Berg"),
        ([doc("2", district_name="Landkreis Starnberg")], "Berg (Landkreis Hof)"),
        ([doc("2", designation="Markt")], "Berg (Landkreis Hof, Gemeinde)"),
        ([doc("2")], "Berg (Landkreis Hof, Gemeinde, 1)"),
    ],
)
def test_a_label_says_as_much_as_is_needed(others: list[dict[str, Any]], label: str) -> None:
    assert label_of(doc("1"), [doc("1"), *others]) == label


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fürstenfeldbruck", "Fuerstenfeldbruck"),
        ("Fürstenfeldbruck", "FURSTENFELDBRUCK"),
        ("Weißenburg", "Weissenburg"),
        ("Garmisch-Partenkirchen", "garmisch partenkirchen"),
        ("Prien a.Chiemsee", "Prien a. Chiemsee"),
    ],
)
def test_every_spelling_is_compared_as_one(one: str, other: str) -> None:
    assert search.words_of(one) == search.words_of(other)


@pytest.mark.parametrize(
    ("typed", "words", "kinds"),
    [
        ("VG Rain", ("rain",), ("joint_administration",)),
        ("Rain (VGem)", ("rain",), ("joint_administration",)),
        ("LRA Hof", ("hof",), ("district",)),
        ("Aham Landkreis Landshut", ("aham", "landshut"), ()),
        ("Prien am Chiemsee", ("prien", "chiemsee"), ()),
        ("09 187 162", ("09187162",), ()),
        ("a.d.", ("a", "d"), ()),
        ("...", (), ()),
        ("a-" * 99, ("a",), ()),
        (" ".join(f"w{n}" for n in range(30)), tuple(f"w{n}" for n in range(12)), ()),
    ],
)
def test_a_query_is_read_as_words_and_a_kind(
    typed: str, words: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    wanted = search.read_query(typed)

    assert (wanted.words, wanted.kinds) == (words, kinds)
