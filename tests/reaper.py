"""Ends the system of a test run, also of one that was killed: ``python -m tests.reaper FOLDER``."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.specs import ROOT
from deploy.local.system import System

LOGS = ROOT / ".local" / "test-logs"
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3
"""Where files are in memory, and how much of it must be free. What database and broker hold there
outlives a kill as on a disk, and is not waited for."""


@contextmanager
def reaped() -> Iterator[Path]:
    """Return a folder for a system, which is ended afterwards even if this process is killed.

    The reaper reads from a pipe of ours, which ends when we do, in whatever way. The folder is
    none of pytest's, which other runs tidy up.
    """
    folder = Path(tempfile.mkdtemp(prefix="digitalmarkt-tests-", dir=_in_memory()))
    command = [sys.executable, "-m", "tests.reaper", str(folder)]
    reaper = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield folder
    finally:
        reaper.communicate()


def _in_memory() -> Path | None:
    """Return the place in memory, or None where there is none or it is small."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM else None


def end(folder: Path) -> None:
    """Stop what runs there and leave nothing but the logs, a folder for each lane."""
    system = System(folder)
    system.down()
    kept = LOGS / os.environ.get("PYTEST_XDIST_WORKER", "")
    shutil.copytree(folder / "logs", kept, dirs_exist_ok=True)
    system.clean()


if __name__ == "__main__":
    sys.stdin.read()
    end(Path(sys.argv[1]))
