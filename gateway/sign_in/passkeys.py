"""Passkeys of operator staff: an optional second factor after sign-in (WebAuthn)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import webauthn
from flask import Response
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from gateway.api import render
from gateway.api.requests import OwnRequest
from gateway.callers.cookies import session_cookie
from gateway.callers.sessions import Sessions, utc_now
from gateway.database import Doc, bounded
from gateway.problems.problems import Problem
from gateway.words import text
from services.common.logs import Log
from services.common.storage.indexes import Declared, Stored, index

log = Log(__name__)

CHALLENGE_FOR = timedelta(minutes=5)
MOST = 10
EVERYWHERE = "*"
REFUSED = (WebAuthnException, ValueError, LookupError, TypeError, AttributeError)
"""What the verifier raises over an answer that is not what a browser sends."""


class Ceremony(StrEnum):
    """What a challenge is for; one made for adding does not open a session."""

    ADD = "add"
    SHOW = "show"


class Passkeys(Stored):
    """The store: credentials of accounts, and challenges that are used once."""

    def __init__(self, database: Database[Doc], now: Callable[[], datetime] = utc_now) -> None:
        self._passkeys = database["passkeys"]
        self._challenges = database["passkey_challenges"]
        self._now = now

    def indexes(self) -> Declared:
        """Return those of an account's passkeys and of what ends by itself."""
        return [
            (self._passkeys, (index("account_1", "account"),)),
            (self._challenges, (index("expires_at_1", "expires_at", expire_after_s=0),)),
        ]

    def of(self, account: str) -> list[Doc]:
        """Return an account's passkeys, the oldest first."""
        with bounded():
            return list(self._passkeys.find({"account": account}).sort("created_at", 1).limit(MOST))

    def add(self, account: str, name: str, made: Any) -> Doc:
        """Keep a verified passkey under an id that is not the authenticator's."""
        credential_id = bytes_to_base64url(made.credential_id)
        doc = {
            "_id": hashlib.sha256(credential_id.encode()).hexdigest()[:32],
            "account": account,
            "credential_id": credential_id,
            "public_key": made.credential_public_key,
            "sign_count": made.sign_count,
            "name": name,
            "created_at": self._now(),
        }
        try:
            with bounded():
                self._passkeys.insert_one(doc)
        except DuplicateKeyError as error:
            raise Problem(409, "passkey-known") from error
        return doc

    def used(self, id: str, sign_count: int) -> None:
        """Note the authenticator's counter."""
        with bounded():
            self._passkeys.update_one({"_id": id}, {"$max": {"sign_count": sign_count}})

    def remove(self, account: str, id: str) -> bool:
        """Remove one of an account's passkeys."""
        with bounded():
            deleted = self._passkeys.delete_one({"_id": id, "account": account})
        return deleted.deleted_count == 1

    def remove_all(self, account: str) -> int:
        """Remove all passkeys of an account and give how many there were."""
        with bounded():
            return self._passkeys.delete_many({"account": account}).deleted_count

    def begin(self, ceremony: Ceremony, session: str, challenge: bytes) -> None:
        """Remember the challenge a session was given last."""
        doc = {"challenge": challenge, "expires_at": self._now() + CHALLENGE_FOR}
        with bounded():
            self._challenges.replace_one({"_id": f"{ceremony}:{session}"}, doc, upsert=True)

    def take(self, ceremony: Ceremony, session: str) -> bytes:
        """Return the session's challenge and forget it."""
        with bounded():
            doc = self._challenges.find_one_and_delete({"_id": f"{ceremony}:{session}"})
        if doc is None or doc["expires_at"] <= self._now():
            raise Problem(403, "passkey-refused")
        return bytes(doc["challenge"])


