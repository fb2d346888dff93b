"""Input becomes types, or a list of what is wrong and where."""

import json
from typing import Any

import pytest
from marshmallow import ValidationError, validates_schema

from services.common.errors import Invalid, Wrong
from services.common.paging import PageQuery, listing
from services.common.validation.fields import Day, Email, Line, Listed, Nested
from services.common.validation.input import InputSchema, parse
from services.common.validation.rules import Unfit


class Person(InputSchema):
    name = Line(5, required=True)
    email = Email()


class Team(InputSchema):
    lead = Nested(Person, required=True)
    members = Listed(Nested(Person), 60)
    since = Day()

    @validates_schema
    def lead_is_no_member(self, data: dict[str, Any], **_: object) -> None:
        if data.get("lead") in data.get("members", []):
            raise Unfit("said-twice")


def pointers(payload: object, *, partial: bool = False) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        parse(Team, payload, partial=partial)
    return {field["pointer"]: field["detail"] for field in json.loads(refused.value.fields)}


def test_good_input_becomes_types() -> None:
    parsed = parse(Team, {"lead": {"name": "Eva"}, "since": "2026-11-20"})

    assert parsed["lead"] == {"name": "Eva"}
    assert parsed["since"].isoformat() == "2026-11-20"


def test_every_wrong_field_is_named_at_once() -> None:
    wrong = pointers({"members": [{"name": "Tom"}, {"name": "Alexander", "email": "x"}]})

    assert set(wrong) == {"/lead", "/members/1/name", "/members/1/email"}
    assert wrong["/lead"].startswith("Diese Angabe fehlt noch.")


def test_a_field_nobody_knows_is_refused_wherever_it_stands() -> None:
    wrong = pointers({"lead": {"name": "Eva", "rank": 1}, "colour": "blue"})

    assert set(wrong) == {"/lead/rank", "/colour"}


def test_a_pointer_escapes_what_a_name_may_not_hold() -> None:
    wrong = pointers({"lead": {"name": "Eva"}, "a/b~c": 1})

    assert set(wrong) == {"/a~1b~0c"}


def test_a_rule_about_the_whole_points_at_the_whole() -> None:
    wrong = pointers({"lead": {"name": "Eva"}, "members": [{"name": "Eva"}]})

    assert wrong == {"": "Hier steht etwas zweimal."}


@pytest.mark.parametrize("payload", [[], [1], "text", 5, True])
def test_what_is_no_object_is_refused_as_a_whole(payload: object) -> None:
    assert set(pointers(payload)) == {""}


def test_nothing_counts_as_an_empty_object() -> None:
    assert set(pointers(None)) == {"/lead"}


def test_a_partial_change_needs_no_field_and_still_checks_those_it_has() -> None:
    assert parse(Team, {}, partial=True) == {}
    assert set(pointers({"since": "tomorrow"}, partial=True)) == {"/since"}


def test_a_partial_change_replaces_nested_objects_whole() -> None:
    wrong = pointers({"lead": {"email": "eva@prien.example"}}, partial=True)

    assert set(wrong) == {"/lead/name"}


@pytest.mark.parametrize("limit", ["0", "201", "many", "-1", ""])
def test_a_page_has_between_1_and_200_items(limit: str) -> None:
    with pytest.raises(Invalid):
        parse(PageQuery, {"limit": limit})


def test_a_page_says_whether_there_are_more() -> None:
    more = listing([1, 2, 3], 2, str, 9)
    last = listing([1, 2], 2, str, 2)

    assert more == {"items": [1, 2], "next": "2", "total": 9}
    assert last == {"items": [1, 2], "next": None, "total": 2}


class Loose(InputSchema):
    name = Line(5)

    @validates_schema
    def never(self, data: dict[str, Any], **_: object) -> None:
        raise ValidationError("English prose.")


def test_prose_that_is_none_of_our_words_reaches_nobody() -> None:
    with pytest.raises(Invalid) as refused:
        parse(Loose, {"name": "Eva"})

    assert refused.value.wrong == [("", Wrong("value-unfit"))]
