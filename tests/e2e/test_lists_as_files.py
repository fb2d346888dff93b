"""Every list of the running system can be had whole, as a file."""

import csv
import io

import openpyxl
import pytest

from deploy.local.client import Person
from gateway.api.plain_lists import columns_of
from gateway.api.route import Route
from gateway.api.routes import ROUTES
from tests.e2e.people import People
from tests.journeys import Journeys

PLAIN = [one for one in ROUTES if one.is_list and one.table is None and not one.parameters]
READERS = ("admin", "reviewer", "editor", "auditor", "support", "vendor-fachverfahren")
NEEDED = {"ministry-services": "ministry=StMI"}
"""What these lists do not go without."""


@pytest.fixture(scope="module")
def readers(journeys: Journeys) -> list[Person]:
    people, clerk = People(journeys.system), journeys.signed_in().clerk
    return [people.signed_in(name) for name in (*READERS, clerk)]


@pytest.mark.parametrize("route", PLAIN, ids=lambda route: route.path)
def test_a_list_comes_as_csv_with_its_columns(route: Route, readers: list[Person]) -> None:
    path = f"{route.path}?format=csv&{NEEDED.get(route.path, '')}".rstrip("&")

    answers = (reader.ask("GET", path) for reader in readers)
    found = next((answer for answer in answers if answer.status_code != 403), None)

    assert found is not None
    assert found.status_code == 200, found.text
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
