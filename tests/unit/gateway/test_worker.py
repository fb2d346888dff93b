"""What is no HTTP is refused by gunicorn in our words, on a real socket."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from gateway.front import SECURITY
from tests.shape.sources import ROOT

LINES = "tests.unit.gateway.test_worker:application"


def application(_environ: object, start_response: object) -> list[bytes]:
    start_response("204 No Content", [])  # type: ignore[operator]
    return []


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Serve on a socket that listens already: a request waits for the worker."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        command = (
            sys.executable, "-m", "gunicorn", "-c", "/dev/null", "-k", "gateway.worker.Worker",
            "--threads", "2", "--no-control-socket", "-b", f"fd://{listener.fileno()}", LINES,
        )  # fmt: skip
        process = subprocess.Popen(
            command, cwd=ROOT, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL
        )
        yield listener.getsockname()[1]
        process.terminate()
        process.wait(10)


def said_to(port: int, request: bytes) -> tuple[int, dict[str, str], bytes]:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(request)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return int(first.split()[1]), dict(each.split(": ", 1) for each in lines), body


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-A: a\x01b\r\n\r\n", 400, "bad-request"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n", 400, "bad-request"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n", 400, "bad-request"),
        (b"<script> HTTP/1.1\r\n\r\n", 400, "bad-request"),
        (b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400, "bad-request"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400, "bad-request"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n", 400, "bad-request"),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414, "header-too-large"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 9000 + b"\r\n\r\n", 431, "header-too-large"),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431, "header-too-large"),
    ],
)
def test_what_is_no_http_is_a_problem(port: int, request_: bytes, status: int, code: str) -> None:
    answered, headers, body = said_to(port, request_)

    problem = json.loads(body)
    assert (answered, problem["status"], problem["code"]) == (status, status, code)
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["X-Request-ID"] == problem["correlation_id"]
    assert {name: headers[name] for name, _ in SECURITY} == dict(SECURITY)
    assert headers["Cache-Control"] == "no-store"
    assert b"script" not in body


def test_what_is_http_is_answered(port: int) -> None:
    answered, _, _ = said_to(port, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

    assert answered == 204
