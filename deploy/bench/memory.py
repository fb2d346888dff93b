"""How much memory processes hold, watched from outside."""

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

EVERY_S = 0.005
MB = 1024 * 1024


def children(pid: int) -> list[int]:
    """Return the processes a process has started and that still run."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return []


def below(pid: int) -> list[int]:
    """Return the children of a process, their children, and so on.

    One that is just being started still is its parent, in memory and command, and not counted.
    """
    begun = [child for child in children(pid) if _command(child) != _command(pid)]
    return [one for child in begun for one in (child, *below(child))]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def held_mb(pids: list[int]) -> float:
    """Return the memory these processes have of their own, without what they share."""
    return sum(_private_bytes(pid) for pid in pids) / MB


def _private_bytes(pid: int) -> int:
    try:
        resident, shared = Path(f"/proc/{pid}/statm").read_text().split()[1:3]
    except OSError:
        return 0
    return (int(resident) - int(shared)) * 4096


class Watch:
    """Remembers the most that a gateway's workers, and what they start, held at once."""

    def __init__(self, master: int) -> None:
        self._workers = children(master)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self.before_mb = self.most_mb = held_mb(self._workers)
        self.most_below_mb = 0.0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def extra_mb(self) -> float:
        """Return how much more the workers held than before."""
        return self.most_mb - self.before_mb

    def _look_on(self) -> None:
        while not self._ended.is_set():
            self.most_mb = max(self.most_mb, held_mb(self._workers))
            started = [pid for worker in self._workers for pid in below(worker)]
            self.most_below_mb = max(self.most_below_mb, held_mb(started))
            time.sleep(EVERY_S)
