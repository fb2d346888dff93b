"""The catalogue with its committed profiles behind a gateway, and files on their way in and out."""

import csv
import io
import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
from pymongo.database import Database
from werkzeug.test import TestResponse

from gateway.api.formats import XLSX
from gateway.tables import writing
from services.catalog import ozg
from services.catalog.domain.keys import is_leika_key
from services.catalog.entrypoints.profiles import ProfileCalls
from services.catalog.entrypoints.search import SearchCalls
from services.catalog.entrypoints.tables import TableCalls
from services.catalog.repositories.directory import Systems, Vendors
from services.catalog.repositories.profiles import Profiles
from services.catalog.repositories.versions import ProfileDocuments
from services.catalog.search.index import SearchIndex
from services.catalog.tables.columns import layout, rows_of
from services.catalog.tables.importing import ProfileImports
from services.catalog.tables.reading import facts_of
from services.catalog.words import WORDS
from services.common import context
from services.common.context import Call
from services.common.errors import Refusal, refusal_of
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from tests.said import answered
from tests.unit.gateway.gateway_fakes import CHANGING, SIGNED_IN, Gateway

Db = Database[dict[str, Any]]
COUNT, OZG_SERVICES = 40, 557
WHERE = "/api/v1/profiles/import"
LIST = "/api/v1/profiles"
MINE = "/api/v1/editorial/profiles"


class Calls(SearchCalls, ProfileCalls, TableCalls):
    """What of the catalogue is asked here."""


class Catalog:
    """Answers the gateway's calls from the real entrypoints, as messages would carry them."""

    def __init__(self, database: Db) -> None:
        self.calls: Any = Calls()
        self.profiles = Profiles(database, "catalog", lambda *_: None)
        self.vendors = Vendors(database, "catalog", lambda *_: None)
        self.systems = Systems(database, "catalog", lambda *_: None)
        self.imports = ProfileImports(database, self.profiles, self.vendors)
        self.bodies = ReadCopy(database, "identity", "body")
        self.finding = SearchIndex(database, self.bodies)
        self.documents = ProfileDocuments(database)
        for store in (self.vendors, self.profiles, self.imports):
            store.prepare()
        for name in ("profiles", "vendors", "documents", "imports", "finding"):
            setattr(self.calls, name, getattr(self, name))
        self.made: list[str] = []
        self.may = frozenset({"profiles:edit"})
        self.before: Callable[[str], None] = lambda method: None

    def call(
        self,
        service: str,
        method: str,
        *,
        arguments: dict[str, Any],
        principal: Principal,
        request_id: str | None = None,
    ) -> Any:
        """Return the result after a trip through JSON."""
        if service == "identity":
            grants = {"*": sorted(self.may)}
            account = arguments["account_id"]
            return {"subject": account, "name": account, "grants": grants, "claims": {}}
        self.made.append(method)
        self.before(method)
        called = getattr(self.calls, method)
        (entrypoint,) = called.nameko_entrypoints
        for permission in entrypoint.needs:
            principal.require(permission)
        language = context.current().language
        context.enter(
            Call(
                principal=principal,
                once=uuid.uuid4().hex,
                action=f"catalog.{method}",
                language=language,
            )
        )
        try:
            return answered(called(**json.loads(json.dumps(arguments))), language)
        except Refusal as refusal:
            arrived = refusal_of(refusal.to_wire(WORDS, language))
            assert arrived is not None
            raise arrived from refusal

    def takers(self, queue: str) -> int:
        """Say that calls are taken."""
        return 1


def download(gateway: Gateway, path: str = f"{MINE}?format=xlsx", **more: Any) -> TestResponse:
    answer = gateway.client.get(path, headers={**SIGNED_IN, **more})
    assert answer.status_code == 200, answer.text
    return answer


_committed: list[bytes] = []


def committed(gateway: Gateway) -> bytes:
    """Return the workbook of the catalogue as it is committed, exported once for all tests.

    A row that differs from what is stored would be refused, as one changed since its export.
    """
    if not _committed:
        _committed.append(download(gateway).data)
    return _committed[0]


def upload(gateway: Gateway, content: bytes, query: str = "", kind: str = XLSX) -> TestResponse:
    return gateway.client.post(
        f"{WHERE}?{query}", data=content, content_type=kind, headers=CHANGING
    )


def edited(content: bytes, act: Callable[[Any], None] = lambda book: None) -> bytes:
    """Return the workbook as a spreadsheet program saves it after an edit."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    act(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def column(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def put(heading: str, value: Any, row: int = 2, name: str = "Leistungen") -> Callable[[Any], None]:
    def act(book: Any) -> None:
        book[name].cell(row, column(book[name], heading)).value = value

    return act


def stored(catalog: Catalog) -> dict[str, Any]:
    found = catalog.profiles.collection.find({}, {"done": 0, "outbox": 0})
    return {doc["_id"]: doc for doc in found}


def ozg_rows() -> Iterator[tuple[str, list[Any]]]:
    """Return the services of the OZG catalogue as rows of announced profiles."""
    folder = Path(ozg.__file__).parent
    keys: dict[str, list[str]] = defaultdict(list)
    for row in csv.DictReader((folder / "leika.csv").open(encoding="utf-8")):
        if is_leika_key(row["leika_key"]):
            keys[row["ozg_id"]].append(row["leika_key"])
    for row in csv.DictReader((folder / "services.csv").open(encoding="utf-8")):
        title = {"de": row["title"], "en": row["title"]}
        stated = {
            "title": title, "summary": title, "kind": "efa", "ozg_id": row["ozg_id"],
            "leika_keys": keys[row["ozg_id"]], "topic": row["topic"],
            "life_situation": row["life_situation"], "ministry": "StMD",
            "target_kinds": ["municipality"], "sphere": "own", "financing": {"kind": "levy"},
            "trust_level": "low", "demo": True,
        }  # fmt: skip
        id = f"ozg-{row['ozg_id']}"
        facts = facts_of({"id": id, "facts": stated})
        for sheet, cells in rows_of({"id": id, "status": None, "profile_version": None}, facts):
            yield sheet, [cells[0], None, *cells[2:]] if sheet == "profiles" else cells


def workbook(rows: Any, path: Path) -> bytes:
    writing.write_xlsx(layout(), rows, path)
    return path.read_bytes()
