"""An editor takes the catalogue away as a workbook, edits it, and brings it back."""

import io
from typing import Any

import openpyxl
import pytest
import requests

from deploy.local.client import Person
from deploy.local.system import System
from gateway.api.formats import XLSX
from tests.e2e.people import People, put

PROFILE = "jagdschein"


@pytest.fixture(scope="module")
def editors(system: System) -> tuple[Person, Person]:
    """Two editors: the one there is, and a reviewer whom the admin makes one too."""
    people = People(system)
    admin, second = people.signed_in("admin"), people.signed_in("reviewer2")
    account = second.get("me")["account"]
    put(admin, f"accounts/{account}/roles", {"roles": ["reviewer", "editor"]})
    return people.signed_in("editor"), second


def upload(person: Person, content: bytes, query: str = "dry_run=false") -> requests.Response:
    return person.ask(
        "POST", f"profiles/import?{query}", data=content, headers={"Content-Type": XLSX}
    )


def edited(content: bytes, profile: str, heading: str, value: Any) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Leistungen"]
    row = next(cell.row for cell in sheet["A"] if cell.value == profile)
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    sheet.cell(row, column).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_workbook_goes_out_is_edited_comes_in_and_is_published(
    system: System, editors: tuple[Person, Person]
) -> None:
    editor, second = editors
    content = editor.read("editorial/profiles?format=xlsx")
    wrong = edited(content, PROFILE, "Art", "efeu")
    right = edited(content, PROFILE, "Titel", "Jagdschein mit Brief und Siegel")

    refused = upload(editor, wrong)
    tried = upload(editor, right, "dry_run=true")
    done = upload(editor, right)

    assert (refused.status_code, refused.json()["code"]) == (422, "import-invalid")
    assert [(e["sheet"], e["column"]) for e in refused.json()["errors"]] == [("Leistungen", "K")]
    assert (tried.json()["changed"], tried.json()["stored"]) == (1, 0)
    assert (done.status_code, done.json()["stored"]) == (200, 1), done.text
    published = second.post(f"imports/{done.json()['import']}/publish")
    assert (published["published"], published["in_review"], published["conflicts"]) == (1, 0, [])
    visitor = Person(system.gateway_url, patience_s=10)
    assert visitor.get(f"profiles/{PROFILE}")["title"]["de"].endswith("Siegel")
    again = upload(editor, editor.read("editorial/profiles?format=xlsx"))
    assert again.json()["changed"] == again.json()["new"] == 0


def test_anyone_gets_the_catalogue_at_an_address_that_stays(system: System) -> None:
    address = f"{system.gateway_url}/leistungen"

    files = [requests.get(f"{address}.xlsx?kind=efa", timeout=30) for _ in range(6)]
    comma = requests.get(f"{address}.csv?kind=efa", timeout=30)
    listed = requests.get(f"{address}.json?kind=efa", timeout=30).json()

    assert {file.status_code for file in files} == {200}
    assert len({file.headers["ETag"] for file in files}) == 1
    book = openpyxl.load_workbook(io.BytesIO(files[0].content))
    ids = [row[-1].value for row in book["Katalog"].rows][1:]
    assert ids == [item["id"] for item in listed["items"]]
    assert len(comma.content.decode("utf-8-sig").splitlines()) >= len(ids) + 1
    known = {"If-None-Match": files[0].headers["ETag"]}
    assert requests.get(f"{address}.xlsx?kind=efa", headers=known, timeout=30).status_code == 304


def test_who_is_no_editor_imports_nothing(system: System) -> None:
    reviewer = People(system).signed_in("reviewer")

    answers = [upload(reviewer, b""), reviewer.ask("GET", "editorial/profiles")]

    assert [answer.status_code for answer in answers] == [403, 403]
