"""The first steps with the API, from ``guide.sh``: each a few lines for a shell, run in order.

Needed are bash, curl and python3. A test reads the lines from the page and runs them against the
running system. A step begins with ``#: <key>``; the words around it are ``docs-guide-<key>`` and
``docs-guide-<key>-what``.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "guide.sh"
HERE = "https://markt.example"
"""What the file calls the server."""


@dataclass(frozen=True)
class Step:
    """A step by its key, and the lines that take it."""

    key: str
    lines: str


def steps(server: str) -> list[Step]:
    """Return the steps as they are taken at this address."""
    return [Step(step.key, step.lines.replace(HERE, server)) for step in _read()]


@cache
def _read() -> tuple[Step, ...]:
    parts = re.split(r"^#: (\w+)\n", FILE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return tuple(Step(key, lines.rstrip()) for key, lines in zip(*[iter(parts)] * 2, strict=True))
