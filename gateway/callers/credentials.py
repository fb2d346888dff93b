"""What a request shows of who makes it: a session's cookie and its token, or a bearer token."""

import hmac
import re
import secrets
from typing import Protocol

from gateway.callers.access_tokens import token_invalid
from gateway.callers.sessions import Session
from gateway.problems.problems import Problem

MASKED = re.compile(r"m[0-9a-f]{128}")
SIGN_IN = 'Bearer realm="DigitalMarkt"'


class OpenSessions(Protocol):
    """What of the session store is needed to answer."""

    def find(self, secret: str | None) -> Session | None:
        """Return the session behind a cookie's value, or None."""

    def find_lately(self, secret: str | None) -> Session | None:
        """Return the same as it was a moment ago, for what only reads."""

    def choose_body(self, key: str, body: str) -> None:
        """Note which body the pages act for."""

    def close(self, key: str) -> None:
        """End a session."""

    def close_all(self, account: str) -> int:
        """End every session of an account."""


def bearer_in(header: str | None) -> str | None:
    """Return the token in the header; None where it names another scheme or none."""
    scheme, _, text = (header or "").strip().partition(" ")
    if scheme.lower() != "bearer":
        return None
    if not text.strip():
        raise token_invalid()
    return text.strip()


def check_csrf(session: Session, token: str | None) -> None:
    """Refuse an unsafe request that does not carry the session's token, plain or masked."""
    plain = _unmasked(token) if token and MASKED.fullmatch(token) else token
    if not plain or not hmac.compare_digest(plain.encode(), session.csrf_token.encode()):
        raise Problem(403, "csrf-missing")


def masked(token: str) -> str:
    """Return the token as a page holds it: other bytes each time.

    Compression would betray one that stays, beside words of the asker (BREACH).
    """
    plain, pad = bytes.fromhex(token), secrets.token_bytes(len(token) // 2)
    mixed = bytes(a ^ b for a, b in zip(plain, pad, strict=True))
    return f"m{pad.hex()}{mixed.hex()}"


def _unmasked(token: str) -> str:
    both = bytes.fromhex(token[1:])
    half = len(both) // 2
    return bytes(a ^ b for a, b in zip(both[:half], both[half:], strict=True)).hex()


def sign_in_needed() -> Problem:
    """Return the refusal of somebody who is not signed in, where only those are answered."""
    return Problem(401, "sign-in-needed", headers={"WWW-Authenticate": SIGN_IN})
