"""Stops the system of a test run that was killed: ``python -m tests.reaper FOLDER``."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.specs import ROOT
from deploy.local.system import System


@contextmanager
def reaped(folder: Path) -> Iterator[None]:
    """Have the system in this folder stopped even if this process is killed.

    The reaper reads from a pipe of ours, which ends when we do, in whatever way.
    """
    command = [sys.executable, "-m", "tests.reaper", str(folder)]
    reaper = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield
    finally:
        reaper.communicate()


if __name__ == "__main__":
    sys.stdin.read()
    System(Path(sys.argv[1])).down()
