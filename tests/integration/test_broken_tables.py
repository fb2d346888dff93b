"""A file that is none, or too much of one, is a clear problem and changes nothing."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway.api.formats import XLSX
from tests.integration.catalogue_files import (
    LIST,
    WHERE,
    Catalog,
    committed,
    download,
    stored,
    upload,
    workbook,
)  # fmt: skip
from tests.unit.gateway.gateway_fakes import CHANGING, Gateway


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def with_doctype(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                entity = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook'
                part = part.replace(b"<workbook", entity, 1)
            new.writestr(name, part)
    return made.getvalue()


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut off": (lambda content: content[: len(content) // 2], "workbook-broken"),
    "no archive": (lambda _: b"Kennung;Titel\r\n", "workbook-unsupported"),
    "empty": (lambda _: b"", "workbook-unsupported"),
    "another archive": (lambda _: archive(a=b"b"), "workbook-unsupported"),
    "a bomb": (lambda _: archive(a=bytes(200 * 1024 * 1024)), "workbook-too-large"),
    "many parts": (lambda _: archive(**{f"p{n}": b"" for n in range(1001)}), "workbook-too-large"),
    "declarations": (with_doctype, "workbook-broken"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_workbook_is_a_clear_problem(
    gateway: Gateway, catalog: Catalog, name: str
) -> None:
    make, code = BROKEN[name]
    content = make(committed(gateway))
    catalog.made.clear()

    answer = upload(gateway, content)

    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert catalog.made == ["table_layout"]


def test_a_file_of_another_kind_is_called_what_it_is_whatever_its_name(gateway: Gateway) -> None:
    sent = {"file": (io.BytesIO(b"Kennung;Titel\r\n"), "leistungen.csv")}

    answer = gateway.client.post(WHERE, data=sent, headers=CHANGING)

    assert (answer.status_code, answer.json["code"]) == (422, "workbook-unsupported")
    assert "CSV" in answer.json["detail"]
    assert "Excel-Arbeitsmappe (.xlsx)" in answer.json["detail"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"[", "json-broken"), (b'{"a": 1}', "json-broken"), (b'[{"id": NaN}]', "json-broken"),
     (b'["\\ud800"]', "json-broken"), (b"[" * 200_000, "json-broken"),
     (b'[1, {"title": 2}]', "import-invalid")],
)  # fmt: skip
def test_broken_json_is_a_clear_problem(gateway: Gateway, content: bytes, code: str) -> None:
    answer = upload(gateway, content, kind="application/json")

    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert code != "json-broken" or "Liste" in answer.json["detail"]


@pytest.mark.parametrize(
    ("kind", "pointer"), [("[]", "/items"), ('{"items": []}', "/items"), (XLSX, "/Leistungen")]
)
@pytest.mark.parametrize("query", ["", "dry_run=true"])
def test_a_file_without_rows_is_refused_saying_so(
    gateway: Gateway, catalog: Catalog, tmp_path: Path, kind: str, pointer: str, query: str
) -> None:
    if kind == XLSX:
        answer = upload(gateway, workbook([], tmp_path / "empty.xlsx"), query)
    else:
        answer = upload(gateway, kind.encode(), query, "application/json")

    assert (answer.status_code, answer.json["code"]) == (422, "import-invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert "keine Zeilen" in answer.json["errors"][0]["detail"]
    assert catalog.imports.imports.count_documents({}) == 0


def test_a_field_of_json_is_named_by_its_pointer(gateway: Gateway) -> None:
    listed = download(gateway, f"{LIST}?format=json").json
    listed["items"][3]["financing"]["year"] = "bald"
    listed["items"][4]["ghost"] = 1

    answer = upload(gateway, json.dumps(listed).encode(), kind="application/json")

    named = [error["pointer"] for error in answer.json["errors"]]
    assert named == ["/items/3/financing/year", "/items/4/ghost"]


def test_a_hundred_thousand_rows_are_refused(
    gateway: Gateway, catalog: Catalog, tmp_path: Path
) -> None:
    rows = (["profiles", [f"p{number}"]] for number in range(100_000))
    content = workbook(rows, tmp_path / "long.xlsx")
    before = stored(catalog)

    answer = upload(gateway, content)

    assert (answer.status_code, answer.json["code"]) == (422, "import-invalid")
    assert "zu viele Zeilen" in answer.json["errors"][-1]["detail"]
    assert stored(catalog) == before


def test_a_body_over_ten_mebibytes_or_of_another_kind_is_refused(gateway: Gateway) -> None:
    answers = [
        upload(gateway, bytes(10 * 1024 * 1024 + 1)),
        upload(gateway, b"a;b", kind="text/csv"),
        upload(gateway, b"", "dry_run=vielleicht"),
        upload(gateway, b"", "ghost=1"),
    ]

    assert [(a.status_code, a.json["code"]) for a in answers] == [
        (413, "body-too-large"), (415, "media-type-unsupported"), (422, "invalid"),
        (422, "invalid"),
    ]  # fmt: skip
    assert all(t in answers[1].json["detail"] for t in (XLSX, "application/json", "multipart/"))
