"""Free ports, and waiting for a condition with a deadline."""

import socket
import time
from collections.abc import Callable


def free_ports(number: int) -> list[int]:
    """Give that many ports nobody listens on, all different."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def wait_until(
    condition: Callable[[], object], timeout_s: float, otherwise: str, every_s: float = 0.1
) -> None:
    """Return as soon as the condition holds; raise TimeoutError with the sentence."""
    give_up = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > give_up:
            raise TimeoutError(otherwise)
        time.sleep(every_s)
