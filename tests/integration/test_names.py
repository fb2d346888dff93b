"""What things are called is read from a real database: those asked for, within what is seen."""

from typing import Any

import pytest
from pymongo.database import Database

from services.common.errors import Invalid
from services.common.names import NamesQuery, names_of
from services.common.validation.input import parse

Doc = dict[str, Any]


@pytest.mark.parametrize(
    ("scopes", "seen"), [(None, ["o1", "o2"]), ({"body": "091"}, ["o1"])], ids=["all", "one body"]
)
def test_those_asked_for_are_named_within_what_is_seen(
    database: Database[Doc], scopes: Doc | None, seen: list[str]
) -> None:
    made = [{"_id": f"o{n}", "number": f"DM-{n}", "body": f"09{n}", "secret": 1} for n in (1, 2, 3)]
    database["things"].insert_many(made)

    found = names_of(database["things"], {"id": "o2,o1,o9"}, ("number",), scopes)["items"]

    assert sorted(found, key=lambda one: one["id"]) == [
        {"id": id, "number": f"DM-{id[1:]}"} for id in seen
    ]


@pytest.mark.parametrize("id", ["", "a b", "o1,,o2", ",".join(["o1"] * 101), "$ne"])
def test_what_cannot_be_ids_is_refused(id: str) -> None:
    with pytest.raises(Invalid):
        parse(NamesQuery, {"id": id})
