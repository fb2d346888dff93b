"""Sign-ins under way, assertions already used, and the assertions kept as evidence."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from gateway.database import Doc, bounded
from gateway.saml import Assertion, Reason, SignInRefused, hash_of
from gateway.sessions import utc_now

PENDING = timedelta(minutes=15)
REMEMBERED = timedelta(hours=1)


@dataclass(frozen=True)
class Pending:
    """A sign-in the browser was sent away for; ``replaces`` is its present session."""

    request_id: str
    next: str
    replaces: str | None


def cookie_name(secure: bool) -> str:
    """Give the name of the cookie that binds a pending sign-in to its browser."""
    return "__Host-sign-in" if secure else "sign-in"


class SignIns:
    """The store behind sign-in; every pending request is used once."""

    def __init__(self, database: Database[Doc], now: Callable[[], datetime] = utc_now) -> None:
        self._pending = database["pending_sign_ins"]
        self._used = database["used_assertions"]
        self._assertions = database["assertions"]
        self._now = now

    def prepare(self) -> None:
        """Create the indexes."""
        self._pending.create_index("expires_at", expireAfterSeconds=0)
        self._used.create_index("expires_at", expireAfterSeconds=0)
        self._assertions.create_index("account")

    def begin(self, pending: Pending) -> str:
        """Remember a sign-in that starts now; give the value of the binding cookie."""
        secret = secrets.token_urlsafe(32)
        doc = {
            "_id": _key(secret),
            "request_id": pending.request_id,
            "next": pending.next,
            "replaces": pending.replaces,
            "expires_at": self._now() + PENDING,
        }
        with bounded():
            self._pending.insert_one(doc)
        return secret

    def take(self, secret: str | None) -> Pending:
        """Give this browser's pending sign-in and forget it, or say to start again."""
        doc = None
        if secret:
            with bounded():
                doc = self._pending.find_one_and_delete({"_id": _key(secret)})
        if doc is None or doc["expires_at"] <= self._now():
            raise SignInRefused(Reason.REQUEST_UNKNOWN, "not open in this browser")
        return Pending(doc["request_id"], doc["next"], doc["replaces"])

    def use(self, assertion: Assertion) -> None:
        """Accept an assertion once; SignInRefused the second time."""
        until = max(assertion.expires_at, self._now()) + REMEMBERED
        try:
            with bounded():
                self._used.insert_one({"_id": assertion.assertion_id, "expires_at": until})
        except DuplicateKeyError as error:
            raise SignInRefused(Reason.REPLAYED) from error

    def keep(self, assertion: Assertion, account: str) -> None:
        """Keep what `saml.read_archived` reads, where it covers a list that is to be signed."""
        list_hash = hash_of(assertion.in_response_to)
        if list_hash is None:
            return
        doc = {
            "_id": assertion.assertion_id,
            "account": account,
            "list_hash": list_hash,
            **assertion.evidence,
        }
        with bounded():
            self._assertions.replace_one({"_id": doc["_id"]}, doc, upsert=True)


def _key(secret: str) -> str:
    return hashlib.sha256(f"sign-in:{secret}".encode()).hexdigest()
