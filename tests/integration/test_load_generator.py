"""The load generator asks what it was told to, and counts no refusal as an answer."""

from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from deploy.bench.load import Load, Unexpected, put, run

ASKED: Counter[str] = Counter()
POSTED: list[tuple[str, str | None]] = []
"""Bodies and their keys."""


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; ``/held`` as unchanged, ``/gone`` not at all."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        ASKED[self.path] += 1
        status = {"/held": 304, "/gone": 404}.get(self.path, 200)
        body = b"x" * 100_000 if status == 200 else b""
        self.send_response(status)
        if self.path != "/endless":
            self.send_header("Content-Length", str(len(body) if status != 304 else 5))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        POSTED.append((body, self.headers["Idempotency-Key"]))
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    ASKED.clear()
    POSTED.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_each_path_is_asked_once_where_no_time_is_given(port: int) -> None:
    paths = [f"/{number}" for number in range(40)]

    found = put(Load(port, paths, connections=3))

    assert Counter(paths) == ASKED
    assert len(found.taken) == 40


def test_paths_are_asked_in_turn_until_the_time_is_over(port: int) -> None:
    found = run(Load(port, ["/a", "/b"], seconds=0.3, connections=2))

    assert found.elapsed_s >= 0.3
    assert len(found.taken) == ASKED.total() > 4
    assert found.rate == pytest.approx(len(found.taken) / found.elapsed_s)
    assert abs(ASKED["/a"] - ASKED["/b"]) <= 2


def test_each_body_is_posted_once_under_a_key_of_its_own(port: int) -> None:
    bodies = [f'{{"number": "{number} ä"}}' for number in range(9)]

    found = run(Load(port, ["/things"], connections=2, status=201, bodies=bodies))

    assert len(found.taken) == 9
    assert sorted(body for body, _ in POSTED) == bodies
    assert len({key for _, key in POSTED}) == 9


def test_an_unchanged_answer_has_no_body_to_wait_for(port: int) -> None:
    found = put(Load(port, ["/held", "/held"], connections=1, status=304))

    assert len(found.taken) == 2


@pytest.mark.parametrize("path", ["/gone", "/held", "/endless"])
def test_another_answer_than_the_expected_ends_the_measurement(port: int, path: str) -> None:
    with pytest.raises(Unexpected):
        put(Load(port, [path]))


def test_a_stretch_of_the_answers_can_be_looked_at_alone(port: int) -> None:
    found = put(Load(port, [f"/{number}" for number in range(20)], connections=1))
    middle = found.taken[10][0]

    assert found.ms(1.0, since=middle) == max(ms for _, ms in found.taken[10:])
    with pytest.raises(ValueError, match="nothing was measured"):
        found.ms(0.5, since=found.taken[-1][0] + 1)
