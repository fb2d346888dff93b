"""The link robot's one look, at a real HTTPS server that does not mean well."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator

import pytest

from services.common.links.exchange import Exchange
from services.common.links.findings import CheckResult, LinkFailure
from services.common.links.request import Checker
from tests.integration.tls_server import NAME, Script, TlsServer, sends, status

SHORT_S = 0.6
SLACK_S = 5.0
"""What a loaded machine may add; these servers would hold a look without end."""


def drips(connection: ssl.SSLSocket) -> None:
    """Send a byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"x")
        threading.Event().wait(0.05)


def floods(connection: ssl.SSLSocket) -> None:
    """Send one endless header."""
    while True:
        connection.sendall(b"x" * 65536)


def stalls(number: int, *headers: str) -> Script:
    """Return a script that begins a page and never goes on."""

    def script(connection: ssl.SSLSocket) -> None:
        connection.sendall("\r\n".join([f"HTTP/1.1 {number} X", *headers, "", "<p>"]).encode())
        connection.recv(1)

    return script


SCRIPTS: dict[str, Script] = {
    "/stalls": stalls(200),
    "/stalls-gone": stalls(404),
    "/stalls-moved": stalls(302, "Location: /"),
    "/": status(200),
    "/sign-in": status(401),
    "/forbidden": status(403),
    "/gone": status(404),
    "/broken": status(500),
    "/hints": sends(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"),
    "/moved": status(302, "location:  /"),
    "/moved-thrice": status(308, "Location: /moved-twice"),
    "/moved-twice": status(301, "Location: /moved"),
    "/round": status(302, "Location: /round"),
    "/unsafe": status(302, f"Location: http://{NAME}/"),
    "/metadata": status(302, "Location: https://metadata.example/latest/meta-data/"),
    "/split": status(302, "Location: https://dienst.example/\x01x"),
    "/nowhere": status(302),
    "/ssh": sends(b"SSH-2.0-OpenSSH\r\n\r\n"),
    "/cut": sends(b"HTTP/1.1 200 OK\r\nX: y\r\n"),
    "/silent": lambda connection: threading.Event().wait(3) and None,
    "/drips": drips,
    "/floods": floods,
}
ADDRESSES = {NAME: ["127.0.0.1"], "other.example": ["127.0.0.1"], "metadata.example": ["10.0.0.1"]}


def resolve(host: str, port: int) -> list[str]:
    if host not in ADDRESSES:
        raise socket.gaierror(-2, "unknown")
    return ADDRESSES[host]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsServer]:
    made = TlsServer(tmp_path_factory.mktemp("tls"), SCRIPTS)
    yield made
    made.close()


def checker(server: TlsServer, **changed: object) -> Checker:
    facts: dict[str, object] = {
        "timeout_s": SHORT_S,
        "user_agent": "DigitalMarkt-LinkRobot/1.0 (+https://markt.example)",
        "may_call": lambda address: address == "127.0.0.1",
        "resolve": resolve,
        "ports": (443, server.port),
        "trust": server.trust,
    }
    return Checker(**{**facts, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/", CheckResult(None, 200)),
        ("/sign-in", CheckResult(None, 401)),
        ("/forbidden", CheckResult(None, 403)),
        ("/hints", CheckResult(None, 200)),
        ("/moved", CheckResult(None, 200)),
        ("/moved-thrice", CheckResult(None, 200)),
        ("/gone", CheckResult(LinkFailure.STATUS, 404)),
        ("/broken", CheckResult(LinkFailure.STATUS, 500)),
        ("/nowhere", CheckResult(LinkFailure.STATUS, 302)),
        ("/round", CheckResult(LinkFailure.REDIRECTS)),
        ("/unsafe", CheckResult(LinkFailure.NOT_HTTPS)),
        ("/metadata", CheckResult(LinkFailure.INTERNAL)),
        ("/split", CheckResult(LinkFailure.MALFORMED)),
        ("/ssh", CheckResult(LinkFailure.NOT_HTTP)),
        ("/cut", CheckResult(LinkFailure.NO_CONNECTION)),
        ("/silent", CheckResult(LinkFailure.TIMEOUT)),
        ("/drips", CheckResult(LinkFailure.TIMEOUT)),
        ("/floods", CheckResult(LinkFailure.NOT_HTTP)),
    ],
)
def test_a_look_says_what_it_found_and_ends_in_time(
    server: TlsServer, path: str, verdict: CheckResult
) -> None:
    began = time.monotonic()

    found = checker(server).check(server.url(path))

    assert found == verdict
    assert time.monotonic() - began < 4 * SHORT_S + SLACK_S


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/stalls", CheckResult(None, 200)),
        ("/stalls-gone", CheckResult(LinkFailure.STATUS, 404)),
    ],
)
def test_a_page_that_is_never_finished_does_not_take_back_its_status(
    server: TlsServer, path: str, verdict: CheckResult
) -> None:
    reading = checker(server, most_read=4096)

    assert reading.check(server.url(path)) == verdict
    assert reading.look(server.url(path)).beginning == b"<p>"


