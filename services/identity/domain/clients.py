"""API clients: programs of a body, a vendor or the operator, with an own secret."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from services.common.bounds import AtMost
from services.common.digests import token_hash
from services.common.errors import Conflict, Wrong, invalid_fields
from services.common.storage.aggregates import Aggregate, to_plain
from services.identity.domain.permissions import (
    CLIENT_SCOPES,
    CLIENT_SCOPES_AT,
    VENDOR,
    place_of,
)

OVERLAP = timedelta(days=1)
"""How long the secret before still works after it was changed."""


@dataclass(kw_only=True)
class Client(Aggregate):
    """``place`` is where it may act: a body's key, ``vendor:<id>`` or ``*``.

    ``secret_call`` is the request its secret was made for: one that came twice gets it anew.
    """

    bounds = {"scopes": AtMost(20)}

    name: str
    place: str
    scopes: list[str]
    secret_hash: str
    created_by: str
    created_at: datetime
    expires_on: date
    revoked_at: datetime | None = None
    former_hash: str | None = None
    former_until: datetime | None = None
    secret_call: str = ""

    def check_scopes(self) -> None:
        """Raise Invalid where the place's clients cannot have one of the scopes."""
        possible = CLIENT_SCOPES_AT[place_of(self.place)]
        if wrong := sorted(set(self.scopes) - possible):
            raise invalid_fields([("/scopes", Wrong("scopes-not-here", scopes=wrong))])

    def is_open(self, on: date) -> bool:
        """Tell whether it may still act."""
        return self.revoked_at is None and on <= self.expires_on

    def knows(self, secret: str, now: datetime) -> bool:
        """Tell whether this is its secret, or the one before while that still works."""
        given = token_hash(secret)
        former = self.former_hash if self.former_until and now < self.former_until else None
        return hmac.compare_digest(self.secret_hash, given) or (
            former is not None and hmac.compare_digest(former, given)
        )

    def rotate(self, secret_hash: str, now: datetime, *, at_once: bool, call: str) -> None:
        """Take a new secret; the one before works for a day more, or no more."""
        if self.revoked_at is not None:
            raise Conflict("client-revoked")
        self.former_hash = None if at_once else self.secret_hash
        self.former_until = None if at_once else now + OVERLAP
        self.secret_hash, self.secret_call = secret_hash, call

    def renew(self, secret_hash: str, *, call: str) -> None:
        """Put the secret of a call that came twice in the place of the one made for it first."""
        if self.revoked_at is not None:
            raise Conflict("client-revoked")
        if self.secret_call != call:
            raise Conflict("changed-meanwhile")
        self.secret_hash = secret_hash

    def revoke(self, now: datetime) -> None:
        """End it at once."""
        if self.revoked_at is not None:
            raise Conflict("client-revoked")
        self.revoked_at = now
        self.say("client.revoked", client=self.public())

    def move(self, new: str, same_body: bool, now: datetime) -> None:
        """Follow a body that only has a new key; end where it is another body now."""
        self.place = new
        if not same_body and self.revoked_at is None:
            self.revoke(now)

    def principal(self, on: date) -> dict[str, Any]:
        """Return what it may do, as a principal; nothing once revoked or expired."""
        scopes = self.scopes if self.is_open(on) else []
        permissions = {scope: sorted(CLIENT_SCOPES[scope]) for scope in scopes}
        names = sorted({p for allowed in permissions.values() for p in allowed})
        return {
            "subject": self.id,
            "name": self.name,
            "grants": {self.place: names} if names else {},
            "delegations": [],
            "claims": {
                "client": True,
                "state": "active" if self.is_open(on) else "closed",
                "roles": [],
                "vendor": self.vendor,
                "authorities": [],
                "mandates": [],
                "email": None,
                "scopes": scopes,
                "scope_permissions": permissions,
                "rights_until": self.expires_on.isoformat(),
            },
        }

    @property
    def vendor(self) -> str | None:
        """Return the id of the vendor it acts for, or None."""
        return self.place.removeprefix(VENDOR) if place_of(self.place) == "vendor" else None

    def shown_to_itself(self) -> dict[str, Any]:
        """Return who it is, for whom it acts, what it was made for and until which day."""
        return {
            "client_id": self.id,
            "name": self.name,
            "place": self.place,
            "body": self.place if place_of(self.place) == "body" else None,
            "vendor": self.vendor,
            "scopes": sorted(self.scopes),
            "expires_on": self.expires_on.isoformat(),
        }

    def public(self) -> dict[str, Any]:
        """Return it without its secret."""
        public: dict[str, Any] = to_plain(self)
        for hidden in ("secret_hash", "former_hash", "secret_call", "version"):
            del public[hidden]
        return {"client_id": public.pop("id"), **public}
