"""Lists as files, and files as lists: exports and imports, made by a process apart.

The service gives the layout and the rows page by page; they go to the child process as they
come, so memory here does not grow with the list. A file that is the same for everyone is kept
until the catalogue changes.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import uuid
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlencode

from flask import Request, Response, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header
from werkzeug.wsgi import wrap_file

from gateway.api.conditions import is_known
from gateway.api.queries import given
from gateway.api.render import CACHED_BY_ALL
from gateway.calls.single_flight import SingleFlight
from gateway.catalogue.cache import CatalogueCache
from gateway.problems.problems import Problem
from services.common import children
from services.common.logs import Log

log = Log(__name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "json": "application/json"}
CHILD = (sys.executable, "-m", "gateway.tables.child")
ROOT = Path(__file__).parents[2]
NO_FILTERS = frozenset({"format", "limit", "cursor"})
MOST_CHILDREN = 2
MOST_GUEST_CHILDREN = 1
MOST_WAITING = 8
MOST_GUESTS_WAITING = 6
"""Whoever is not signed in leaves a child and two places to those who are."""
WAIT_S = 20.0
CHILD_S = 90.0
MOST_KEPT = 8
MOST_ACCEPTS = 256
"""So many Accept headers are remembered with what they come to; browsers send a few."""
ATTEMPTS = 3

Page = Callable[[str | None], Mapping[str, Any]]
"""Gives the page behind a cursor: ``layout`` (first page), ``lines``, ``next``, ``revision``."""


def wanted(asked: Request) -> str | None:
    """Give the format a list is asked for in, or None for its pages of JSON."""
    named = given(asked.args).get("format")
    if named is not None:
        if named not in TYPES:
            detail = "Möglich: xlsx, csv, json. / One of xlsx, csv, json."
            raise Problem(422, "invalid", errors=[{"pointer": "/format", "detail": detail}])
        return named
    return _negotiated(asked.headers.get("Accept", ""))


@lru_cache(MOST_ACCEPTS)
def _negotiated(accept: str) -> str | None:
    """Give the kind of table a client likes better than JSON, or None."""
    liked = parse_accept_header(accept, MIMEAccept)
    best = liked.best_match(["application/json", XLSX, "text/csv"])
    return {XLSX: "xlsx", "text/csv": "csv"}.get(best or "")


def filters_in(asked: Request) -> dict[str, str]:
    """Give what the list is filtered and sorted by; a file is never a page of it."""
    return {n: value for n, value in given(asked.args).items() if n not in NO_FILTERS}


def may_want_table(environ: Mapping[str, Any]) -> bool:
    """Tell whether a request may be for a table; cheap, for the way of cached answers."""
    query = environ.get("QUERY_STRING", "")
    named = "format=" in (unquote(query) if "%" in query else query)
    return named or _negotiated(environ.get("HTTP_ACCEPT", "")) is not None


@dataclass(frozen=True)
class TableFile:
    """A written file; the bytes stay readable after another has taken its place."""

    path: Path
    etag: str
    size: int


class Workshop:
    """Runs the child processes, a few at a time, in a folder that ends with this process."""

    def __init__(self) -> None:
        self._children = threading.BoundedSemaphore(MOST_CHILDREN)
        self._guest_children = threading.BoundedSemaphore(MOST_GUEST_CHILDREN)
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._guests_waiting = threading.BoundedSemaphore(MOST_GUESTS_WAITING)
        self._folder: Path | None = None
        self._guard = threading.Lock()

    @property
    def folder(self) -> Path:
        """Give the folder, made when first needed: not before this process was forked."""
        with self._guard:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="gateway-tables-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            return self._folder

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take one of the few threads that may be at work on tables, or refuse at once."""
        with _one_of(self._waiting):
            yield

    @contextmanager
    def guest_place(self) -> Iterator[None]:
        """Take a place for somebody who is not signed in."""
        with _one_of(self._guests_waiting), self.place():
            yield

    @contextmanager
    def guest_turn(self) -> Iterator[None]:
        """Wait until somebody who is not signed in may have a child."""
        with _one_of(self._guest_children, WAIT_S):
            yield

    @contextmanager
    def child(self, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
        """Run a child; whatever happens here, it is gone afterwards."""
        with _one_of(self._children, WAIT_S):
            bare = {"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", "")}
            bare |= children.environment()
            pipe = subprocess.PIPE
            child = subprocess.Popen([*CHILD, *arguments], stdin=pipe, stdout=pipe, env=bare)  # noqa: S603
            ended = threading.Timer(CHILD_S, child.kill)
            ended.start()
            try:
                yield child
            finally:
                ended.cancel()
                child.kill()
                _close(child)
                child.wait()


