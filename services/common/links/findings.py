"""What a look at an address outside can find."""

from dataclasses import dataclass
from enum import StrEnum


class LinkFailure(StrEnum):
    """Why a look at a link did not succeed."""

    MALFORMED = "malformed"
    NOT_HTTPS = "not-https"
    OTHER_PORT = "other-port"
    INTERNAL = "internal-address"
    UNKNOWN_HOST = "unknown-host"
    NO_CONNECTION = "no-connection"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    NOT_HTTP = "not-http"
    STATUS = "status"
    REDIRECTS = "too-many-redirects"


NEVER_CALLED = frozenset(
    {LinkFailure.MALFORMED, LinkFailure.NOT_HTTPS, LinkFailure.OTHER_PORT, LinkFailure.INTERNAL}
)
"""The robot does not call such an address: the link is an editor's to mend, not dead."""

NO_ANSWER = frozenset({LinkFailure.UNKNOWN_HOST, LinkFailure.NO_CONNECTION, LinkFailure.TIMEOUT})
"""The cause may be our own connection as well."""


THERE = frozenset({*range(200, 300), 401, 403, 405, 406, 429})
"""A page that wants a sign-in, another method or fewer questions is there."""


@dataclass(frozen=True)
class FoundPage:
    """What answered at the end of the redirects; ``beginning`` is the first part of its body."""

    url: str
    status: int
    media_type: str = ""
    beginning: bytes = b""

    @property
    def is_there(self) -> bool:
        """Tell whether there is a page, if only for others."""
        return self.status in THERE


@dataclass(frozen=True)
class CheckResult:
    """What one look found: no reason means the page is there."""

    reason: LinkFailure | None = None
    status: int | None = None

    @property
    def answered(self) -> bool:
        """Return whether somebody out there answered, whatever it was."""
        return self.reason not in NEVER_CALLED | NO_ANSWER
