"""Background work of a process: a round as soon as it is woken, else every two seconds."""

import threading
import time
from collections.abc import Callable
from typing import Any

from services.common.entrypoints import Part
from services.common.logs import Log
from services.common.storage import mongo

log = Log(__name__)

IDLE_S = 2.0
LONGEST_PAUSE_S = 30.0
DATABASE_S = 10.0


class BackgroundTask:
    """Repeats ``act`` for as long as it says there may be more, then waits to be woken.

    An ``act`` that raises is tried again after a pause that grows up to half a minute. Woken, it
    waits ``gather_s`` for more, where many small rounds would cost more than the moment is worth.
    """

    def __init__(self, name: str, act: Callable[[], bool], *, gather_s: float = 0.0) -> None:
        self._name, self._act, self._gather_s = name, act, gather_s
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self.stopping = False

    def start(self) -> None:
        """Begin in the background."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that there is work; returns at once."""
        self._wake.set()

    def stop(self) -> None:
        """Finish what is in hand, for at most ten seconds."""
        self.stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(10)

    def _run(self) -> None:
        pause = 0.2
        while not self.stopping:
            self._wake.clear()
            try:
                if self._act():
                    continue
                pause = 0.2
                if self._wake.wait(IDLE_S) and self._gather_s and not self.stopping:
                    time.sleep(self._gather_s)
            except Exception as error:
                log.warning("work_waits", work=self._name, reason=type(error).__name__)
                self._pause(pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)

    def _pause(self, seconds: float) -> None:
        """Wait it out even if woken, unless the process ends."""
        waited = 0.0
        while waited < seconds and not self.stopping:
            time.sleep(0.2)
            waited += 0.2


def database_bound() -> Any:
    """Bound the database calls of background work."""
    return mongo.bounded(DATABASE_S)


class BackgroundPart(Part[Any]):
    """A part whose ``loop`` runs for as long as the service does."""

    def start(self) -> None:
        """Begin when the service takes calls."""
        self.made.loop.start()

    def stop(self) -> None:
        """End with the service."""
        self.made.loop.stop()
