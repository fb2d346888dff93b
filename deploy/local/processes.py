"""Processes that outlive the command which started them: by name, with pid, log and end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.ports import wait_until


@dataclass(frozen=True)
class Process:
    """What to run: ``health`` is the port of its ``/health/ready``, where it has one."""

    name: str
    command: list[str]
    settings: dict[str, str] = field(default_factory=dict)
    health: int | None = None


class Processes:
    """Keeps one file per process below ``folder/run``; all of them can be stopped by it."""

    def __init__(self, folder: Path) -> None:
        self._run, self._logs = folder / "run", folder / "logs"
        for needed in (self._run, self._logs):
            needed.mkdir(parents=True, exist_ok=True)
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, process: Process) -> int:
        """Start it in a session of its own, with only its own settings; give the pid."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        with (self._logs / f"{process.name}.log").open("ab") as log:
            child = subprocess.Popen(
                process.command,
                env={**kept, "PYTHONUNBUFFERED": "1", **process.settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._children[process.name] = child
        self.remember(process, child.pid)
        return child.pid

    def remember(self, process: Process, pid: int) -> None:
        """Note a started process; the file holds settings and so is for the owner only."""
        path = self._run / f"{process.name}.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps({**process.__dict__, "pid": pid}))

    def known(self) -> dict[str, tuple[Process, int]]:
        """Give every noted process with its pid."""
        found = {}
        for path in sorted(self._run.glob("*.json")):
            noted = json.loads(path.read_text())
            pid = noted.pop("pid")
            found[noted["name"]] = (Process(**noted), pid)
        return found

    def alive(self, name: str) -> bool:
        """Tell whether this process runs."""
        child = self._children.get(name)
        if child is not None:
            return child.poll() is None
        noted = self.known().get(name)
        return noted is not None and _is_running(noted[1])

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to the process (its whole group for SIGKILL)."""
        noted = self.known().get(name)
        if noted is None:
            return
        try:
            send = os.killpg if number is signal.SIGKILL else os.kill
            send(noted[1], number)
        except ProcessLookupError:
            return

    def stop(self, name: str, timeout_s: float = 40) -> None:
        """End it: SIGTERM, and SIGKILL for what has not ended in time."""
        self.signal(name, signal.SIGTERM)
        try:
            wait_until(lambda: not self.alive(name), timeout_s, f"{name} did not end")
        except TimeoutError:
            print(f"{name} did not end within {timeout_s} s and was killed", file=sys.stderr)
        self.kill(name)

    def kill(self, name: str) -> None:
        """End it at once."""
        self.signal(name, signal.SIGKILL)
        wait_until(lambda: not self.alive(name), 10, f"{name} cannot be killed")
        (self._run / f"{name}.json").unlink(missing_ok=True)

    def stop_all(self, names: Sequence[str]) -> None:
        """End these side by side."""
        for name in names:
            self.signal(name, signal.SIGTERM)
        for name in names:
            self.stop(name)


def _is_running(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