@dataclass(frozen=True)
class PasskeyCalls:
    """The routes about passkeys; ``address`` is our public one."""

    passkeys: Passkeys
    sessions: Sessions
    address: str

    def listed(self, own_request: OwnRequest) -> dict[str, Any]:
        """Return one's passkeys by name."""
        items = [_shown(doc) for doc in self.passkeys.of(own_request.session.account)]
        return {"items": items, "next": None, "total": len(items)}

    def begin(self, own_request: OwnRequest) -> dict[str, Any]:
        """Return the options with which the browser makes a passkey."""
        _require_operator(own_request)
        options = webauthn.generate_registration_options(
            rp_id=self._rp_id,
            rp_name="DigitalMarkt",
            user_id=hashlib.sha256(own_request.session.account.encode()).digest(),
            user_name=own_request.principal.name,
            exclude_credentials=self._known(own_request),
        )
        self.passkeys.begin(Ceremony.ADD, own_request.session.key, options.challenge)
        return options_to_json_dict(options)

    def add(self, own_request: OwnRequest) -> dict[str, Any]:
        """Check what the browser made, and keep it."""
        _require_operator(own_request)
        challenge = self.passkeys.take(Ceremony.ADD, own_request.session.key)
        account, payload = own_request.session.account, own_request.arguments["payload"]
        if len(self.passkeys.of(account)) >= MOST:
            raise Problem(409, "passkeys-full")
        try:
            made = webauthn.verify_registration_response(
                credential=payload["credential"],
                expected_challenge=challenge,
                expected_rp_id=self._rp_id,
                expected_origin=self._origin,
            )
        except REFUSED as error:
            raise _refused(account, error) from error
        doc = self.passkeys.add(account, payload["name"].strip(), made)
        log.info("passkey_added", account=account, passkey=doc["_id"])
        return _shown(doc)

    def remove(self, own_request: OwnRequest) -> dict[str, Any]:
        """Remove one."""
        id, account = str(own_request.arguments["passkey_id"]), own_request.session.account
        if not self.passkeys.remove(account, id):
            raise Problem(404, "passkey-not-found")
        log.info("passkey_removed", account=account, passkey=id)
        return {"id": id, "removed": True}

    def challenge(self, own_request: OwnRequest) -> dict[str, Any]:
        """Return the options with which the browser shows a passkey."""
        known = self._known(own_request)
        options = webauthn.generate_authentication_options(
            rp_id=self._rp_id, allow_credentials=known
        )
        self.passkeys.begin(Ceremony.SHOW, own_request.session.key, options.challenge)
        return options_to_json_dict(options)

    def show(self, own_request: OwnRequest) -> Response:
        """Check the passkey shown, and go on under a new session cookie."""
        session, credential = own_request.session, own_request.arguments["payload"]["credential"]
        challenge = self.passkeys.take(Ceremony.SHOW, session.key)
        mine = {doc["credential_id"]: doc for doc in self.passkeys.of(session.account)}
        try:
            doc = mine[credential["id"]]
            verified = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._rp_id,
                expected_origin=self._origin,
                credential_public_key=doc["public_key"],
                credential_current_sign_count=doc["sign_count"],
            )
        except REFUSED as error:
            raise _refused(session.account, error) from error
        self.passkeys.used(doc["_id"], verified.new_sign_count)
        secret = self.sessions.confirm(session.key)
        log.info("passkey_shown", account=session.account, passkey=doc["_id"])
        response = Response(render.to_json({"signed_in": True}), content_type="application/json")
        session_cookie(self.address.startswith("https://")).set(response, secret)
        return response

    @property
    def _rp_id(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def _origin(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def _known(self, own_request: OwnRequest) -> list[PublicKeyCredentialDescriptor]:
        return [
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(doc["credential_id"]))
            for doc in self.passkeys.of(own_request.session.account)
        ]


def _require_operator(own_request: OwnRequest) -> None:
    """Refuse who holds no role of the operator's: such a role counts everywhere."""
    roles = own_request.principal.claims.get("roles", [])
    if not any(role["scope"] == EVERYWHERE for role in roles):
        raise Problem(403, "not-permitted", text("operators-only"))


def _refused(account: str, error: Exception) -> Problem:
    reason = f"{type(error).__name__}: {error}"[:200]
    log.warning("passkey_refused", account=account, reason=reason)
    return Problem(403, "passkey-refused")


def _shown(doc: Doc) -> dict[str, Any]:
    created_at = doc["created_at"].isoformat(timespec="seconds")
    return {"id": doc["_id"], "name": doc["name"], "created_at": created_at}
