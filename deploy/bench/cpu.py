"""How much CPU processes have used, watched from outside."""

import os
from collections.abc import Iterable
from pathlib import Path

from deploy.bench.memory import children

TICKS = os.sysconf("SC_CLK_TCK")


def used_s(pids: Iterable[int]) -> float:
    """Return what these processes and all they have started used so far.

    What a child used that has ended and been waited for counts with its parent.
    """
    return sum(_ticks(one) for pid in pids for one in _with_all_below(pid)) / TICKS


def _with_all_below(pid: int) -> list[int]:
    return [pid, *(one for child in children(pid) for one in _with_all_below(child))]


def _ticks(pid: int) -> int:
    """Return user and system time, of itself and of its ended children."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return sum(int(ticks) for ticks in stat.rpartition(")")[2].split()[11:15])
