"""The edge, a real nginx by our configuration, in front of a server that only remembers."""

import json
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from deploy.edge.__main__ import EdgeSettings, command
from deploy.local.ports import free_ports, wait_until

PATIENCE_S = 1
LONGEST_S = 30
SMALL, UPLOAD = "/api/v1/orders", "/api/v1/profiles/import"
NAMED_POST = f"POST {SMALL} HTTP/1.1\r\nHost: x\r\nCookie: a=b; session=invented\r\n"
NAMED = {"Authorization": "Bearer x"}
PROBLEM = "application/problem+json"


@dataclass
class Behind:
    """What stands behind the edge: the headers and sizes of what reached it."""

    seen: list[dict[str, str]] = field(default_factory=list)
    port: int = 0
    said: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Edge:
    """A running edge."""

    port: int
    behind: Behind

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def half(self, text: str) -> socket.socket:
        """Begin a request and send no more of it."""
        begun = socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_S)
        begun.sendall(text.encode())
        return begun


Start = Callable[..., Edge]


@pytest.fixture
def behind() -> Iterator[Behind]:
    remembered = Behind()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = len(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            named = {name.lower(): value for name, value in self.headers.items()}
            remembered.seen.append({**named, "size": str(size)})
            self.send_response(200)
            self.send_header("Content-Length", str(len(remembered.body)))
            for name, value in remembered.said.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(remembered.body)

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    remembered.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield remembered
    server.shutdown()
    server.server_close()


@pytest.fixture
def start(tmp_path: Path, behind: Behind) -> Iterator[Start]:
    """Start an edge with these settings; it ends with the test."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(**settings: str | int) -> Edge:
        port, inner = free_ports(2)
        facts = {
            "edge_listen": f"127.0.0.1:{port}",
            "edge_inner": f"127.0.0.1:{inner}",
            "edge_gateway": f"127.0.0.1:{behind.port}",
            "edge_folder": str(tmp_path / "edge"),
            "edge_patience_s": PATIENCE_S,
            **settings,
        }
        running.append(subprocess.Popen(command(EdgeSettings(**facts))))
        wait_until(lambda: answers(inner), LONGEST_S, "the edge did not start")
        return Edge(port, behind)

    yield begin
    for child in running:
        child.terminate()
        child.wait(LONGEST_S)


def end_of(connection: socket.socket) -> bytes:
    """Wait until the edge ends a connection; give what it said before."""
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


def answers(inner: int) -> bool:
    try:
        url = f"http://127.0.0.1:{inner}/health/ready"
        return requests.get(url, timeout=LONGEST_S).status_code == 200
    except requests.ConnectionError:
        return False


@pytest.mark.parametrize(
    "begun",
    [
        f"{NAMED_POST}Content-Length: 100\r\n\r\n{{",
        f"{NAMED_POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n",
        f"GET {SMALL} HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        f"GET {SMALL}",
        "",
    ],
    ids=["half a body", "half a chunked body", "half a header", "half a line", "nothing"],
)
def test_who_does_not_finish_is_ended_and_the_gateway_never_hears_of_it(
    start: Start, begun: str
) -> None:
    edge = start()
    slow = [edge.half(begun) for _ in range(60)]

    healthy = requests.get(edge.url("/"), timeout=LONGEST_S)
    ends = [end_of(one) for one in slow]

    assert healthy.status_code == 200
    assert all(end == b"" or b" 408 " in end.split(b"\r\n")[0] for end in ends)
    assert len(edge.behind.seen) == 1


@pytest.mark.parametrize("path", [SMALL, UPLOAD])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_who_names_no_session_is_refused_whatever_they_still_send(
    start: Start, method: str, path: str
) -> None:
    edge = start(edge_patience_s=2 * LONGEST_S)

    answer = edge.half(f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{{")
    head, _, body = answer.recv(65536).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 401 ")
    assert b'WWW-Authenticate: Bearer realm="DigitalMarkt"' in head
    assert b'"code": "sign-in-needed"' in body
    assert edge.behind.seen == []


def test_who_is_refused_is_told_why_however_much_they_would_have_sent(start: Start) -> None:
    edge = start()

    answer = requests.post(edge.url(UPLOAD), data=b"x" * 200_000, timeout=LONGEST_S)

    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (401, PROBLEM)
    assert edge.behind.seen == []


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/v1/registrations/a.1/confirm-email", {}),
        ("/oauth/token", {}),
        ("/saml/acs", {}),
        (SMALL, NAMED),
        (SMALL, {"Cookie": "__Host-session=x"}),
        (SMALL, {"Cookie": "a=b; session=x"}),
    ],
)
def test_what_is_open_or_names_somebody_reaches_the_gateway(
    start: Start, path: str, headers: dict[str, str]
) -> None:
    edge = start()

    answer = requests.post(edge.url(path), b"{}", headers=headers, timeout=LONGEST_S)

    assert answer.status_code == 200
    assert len(edge.behind.seen) == 1


def test_a_trickled_header_is_ended_however_steadily_it_comes(start: Start) -> None:
    edge = start()
    slow = edge.half("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    slow.settimeout(0.1)

    def is_ended() -> bool:
        try:
            slow.sendall(b"a")
            return slow.recv(65536) == b""
        except TimeoutError:
            return False
        except OSError:
            return True

    wait_until(is_ended, LONGEST_S, "the edge goes on waiting for a header")

    assert edge.behind.seen == []


def test_what_is_too_large_is_refused_in_our_words_and_an_upload_is_not(start: Start) -> None:
    edge, body = start(), b"x" * (64 * 1024 + 1)

    refused = requests.post(edge.url(f"{SMALL}?q=secret"), body, timeout=LONGEST_S)
    taken = requests.post(edge.url(UPLOAD), body, headers=NAMED, timeout=LONGEST_S)

    assert (refused.status_code, refused.headers["Content-Type"]) == (413, PROBLEM)
    problem = json.loads(refused.content)
    assert (problem["code"], problem["instance"]) == ("body-too-large", SMALL)
    assert problem["correlation_id"] == refused.headers["X-Request-ID"]
    assert taken.status_code == 200
    assert [seen["size"] for seen in edge.behind.seen] == [str(len(body))]


@pytest.mark.parametrize(
    ("path", "kind"), [("/api/v1/bodies/%00", PROBLEM), ("/leistungen/%00", "text/html")]
)
def test_an_address_that_cannot_be_read_is_refused_in_the_form_of_its_readers(
    start: Start, path: str, kind: str
) -> None:
    answer = requests.get(start().url(path), timeout=LONGEST_S)

    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (400, kind)


def test_an_address_that_asks_too_often_is_told_when_to_come_again(start: Start) -> None:
    edge = start(requests_per_second=1)

    found = [requests.get(edge.url(SMALL), timeout=LONGEST_S) for _ in range(20)]

    refused = [answer for answer in found if answer.status_code != 200]
    assert {answer.status_code for answer in refused} == {429}
    assert {answer.json()["code"] for answer in refused} == {"too-many-requests"}
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in refused)


def test_what_a_client_says_of_its_way_is_dropped(start: Start) -> None:
    edge = start()
    said = {
        "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https", "Forwarded": "for=192.0.2.1",
        "X-Forwarded-Host": "evil.example", "X-Real-IP": "192.0.2.1", "X-Request-ID": "a b\"c",
    }  # fmt: skip

    requests.get(edge.url("/"), headers=said, timeout=LONGEST_S)

    seen = edge.behind.seen[0]
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert len(seen["x-request-id"]) == 32
    assert {name for name in seen if "forwarded" in name or "real" in name} == {"x-forwarded-for"}


def test_a_proxy_that_is_trusted_may_say_who_asks(start: Start) -> None:
    edge = start(trusted_proxies="127.0.0.0/8")
    said = {"X-Forwarded-For": "203.0.113.9, 192.0.2.1", "X-Request-ID": "mine.1"}

    requests.get(edge.url("/"), headers=said, timeout=LONGEST_S)

    seen = edge.behind.seen[0]
    assert (seen["x-forwarded-for"], seen["x-request-id"]) == ("192.0.2.1", "mine.1")


def test_a_request_of_a_trace_bears_its_id_unless_it_has_one_of_its_own(start: Start) -> None:
    edge, trace = start(), "4bf92f3577b34da6a3ce929d0e0e4736"
    part = f"00-{trace}-00f067aa0ba902b7-01"

    for said in ({}, {"X-Request-ID": "mine.1"}, {"traceparent": f"00-{'0' * 32}-{'1' * 16}-01"}):
        requests.get(edge.url("/"), headers={"traceparent": part, **said}, timeout=LONGEST_S)

    first, named, none = (seen["x-request-id"] for seen in edge.behind.seen)
    assert (first, named, len(none)) == (trace, "mine.1", 32)
    assert int(none, 16)


def test_while_the_gateway_is_away_programs_and_people_are_told(start: Start) -> None:
    edge = start(edge_gateway=f"127.0.0.1:{free_ports(1)[0]}")

    program, person = (
        requests.get(edge.url(path), timeout=LONGEST_S) for path in (SMALL, "/neues")
    )

    assert (program.status_code, program.json()["code"]) == (503, "service-away")
    assert (person.status_code, person.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert int(program.headers["Retry-After"]) > 0


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/css; charset=utf-8"])
def test_a_page_travels_compressed_to_who_takes_it(start: Start, kind: str) -> None:
    edge = start()
    edge.behind.said, edge.behind.body = {"Content-Type": kind, "Vary": "Cookie"}, b"<p>" * 1000

    packed, plain = (
        requests.get(edge.url("/"), headers={"Accept-Encoding": taken}, timeout=LONGEST_S)
        for taken in ("gzip, deflate, br", "identity")
    )

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.content == plain.content == edge.behind.body
    assert {"Cookie", "Accept-Encoding"} <= set(packed.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    "said",
    [
        {"Content-Type": "application/json", "ETag": '"7"'},
        {"Content-Type": "text/css", "Content-Encoding": "br", "ETag": '"7"'},
        {"Content-Type": "application/pdf", "ETag": '"7"'},
    ],
    ids=["an answer of the API", "what is compressed", "a document"],
)
def test_what_is_no_page_travels_as_the_gateway_sent_it(start: Start, said: dict[str, str]) -> None:
    edge = start()
    edge.behind.said, edge.behind.body = said, b"{ }" * 1000

    answer = requests.get(
        edge.url("/"), headers={"Accept-Encoding": "gzip"}, timeout=LONGEST_S, stream=True
    )

    assert answer.raw.read(decode_content=False) == edge.behind.body
    assert {name: answer.headers[name] for name in said} == said
