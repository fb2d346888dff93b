"""PDFs for a reader who waits for them, each made by a process apart.

The child takes the facts as JSON on its standard input and gives the PDF on its standard output.
Setting one takes some tenths of a second, which no event loop may wait for.
"""

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from services.common import children
from services.common.errors import Unavailable

ROOT = Path(__file__).parents[2]
MOST_CHILDREN = 2
WAIT_S = 8.0
CHILD_S = 10.0

_places = threading.BoundedSemaphore(MOST_CHILDREN)


def printed(program: tuple[str, ...], facts: Mapping[str, Any]) -> bytes:
    """Return what the module makes of the facts; ``program`` is its name and its arguments.

    Raises Unavailable where others are being made for too long.
    """
    with _place():
        return _made(_command(program), json.dumps(facts).encode())


def delivered(pdf: bytes, filename: str) -> dict[str, str]:
    """Return a file as calls answer it: base64, with its SHA-256 in hex."""
    return {
        "pdf_base64": base64.b64encode(pdf).decode(),
        "sha256": sha256(pdf).hexdigest(),
        "filename": filename,
    }


def _command(program: tuple[str, ...]) -> tuple[str, ...]:
    return (sys.executable, "-m", *program)


def _made(command: tuple[str, ...], facts: bytes) -> bytes:
    bare = {"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", "")}
    child = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=bare | children.environment(),
    )
    try:
        pdf, _ = child.communicate(facts, timeout=CHILD_S)
    except subprocess.TimeoutExpired as error:
        raise Unavailable("printing-busy") from error
    finally:
        child.kill()
        child.wait()
    if child.returncode != 0:
        raise RuntimeError(f"the child could not print: {child.returncode}")
    return pdf


@contextmanager
def _place() -> Iterator[None]:
    """Take one of the few places, waiting so long at most."""
    if not _places.acquire(timeout=WAIT_S):
        raise Unavailable("printing-busy")
    try:
        yield
    finally:
        _places.release()