def test_a_peer_that_breaks_off_within_the_page_does_not_take_back_its_status(
    server: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = Exchange._receive

    def break_off(exchange: Exchange) -> None:
        if exchange._begun:
            raise ConnectionResetError
        receive(exchange)

    monkeypatch.setattr(Exchange, "_receive", break_off)
    reading = checker(server, most_read=4096)

    assert reading.check(server.url("/stalls-gone")) == CheckResult(LinkFailure.STATUS, 404)


def test_what_is_written_beside_a_redirect_is_not_waited_for(server: TlsServer) -> None:
    patient = checker(server, most_read=4096, timeout_s=60)
    began = time.monotonic()

    found = patient.look(server.url("/stalls-moved"))

    assert (found.url, found.status) == (server.url("/"), 200)
    assert time.monotonic() - began < 30


def test_the_request_says_whose_robot_it_is_and_leads_nowhere_else(server: TlsServer) -> None:
    server.heard.clear()

    checker(server).check(server.url("/"))

    assert server.heard == [
        b"GET / HTTP/1.1\r\n"
        + f"Host: {NAME}:{server.port}\r\n".encode()
        + b"User-Agent: DigitalMarkt-LinkRobot/1.0 (+https://markt.example)\r\n"
        + b"Accept: */*\r\nConnection: close\r\n\r\n"
    ]


def test_a_certificate_of_another_name_is_no_answer(server: TlsServer) -> None:
    found = checker(server).check(server.url("/", host="other.example"))

    assert found.reason is LinkFailure.CERTIFICATE


def test_a_certificate_nobody_vouches_for_is_no_answer(server: TlsServer) -> None:
    found = checker(server, trust=ssl.create_default_context()).check(server.url("/"))

    assert found.reason is LinkFailure.CERTIFICATE


def test_an_unknown_name_is_told_from_a_closed_door(server: TlsServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    patient = checker(server, ports=(closed, server.port))

    assert patient.check(server.url("/", host="gone.example")).reason is LinkFailure.UNKNOWN_HOST
    assert patient.check(f"https://{NAME}:{closed}/").reason is LinkFailure.NO_CONNECTION


def test_a_server_that_never_speaks_tls_costs_the_timeout_and_no_more(server: TlsServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        began = time.monotonic()

        found = checker(server, ports=(port,)).check(f"https://{NAME}:{port}/")

    assert found.reason is LinkFailure.TIMEOUT
    assert time.monotonic() - began < SHORT_S + SLACK_S


def test_a_name_that_changes_its_address_after_vetting_is_not_asked_again(
    server: TlsServer,
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rebinding = checker(server, resolve=lambda *_: next(answers))

    assert rebinding.check(server.url("/")) == CheckResult(None, 200)
    assert rebinding.check(server.url("/")) == CheckResult(LinkFailure.INTERNAL)


def test_a_peer_that_is_not_the_vetted_address_is_left(server: TlsServer) -> None:
    vetted = iter([True, False])
    found = checker(server, may_call=lambda address: next(vetted)).check(server.url("/"))

    assert found.reason is LinkFailure.INTERNAL


def test_the_next_address_is_tried_where_the_first_does_not_answer(server: TlsServer) -> None:
    both = checker(
        server,
        resolve=lambda *_: ["127.0.0.2", "127.0.0.1"],
        may_call=lambda address: address.startswith("127."),
    )

    assert both.check(server.url("/")) == CheckResult(None, 200)


def test_the_robot_as_it_is_set_up_calls_nothing_on_this_machine(server: TlsServer) -> None:
    server.heard.clear()
    strict = Checker(
        timeout_s=SHORT_S, user_agent="x", resolve=resolve, ports=(server.port,), trust=server.trust
    )

    assert strict.check(server.url("/")).reason is LinkFailure.INTERNAL
    assert server.heard == []
