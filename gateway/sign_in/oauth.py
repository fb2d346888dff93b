"""Where API clients get their access tokens: client credentials of OAuth 2.0 (RFC 6749)."""

import base64
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from gateway.api import render
from gateway.callers.access_tokens import LIFETIME_S, AccessTokens
from gateway.callers.principals import GATEWAY, Calls
from gateway.calls.client import DeadlinePassed
from gateway.problems.problems import RETRY_AFTER_S
from gateway.rate_limits.rules import Limits
from gateway.sign_in.failed_attempts import FailedAttempts
from services.common.errors import Refusal, Unavailable
from services.common.logs import Log

log = Log(__name__)

FORM = "application/x-www-form-urlencoded"
UNCACHED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
KEYS_CACHED = {"Cache-Control": "public, max-age=300"}
BASIC = 'Basic realm="DigitalMarkt", charset="UTF-8"'
LONGEST = 500


@dataclass
class OAuthRefused(Exception):
    """A refusal in the words of RFC 6749, section 5.2."""

    error: str
    description: str
    status: int = 400
    retry_after_s: int | None = None


@dataclass(frozen=True)
class OAuthPages:
    """``/oauth/token`` and the public keys behind it."""

    calls: Calls
    tokens: AccessTokens
    limits: Limits
    attempts: FailedAttempts = field(default_factory=FailedAttempts)

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("oauth", __name__)
        pages.add_url_rule("/oauth/token", view_func=self.token, methods=["POST"])
        pages.add_url_rule("/oauth/jwks.json", view_func=self.keys)
        return pages

    def keys(self) -> Response:
        """Return the public keys."""
        body = render.to_json(self.tokens.public())
        return Response(body, content_type="application/json", headers=KEYS_CACHED)

    def token(self) -> Response:
        """Return an access token to a client that knows its secret."""
        try:
            granted = self._grant()
        except OAuthRefused as refusal:
            log.warning("token_refused", reason=refusal.error)
            return _refused(refusal)
        response = Response(render.to_json(granted), content_type="application/json")
        response.headers.update(UNCACHED)
        return response

    def _grant(self) -> dict[str, Any]:
        form = form_of_request()
        if "grant_type" not in form:
            raise OAuthRefused("invalid_request", "grant_type is missing")
        client_id, secret = credentials_in(request.headers.get("Authorization"), form)
        client = self._authenticated(client_id, secret)
        if form["grant_type"] != "client_credentials":
            raise OAuthRefused("unsupported_grant_type", "only client_credentials is supported")
        scopes = scopes_asked(form.get("scope", ""), client["scopes"])
        log.info("token_issued", client=client["client_id"])
        return {
            "access_token": self.tokens.issue(client["client_id"], scopes),
            "token_type": "Bearer",
            "expires_in": LIFETIME_S,
            "scope": " ".join(sorted(scopes)),
        }

    def _authenticated(self, client_id: str, secret: str) -> Any:
        address = request.remote_addr or ""
        if wait_s := self.attempts.wait_s(client_id, address):
            raise too_many_attempts(wait_s)
        try:
            client = self._ask(client_id, secret)
        except OAuthRefused as refusal:
            if refusal.status == 401:
                self.attempts.failed(client_id, address)
            raise
        self.attempts.succeeded(client_id, address)
        standing = self.limits.token(client_id)
        if standing.is_over:
            raise too_many_tokens(standing.anew_in_s)
        return client

    def _ask(self, client_id: str, secret: str) -> Any:
        payload = {"client_id": client_id, "client_secret": secret}
        try:
            return self.calls.call(
                "identity",
                "authenticate_client",
                arguments={"payload": payload},
                principal=GATEWAY,
            )
        except (Unavailable, DeadlinePassed) as error:
            raise OAuthRefused(
                "temporarily_unavailable", "please try again", 503, RETRY_AFTER_S
            ) from error
        except Refusal as error:
            raise invalid_client() from error


def form_of_request() -> MultiDict[str, str]:
    """Return the form of the running request; a member given twice is refused."""
    if request.mimetype != FORM:
        raise OAuthRefused("invalid_request", f"the body must be {FORM}")
    form = request.form
    if any(len(values) > 1 for values in form.listvalues()):
        raise OAuthRefused("invalid_request", "a parameter is given twice")
    return MultiDict({name: value for name, value in form.items() if value})


def credentials_in(header: str | None, form: MultiDict[str, str]) -> tuple[str, str]:
    """Return id and secret of the client, named in the header or in the form, not in both."""
    if header:
        if "client_secret" in form:
            raise OAuthRefused("invalid_request", "credentials are given twice")
        credentials = _basic(header)
        if form.get("client_id", credentials[0]) != credentials[0]:
            raise OAuthRefused("invalid_request", "two clients are named")
    else:
        credentials = form.get("client_id", ""), form.get("client_secret", "")
    if not all(credentials) or max(map(len, credentials)) > LONGEST:
        raise invalid_client()
    return credentials


def scopes_asked(text: str, held: list[str]) -> set[str]:
    """Return the scopes a token is for: those asked for, all of the client's where none are."""
    asked = set(text.split()) or set(held)
    if not asked <= set(held):
        raise OAuthRefused("invalid_scope", "the client does not hold all of these scopes")
    return asked


def invalid_client() -> OAuthRefused:
    """Make the one refusal for everything that is wrong with a client."""
    return OAuthRefused("invalid_client", "client unknown, ended, or its secret is wrong", 401)


def too_many_attempts(wait_s: int) -> OAuthRefused:
    """Make the refusal of who was wrong too often; it is not told whether the secret is right."""
    description = "too many failed attempts, please wait"
    return OAuthRefused("temporarily_unavailable", description, 429, wait_s)


def too_many_tokens(wait_s: int) -> OAuthRefused:
    """Make the refusal of who asks for tokens instead of using the one it has."""
    description = "too many tokens, please use the one you have until it runs out"
    return OAuthRefused("temporarily_unavailable", description, 429, wait_s)


def _basic(header: str) -> tuple[str, str]:
    """Read id and secret, which are form-encoded inside of the header (RFC 6749, 2.3.1)."""
    scheme, _, encoded = header.partition(" ")
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except ValueError as error:
        raise invalid_client() from error
    name, colon, secret = decoded.partition(":")
    if scheme.lower() != "basic" or not colon:
        raise invalid_client()
    return unquote_plus(name), unquote_plus(secret)


def _refused(refusal: OAuthRefused) -> Response:
    body = {"error": refusal.error, "error_description": refusal.description}
    response = Response(render.to_json(body), refusal.status, content_type="application/json")
    response.headers.update(UNCACHED)
    if refusal.status == 401:
        response.headers["WWW-Authenticate"] = BASIC
    if refusal.retry_after_s is not None:
        response.headers["Retry-After"] = str(refusal.retry_after_s)
    return response
