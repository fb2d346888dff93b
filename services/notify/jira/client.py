"""Calls of Jira's REST API, version 3, each bounded in time and size.

The host is the operator's own setting and trusted; what it answers is read as data only.
"""

import http.client
import json
import math
import ssl
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from services.common import clock
from services.notify.domain.plain import one_line
from services.notify.domain.webhook_schedule import retry_after_s

API = "/rest/api/3"
TIMEOUT_S = 10.0
"""For each silence; a call has few of them, since an answer is short."""
LARGEST_ANSWER = 4 * 1024 * 1024
LONGEST_PAUSE_S = 3600
LONGEST_REASON = 300


class JiraAway(OSError):
    """Jira does not answer, or asks to come again: after ``pause_s`` where it says when."""

    def __init__(self, reason: str, pause_s: int | None = None) -> None:
        super().__init__(reason)
        self.pause_s = pause_s


class JiraBusy(JiraAway):
    """Jira asks whoever calls to leave it alone for ``pause_s``, whatever they call for."""


class JiraRefused(Exception):
    """Jira says no, with this status, and would again."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class JiraClient:
    """Makes calls as the account of ``uri`` (``https://user:token@host``)."""

    def __init__(self, uri: str) -> None:
        parts = urlsplit(uri)
        if parts.scheme not in ("https", "http") or not parts.hostname or not parts.username:
            raise ValueError("JIRA_URI must be https://user:token@host")
        self._host, self._port, self._base = parts.hostname, parts.port, parts.path.rstrip("/")
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        named = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        self._headers = {
            "Authorization": "Basic " + b64encode(named.encode()).decode(),
            "Accept": "application/json",
            "Content-Type": "application/json",
        }

    def get(self, path: str, **query: str) -> Any:
        """Return what is there, or raise JiraRefused or JiraAway."""
        asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
        return self._call("GET", f"{path}?{asked}" if asked else path)

    def post(self, path: str, payload: Mapping[str, Any]) -> Any:
        """Return what was made; None where the answer is empty."""
        return self._call("POST", path, json.dumps(payload).encode())

    def _call(self, method: str, path: str, body: bytes | None = None) -> Any:
        connection = self._connection()
        try:
            connection.request(method, f"{self._base}{API}/{path}", body, self._headers)
            answer = connection.getresponse()
            raw = answer.read(LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            raise JiraAway(type(error).__name__) from error
        finally:
            connection.close()
        if answer.status == 429 or answer.status >= 500:
            raise _away(f"HTTP {answer.status}", answer.getheader("Retry-After"))
        if not 200 <= answer.status < 300:
            raise JiraRefused(answer.status, _reason(answer.status, raw))
        return _read(raw)

    def _connection(self) -> http.client.HTTPConnection:
        if self._tls is None:
            return http.client.HTTPConnection(self._host, self._port, timeout=TIMEOUT_S)
        return http.client.HTTPSConnection(
            self._host, self._port, timeout=TIMEOUT_S, context=self._tls
        )


def _read(raw: bytes) -> Any:
    if not raw:
        return None
    try:
        return json.loads(raw)
    except ValueError as error:
        raise JiraAway("the answer is no JSON") from error


def _away(reason: str, retry_after: str | None) -> JiraAway:
    wished = retry_after_s(retry_after, clock.now())
    if not wished:
        return JiraAway(reason)
    return JiraBusy(reason, math.ceil(min(wished, LONGEST_PAUSE_S)))


def _reason(status: int, raw: bytes) -> str:
    """Return what Jira says is wrong: its messages, and by name the fields it does not take."""
    try:
        said = json.loads(raw)
        told = [*said.get("errorMessages", []), *(f"{k}: {v}" for k, v in said["errors"].items())]
    except (ValueError, KeyError, AttributeError, TypeError):
        told = []
    return one_line(f"HTTP {status} {' '.join(map(str, told))}", LONGEST_REASON)
