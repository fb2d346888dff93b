"""What was typed into a form when the session had ended: there again after the next sign-in."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from pymongo.database import Database

from gateway.callers.sessions import utc_now
from gateway.database import Doc, bounded
from services.common.storage.indexes import Declared, Stored, index

KEPT = timedelta(hours=1)
LARGEST = 64 * 1024


class KeepsForms(Protocol):
    """Where forms are kept."""

    def keep(self, path: str, author: str, values: dict[str, Any]) -> str:
        """Keep what was typed; give the cookie's value that finds it again."""

    def take(self, secret: str, path: str, author: str) -> dict[str, Any] | None:
        """Return what this author typed on this page, once."""

    def find(self, secret: str, path: str, author: str) -> dict[str, Any] | None:
        """Return what this author keeps for this page, as often as it is read."""


def author_of(account: str) -> str:
    """Return what a form carries of whose it is: it is shown again to nobody else."""
    return hashlib.sha256(f"form:{account}".encode()).hexdigest()[:24]


@dataclass(frozen=True)
class KeptForms(Stored):
    """The forms in the gateway's database, for an hour, found by a secret of the browser."""

    database: Database[Doc]
    now: Callable[[], datetime] = utc_now

    def indexes(self) -> Declared:
        """Return the one that forgets."""
        forms = self.database["kept_forms"]
        return [(forms, (index("expires_at_1", "expires_at", expire_after_s=0),))]

    def keep(self, path: str, author: str, values: dict[str, Any]) -> str:
        """Keep what was typed; give the cookie's value that finds it again."""
        secret = secrets.token_urlsafe(32)
        doc = {"_id": _id(secret), "path": path, "author": author, "values": values}
        with bounded():
            self.database["kept_forms"].insert_one({**doc, "expires_at": self.now() + KEPT})
        return secret

    def take(self, secret: str, path: str, author: str) -> dict[str, Any] | None:
        """Return what this author typed on this page, once."""
        mine = {"_id": _id(secret), "path": path, "author": author}
        with bounded():
            return self._values(self.database["kept_forms"].find_one_and_delete(mine))

    def find(self, secret: str, path: str, author: str) -> dict[str, Any] | None:
        """Return what this author keeps for this page, as often as it is read."""
        mine = {"_id": _id(secret), "path": path, "author": author}
        with bounded():
            return self._values(self.database["kept_forms"].find_one(mine))

    def _values(self, doc: Doc | None) -> dict[str, Any] | None:
        if doc is None or doc["expires_at"] <= self.now():
            return None
        values: dict[str, Any] = doc["values"]
        return values


def _id(secret: str) -> str:
    return hashlib.sha256(f"kept-form:{secret}".encode()).hexdigest()
