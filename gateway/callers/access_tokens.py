"""Access tokens of API clients: ES256 JWTs of ten minutes, checked without asking anybody."""

import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from gateway.callers.token_keys import TokenKeys
from gateway.problems.problems import Problem

ALGORITHM = "ES256"
TYPE = "at+jwt"
LIFETIME_S = 600
CHALLENGE = 'Bearer error="invalid_token"'


@dataclass(frozen=True)
class AccessToken:
    """A verified token: the client it was given to, and the scopes it was given for."""

    account: str
    scopes: frozenset[str]
    acting: None = None


class AccessTokens:
    """Gives and checks tokens; a former key still checks what it has signed."""

    def __init__(self, keys: TokenKeys, address: str) -> None:
        self._key, self._keys, self._address = keys.signing, keys.checking, address

    def issue(self, client: str, scopes: Iterable[str]) -> str:
        """Return a token for a client whose secret was right."""
        issued_at = int(time.time())
        claims = {
            "iss": self._address,
            "aud": self._address,
            "sub": client,
            "client_id": client,
            "scope": " ".join(sorted(scopes)),
            "jti": uuid.uuid4().hex,
            "iat": issued_at,
            "exp": issued_at + LIFETIME_S,
        }
        header = {"alg": ALGORITHM, "typ": TYPE, "kid": self._key.kid}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])

    def verify(self, text: str) -> AccessToken:
        """Return what the token says, or refuse it whatever is wrong with it."""
        try:
            token = jwt.decode(text, self._keys, algorithms=[ALGORITHM])
            if token.header.get("typ") != TYPE:
                raise ValueError("is no access token")
            jwt.JWTClaimsRegistry(
                iss={"essential": True, "value": self._address},
                aud={"essential": True, "value": self._address},
                sub={"essential": True},
                exp={"essential": True},
                iat={"essential": True},
            ).validate(token.claims)
            return _said_by(token.claims)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise token_invalid() from error

    def public(self) -> dict[str, Any]:
        """Return the keys with which others may check our tokens, as a JWK set."""
        keys = [key.as_dict(private=False) for key in self._keys]
        return {"keys": [{**key, "use": "sig", "alg": ALGORITHM} for key in keys]}


def token_invalid() -> Problem:
    """Make the refusal of a token that is broken, has run out or whose client has ended."""
    return Problem(401, "token-invalid", headers={"WWW-Authenticate": CHALLENGE})


def _said_by(claims: dict[str, Any]) -> AccessToken:
    if claims["exp"] - claims["iat"] > LIFETIME_S:
        raise ValueError("lives too long")
    return AccessToken(str(claims["sub"]), frozenset(claims["scope"].split()))
