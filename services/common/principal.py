"""The signed statement of who calls, made by the gateway and checked in every service.

An Ed25519 JWT of at most sixty seconds for one audience. It carries permissions, so that
the rule "which role may what" stands in one table only; a service names a permission and
the scope it is needed in.
"""

import json
import time
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from services.common.errors import Forbidden, Unauthenticated

LIFETIME_S = 60
MOST_VERIFIED = 1024
ALGORITHM = "Ed25519"
EVERYWHERE = "*"
PROGRAM = "k-"
"""How the ids of API clients begin; nobody has a mailbox there."""
ISSUER = "gateway"


@dataclass(frozen=True)
class Delegation:
    """Permissions somebody else lent for a scope, until ``ends_at`` (epoch seconds).

    ``only`` names the subjects it is limited to; empty means all of them.
    """

    id: str
    scope: str
    permissions: frozenset[str]
    ends_at: float
    only: frozenset[str] = frozenset()

    def covers(self, permission: str, about: str | None) -> bool:
        """Tell whether it lends the permission for this subject at this moment."""
        fits = not self.only or about in self.only
        return fits and permission in self.permissions and time.time() < self.ends_at


@dataclass(frozen=True)
class Principal:
    """A caller: ``grants`` maps a scope (``*`` is all of them) to its permissions.

    ``claims`` holds further signed facts, read only by the service they are meant for.
    """

    subject: str
    name: str = ""
    grants: Mapping[str, frozenset[str]] = field(default_factory=dict)
    claims: Mapping[str, Any] = field(default_factory=dict)
    delegations: tuple[Delegation, ...] = ()

    @property
    def actor(self) -> str:
        """Return who acts: the subject, and of one that several people use the person."""
        acting = self.claims.get("acting")
        return f"{self.subject}/{acting['id']}" if acting else self.subject

    def may(self, permission: str, scope: str | None = None, about: str | None = None) -> bool:
        """Tell whether the permission is held in that scope, for that subject if it is lent.

        Without a scope: anywhere and for any subject.
        """
        if scope is None:
            lent = any(permission in d.permissions for d in self.delegations)
            return lent or any(permission in held for held in self.grants.values())
        return self.holds(permission, scope) or bool(self.delegated(permission, scope, about))

    def holds(self, permission: str, scope: str) -> bool:
        """Tell whether the permission is the caller's own in that scope."""
        return any(permission in self.grants.get(one, ()) for one in (EVERYWHERE, scope))

    def delegated(
        self, permission: str, scope: str | None = None, about: str | None = None
    ) -> list[Delegation]:
        """Return what lends the permission now, in that scope for that subject if one is named."""
        return [
            d
            for d in self.delegations
            if scope in (None, d.scope)
            and d.covers(permission, about if scope else next(iter(d.only), None))
        ]

    def require(self, permission: str, scope: str | None = None, about: str | None = None) -> None:
        """Raise Forbidden unless the permission is held."""
        if not self.may(permission, scope, about):
            raise Forbidden("not-permitted", permission=permission)

    def scopes(self, permission: str) -> list[str] | None:
        """Return the scopes the permission is one's own in, or None where it is so everywhere."""
        if permission in self.grants.get(EVERYWHERE, frozenset()):
            return None
        return sorted(scope for scope, held in self.grants.items() if permission in held)


NOBODY = Principal(subject="nobody")
ANONYMOUS = Principal(subject="anonymous")
"""Whoever calls without having signed in, as the gateway states it."""


def sign(principal: Principal, audience: str, private_key_pem: str) -> str:
    """Return the token for one service."""
    issued_at = int(time.time())
    payload = {
        "iss": ISSUER,
        "sub": principal.subject,
        "aud": audience,
        "iat": issued_at,
        "exp": issued_at + LIFETIME_S,
        "name": principal.name,
        "grants": {scope: sorted(held) for scope, held in principal.grants.items()},
        "claims": dict(principal.claims),
        "delegations": [delegation_to_plain(d) for d in principal.delegations],
    }
    return _signed(json.dumps(payload, sort_keys=True), private_key_pem)


@lru_cache(MOST_VERIFIED)
def _signed(payload: str, private_key_pem: str) -> str:
    """Return the token; what one caller asks for within a second is signed once."""
    header, key = {"alg": ALGORITHM}, _key(private_key_pem)
    return jwt.encode(header, json.loads(payload), key, algorithms=[ALGORITHM])


def verify(token: object, audience: str, public_key_pem: str) -> Principal:
    """Return the caller, or raise Unauthenticated whatever is wrong with the token."""
    if not isinstance(token, str):
        raise _refused("no principal")
    try:
        claims = _signed_claims(token, public_key_pem)
        jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            leeway=5,
        ).validate(claims)
        return _from_claims(claims)
    except (JoseError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise _refused(type(error).__name__) from error


@lru_cache(MOST_VERIFIED)
def _signed_claims(token: str, public_key_pem: str) -> dict[str, Any]:
    """Return what the token says once its signature is proven; its times are judged at each use.

    The gateway signs alike for one caller within a second, so calls come with the same token.
    """
    return jwt.decode(token, _key(public_key_pem), algorithms=[ALGORITHM]).claims


def _from_claims(claims: dict[str, Any]) -> Principal:
    if claims["exp"] - claims["iat"] > LIFETIME_S:
        raise ValueError("lives too long")
    grants = {scope: frozenset(held) for scope, held in claims["grants"].items()}
    return Principal(
        claims["sub"],
        str(claims["name"]),
        grants,
        deepcopy(dict(claims["claims"])),
        tuple(delegation_of(plain) for plain in claims.get("delegations", [])),
    )


def delegation_to_plain(delegation: Delegation) -> dict[str, Any]:
    """Return a delegation as JSON has it."""
    sets = {"permissions": sorted(delegation.permissions), "only": sorted(delegation.only)}
    return {
        "id": delegation.id,
        "scope": delegation.scope,
        "ends_at": delegation.ends_at,
        **sets,
    }


def delegation_of(plain: Mapping[str, Any]) -> Delegation:
    """Read a delegation; KeyError, TypeError or ValueError where it is none."""
    return Delegation(
        id=str(plain["id"]),
        scope=str(plain["scope"]),
        permissions=frozenset(plain["permissions"]),
        ends_at=float(plain["ends_at"]),
        only=frozenset(plain["only"]),
    )


def _refused(why: str) -> Unauthenticated:
    return Unauthenticated("principal-invalid", parameters={"why": why})


_keys: dict[str, OKPKey] = {}


def _key(pem: str) -> OKPKey:
    if pem not in _keys:
        _keys[pem] = OKPKey.import_key(pem)
    return _keys[pem]
