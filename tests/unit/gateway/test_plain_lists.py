"""Any list of the API can be had as a file, with what the answer declares as its columns."""

import json
from typing import Any

import pytest

from gateway.api import plain_lists
from gateway.api.plain_lists import PlainList, columns_of, says_more
from gateway.api.route import Route
from gateway.api.routes import OWN, ROUTES
from gateway.problems.problems import Problem

LISTS = [route for route in (*ROUTES, *OWN) if route.is_list and route.table is None]
TICKETS = next(route for route in LISTS if route.path == "tickets")
ORDERS = next(route for route in LISTS if route.path == "orders")


class Pages:
    """Gives pages of a list, and remembers what was asked for."""

    def __init__(self, *pages: list[Any], total: int | None = None) -> None:
        self.pages, self.total = pages, total
        self.asked: list[dict[str, str]] = []
        self.beside: list[dict[str, Any]] = [{} for _ in pages]

    def __call__(self, query: dict[str, str]) -> dict[str, Any]:
        self.asked.append(query)
        at = int(query.get("cursor", "0"))
        following = str(at + 1) if at + 1 < len(self.pages) else None
        page = {"items": self.pages[at], "next": following, "total": self.total}
        return {**page, **self.beside[at]}


def read(pages: Pages, kind: str = "csv", route: Route = ORDERS) -> list[dict[str, Any]]:
    listed = PlainList(route, kind, "de", {"state": "live"}, pages)
    read = [listed.page(None)]
    while read[-1]["next"]:
        read.append(listed.page(read[-1]["next"]))
    return read


def cells_of(item: dict[str, Any], language: str = "de") -> dict[str, Any]:
    return {".".join(one.path): one.cell(item, language) for one in columns_of(ORDERS)}


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.path)
def test_each_list_has_columns_of_its_own_and_pages_as_large_as_asked(route: Route) -> None:
    columns = columns_of(route)

    assert len({column.path for column in columns}) == len(columns) > 1
    assert "limit" in route.filters
    assert route.last_name.replace("-", "").isalpha()


def test_it_is_read_page_by_page_with_the_filters_of_the_list() -> None:
    pages = Pages([{"id": "o1"}], [{"id": "o2"}])

    found = read(pages)

    limited = {"state": "live", "limit": "200"}
    assert pages.asked == [limited, {**limited, "cursor": "1"}]
    rows = [json.loads(page["lines"]) for page in found]
    assert [(sheet, cells[0]) for sheet, cells in rows] == [("list", "o1"), ("list", "o2")]


def test_only_what_a_page_says_beside_its_items_stands_behind_them() -> None:
    more = {route.path for route in (*ROUTES, *OWN) if route.has_files and says_more(route)}

    assert {"support-requests", "links"} <= more
    assert not more & {"tickets", "editorial/profiles"}


def test_as_json_the_items_are_as_the_list_gives_them() -> None:
    item = {"id": "o1", "profile_title": {"de": "Wohngeld", "en": "Housing benefit"}}

    first, _ = read(Pages([item]), "json")[0]["lines"].splitlines()

    assert json.loads(first) == item


def test_as_json_what_the_pages_say_beside_their_items_stands_behind_them() -> None:
    pages = Pages([{"id": "o1"}], [{"id": "o2"}])
    pages.beside = [
        {"titles": {"a": "A"}, "total_is_least": True, "overdue": 3},
        {"titles": {"b": "B"}, "total_is_least": True, "overdue": 3},
    ]

    first, last = (page["lines"].splitlines() for page in read(pages, "json"))

    assert [json.loads(line) for line in first] == [{"id": "o1"}]
    titles = {"a": "A", "b": "B"}
    said = ["members", {"titles": titles, "total_is_least": False, "overdue": 3}]
    assert [json.loads(line) for line in last] == [{"id": "o2"}, said]


def test_what_an_item_is_called_comes_first() -> None:
    first = [column.path[-1] for column in columns_of(ORDERS)][:2]

    assert first == ["id", "number"]


def test_a_cell_is_a_value_of_one_language_or_several_in_a_row() -> None:
    item = {
        "profile_title": {"de": "Wohngeld", "en": "Housing benefit"},
        "waiting_for": {"due_on": "2026-12-02", "yours": True},
        "leika_keys": ["1", "2"], "tasks": [{"number": 1}], "version": 3,
    }  # fmt: skip

    cells = cells_of(item)

    assert cells["profile_title"] == "Wohngeld"
    assert cells_of(item, "en")["profile_title"] == "Housing benefit"
    assert cells["waiting_for.due_on"] == "2026-12-02"
    assert cells["waiting_for.yours"] == "true"
    assert cells["leika_keys"] == "1; 2"
    assert cells["version"] == 3
    assert cells["link"] is None


def test_what_stands_nowhere_declared_is_given_as_json_and_never_longer_than_a_cell() -> None:
    column = plain_lists.Column(("facts",))

    assert column.cell({"facts": [{"n": 1}]}, "de") == '[{"n": 1}]'
    assert len(column.cell({"facts": ["x" * 50_000]}, "de")) == plain_lists.LONGEST_CELL + 1


def test_days_and_numbers_are_told_to_the_spreadsheet() -> None:
    holds = {".".join(column.path): column.holds for column in columns_of(ORDERS)}

    assert holds["waiting_for.due_on"] == "date"
    assert holds["version"] == "number"
    assert holds["created_at"] == "text"


@pytest.mark.parametrize(
    "pages",
    [
        Pages([{"id": "o1"}], total=plain_lists.MOST_ROWS + 1),
        Pages(*[[{"id": "o1"}] * 200] * (plain_lists.MOST_ROWS // 200 + 1)),
    ],
    ids=["as the list says", "as it turns out"],
)
def test_a_list_that_is_too_long_is_refused_with_what_to_do(pages: Pages) -> None:
    with pytest.raises(Problem) as refused:
        read(pages, route=TICKETS)

    assert (refused.value.status, refused.value.code) == (422, "list-too-long")
