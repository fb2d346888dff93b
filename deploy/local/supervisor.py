"""Starts again what ended by itself: ``make up`` leaves one such process beside the others.

It pauses longer each time a process ends soon after its start, says what it did in its log, and
keeps count for the next ``make up`` to show.
"""

import json
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy.local.processes import Processes

SUPERVISOR = "supervisor"
LOOK_EVERY_S = 1.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
STEADY_AFTER_S = 60.0


@dataclass
class Watched:
    """What is known of one process: when it was started, and how long to pause the next time."""

    started_at: float
    pause_s: float = FIRST_PAUSE_S
    due_at: float | None = None


class Supervisor:
    """Looks after the processes noted in one folder; broker and database are not among them."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._processes, self._clock = Processes(folder), clock
        self._counts = folder / "restarts.json"
        self._watched: dict[str, Watched] = {}

    def look(self) -> None:
        """Start what has ended and whose pause is over."""
        for name, (process, _) in self._processes.known().items():
            if name == SUPERVISOR or not process.command:
                continue
            watched = self._watched.setdefault(name, Watched(self._clock()))
            if self._processes.alive(name):
                watched.due_at = None
                continue
            if watched.due_at is None:
                self._plan(name, watched)
            if self._clock() >= (watched.due_at or 0):
                self._processes.start(process)
                watched.started_at, watched.due_at = self._clock(), None
                self._count(name)

    def watch(self, ended: threading.Event) -> None:
        """Look until ended."""
        while not ended.wait(LOOK_EVERY_S):
            try:
                self.look()
            except (OSError, ValueError) as error:
                say("look_failed", reason=repr(error))

    def _plan(self, name: str, watched: Watched) -> None:
        # Workers that outlive their master would keep the port from the next one.
        self._processes.signal(name, signal.SIGKILL)
        steady = self._clock() - watched.started_at > STEADY_AFTER_S
        pause_s = FIRST_PAUSE_S if steady else watched.pause_s
        watched.due_at = self._clock() + pause_s
        watched.pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
        say("process_ended", name=name, starts_again_in_s=pause_s)

    def _count(self, name: str) -> None:
        counts = restarts(self._counts.parent)
        counts[name] = counts.get(name, 0) + 1
        # Whoever reads it meanwhile, or after a kill, finds the counts before or those after.
        unfinished = self._counts.with_suffix(".part")
        unfinished.write_text(json.dumps(counts))
        unfinished.replace(self._counts)
        say("process_started_again", name=name, times=counts[name])


def restarts(folder: Path) -> dict[str, int]:
    """Return how often each process was started again since ``up``."""
    path = folder / "restarts.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def say(event: str, **facts: object) -> None:
    """Write a line into the log."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    print(json.dumps({"time": now, "event": event, **facts}), flush=True)


def run(folder: Path) -> int:
    """Look after this folder's processes until SIGTERM."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    Supervisor(folder).watch(ended)
    return 0
