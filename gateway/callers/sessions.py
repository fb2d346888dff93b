"""Sessions of signed-in people, kept in the database; the browser holds an opaque id.

Only a hash of the id is stored, so that a copy of the database opens no session.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database

from gateway.callers.held_sessions import Held
from gateway.database import Doc, bounded
from gateway.problems.problems import Problem
from services.common.storage.indexes import Declared, Stored, index

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
NOTED_EVERY = timedelta(minutes=1)
MOST_LISTED = 200
OTHER = "other"
FAMILIES = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
"""What tells the families apart, in this order: most of them claim to be Safari too."""


def utc_now() -> datetime:
    """Return the present time."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Session:
    """A signed-in browser; ``fresh`` says when and for which list the person signed in.

    ``acting`` names the member who uses a team account. A ``pending`` session still waits
    for its passkey and opens nothing else. ``body`` is the one the pages act for.
    """

    key: str
    account: str
    csrf_token: str
    fresh: dict[str, Any] = field(default_factory=dict)
    acting: str | None = None
    pending: bool = False
    begun_at: datetime | None = None
    body: str | None = None


def browser_of(user_agent: str | None) -> str:
    """Return the family of the browser, and nothing that could tell two of them apart."""
    return next((family for mark, family in FAMILIES if mark in (user_agent or "")), OTHER)


def key_of(secret: str) -> str:
    """Return the id under which a session is stored."""
    return hashlib.sha256(f"session:{secret}".encode()).hexdigest()


def csrf_token_of(secret: str) -> str:
    """Return the session's CSRF token; it follows from the secret and does not reveal it."""
    return hashlib.sha256(f"csrf:{secret}".encode()).hexdigest()


class Sessions(Stored):
    """The store of sessions; times of a session are checked here, the index only tidies."""

    def __init__(self, database: Database[Doc], now: Callable[[], datetime] = utc_now) -> None:
        self._sessions: Collection[Doc] = database["sessions"]
        self._now = now
        self._held: Held[Session] = Held()

    def indexes(self) -> Declared:
        """Return those of an account's sessions and of what ends by itself."""
        ends = index("expires_at_1", "expires_at", expire_after_s=0)
        return [(self._sessions, (ends, index("account_1", "account")))]

    def open(
        self,
        account: str,
        fresh: dict[str, Any],
        *,
        replaces: str | None,
        browser: str = OTHER,
        pending: bool = False,
        secret: str | None = None,
    ) -> str:
        """Begin a session at sign-in and end the one it replaces; give the cookie's value."""
        secret, now = secret or secrets.token_urlsafe(32), self._now()
        doc = {
            "_id": key_of(secret),
            "account": account,
            "fresh": fresh,
            "browser": browser,
            "pending": pending,
            "acting": None,
            "begun_at": now,
            "seen_at": now,
            "ends_at": now + ABSOLUTE,
            "expires_at": now + IDLE,
        }
        with bounded():
            self._sessions.insert_one({**doc, "body": self._body_of(replaces, account)})
            if replaces:
                self._sessions.delete_one({"_id": replaces})
        self._held.forget()
        return secret

    def _body_of(self, replaces: str | None, account: str) -> str | None:
        """Return the body that was acted for until now; who signs in to sign goes on with it."""
        last = {"_id": replaces, "account": account}
        doc = self._sessions.find_one(last, {"body": 1}) if replaces else None
        return doc.get("body") if doc else None

    def find(self, secret: str | None) -> Session | None:
        """Return the session behind a cookie's value, or None where it is unknown or over."""
        if not secret:
            return None
        now = self._now()
        with bounded():
            doc = self._sessions.find_one({"_id": key_of(secret)})
            if doc is None or min(doc["expires_at"], doc["ends_at"]) <= now:
                return None
            if now - doc["seen_at"] > NOTED_EVERY:
                self._note(doc, now)
        return Session(
            key=doc["_id"],
            account=doc["account"],
            csrf_token=csrf_token_of(secret),
            fresh=doc["fresh"],
            acting=doc.get("acting"),
            pending=doc.get("pending", False),
            begun_at=doc.get("begun_at"),
            body=doc.get("body"),
        )

    def find_lately(self, secret: str | None) -> Session | None:
        """Return the session as it was at most a second ago: for what only reads.

        What ended or changed it in this gateway is seen at once.
        """
        return self._held.get(key_of(secret), lambda: self.find(secret)) if secret else None

    def open_ones(self, account: str) -> list[Doc]:
        """Return the account's open sessions as stored, the one used last first."""
        now = self._now()
        open_sessions = {"account": account, "expires_at": {"$gt": now}, "ends_at": {"$gt": now}}
        with bounded():
            return list(self._sessions.find(open_sessions).sort("seen_at", -1).limit(MOST_LISTED))

    def renew(self, key: str, fresh: dict[str, Any]) -> None:
        """Note that the person has signed in anew in the same browser."""
        with bounded():
            self._sessions.update_one({"_id": key}, {"$set": {"fresh": fresh}})
        self._held.forget()

    def act_as(self, key: str, member: str) -> None:
        """Note which member uses a team account in this session."""
        with bounded():
            self._sessions.update_one({"_id": key}, {"$set": {"acting": member}})
        self._held.forget()

    def choose_body(self, key: str, body: str) -> None:
        """Note which body the pages act for in this session."""
        with bounded():
            self._sessions.update_one({"_id": key}, {"$set": {"body": body}})
        self._held.forget()

    def confirm(self, key: str) -> str:
        """Go on under a new cookie once the passkey was shown; give its value."""
        secret = secrets.token_urlsafe(32)
        with bounded():
            doc = self._sessions.find_one_and_delete({"_id": key})
            if doc is None:
                raise Problem(401, "sign-in-needed")
            self._sessions.insert_one({**doc, "_id": key_of(secret), "pending": False})
        self._held.forget()
        return secret

    def close(self, key: str) -> None:
        """End a session."""
        with bounded():
            self._sessions.delete_one({"_id": key})
        self._held.forget()

    def close_all(self, account: str, *, but: str | None = None) -> int:
        """End every session of an account, except one; give how many there were."""
        with bounded():
            deleted = self._sessions.delete_many({"account": account, "_id": {"$ne": but}})
        self._held.forget()
        return deleted.deleted_count

    def _note(self, doc: Doc, now: datetime) -> None:
        until = min(now + IDLE, doc["ends_at"])
        self._sessions.update_one(
            {"_id": doc["_id"]}, {"$set": {"seen_at": now, "expires_at": until}}
        )
