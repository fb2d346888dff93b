"""Sign-ins under way, assertions already used, and the assertions kept as evidence."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from gateway.callers.sessions import utc_now
from gateway.database import Doc, bounded
from gateway.saml.messages import Assertion, RefusalReason, SignInRefused, hash_of
from services.common.storage.indexes import Declared, Stored, index

PENDING = timedelta(minutes=15)
REMEMBERED = timedelta(hours=1)
REPEATED = timedelta(minutes=2)
HANDED_ON = timedelta(days=1)
"""So long an answer waits for its signature; what was signed with it, contracts keeps."""
MOST_OF_BROWSER = 10
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class PendingSignIn:
    """A sign-in the browser was sent away for; ``replaces`` is its present session."""

    request_id: str
    next: str
    replaces: str | None


@dataclass(frozen=True)
class AnsweredSignIn:
    """A sign-in that was answered: by which assertion, and by which one its session was opened.

    The second is None while the first answer is still being worked on.
    """

    assertion_id: str
    at: datetime
    opened_by: str | None = None


def session_secret(browser: str, assertion_id: str) -> str:
    """Return the value of the session cookie that this assertion opens in this browser.

    It follows from the binding cookie, of which we keep only a hash: so the same answer, posted
    twice, leads to the same session, and nobody else can tell it.
    """
    made = hmac.digest(browser.encode(), f"session:{assertion_id}".encode(), "sha256")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


class SignIns(Stored):
    """The store behind sign-in; a browser may have several under way, each is answered once."""

    def __init__(self, database: Database[Doc], now: Callable[[], datetime] = utc_now) -> None:
        self._pending = database["pending_sign_ins"]
        self._used = database["used_assertions"]
        self._assertions = database["assertions"]
        self._now = now

    def indexes(self) -> Declared:
        """Return those of what ends by itself, of a browser, and of an account's assertions."""
        ends = index("expires_at_1", "expires_at", expire_after_s=0)
        return [
            (self._pending, (ends, index("browser_1", "browser"))),
            (self._used, (ends,)),
            (self._assertions, (index("account_1", "account"), ends)),
        ]

    def begin(self, pending: PendingSignIn, browser: str | None = None) -> str:
        """Remember a sign-in that starts now; give the value of the binding cookie.

        A browser that has others under way keeps its cookie, unless these are too many.
        """
        if not browser or not 0 < len(self._docs_of(browser)) < MOST_OF_BROWSER:
            browser = secrets.token_urlsafe(32)
        doc = {
            "_id": pending.request_id,
            "browser": _key(browser),
            "next": pending.next,
            "replaces": pending.replaces,
            "landed": None,
            "expires_at": self._now() + PENDING,
        }
        with bounded():
            self._pending.insert_one(doc)
        return browser

    def of(self, browser: str | None) -> dict[str, PendingSignIn]:
        """Return this browser's sign-ins by their request, the latest first, or say to start again.

        Those just answered are among them: the identity provider's page may post twice.
        """
        docs = self._docs_of(browser)
        if not docs:
            raise SignInRefused(RefusalReason.REQUEST_UNKNOWN, "not open in this browser")
        return {doc["_id"]: PendingSignIn(doc["_id"], doc["next"], doc["replaces"]) for doc in docs}

    def take(self, pending: PendingSignIn, assertion: Assertion) -> bool:
        """Answer a sign-in; False where it is answered already."""
        landed = {"assertion_id": assertion.assertion_id, "at": self._now(), "opened_by": None}
        with bounded():
            changed = self._pending.update_one(
                {"_id": pending.request_id, "landed": None}, {"$set": {"landed": landed}}
            )
        return changed.modified_count == 1

    def land(self, pending: PendingSignIn, opened_by: str) -> None:
        """Note by which assertion the session was opened that this sign-in led to."""
        with bounded():
            self._pending.update_one(
                {"_id": pending.request_id}, {"$set": {"landed.opened_by": opened_by}}
            )

    def repeated(self, pending: PendingSignIn, assertion: Assertion) -> AnsweredSignIn:
        """Return where this very answer landed a moment ago; SignInRefused for any other."""
        with bounded():
            doc = self._pending.find_one({"_id": pending.request_id})
        landed = AnsweredSignIn(**doc["landed"]) if doc and doc["landed"] else None
        if landed is None or landed.assertion_id != assertion.assertion_id:
            raise SignInRefused(RefusalReason.REQUEST_UNKNOWN, "answered already")
        if self._now() - landed.at > REPEATED:
            raise SignInRefused(RefusalReason.REPLAYED)
        return landed

    def opened(self, browser: str) -> list[str]:
        """Return the assertions that opened sessions in this browser lately, the latest first."""
        landed = [doc["landed"] for doc in self._docs_of(browser) if doc["landed"]]
        return [one["opened_by"] for one in landed if one["opened_by"]]

    def _docs_of(self, browser: str | None) -> list[Doc]:
        if not browser or not SECRET.fullmatch(browser):
            return []
        own = {"browser": _key(browser), "expires_at": {"$gt": self._now()}}
        with bounded():
            pending = self._pending.find(own).sort("expires_at", -1)
            return list(pending.limit(MOST_OF_BROWSER))

    def use(self, assertion: Assertion) -> None:
        """Accept an assertion once; SignInRefused the second time."""
        until = max(assertion.expires_at, self._now()) + REMEMBERED
        try:
            with bounded():
                self._used.insert_one({"_id": assertion.assertion_id, "expires_at": until})
        except DuplicateKeyError as error:
            raise SignInRefused(RefusalReason.REPLAYED) from error

    def keep(self, assertion: Assertion, account: str) -> None:
        """Keep what `saml.read_archived` reads, where it covers a list that is to be signed."""
        list_hash = hash_of(assertion.in_response_to)
        if list_hash is None:
            return
        doc = {
            "_id": assertion.assertion_id,
            "account": account,
            "list_hash": list_hash,
            "expires_at": self._now() + HANDED_ON,
            **assertion.evidence,
        }
        with bounded():
            self._assertions.replace_one({"_id": doc["_id"]}, doc, upsert=True)

    def proof_of(self, assertion_id: str) -> dict[str, Any] | None:
        """Return the answer as it came and the key of its seal, where it was kept; plain JSON."""
        with bounded():
            doc = self._assertions.find_one({"_id": assertion_id})
        if doc is None:
            return None
        at = doc["at"].astimezone(UTC).isoformat()
        return {"answer": doc["xml"], "content_key": doc["content_key"], "at": at}


def _key(secret: str) -> str:
    return hashlib.sha256(f"sign-in:{secret}".encode()).hexdigest()
