"""A portal of our own behind the names of the real one: an HTTPS server by each name."""

import socket
import ssl
import threading
from collections.abc import Mapping
from pathlib import Path

from services.common.links.request import Checker
from tests.integration.tls_server import Script, TlsServer, sends, status

PATIENT_S = 10
PORTAL, BARE = "www.bayernportal.de", "bayernportal.de"
EXPIRED, CLOSED = "www.freistaat.bayern", "freistaat.bayern"


def page(title: str, media_type: str = "text/html; charset=utf-8") -> Script:
    """Return a script that sends a page of this title."""
    body = f"<!doctype html><html><head><title>{title}</title></head><body></body></html>".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return sends(head.encode() + body)


def leads_to(address: str, number: int = 302) -> Script:
    """Return a script that leads on."""
    return status(number, f"Location: {address}")


GOOD = "Wohnsitz; An-, Ab- oder Ummeldung - BayernPortal"
ELSEWHERE = "/aktuelles/suche?q=wohnsitz"
ANSWERS: dict[str, Script] = {
    "page": page(GOOD),
    "page-of-form-4041": page("Formular 4041 - BayernPortal"),
    "sign-in": status(401),
    "forbidden": status(403),
    "too-many": status(429),
    "error-page": page("Seite nicht gefunden - BayernPortal"),
    "error-page-english": page("404 &ndash; Page not found"),
    "search": leads_to(ELSEWHERE),
    "other-site": leads_to(f"https://dienst.example{ELSEWHERE}"),
    "broken": status(503),
    "silent": lambda connection: threading.Event().wait(3) and None,
    "ssh": sends(b"SSH-2.0-OpenSSH\r\n\r\n"),
    "gone": status(410),
    "missing": status(404),
    "start": leads_to("/"),
    "pdf": page("%PDF-1.7", "application/pdf"),
    "inside-name": leads_to("https://intern.example/"),
    "inside-number": leads_to("https://10.0.0.1/"),
    "inside-one-number": leads_to("https://2130706433/"),
    "inside-v6": leads_to("https://[::1]/"),
    "inside-mapped": leads_to("https://[::ffff:10.0.0.1]/"),
    "metadata": leads_to("https://169.254.169.254/latest/meta-data/"),
    "http": leads_to(f"http://{PORTAL}/dokumente/leistung/040414"),
    "port": leads_to(f"https://{PORTAL}:8443/dokumente/leistung/040414"),
}
"""What the portal sends, by a word; ``moved`` and ``round`` depend on what was asked for."""
INSIDE = {"intern.example": "10.0.0.1", "2130706433": "127.0.0.1"}


def resolve(host: str, port: int) -> list[str]:
    """Know the names inside, numbers, and one site outside."""
    if host in INSIDE or host[0].isdigit() or ":" in host:
        return [INSIDE.get(host, host)]
    raise socket.gaierror(-2, "unknown")


class Portal:
    """Two servers: one is well, the certificate of the other one has expired."""

    def __init__(self, folder: Path) -> None:
        self.answers: dict[str, Script] = {"/": page("BayernPortal"), ELSEWHERE: page("Suche")}
        for name in ("well", "expired"):
            (folder / name).mkdir()
        self.well = TlsServer(folder / "well", self.answers, PORTAL, BARE, "dienst.example")
        self.expired = TlsServer(folder / "expired", self.answers, EXPIRED, days=-3)
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self._closed = taken.getsockname()[1]

    def checker(self) -> Checker:
        """Return the real checker, led to these servers by the names of the portal."""
        trust = ssl.create_default_context(cafile=str(self.well.certificate))
        trust.load_verify_locations(str(self.expired.certificate))
        return Checker(
            timeout_s=PATIENT_S, user_agent="test", resolve=resolve, trust=trust,
            stands_in=self.stands_in(), most_read=4096,
        )  # fmt: skip

    def stands_in(self) -> Mapping[str, tuple[str, int]]:
        """Return where each host is."""
        ports = {
            PORTAL: self.well.port, BARE: self.well.port, "dienst.example": self.well.port,
            EXPIRED: self.expired.port, CLOSED: self._closed,
        }  # fmt: skip
        return {host: ("127.0.0.1", port) for host, port in ports.items()}

    @property
    def heard(self) -> list[bytes]:
        """Return what was asked for."""
        return [*self.well.heard, *self.expired.heard]

    def forget(self) -> None:
        """Forget what was asked for."""
        self.well.heard.clear()
        self.expired.heard.clear()

    def close(self) -> None:
        """Take no more connections."""
        self.well.close()
        self.expired.close()
