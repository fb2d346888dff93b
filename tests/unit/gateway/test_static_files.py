"""Static files are given out small, kept for a year by their own address, and nothing else is."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from gateway.web.static_files import FOLDER, StaticFiles
from tests.unit.gateway.gateway_fakes import Gateway

STYLE = b"p{color:red}" * 50
BR, GZ = b"as brotli", gzip.compress(STYLE, mtime=0)


@pytest.fixture
def files(tmp_path: Path) -> StaticFiles:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/kern.css").write_bytes(STYLE)
    (tmp_path / "vendor/kern.css.br").write_bytes(BR)
    (tmp_path / "vendor/kern.css.gz").write_bytes(GZ)
    (tmp_path / "vendor/.collected").write_text("secret")
    (tmp_path / "own.js").write_text("'use strict'")
    (tmp_path.parent / "outside.css").write_text("secret")
    return StaticFiles(tmp_path)


def ask(files: StaticFiles, path: str, **headers: str) -> Any:
    app = Flask("gateway", static_folder=None)
    app.register_blueprint(files.blueprint())
    return app.test_client().get(path, headers=headers)


@pytest.mark.parametrize(
    ("accepted", "coding", "body"),
    [
        ("gzip, deflate, br, zstd", "br", BR),
        ("gzip, deflate", "gzip", GZ),
        ("gzip, br;q=0", "gzip", GZ),
        ("identity", None, STYLE),
        ("", None, STYLE),
    ],
)
def test_a_file_comes_in_the_smallest_form_the_client_takes(
    files: StaticFiles, accepted: str, coding: str | None, body: bytes
) -> None:
    answer = ask(files, "/static/vendor/kern.css", **{"Accept-Encoding": accepted})

    assert (answer.headers.get("Content-Encoding"), answer.data) == (coding, body)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content_type == "text/css; charset=utf-8"


def test_only_by_its_own_address_a_file_is_kept_for_good(files: StaticFiles) -> None:
    current = ask(files, files.address("own.js"))
    others = [ask(files, f"/static/own.js{query}") for query in ("", "?v=deadbeef")]

    assert current.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert [one.headers["Cache-Control"] for one in others] == ["public, no-cache"] * 2
    assert {one.data for one in (current, *others)} == {b"'use strict'"}


def test_an_address_changes_with_the_content(files: StaticFiles) -> None:
    (files.folder / "a.css").write_text("a")
    (files.folder / "b.css").write_text("b")

    addresses = [files.address(name).partition("?v=") for name in ("a.css", "b.css")]

    assert [path for path, _, _ in addresses] == ["/static/a.css", "/static/b.css"]
    assert len({version for _, _, version in addresses}) == 2


def test_who_has_a_form_already_is_not_sent_it_again(files: StaticFiles) -> None:
    taking = {"Accept-Encoding": "br"}
    first = ask(files, "/static/vendor/kern.css", **taking)

    again = ask(
        files, "/static/vendor/kern.css", **taking, **{"If-None-Match": first.headers["ETag"]}
    )

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["ETag"] != ask(files, "/static/vendor/kern.css").headers["ETag"]


@pytest.mark.parametrize(
    "name", ["vendor/.collected", "vendor/kern.css.br", "../outside.css", "nothing.css", "vendor"]
)
def test_nothing_else_is_given_out(files: StaticFiles, name: str) -> None:
    assert ask(files, f"/static/{name}").status_code == 404
    with pytest.raises(KeyError):
        files.address(name)


def test_the_gateway_gives_out_what_was_collected_for_its_pages() -> None:
    client = Gateway().client
    pages = StaticFiles()
    found = {
        name: client.get(pages.address(f"vendor/{name}"), headers={"Accept-Encoding": "br"})
        for name in ("kern.min.css", "htmx.min.js", "fira-sans.css", "fira-sans-600.woff2")
    }

    assert {name: one.status_code for name, one in found.items()} == dict.fromkeys(found, 200)
    assert sum(len(one.data) for one in found.values()) < 65_000
    assert all("immutable" in one.headers["Cache-Control"] for one in found.values())


def test_every_file_taken_from_others_lies_beside_its_licence() -> None:
    names = {path.name for path in (FOLDER / "vendor").iterdir()}

    assert {"kern-licence.txt", "htmx-licence.txt", "fira-sans-licence.txt"} <= names
