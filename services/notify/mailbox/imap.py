"""A mailbox over IMAP (RFC 9051) and TLS: look, read, move; every wait has an end."""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import unquote, urlsplit

from services.notify.smtp import within

TIMEOUT_S = 6.0
"""For each silence of the server."""
LONGEST_CONNECT_S = 15.0
LONGEST_COMMAND_S = 30.0
PORT = 993
FORGOTTEN_AT_ONCE = 500
LISTED = re.compile(rb"\bUID (\d+)\b.*\bRFC822\.SIZE (\d+)|\bRFC822\.SIZE (\d+)\b.*\bUID (\d+)")


class MailboxAway(OSError):
    """The mailbox does not answer as it should."""


class MessageUnreadable(Exception):
    """The mailbox does not give out this message, and goes on otherwise."""


class Folder(StrEnum):
    """Where what was looked at goes."""

    PROCESSED = "processed"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True)
class Listed:
    """A message as it is listed: its number in the mailbox and its size in bytes."""

    uid: str
    size: int


class ImapClient(imaplib.IMAP4_SSL):
    """A client whose line somebody else can cut: reading byte by byte has no other end."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext) -> None:
        self._line: socket.socket | None = None
        with within(LONGEST_CONNECT_S, self):
            super().__init__(host, port, ssl_context=tls, timeout=TIMEOUT_S)

    def _create_socket(self, timeout: float | None) -> Any:
        plain = socket.create_connection((self.host, self.port), timeout)
        self._line = plain.dup()
        return self.ssl_context.wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        """End the connection at once, whatever waits for it."""
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def close_line(self) -> None:
        """Close both handles of the connection."""
        with suppress(OSError):
            self.shutdown()
        line, self._line = self._line, None
        if line is not None:
            line.close()


class Mailbox:
    """A folder of an account by its address ``imaps://user:password@host/INBOX``.

    ``certificates`` (PEM) are believed in the place of the system's, where the server's authority
    is a private one.
    """

    def __init__(self, uri: str, certificates: str = "") -> None:
        parts = urlsplit(uri)
        if parts.scheme != "imaps" or not parts.hostname or not parts.username:
            raise ValueError("MAILBOX_URI must be imaps://user:password@host/FOLDER")
        self._host, self._port = parts.hostname, parts.port or PORT
        self._user, self._password = unquote(parts.username), unquote(parts.password or "")
        self._folder = unquote(parts.path.strip("/")) or "INBOX"
        self._tls = ssl.create_default_context(cadata=certificates or None)

    @contextmanager
    def open(self) -> Iterator["MailboxSession"]:
        """Open the folder; raise MailboxAway, OSError or IMAP4.error where that does not work."""
        client = ImapClient(self._host, self._port, self._tls)
        try:
            with within(LONGEST_CONNECT_S, client):
                client.login(self._user, self._password)
                session = MailboxSession(client)
                session.select(self._folder)
            yield session
            with suppress(OSError, imaplib.IMAP4.error), within(TIMEOUT_S, client):
                client.logout()
        finally:
            client.close_line()


class MailboxSession:
    """An open folder."""

    def __init__(self, client: ImapClient) -> None:
        self._client = client
        self._can: set[str] = set()
        self._exist = 0

    def select(self, folder: str) -> None:
        """Open the folder for changing and see what the server can do now that it knows us."""
        self._exist = self._opened(folder)
        told = b" ".join(_ok(self._client.capability()))
        self._can = set(told.decode("ascii", "replace").upper().split())
        for one in Folder:
            self._client.create(_quoted(one))  # says no where it is there

    def first(self, most: int) -> list[Listed]:
        """Return the oldest messages."""
        if not self._exist:
            return []
        items = f"1:{min(most, self._exist)}"
        with within(LONGEST_COMMAND_S, self._client):
            lines = _ok(self._client.fetch(items, "(UID RFC822.SIZE)"))
        return [found for line in lines if (found := _listed(line))]

    def read(self, message: Listed) -> bytes:
        """Return a message as it lies there, still unread; empty where it is gone.

        Raises MessageUnreadable where the mailbox says no to it.
        """
        asked = f"(BODY.PEEK[]<0.{message.size + 1}>)"
        with within(LONGEST_COMMAND_S, self._client):
            state, parts = self._client.uid("FETCH", message.uid, asked)
        if state != "OK":
            raise MessageUnreadable(f"the mailbox said {state}")
        return next((part[1] for part in parts if isinstance(part, tuple)), b"")

    def move(self, uids: Sequence[str], folder: Folder) -> None:
        """Move messages; killed in between they are still here, at worst there as well."""
        if not uids:
            return
        named, target = ",".join(uids), _quoted(folder)
        with within(LONGEST_COMMAND_S, self._client):
            if "MOVE" in self._can:
                _ok(self._client.uid("MOVE", named, target))
                return
            _ok(self._client.uid("COPY", named, target))
            self._delete(named)

    def forget(self, folder: Folder, before: str) -> None:
        """Delete what arrived in this folder before a day (``01-Feb-2026``), some at a time."""
        with within(LONGEST_COMMAND_S, self._client):
            exist = self._opened(folder)
            if not exist:
                return
            oldest = f"1:{min(exist, FORGOTTEN_AT_ONCE)}"
            (found,) = _ok(self._client.uid("SEARCH", f"{oldest} BEFORE {before}"))[:1]
            if found:
                self._delete(",".join(found.decode().split()))

    def count(self, folder: Folder) -> int:
        """Return how many messages lie in a folder."""
        with within(LONGEST_COMMAND_S, self._client):
            (said,) = _ok(self._client.status(_quoted(folder), "(MESSAGES)"))[:1]
        found = re.search(rb"MESSAGES (\d+)", said or b"")
        return int(found[1]) if found else 0

    def _opened(self, folder: str) -> int:
        """Open a folder and return how many messages it has."""
        (said,) = _ok(self._client.select(_quoted(folder)))[:1]
        return int(said or 0)

    def _delete(self, named: str) -> None:
        _ok(self._client.uid("STORE", named, "+FLAGS.SILENT", r"(\Deleted)"))
        alone = "UIDPLUS" in self._can
        _ok(self._client.uid("EXPUNGE", named) if alone else self._client.expunge())


def _listed(line: Any) -> Listed | None:
    found = LISTED.search(line if isinstance(line, bytes) else b"")
    if not found:
        return None
    uid, size = (found[1], found[2]) if found[1] else (found[4], found[3])
    return Listed(uid.decode(), int(size))


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    state, said = answer
    if state != "OK":
        raise MailboxAway(f"the mailbox said {state}")
    return said


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
