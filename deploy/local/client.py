"""A person at the HTTP interface: signs in through the identity provider, calls the API.

Used by the demonstration and by the journey tests; it knows nothing but ``api.md``.
"""

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any, TypeVar
from urllib.parse import urlencode

import requests

TIMEOUT_S = 20
T = TypeVar("T")


class ApiError(AssertionError):
    """The API answered with a problem; the message holds it whole."""

    def __init__(self, answer: requests.Response) -> None:
        super().__init__(
            f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text}"
        )
        self.status, self.answer = answer.status_code, answer


@dataclass
class Person:
    """A named test person in a browser of their own."""

    gateway: str
    username: str = ""
    browser: requests.Session = field(default_factory=requests.Session)
    csrf: str = ""
    patience_s: float = 0.0
    """How long a refused or broken call is repeated, with the same Idempotency-Key."""

    def sign_in(self, sign: str | None = None) -> "Person":
        """Go through the identity provider's page, like a browser does."""
        return self._patiently(lambda: self._sign_in(sign))

    def _sign_in(self, sign: str | None) -> "Person":
        query = urlencode({"next": "/", **({"sign": sign} if sign else {})})
        start = self._get(f"{self.gateway}/login?{query}")
        chooser = self._submit(start)
        answer = self._submit(chooser, username=self.username)
        self._submit(answer)
        self.csrf = self._json(self.ask("GET", "me"))["csrf_token"]
        return self

    def get(self, path: str, **query: Any) -> Any:
        """Read from the API."""
        return self._patiently(lambda: self._json(self.ask("GET", path, params=query)))

    def read(self, path: str) -> bytes:
        """Read a file from the API."""

        def content() -> bytes:
            answer = self.ask("GET", path)
            if answer.status_code >= 400:
                raise ApiError(answer)
            return bytes(answer.content)

        return self._patiently(content)

    def post(self, path: str, body: Any = None, key: str | None = None) -> Any:
        """Act by the API; an Idempotency-Key is made where none is given."""
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return self._patiently(
            lambda: self._json(self.ask("POST", path, json=body or {}, headers=headers))
        )

    def patch(self, path: str, body: Any, version: int) -> Any:
        """Change what was seen in this version."""
        return self._json(self.ask("PATCH", path, json=body, headers={"If-Match": f'"{version}"'}))

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send one request and give the answer, whatever it is."""
        headers = {"X-CSRF-Token": self.csrf, **options.pop("headers", {})}
        url = path if path.startswith("http") else f"{self.gateway}/api/v1/{path}"
        return self.browser.request(method, url, headers=headers, timeout=TIMEOUT_S, **options)

    def sign(self, path: str, contracts: list[dict[str, str]]) -> list[dict[str, Any]]:
        """Sign or countersign a list: be asked to sign in again for it, do so, repeat."""
        key = uuid.uuid4().hex
        body = {"contracts": contracts}
        try:
            return list(self.post(path, body, key)["items"])
        except ApiError as refused:
            problem = refused.answer.json()
            if problem["code"] == "list-not-signable":
                return list(problem["items"])
            if problem["code"] != "fresh-sign-in-needed":
                raise
            sign = re.search(r"[?&]sign=([0-9a-f]{64})", problem["sign_in_url"])
            self.sign_in(sign.group(1) if sign else None)
        return list(self.post(path, body, key)["items"])

    def _patiently(self, act: Callable[[], T]) -> T:
        give_up = time.monotonic() + self.patience_s
        while True:
            try:
                return act()
            except (requests.RequestException, ApiError) as error:
                if time.monotonic() > give_up or not _may_pass(error):
                    raise
            time.sleep(0.1)

    def _json(self, answer: requests.Response) -> Any:
        if answer.status_code >= 400:
            raise ApiError(answer)
        return answer.json() if answer.content else None

    def _get(self, url: str) -> requests.Response:
        answer = self.browser.get(url, timeout=TIMEOUT_S)
        answer.raise_for_status()
        return answer

    def _submit(self, page: requests.Response, **chosen: str) -> requests.Response:
        """Send the first form of a page with its hidden fields and the chosen ones."""
        form = re.search(r"<form\b[^>]*>.*?</form>", page.text, re.S)
        if form is None:
            raise AssertionError(f"no form on {page.url}: {page.text[:300]}")
        action = re.search(r'action="([^"]*)"', form.group(0).split(">", 1)[0])
        target = requests.compat.urljoin(page.url, unescape(action.group(1)) if action else "")
        fields = dict(_hidden_fields(form.group(0)))
        answer = self.browser.post(target, data={**fields, **chosen}, timeout=TIMEOUT_S)
        answer.raise_for_status()
        return answer


def _may_pass(error: Exception) -> bool:
    """Tell whether the same call may succeed later: nobody there, or still running."""
    if isinstance(error, ApiError):
        running = "idempotency-running" in error.answer.text
        return error.status in (502, 503, 504) or running
    return True


def _hidden_fields(form: str) -> list[tuple[str, str]]:
    found = []
    for tag in re.findall(r"<input\b[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden" and "name" in attributes:
            found.append((attributes["name"], unescape(attributes.get("value", ""))))
    return found
