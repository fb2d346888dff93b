"""A load generator: a few keep-alive connections, each asking as soon as it was answered.

One process without threads, so that it costs little beside what it measures: run as
``python -m deploy.bench.load``, it reads a ``Load`` from standard input and writes ``Answers``.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from typing import Any

from deploy.bench.figures import percentile

PATIENCE_S = 30.0
BUSIEST = 0.85
"""A generator that uses more of its core than this measures itself."""


@dataclass(frozen=True)
class Load:
    """What to ask: the paths in turn for ``seconds``, or each once where that is None.

    Where there are ``bodies``, each is posted once to the only path, under a key of its own.
    """

    port: int
    paths: list[str]
    seconds: float | None = None
    connections: int = 8
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    bodies: list[str] = field(default_factory=list)

    def requests(self) -> Iterator[bytes]:
        """Return what is sent, one after the other."""
        if self.bodies:
            return (self._post(body.encode()) for body in self.bodies)
        paths = iter(self.paths) if self.seconds is None else cycle(self.paths)
        return (f"GET {path}{self._rest()}\r\n".encode("ascii") for path in paths)

    def _post(self, body: bytes) -> bytes:
        about = f"Idempotency-Key: {uuid.uuid4().hex}\r\nContent-Type: application/json\r\n"
        head = f"POST {self.paths[0]}{self._rest()}{about}Content-Length: {len(body)}\r\n\r\n"
        return head.encode("ascii") + body

    def _rest(self) -> str:
        more = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        return f" HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{more}"


@dataclass(frozen=True)
class Answers:
    """What came back: (moment it was asked, milliseconds it took), and how busy we were."""

    taken: list[tuple[float, float]]
    elapsed_s: float
    busy: float

    @property
    def rate(self) -> float:
        """Return the answers per second."""
        return len(self.taken) / self.elapsed_s

    def ms(self, share: float, since: float = 0.0, until: float = float("inf")) -> float:
        """Return a percentile of the times of what was asked in this stretch."""
        return percentile((ms for at, ms in self.taken if since <= at <= until), share)


class Unexpected(RuntimeError):
    """An answer that was not asked for; a figure of refusals is worth nothing."""


def run(load: Load) -> Answers:
    """Put the load on from a process of its own."""
    with begin(load) as child:
        return finish(child)


def begin(load: Load) -> "subprocess.Popen[str]":
    """Start the load and return at once."""
    command = [sys.executable, "-m", "deploy.bench.load"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdin is not None
    child.stdin.write(json.dumps(asdict(load)) + "\n")
    child.stdin.flush()
    return child


def finish(child: "subprocess.Popen[str]") -> Answers:
    """Wait for the end of a load."""
    out, _ = child.communicate()
    if child.returncode:
        raise Unexpected("the load generator failed; see above")
    found = json.loads(out)
    taken = [(at, ms) for at, ms in found["taken"]]
    answers = Answers(taken, found["elapsed_s"], found["busy"])
    if answers.busy > BUSIEST:
        print(f"the load generator was {answers.busy:.0%} busy: rates are too low", file=sys.stderr)
    return answers


class _Connection:
    """One connection and the answer it waits for."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self.socket = socket.create_connection(("127.0.0.1", load.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""
        self._wanted = -1
        self.asked_at = 0.0

    def ask(self, request: bytes) -> None:
        self._received, self._wanted = b"", -1
        self.asked_at = time.monotonic()
        self.socket.sendall(request)

    def take(self) -> bool:
        """Read what is there; tell whether the answer is complete."""
        chunk = self.socket.recv(262144)
        if not chunk:
            raise Unexpected("the connection was closed in the middle")
        self._received += chunk
        if self._wanted < 0:
            self._read_head()
        return 0 <= self._wanted <= len(self._received)

    def _read_head(self) -> None:
        head, ended, _ = self._received.partition(b"\r\n\r\n")
        if not ended:
            return
        status = int(head[9:12])
        if status != self._load.status:
            raise Unexpected(f"{status} instead of {self._load.status}: {self._received[:500]!r}")
        self._wanted = len(head) + 4 + (0 if status == 304 else _length(head))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    raise Unexpected("an answer without Content-Length")


def put(load: Load) -> Answers:
    """Put the load on from this process."""
    began, used = time.monotonic(), time.process_time()
    until = began + load.seconds if load.seconds is not None else float("inf")
    taken = list(_exchange(load, load.requests(), until))
    elapsed = time.monotonic() - began
    return Answers(taken, elapsed, (time.process_time() - used) / elapsed)


def _exchange(load: Load, requests: Iterator[bytes], until: float) -> Iterator[tuple[float, float]]:
    with selectors.DefaultSelector() as selector:
        waiting = 0
        for request in islice(requests, load.connections):
            connection = _Connection(load)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(request)
            waiting += 1
        while waiting:
            ready = selector.select(PATIENCE_S)
            if not ready:
                raise Unexpected(f"no answer for {PATIENCE_S:g} s")
            for key, _ in ready:
                if not key.data.take():
                    continue
                now = time.monotonic()
                yield key.data.asked_at, (now - key.data.asked_at) * 1000
                following = next(requests, None) if now < until else None
                if following is None:
                    selector.unregister(key.data.socket)
                    key.data.socket.close()
                    waiting -= 1
                else:
                    key.data.ask(following)


def main() -> int:
    """Put on the load that stands on the first line of standard input."""
    facts: dict[str, Any] = json.loads(sys.stdin.readline())
    try:
        print(json.dumps(asdict(put(Load(**facts)))))
    except (Unexpected, OSError) as error:
        print(f"load: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
