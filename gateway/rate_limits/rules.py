"""How much anybody may ask: by address, by account, by API client, and by whom mail goes to.

Only what may cause a call to a service is counted here; what is held in memory is bounded by
the edge, by address, and costs nothing more.
"""

import ipaddress
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, replace
from typing import Any

from gateway.callers.access_tokens import AccessToken
from gateway.callers.principals import Caller
from gateway.problems.problems import Problem
from gateway.rate_limits.counter import HOUR, MINUTE, Limit, Limiter, LimitStatus
from services.common.logs import Log

log = Log(__name__)

GUEST = Limit("guest", 1200, MINUTE)
"""An address without a session: whole authorities share one."""
PERSON = Limit("person", 1200, MINUTE)
CLIENT = Limit("client", 3000, MINUTE)
SIGN_IN = Limit("sign-in", 240, MINUTE)
TOKEN = Limit("token", 60, MINUTE)
FILE_CHECKED = Limit("file-checked", 120, MINUTE)
"""Files at an address that are read whole for their digests, by whomever."""
MAIL = Limit("mail", 10, HOUR)
"""To one address, whoever asks for it."""
MAIL_FROM = Limit("mail-from", 20, HOUR)
"""Asked for at an address without having to sign in, to whomever."""
MAIL_OPEN = Limit("mail-open", 500, HOUR)
"""Asked for by everybody together without having to sign in: nobody writes to the world by us."""
STANDING = "gateway.standing"
NETWORK_BITS = 64
Counted = tuple[Limit, str]


@dataclass(frozen=True)
class Limits:
    """Counts and refuses; ``factor`` widens every limit, for places where all come from one."""

    limiter: Limiter
    factor: int = 1

    def guest(self, environ: MutableMapping[str, Any], address: str | None) -> None:
        """Count a request of somebody unknown at this address."""
        self._count(GUEST, network_of(address), environ)

    def caller(self, environ: MutableMapping[str, Any], caller: Caller) -> None:
        """Count a request of an account, or of an API client."""
        limit = CLIENT if isinstance(caller, AccessToken) else PERSON
        self._count(limit, caller.account, environ)

    def sign_in(self, environ: MutableMapping[str, Any], address: str | None) -> None:
        """Count a step of signing in at this address."""
        self._count(SIGN_IN, network_of(address), environ)

    def file_checked(self, environ: MutableMapping[str, Any], address: str | None) -> None:
        """Count a file that somebody at this address has checked."""
        self._count(FILE_CHECKED, network_of(address), environ)

    def check_mail(self, counted: Iterable[Counted]) -> None:
        """Refuse to have one more mail sent, where one of these got or asked for many already."""
        for limit, who in counted:
            standing = self.limiter.look(self._wide(limit), who)
            if standing.left <= 0:
                raise _refused(standing)

    def mailed(self, counted: Iterable[Counted]) -> None:
        """Count a mail that we were made to send."""
        for limit, who in counted:
            self.limiter.count(self._wide(limit), who)

    def token(self, client_id: str) -> LimitStatus:
        """Count an access token asked for by this client."""
        return self.limiter.count(self._wide(TOKEN), client_id)

    def _wide(self, limit: Limit) -> Limit:
        return replace(limit, most=limit.most * self.factor)

    def _count(self, limit: Limit, who: str, environ: MutableMapping[str, Any]) -> None:
        standing = self.limiter.count(self._wide(limit), who)
        environ[STANDING] = standing
        if standing.is_over:
            raise _refused(standing)


def counts_of_mail(recipient: object, address: str | None, *, is_open: bool) -> tuple[Counted, ...]:
    """Return what a mail to this recipient counts for; an open one is had without signing in."""
    to = (MAIL, _mailbox(recipient))
    return (to, (MAIL_FROM, network_of(address)), (MAIL_OPEN, "")) if is_open else (to,)


def _refused(standing: LimitStatus) -> Problem:
    log.warning("limit_reached", limit=standing.limit.name)
    return Problem(429, "too-many-requests", headers={"Retry-After": str(standing.anew_in_s)})


def _mailbox(recipient: object) -> str:
    return str(recipient).strip().casefold()


def headers_of(standing: LimitStatus) -> list[tuple[str, str]]:
    """Return the headers that tell a client where it stands."""
    return [
        ("RateLimit-Limit", str(standing.limit.most)),
        ("RateLimit-Remaining", str(max(0, standing.left))),
        ("RateLimit-Reset", str(standing.anew_in_s)),
    ]


def network_of(address: str | None) -> str:
    """Return who an address stands for: of IPv6 a household or office has a whole network."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((int(parsed), NETWORK_BITS), strict=False))
    return str(parsed)
