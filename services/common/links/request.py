"""One look at an address outside; a redirect is a new look.

How it is reached, and never an address inside, stands in ``services.common.links.reach``. No more
than the head of the answer is read, with as much of the page as is asked for.
"""

import re
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from services.common.links.addresses import CheckStopped, Target, is_public
from services.common.links.exchange import Exchange
from services.common.links.findings import CheckResult, FoundPage, LinkFailure
from services.common.links.reach import Reach, Resolve, failure_of, resolve

MOST_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-5]\d\d)(?: [^\r\n]*)?")


@dataclass(frozen=True)
class Answer:
    """The part of an answer that counts; ``beginning`` is the first part of the page."""

    status: int
    location: str | None
    media_type: str = ""
    beginning: bytes = b""

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether the page is not this one, whatever is written on it."""
        return 300 <= self.status < 400


class Checker:
    """Looks at links; what it may call and how a name is resolved can be given by tests.

    ``stands_in`` lists hosts another server stands in for, by address and port: it is called in
    their place, wherever it is. ``most_read`` is how many bytes of a page are read.
    """

    def __init__(
        self,
        *,
        timeout_s: float,
        user_agent: str,
        may_call: Callable[[str], bool] = is_public,
        resolve: Resolve = resolve,
        ports: Collection[int] = (443,),
        trust: ssl.SSLContext | None = None,
        stands_in: Mapping[str, tuple[str, int]] | None = None,
        most_read: int = 0,
    ) -> None:
        self._timeout_s, self._user_agent, self._most_read = timeout_s, user_agent, most_read
        self._reach = Reach(
            may_call=may_call, resolve=resolve, ports=ports,
            trust=trust or ssl.create_default_context(), stands_in=stands_in or {},
        )  # fmt: skip

    def check(self, url: str) -> CheckResult:
        """Look once, following a few redirects, and say what was found."""
        try:
            page = self.look(url)
        except CheckStopped as stopped:
            return CheckResult(stopped.reason)
        return CheckResult(None if page.is_there else LinkFailure.STATUS, page.status)

    def look(self, url: str) -> FoundPage:
        """Return the page at the end of a few redirects, or raise CheckStopped."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(self._reach.target(url))
            if answer.location is None:
                return FoundPage(url, answer.status, answer.media_type, answer.beginning)
            try:
                url = urljoin(url, answer.location)
            except ValueError as error:
                raise CheckStopped(LinkFailure.MALFORMED) from error
        raise CheckStopped(LinkFailure.REDIRECTS)

    def _ask(self, target: Target) -> Answer:
        until = time.monotonic() + self._timeout_s
        try:
            with self._reach.connect(target, until) as connection:
                exchange = Exchange(connection, self._reach.trust, target.host, until)
                answer = read_answer(exchange.ask(self._request(target)))
                if answer.is_elsewhere:
                    return answer
                return replace(answer, beginning=exchange.beginning(self._most_read))
        except OSError as error:
            raise CheckStopped(failure_of(error)) from error

    def _request(self, target: Target) -> bytes:
        lines = (
            f"GET {target.path} HTTP/1.1",
            f"Host: {target.host_header}",
            f"User-Agent: {self._user_agent}",
            "Accept: */*",
            "Connection: close",
        )
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def read_answer(head: bytes) -> Answer:
    """Read the head of an answer, or raise CheckStopped where it is no HTTP."""
    first, *lines = head.split(b"\r\n")
    status_line = STATUS_LINE.fullmatch(first)
    if status_line is None:
        raise CheckStopped(LinkFailure.NOT_HTTP)
    status = int(status_line.group(1))
    location = _header(lines, b"location")
    media_type = (_header(lines, b"content-type") or "").partition(";")[0].strip().lower()
    return Answer(status, location if status in REDIRECTS else None, media_type)


def _header(lines: Collection[bytes], name: bytes) -> str | None:
    """Return the value of the first header of this name."""
    for line in lines:
        said, _, value = line.partition(b":")
        if said.lower() == name:
            return value.strip().decode("latin-1")
    return None
