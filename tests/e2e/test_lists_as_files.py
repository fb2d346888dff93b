"""Every list of the running system can be had whole, as a file."""

import csv
import io

import openpyxl
import pytest
import requests

from deploy.local.client import Person
from gateway.api.openapi.contract import call_of
from gateway.api.plain_lists import columns_of
from gateway.api.route import Route
from gateway.api.routes import ROUTES
from tests.described import api, schema_of
from tests.e2e.people import People
from tests.journeys import Journeys

LISTS = [one for one in ROUTES if one.has_files and one.is_plain_reading and not one.parameters]
PLAIN = [one for one in LISTS if one.table is None]
READERS = ("admin", "reviewer", "editor", "auditor", "support", "vendor-fachverfahren")
NEEDED = {
    "ministry-services": "ministry=StMI", "ministry-ends": "ministry=StMI",
    "setup-figures": "vendor=demo-fachverfahren",
}  # fmt: skip
"""What these lists do not go without."""


@pytest.fixture(scope="module")
def readers(journeys: Journeys) -> list[Person]:
    people, clerk = People(journeys.system), journeys.signed_in().clerk
    return [people.signed_in(name) for name in (*READERS, clerk)]


def read(route: Route, kind: str, readers: list[Person]) -> requests.Response:
    """Return the file of a list for the first of the readers who may see it."""
    path = f"{route.path}?format={kind}&{NEEDED.get(route.path, '')}".rstrip("&")
    answers = (reader.ask("GET", path) for reader in readers)
    found = next((answer for answer in answers if answer.status_code != 403), None)
    assert found is not None
    assert found.status_code == 200, found.text
    return found


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.path)
def test_as_json_a_list_is_what_its_page_is_with_all_items(
    route: Route, readers: list[Person]
) -> None:
    found = read(route, "json", readers).json()

    said = schema_of(call_of(route)["answer"])
    assert list(api().misfits(said, found)) == []
    if route.is_list:
        assert (found["next"], found["total"]) == (None, len(found["items"]))


@pytest.mark.parametrize("route", PLAIN, ids=lambda route: route.path)
def test_a_list_comes_as_csv_with_its_columns(route: Route, readers: list[Person]) -> None:
    found = read(route, "csv", readers)

    first, *rows = csv.reader(io.StringIO(found.content.decode("utf-8-sig")), delimiter=";")
    assert first == [".".join(column.path) for column in columns_of(route)]
    assert {len(row) for row in rows} <= {len(first)}


def test_the_same_list_as_workbook_and_json(readers: list[Person]) -> None:
    items = readers[0].get("accounts?format=json")["items"]
    content = readers[0].read("accounts?format=xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    at = [cell.value for cell in sheet[1]].index("name")
    assert len(rows) == len(items) > 5
    assert [row[at] for row in rows] == [item["name"] for item in items]
