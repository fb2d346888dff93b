"""Child processes that end with their parent, however that ends: one that is killed, too."""

import ctypes
import os
import signal

PARENT = "PARENT_PID"
"""Says in a child's environment whose child it is."""
SET_PARENT_DEATH_SIGNAL = 1


def environment() -> dict[str, str]:
    """Return what a child needs in its environment to know its parent."""
    return {PARENT: str(os.getpid())}


def end_with_parent(parent: int | None = None) -> None:
    """Have the kernel end this process with the thread that started it; at once if it is gone.

    To be called by the child, first thing. The thread must live as long as the child is needed.
    """
    parent = parent or int(os.environ[PARENT])
    ctypes.CDLL(None, use_errno=True).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
