"""Who may call a route: ways to sign in, scopes, permissions, and the same as a sentence."""

from collections.abc import Sequence
from typing import Any

from gateway.api.openapi.contract import call_of
from gateway.api.route import OURS, Route

Doc = dict[str, Any]

SCOPES = {
    "catalog:read": "Read the catalogue",
    "orders:read": "Read orders",
    "orders:write": "Place orders and act on them",
    "orders:setup": "Report the progress of set-ups",
    "events:read": "Read the feed of events",
    "webhooks:write": "Manage webhooks",
    "levy:read": "Read the levy's calculations",
    "audit:read": "Read the audit trail",
}
PEOPLE = {
    "member": "members of the body",
    "officer": "people of the body with the role officer",
    "body_admin": "administrators of the body",
    "signatory": "people who may sign for the body",
    "reviewer": "reviewers of the operator",
    "editor": "editors of the operator",
    "support": "the operator's support",
    "auditor": "auditors",
    "admin": "the operator's administration",
    "vendor_manager": "people of the vendor",
    "ministry_reader": "readers of a ministry",
    "everyone": "everybody who is signed in",
}
"""What the roles of identity are called in a sentence."""


def schemes(server: str, cookie: str) -> Doc:
    """Return the ways to say who one is."""
    flow = {"tokenUrl": f"{server}/oauth/token", "scopes": SCOPES}
    return {
        "session": {
            "type": "apiKey", "in": "cookie", "name": cookie,
            "description": "The session of a browser, begun at `/login`",
        },
        "csrf": {
            "type": "apiKey", "in": "header", "name": "X-CSRF-Token",
            "description": "`csrf_token` of `GET /api/v1/me`; with a session, for what changes",
        },
        "oauth2": {
            "type": "oauth2", "flows": {"clientCredentials": flow},
            "description": "An API client's access token, ten minutes long",
        },
        "basic": {
            "type": "http", "scheme": "basic",
            "description": "Id and secret of an API client, for `/oauth/token` only",
        },
        "bearer": {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "The same token, got elsewhere",
        },
    }  # fmt: skip


def of(route: Route) -> list[Doc]:
    """Return the alternatives of signing in; a token does where one of its scopes lends enough."""
    if route.public:
        return []
    browser: Doc = {"session": [], "csrf": []} if route.unsafe else {"session": []}
    scopes = scopes_of(route)
    tokens = [{"oauth2": [scope]} for scope in scopes]
    people = [] if is_for_programs(route) else [browser]
    return [*people, *tokens, *([{"bearer": []}] if scopes else [])]


def is_for_programs(route: Route) -> bool:
    """Tell whether no role of a person lends what it needs, but a scope does."""
    return bool(scopes_of(route)) and not call_of(route).get("roles")


def scopes_of(route: Route) -> Sequence[str]:
    """Return the scopes any of which lets an API client call the route."""
    scopes: Sequence[str] = call_of(route).get("scopes", [])
    return [] if route.browser else scopes


def permissions_of(route: Route) -> Sequence[str]:
    """Return the permissions any of which the caller needs somewhere."""
    needs: Sequence[str] = call_of(route).get("needs", [])
    return needs


def who_may(route: Route) -> str:
    """Return who may call the route as sentences."""
    if route.public:
        return "Who may: everybody, without signing in."
    scopes = scopes_of(route)
    if is_for_programs(route):
        needs = _listed(permissions_of(route))
        with_which = "any scope" if set(scopes) == set(SCOPES) else _listed(scopes)
        return f"Who may: API clients with {with_which}. Permission: {needs}."
    roles = call_of(route).get("roles", [])
    people = ", ".join(PEOPLE[role] for role in roles) or PEOPLE["everyone"]
    said = f"Who may: {people}"
    if scopes:
        said += f"; API clients with {_listed(scopes)}"
    elif route.service == OURS or route.browser:
        said += "; with a browser's session only"
    needed = permissions_of(route)
    return f"{said}. Permission: {_listed(needed)}." if needed else f"{said}."


def _listed(codes: Sequence[str]) -> str:
    return " or ".join(f"`{code}`" for code in codes)
