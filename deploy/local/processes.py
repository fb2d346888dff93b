"""Processes that outlive the command which started them: by name, with pid, log and end.

The notes outlive even a restart of the machine, after which a pid may be anybody's; so a
process is known by its pid and the time it started.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
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
        when = {"boot": _boot(), "started": _started(pid)}
        noted = {**process.__dict__, "pid": pid, **when}
        path.write_text(json.dumps(noted))

    def known(self) -> dict[str, tuple[Process, int]]:
        """Return every noted process with its pid."""
        found = {}
        for path in sorted(self._run.glob("*.json")):
            noted = json.loads(path.read_text())
            own = {one.name: noted[one.name] for one in fields(Process)}
            found[noted["name"]] = (Process(**own), noted["pid"])
        return found

    def alive(self, name: str) -> bool:
        """Tell whether this process runs, whoever started it last."""
        child, pid = self._children.get(name), self._pid(name)
        ended = child is not None and child.poll() is not None
        if child is not None and child.pid == pid:
            return not ended
        return pid is not None and _is_running(pid)

    def code(self, name: str) -> int | None:
        """Return what a process that was started here has ended with; None while it runs."""
        return self._children[name].poll()

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to the process (its whole group for SIGKILL)."""
        pid = self._pid(name)
        if pid is None:
            return
        try:
            send = os.killpg if number is signal.SIGKILL else os.kill
            send(pid, number)
        except ProcessLookupError:
            return

    def _pid(self, name: str) -> int | None:
        """Return the pid of a noted process, unless it is another's by now.

        The pid of one that ended is still ours while its group has members.
        """
        path = self._run / f"{name}.json"
        if not path.exists():
            return None
        noted = json.loads(path.read_text())
        pid, now = int(noted["pid"]), _started(noted["pid"])
        ours = noted.get("boot") == _boot() and now in (noted.get("started"), None)
        return pid if ours else None

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
    """Tell whether it runs; where only its first thread ended, the others hold its port still."""
    stat = _stat(pid)
    return bool(stat) and (stat[0] != "Z" or int(stat[17]) > 1)


def _started(pid: int) -> int | None:
    """Return when the process started, in ticks since the machine did; None where there is none."""
    stat = _stat(pid)
    return int(stat[19]) if stat else None


def _stat(pid: int) -> list[str]:
    """Return the fields of ``/proc/PID/stat`` from the third on; none where there is no process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _boot() -> str:
    """Name the time since the machine's last start."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
