"""Free ports, and waiting for a condition with a deadline."""

import random
import socket
import time
from collections.abc import Callable
from pathlib import Path

_LOWEST = 12_000
_LIMITS = Path("/proc/sys/net/ipv4/ip_local_port_range")
_held: list[socket.socket] = []
"""One marker for each port this process has chosen, gone with the process."""


def free_ports(number: int) -> list[int]:
    """Return that many ports nobody listens on, all different.

    They lie below those the system gives to outgoing connections, so that what is stopped and
    started finds its port free; and no other process that asks here is given them meanwhile.
    """
    below = int(_LIMITS.read_text().split()[0])
    ports: list[int] = []
    for port in random.sample(range(_LOWEST, below), below - _LOWEST):
        if len(ports) == number:
            break
        if _is_free(port) and _take(port):
            ports.append(port)
    return ports


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _take(port: int) -> bool:
    """Mark the port as chosen, by a name that only one process can hold."""
    marker = socket.socket(socket.AF_UNIX)
    try:
        marker.bind(f"\0digitalmarkt-port-{port}")
    except OSError:
        marker.close()
        return False
    _held.append(marker)
    return True


def wait_until(
    condition: Callable[[], object], timeout_s: float, otherwise: str, every_s: float = 0.1
) -> None:
    """Return as soon as the condition holds; raise TimeoutError with the sentence."""
    give_up = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > give_up:
            raise TimeoutError(otherwise)
        time.sleep(every_s)
