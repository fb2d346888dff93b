"""The release before this one, laid out beside it and started by its own code.

Which one: ``RELEASE_BEFORE`` (anything git names), else the last tag below this commit, else the
commit that recorded the last release in ``docs/api/released.json``. A clone without history has
none of them but its one commit, which then stands beside itself; so fetch the whole history first.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from deploy.local.processes import Process
from deploy.local.specs import ROOT
from deploy.local.system import System

RECORDED = "docs/api/released.json"
VENDOR = "gateway/web/static/vendor"
START = "import sys, pathlib; from deploy.local.system import System; "
START += "System(pathlib.Path(sys.argv[1])).up()"


class NoRelease(Exception):
    """Git knows no release before this one."""


def release_before(root: Path = ROOT, given: Mapping[str, str] = os.environ) -> str:
    """Return the commit of the release before; raise NoRelease where there is none."""
    if named := given.get("RELEASE_BEFORE"):
        return _git(root, "rev-parse", "--verify", f"{named}^{{commit}}")
    tag = _git(root, "tag", "--merged", "HEAD^", "--sort=-creatordate", fails="").split("\n")[0]
    recorded = ("log", "-1", "--format=%H", "--", RECORDED)
    found = _git(root, "rev-list", "-1", tag) if tag else _git(root, *recorded, fails="")
    if not found:
        raise NoRelease(f"neither a tag nor a commit that wrote {RECORDED}: name RELEASE_BEFORE")
    return found


@contextmanager
def checked_out(commit: str, folder: Path, root: Path = ROOT) -> Iterator[Path]:
    """Lay a commit out in a folder; what pages take from others is that of this one."""
    _git(root, "worktree", "add", "--detach", "--force", str(folder), commit)
    (folder / VENDOR).symlink_to(root / VENDOR)
    try:
        yield folder
    finally:
        _git(root, "worktree", "remove", "--force", str(folder))


def start(system: System, tree: Path) -> None:
    """Start a whole system by the code of another tree: its queues, its schema, its settings."""
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", START, str(system.folder)]
    subprocess.run(command, cwd=tree, env=environment, check=True)


def of_tree(process: Process, tree: Path) -> Process:
    """Return a process of another tree so that it can be started from this one."""
    return replace(process, command=["/usr/bin/env", "-C", str(tree), *process.command])


def _git(root: Path, *words: str, fails: str | None = None) -> str:
    """Return what git says; ``fails`` where it refuses, if given."""
    done = subprocess.run(("git", *words), cwd=root, capture_output=True, text=True, check=False)
    if done.returncode and fails is None:
        raise NoRelease(done.stderr.strip())
    return done.stdout.strip() if not done.returncode else str(fails)
