"""How much CPU processes have used, watched from outside."""

import os
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from deploy.bench.memory import children

TICKS = os.sysconf("SC_CLK_TCK")
AT_REST, WINDOW_S, REST_WITHIN_S = 0.2, 5.0, 300.0
"""Of a core: what services use that only look whether there is something to do."""


def used_s(pids: Iterable[int]) -> float:
    """Return what these processes and all they have started used so far.

    What a child used that has ended and been waited for counts with its parent.
    """
    return sum(_ticks(one) for pid in pids for one in _with_all_below(pid)) / TICKS


def wait_for_rest(pids: Collection[int]) -> float:
    """Wait until these processes are through with what they were given; return the seconds."""
    began = time.monotonic()
    while time.monotonic() - began < REST_WITHIN_S:
        before = used_s(pids)
        time.sleep(WINDOW_S)
        if used_s(pids) - before < AT_REST * WINDOW_S:
            return time.monotonic() - began
    raise TimeoutError(f"still at work after {REST_WITHIN_S:.0f} s")


def _with_all_below(pid: int) -> list[int]:
    return [pid, *(one for child in children(pid) for one in _with_all_below(child))]


def _ticks(pid: int) -> int:
    """Return user and system time, of itself and of its ended children."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return sum(int(ticks) for ticks in stat.rpartition(")")[2].split()[11:15])
