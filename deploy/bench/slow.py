"""Clients that hold connections and hardly use them, and what healthy ones notice of it.

Run as ``python -m deploy.bench.slow PORT SLOW IDLE`` it opens that many connections, says so on
a line, and holds them until it is ended. A slow one sends a byte a second, half of them of a
header, half of a body; an idle one has asked once. What the other side ends is opened again.
"""

import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from deploy.bench import load
from deploy.bench.figures import Figure, Target, compared
from deploy.bench.load import Load
from deploy.bench.place import Place

SLOW, IDLE = 200, 792
ROUNDS, ROUND_S = 5, 2.0
READ = "/api/v1/profiles/wohngeld"
HEADER = b"GET /api/v1/profiles HTTP/1.1\r\nHost: slow\r\nX-Slow: "
BODY = (
    b"POST /api/v1/orders HTTP/1.1\r\nHost: slow\r\nCookie: session=invented\r\n"
    b"Content-Length: 60000\r\n\r\n"
)
WHOLE = b"GET /api/v1/profiles?limit=1 HTTP/1.1\r\nHost: idle\r\n\r\n"
EVERY_S = 1.0


def slow_clients_p99(place: Place) -> list[Figure]:
    """Read one profile on 8 connections, alone and beside 992 others of which 200 are slow.

    Through the edge, whose work it is; all other figures are measured past it.
    """
    edge = place.system.ports["edge"]
    read = Load(edge, [READ], ROUND_S)
    load.run(read)
    quiet = [load.run(read).ms(0.99) for _ in range(ROUNDS)]
    with holding(edge, slow=SLOW, idle=IDLE):
        beside = [load.run(read).ms(0.99) for _ in range(ROUNDS)]
    return [
        compared(
            "slow_clients_p99",
            list(zip(beside, quiet, strict=True)),
            unit="ms",
            reference="p99 without them",
            target=Target(3),
        )
    ]


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"slow_clients_p99": slow_clients_p99}


@contextmanager
def holding(port: int, *, slow: int, idle: int) -> Iterator[None]:
    """Hold so many connections from a process of its own; all are open when this goes on."""
    command = [sys.executable, "-m", "deploy.bench.slow", str(port), str(slow), str(idle)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            if not child.stdout.readline():
                raise ChildProcessError("the slow clients could not connect; see above")
            yield
            if child.poll() is not None:
                raise ChildProcessError("the slow clients have ended before they should")
        finally:
            child.terminate()


class _Clients:
    """All connections of this process; each knows with what it begins."""

    def __init__(self, port: int, beginnings: list[bytes]) -> None:
        self._port = port
        self._selector = selectors.DefaultSelector()
        for beginning in beginnings:
            self._open(beginning)

    def _open(self, beginning: bytes) -> None:
        one = socket.create_connection(("127.0.0.1", self._port))
        one.sendall(beginning)
        one.setblocking(False)
        self._selector.register(one, selectors.EVENT_READ, beginning)

    def go_on(self) -> None:
        """Send one byte on each slow connection, read what came, and open anew what ended."""
        until = time.monotonic() + EVERY_S
        for key in list(self._selector.get_map().values()):
            if key.data is not WHOLE:
                self._try(key, lambda one: one.send(b"a"))
        while (left := until - time.monotonic()) > 0:
            for key, _ in self._selector.select(left):
                self._try(key, lambda one: len(one.recv(65536)))

    def _try(self, key: selectors.SelectorKey, act: Callable[[socket.socket], int]) -> None:
        one = key.fileobj
        assert isinstance(one, socket.socket)
        try:
            went_on = act(one) > 0
        except BlockingIOError:
            return
        except OSError:
            went_on = False
        if not went_on:
            self._selector.unregister(one)
            one.close()
            self._open(key.data)


def main() -> None:
    """Open them, say so, and go on until the end."""
    port, slow, idle = (int(text) for text in sys.argv[1:])
    beginnings = [HEADER if number % 2 else BODY for number in range(slow)]
    clients = _Clients(port, beginnings + [WHOLE] * idle)
    print("open", flush=True)
    while True:
        clients.go_on()


if __name__ == "__main__":
    main()
