"""The real lists go through LibreOffice itself: in, published, out, edited, in again."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from services.common import clock, context
from services.common.context import Call
from tests.integration.catalogue_files import (
    COUNT,
    OZG_SERVICES,
    Catalog,
    column,
    committed,
    download,
    edited,
    ozg_rows,
    put,
    stored,
    upload,
    workbook,
)  # fmt: skip
from tests.unit.gateway.gateway_fakes import CHANGING, Gateway

LONGEST_S = 120
BEFORE = "Erklärung zur Vaterschafts-/Mutterschaftsanerkennung"
AFTER = "Anerkennung der Vater- oder Mutterschaft"
SUMS = ("new", "changed", "unchanged")


class Office:
    """LibreOffice without a screen, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("soffice")
        assert program, "LibreOffice is missing; `make setup-tests` installs it"
        self._folder = folder
        self._command = [program, "--headless", f"-env:UserInstallation=file://{folder}/user"]

    def saved(self, content: bytes) -> bytes:
        """Open a workbook and save it under its own kind."""
        return self._through("xlsx", "ods", content)

    def edited(self, content: bytes, before: str, after: str) -> bytes:
        """Open a workbook, change the first cell with this text, and save it as a workbook."""
        flat = self._converted("fods", self._write("book.xlsx", content)).decode()
        changed, count = re.subn(f">{re.escape(before)}<", f">{after}<", flat, count=1)
        assert count == 1
        return self._converted("xlsx", self._write("book.fods", changed.encode()))

    def _through(self, kind: str, middle: str, content: bytes) -> bytes:
        inner = self._converted(middle, self._write(f"book.{kind}", content))
        return self._converted(kind, self._write(f"book.{middle}", inner))

    def _write(self, name: str, content: bytes) -> Path:
        path = self._folder / name
        path.write_bytes(content)
        return path

    def _converted(self, kind: str, path: Path) -> bytes:
        where = ["--convert-to", kind, "--outdir", str(self._folder)]
        command = [*self._command, *where, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_S)
        return path.with_suffix(f".{kind}").read_bytes()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    folder = tmp_path / "office"
    folder.mkdir()
    return Office(folder)


def sums(answer: Any) -> tuple[int, ...]:
    assert answer.status_code == 200, answer.text
    return tuple(answer.json[name] for name in SUMS)


def publish_all(gateway: Gateway, done: Any) -> None:
    gateway.sessions.is_now(account="b2")
    where = f"/api/v1/imports/{done.json['import']}/publish"
    while gateway.client.post(where, headers=CHANGING).json["in_review"]:
        pass


def test_the_real_lists_go_through_libreoffice_without_loss(
    gateway: Gateway, catalog: Catalog, office: Office, tmp_path: Path
) -> None:
    lists = office.saved(workbook(ozg_rows(), tmp_path / "ozg.xlsx"))

    first = upload(gateway, lists)
    publish_all(gateway, first)
    exported = download(gateway).data
    before = stored(catalog)
    unchanged = upload(gateway, office.saved(exported))
    after = stored(catalog)
    renamed = upload(gateway, office.edited(exported, BEFORE, AFTER))

    assert sums(first) == (OZG_SERVICES, 0, 0)
    assert len(catalog.profiles.get("ozg-10069").leika_keys) == 317
    assert sums(unchanged) == (0, 0, OZG_SERVICES + COUNT)
    assert after == before
    assert sums(renamed) == (0, 1, OZG_SERVICES + COUNT - 1)
    assert catalog.profiles.get("ozg-10001").editable()["title"]["de"] == AFTER


def test_versions_that_look_like_numbers_come_back_as_they_were(
    gateway: Gateway, catalog: Catalog, office: Office
) -> None:
    profile = next(p for p in catalog.profiles.page({}) if len(p.interfaces) > 1)
    facts = profile.editable()
    for interface, version in zip(facts["interfaces"], ("2.10", "2.0"), strict=False):
        interface["version"] = version
    context.enter(Call())
    catalog.profiles.change(profile.id, lambda p: p.edit(facts, by="c3", now=clock.now()))
    before = stored(catalog)

    answer = upload(gateway, office.saved(download(gateway).data))

    assert sums(answer) == (0, 0, COUNT)
    assert stored(catalog) == before


def test_keys_entered_as_numbers_are_taken_and_versions_are_not(
    gateway: Gateway, catalog: Catalog, office: Office
) -> None:
    def act(book: Any) -> None:
        main = book["Leistungen"]
        key = main.cell(2, column(main, "OZG-Nummer"))
        key.value, key.number_format = 10000, "General"
        put("Version", 2.1, 2, "Schnittstellen")(book)

    answer = upload(gateway, office.saved(edited(committed(gateway), act)), "dry_run=true")

    (error,) = answer.json["errors"]
    assert (error["sheet"], error["row"], error["field"]) == ("Schnittstellen", 2, "version")
    assert "als Text" in error["detail"]