@dataclass(frozen=True)
class Tables:
    """Answers requests for lists as files."""

    cache: CatalogueCache
    workshop: Workshop
    kept: "KeptFiles"

    @classmethod
    def of(cls, cache: CatalogueCache) -> "Tables":
        """Make the part of a process."""
        return cls(cache, Workshop(), KeptFiles())

    def shared(self, kind: str, query: Mapping[str, str], page: Page, name: str) -> Response:
        """Give a file that is the same for everyone, written once per change of the catalogue."""
        key = (f"{kind}?{urlencode(sorted(query.items()))}", self.cache.generation)
        opened = self.kept.open(key)
        if opened is None:
            with self.workshop.guest_place():
                opened = self.kept.fly(key, lambda: self._write_for_guests(kind, page))
        headers = {"Cache-Control": CACHED_BY_ALL, "Vary": "Accept", "ETag": opened[0].etag}
        if is_known(opened[0].etag, request.headers.get("If-None-Match")):
            opened[1].close()
            return Response(status=304, headers=headers)
        return _file_response(*opened, kind, name, headers)

    def private(self, kind: str, page: Page, name: str) -> Response:
        """Give a file for one who asks; it is kept nowhere."""
        with self.workshop.place():
            made = self._write(kind, page)
        opened = made.path.open("rb")
        made.path.unlink()
        return _file_response(made, opened, kind, name, {"Cache-Control": "no-store"})

    def _write_for_guests(self, kind: str, page: Page) -> TableFile:
        with self.workshop.guest_turn():
            return self._write(kind, page)

    def _write(self, kind: str, page: Page) -> TableFile:
        """Write the whole list as of one revision; one that changes meanwhile is begun anew."""
        for _ in range(ATTEMPTS):
            with tempfile.TemporaryDirectory(dir=self.workshop.folder) as job:
                path = Path(job, f"list.{kind}")
                if self._write_once(kind, page, path):
                    kept = path.rename(self.workshop.folder / f"{uuid.uuid4().hex}.{kind}")
                    return TableFile(kept, _tag(kept), kept.stat().st_size)
        raise Problem(503, "list-changing")

    def _write_once(self, kind: str, page: Page, path: Path) -> bool:
        first = page(None)
        with self.workshop.child("write", kind, str(path)) as child:
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
        """Give the file ready to be read, or None where there is none of that key."""
        with self._guard:
            found = self._files.get(key)
            if found is None:
                return None
            self._files.move_to_end(key)
            return found, found.path.open("rb")

    def fly(
        self, key: tuple[str, int], make: Callable[[], TableFile]
    ) -> tuple[TableFile, IO[bytes]]:
        """Give the file of that key, made once for all who wait for it."""

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


@contextmanager
def _one_of(free: threading.BoundedSemaphore, wait_s: float = 0) -> Iterator[None]:
    """Take one of the free ones, waiting so long at most, or refuse."""
    if not free.acquire(timeout=wait_s):
        raise Problem(503, "service-busy")
    try:
        yield
    finally:
        free.release()


def _close(child: "subprocess.Popen[bytes]") -> None:
    """Close our ends; what a dead child did not take cannot be flushed."""
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


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
