"""The child processes that write and read files, a few at a time."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gateway.problems.problems import Problem
from services.common import children

CHILD = (sys.executable, "-m", "gateway.tables.child")
ROOT = Path(__file__).parents[2]
MOST_CHILDREN = 2
MOST_GUEST_CHILDREN = 1
MOST_WAITING = 8
MOST_GUESTS_WAITING = 6
"""Whoever is not signed in leaves a child and two places to those who are."""
WAIT_S = 20.0
CHILD_S = 90.0


class ChildPool:
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
        """Return the folder, made when first needed: not before this process was forked."""
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
