"""Which role may what: the one table, as data."""

from enum import StrEnum

from services.identity.domain.bodies import Body


class Role(StrEnum):
    """What a person is, for a body, for the operator, for a vendor or for a ministry."""

    MEMBER = "member"
    OFFICER = "officer"
    BODY_ADMIN = "body_admin"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    SUPPORT = "support"
    AUDITOR = "auditor"
    ADMIN = "admin"
    VENDOR_MANAGER = "vendor_manager"
    MINISTRY_READER = "ministry_reader"


SIGNATORY = "signatory"
"""Not a role one is given: it follows from an approved signing authority."""

OPERATOR_ROLES = frozenset({Role.REVIEWER, Role.EDITOR, Role.SUPPORT, Role.AUDITOR, Role.ADMIN})
BODY_ROLES = frozenset({Role.MEMBER, Role.OFFICER, Role.BODY_ADMIN})

_READS = {"orders:read", "contracts:read", "tickets:read"}
_PREPARES = _READS | {"tickets:write", "orders:prepare"}
_FOLLOWS = _PREPARES | {"authorities:request", "members:read", "mandates:read", "levy:read"}
_PLACES = _PREPARES | {"orders:place", "orders:act"}
_REVIEWS = _READS | {
    "registrations:read", "registrations:decide", "authorities:decide", "authorities:read",
    "orders:review", "agreements:read", "agreements:decide", "contracts:countersign",
    "tickets:write",
    "tickets:internal", "accounts:manage", "members:read", "mandates:read", "mandates:release",
    "levy:read",
}  # fmt: skip
_SUPPORTS = _READS | {
    "orders:support", "tickets:write", "tickets:internal", "registrations:read",
    "members:read", "mandates:read", "mails:manage", "parked:manage", "deliveries:manage",
    "levy:read",
}  # fmt: skip

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.MEMBER: frozenset(_FOLLOWS),
    Role.OFFICER: frozenset(_FOLLOWS | _PLACES | {"authorities:read", "contacts:hand-over"}),
    Role.BODY_ADMIN: frozenset(
        _FOLLOWS | _PLACES
        | {"authorities:read", "contacts:hand-over", "members:manage", "mandates:grant",
           "clients:manage", "authorities:revoke"}
    ),
    SIGNATORY: frozenset(
        _FOLLOWS | _PLACES | {"contracts:sign", "mandates:grant", "authorities:read"}
    ),
    Role.REVIEWER: frozenset(_REVIEWS),
    Role.EDITOR: frozenset(
        {"profiles:edit", "newsletter:manage",
         "agreements:edit", "agreements:read", "agreements:decide", "bodies:edit",
         "levy:read", "levy:edit"}
    ),
    Role.SUPPORT: frozenset(_SUPPORTS),
    Role.AUDITOR: frozenset(
        _READS
        | {"registrations:read", "authorities:read", "audit:read", "members:read",
           "mandates:read", "agreements:read", "levy:read"}
    ),
    Role.ADMIN: frozenset(
        _REVIEWS | _SUPPORTS
        | {"staff:manage", "bodies:edit", "levy:edit", "members:manage", "clients:manage",
           "contacts:hand-over", "newsletter:manage"}
    ),
    Role.VENDOR_MANAGER: frozenset(
        {"setup:report", "tickets:read", "tickets:write", "clients:manage", "broker:manage",
         "events:read", "webhooks:write", "members:read", "members:manage"}
    ),
    Role.MINISTRY_READER: frozenset({"reuse:read", "agreements:read"}),
}  # fmt: skip

ONESELF = frozenset({"me:read", "registrations:write"})
"""What everyone who is signed in may do about their own account."""

TEAMS_NEVER = frozenset(
    {"contracts:sign", "mandates:grant", "authorities:request", "members:manage",
     "clients:manage", "authorities:revoke"}
)  # fmt: skip
"""What a team account may not, whoever of the team acts."""

ONLY_AT_HOME = frozenset(
    {"members:manage", "clients:manage", "mandates:grant", "authorities:revoke"}
)
"""What the people of a joint administration may for it, but not for its members."""

WITHOUT_TERMS = frozenset(_READS | {"members:read", "mandates:read", "authorities:read"})
"""What is left to a body's person who has not accepted the terms of use that hold now."""

MANDATED: dict[str, frozenset[str]] = {
    "browse": frozenset(_READS),
    "prepare": frozenset(_PREPARES),
    "order": frozenset(_PLACES),
    "sign": frozenset(_READS | {"contracts:sign"}),
}
"""What a mandate of each scope lends."""

_ITSELF = {"client:read"}
CLIENT_SCOPES: dict[str, frozenset[str]] = {
    "catalog:read": frozenset(_ITSELF),
    "orders:read": frozenset(_ITSELF | _READS),
    "orders:write": frozenset(_ITSELF | _PLACES),
    "orders:setup": frozenset(_ITSELF | {"setup:report", "tickets:read", "tickets:write"}),
    "events:read": frozenset(_ITSELF | {"events:read"}),
    "webhooks:write": frozenset(_ITSELF | {"webhooks:write"}),
    "levy:read": frozenset(_ITSELF | {"levy:read"}),
    "audit:read": frozenset(_ITSELF | {"audit:read"}),
}
"""What an API client may by each OAuth scope, where it belongs to; with any, ask who it is."""

CLIENT_SCOPES_AT: dict[str, frozenset[str]] = {
    "body": frozenset({"catalog:read", "orders:read", "orders:write", "levy:read"}),
    "vendor": frozenset({"catalog:read", "orders:setup", "events:read", "webhooks:write"}),
    "operator": frozenset({"catalog:read", "orders:read", "levy:read", "audit:read"}),
}
"""Which scopes a client of a body, a vendor or the operator can have at all."""


VENDOR = "vendor:"
"""How a vendor's scope begins."""


def roles_at(place: str) -> frozenset[str]:
    """Return what somebody can be at a body, or at a vendor."""
    return frozenset({Role.VENDOR_MANAGER}) if place.startswith(VENDOR) else BODY_ROLES


def scopes_of(role: str, scope: str, body: Body | None) -> list[str]:
    """Return where a role counts: a clerk of a joint administration acts for its members too.

    No other body's people do so without a mandate: an association has members as well.
    """
    if role in OPERATOR_ROLES or role == Role.MINISTRY_READER:
        return ["*"]
    joint = body is not None and body.kind == "joint_administration"
    return [scope, *(body.members if body and joint else [])]


def place_of(scope: str) -> str:
    """Tell whether a client's scope is the operator's, a vendor's or a body's."""
    if scope == "*":
        return "operator"
    return "vendor" if scope.startswith(VENDOR) else "body"
