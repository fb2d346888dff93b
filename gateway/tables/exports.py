"""Lists as files, and files as lists: exports and imports, made by a process apart.

The service gives the layout and the rows page by page; they go to the child process as they
come, so memory here does not grow with the list. A file that is the same for everyone is kept
until the catalogue changes.
"""

import hashlib
import json
import tempfile
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from flask import Response, request
from werkzeug.wsgi import wrap_file

from gateway.api.conditions import is_known
from gateway.api.formats import TYPES
from gateway.api.render import CACHED_BY_ALL
from gateway.api.whole_lists import Page
from gateway.calls.single_flight import SingleFlight
from gateway.catalogue.cache import CatalogueCache
from gateway.language import varied
from gateway.problems.problems import Problem
from gateway.tables.child_pool import CHILD_S, ChildPool
from services.common import context
from services.common.logs import Log

log = Log(__name__)

MOST_KEPT = 8
ATTEMPTS = 3


@dataclass(frozen=True)
class TableFile:
    """A written file; the bytes stay readable after another has taken its place."""

    path: Path
    etag: str
    size: int


@dataclass(frozen=True)
class ListExports:
    """Answers requests for lists as files."""

    cache: CatalogueCache
    children: ChildPool
    kept: "KeptFiles"

    @classmethod
    def of(cls, cache: CatalogueCache) -> "ListExports":
        """Make the part of a process."""
        return cls(cache, ChildPool(), KeptFiles())

    def shared(self, kind: str, query: Mapping[str, str], page: Page, name: str) -> Response:
        """Return a file that is the same for everyone, written once per change of the catalogue."""
        language = context.current().language
        named = f"{language} {request.path} {kind}?{urlencode(sorted(query.items()))}"
        key = (named, self.cache.generation)
        opened = self.kept.open(key)
        if opened is None:
            with self.children.guest_place():
                opened = self.kept.fly(key, lambda: self._write_for_guests(kind, page))
        headers = {
            "Cache-Control": CACHED_BY_ALL,
            "Vary": varied("Accept"),
            "ETag": opened[0].etag,
            "Content-Language": language,
        }
        if is_known(opened[0].etag, request.headers.get("If-None-Match")):
            opened[1].close()
            return Response(status=304, headers=headers)
        return _file_response(*opened, kind, name, headers)

    def private(self, kind: str, page: Page, name: str, guest: bool = False) -> Response:
        """Return a file for one who asks; it is kept nowhere. Guests have fewer places."""
        with self.children.guest_place() if guest else self.children.place():
            made = self._write_for_guests(kind, page) if guest else self._write(kind, page)
        opened = made.path.open("rb")
        made.path.unlink()
        return _file_response(made, opened, kind, name, {"Cache-Control": "no-store"})

    def _write_for_guests(self, kind: str, page: Page) -> TableFile:
        with self.children.guest_turn():
            return self._write(kind, page)

    def _write(self, kind: str, page: Page) -> TableFile:
        """Write the whole list as of one revision; one that changes meanwhile is begun anew."""
        for _ in range(ATTEMPTS):
            with tempfile.TemporaryDirectory(dir=self.children.folder) as job:
                path = Path(job, f"list.{kind}")
                if self._write_once(kind, page, path):
                    kept = path.rename(self.children.folder / f"{uuid.uuid4().hex}.{kind}")
                    return TableFile(kept, _tag(kept), kept.stat().st_size)
        raise Problem(503, "list-changing")

    def _write_once(self, kind: str, page: Page, path: Path) -> bool:
        first = page(None)
        with self.children.child("write", kind, str(path)) as child:
            assert child.stdin is not None
            child.stdin.write(json.dumps(first["layout"]).encode() + b"\n")
            for part in _pages(first, page):
                if part["revision"] != first["revision"]:
                    return False
                child.stdin.write(part["lines"].encode())
            child.stdin.close()
            if child.wait() != 0:
                raise RuntimeError(f"the child could not write {kind}: {child.returncode}")
        return True


class KeptFiles:
    """The last few shared files of this process."""

    def __init__(self) -> None:
        self._files: OrderedDict[tuple[str, int], TableFile] = OrderedDict()
        self._guard = threading.Lock()
        self._flights: SingleFlight[TableFile] = SingleFlight(most_wait_s=CHILD_S)

    def open(self, key: tuple[str, int]) -> tuple[TableFile, IO[bytes]] | None:
        """Return the file ready to be read, or None where there is none of that key."""
        with self._guard:
            kept = self._files.get(key)
            if kept is None:
                return None
            self._files.move_to_end(key)
            return kept, kept.path.open("rb")

    def fly(
        self, key: tuple[str, int], make: Callable[[], TableFile]
    ) -> tuple[TableFile, IO[bytes]]:
        """Return the file of that key, made once for all who wait for it."""

        def keep() -> TableFile:
            made = make()
            with self._guard:
                before = self._files.pop(key, None)
                old = [k for k in self._files if k[1] < key[1]]
                if not old and len(self._files) >= MOST_KEPT:
                    old = [next(iter(self._files))]
                gone = [self._files.pop(k) for k in old] + ([before] if before else [])
                self._files[key] = made
            for file in gone:
                file.path.unlink(missing_ok=True)
            return made

        self._flights.fly(key, keep)
        opened = self.open(key)
        if opened is None:
            raise Problem(503, "list-changing")
        return opened


def _pages(first: Mapping[str, Any], page: Page) -> Iterator[Mapping[str, Any]]:
    part = first
    yield part
    while part["next"] is not None:
        part = page(part["next"])
        yield part


def _tag(path: Path) -> str:
    with path.open("rb") as file:
        return f'"{hashlib.file_digest(file, "sha256").hexdigest()[:32]}"'


def _file_response(
    made: TableFile, file: IO[bytes], kind: str, name: str, headers: Mapping[str, str]
) -> Response:
    response = Response(wrap_file(request.environ, file), content_type=TYPES[kind])
    response.direct_passthrough = True
    response.content_length = made.size
    response.headers.update(headers)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
