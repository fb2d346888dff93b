"""Which role may what: the one table, as data."""

from enum import StrEnum

from services.identity.domain.bodies import Body


class Role(StrEnum):
    """What a person is, for a body, for the operator or for a vendor."""

    MEMBER = "member"
    OFFICER = "officer"
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
BODY_ROLES = frozenset({Role.MEMBER, Role.OFFICER})

_READS = {"orders:read", "contracts:read", "tickets:read"}
_FOLLOWS = _READS | {"tickets:write", "authorities:request", "orders:prepare"}
_REVIEWS = _READS | {
    "registrations:read", "registrations:decide", "authorities:decide", "authorities:read",
    "orders:review", "contracts:countersign", "tickets:write", "tickets:internal",
}  # fmt: skip
_SUPPORTS = _READS | {"orders:support", "tickets:write", "tickets:internal", "registrations:read"}

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.MEMBER: frozenset(_FOLLOWS),
    Role.OFFICER: frozenset(_FOLLOWS | {"orders:place", "orders:act", "authorities:read"}),
    SIGNATORY: frozenset(_FOLLOWS | {"orders:place", "orders:act", "contracts:sign"}),
    Role.REVIEWER: frozenset(_REVIEWS),
    Role.EDITOR: frozenset({"profiles:edit", "agreements:edit", "agreements:read"}),
    Role.SUPPORT: frozenset(_SUPPORTS),
    Role.AUDITOR: frozenset(_READS | {"registrations:read", "authorities:read", "audit:read"}),
    Role.ADMIN: frozenset(_REVIEWS | _SUPPORTS | {"agreements:read", "accounts:manage"}),
    Role.VENDOR_MANAGER: frozenset({"setup:report", "tickets:read", "tickets:write"}),
    Role.MINISTRY_READER: frozenset({"reuse:read", "agreements:read"}),
}

ONESELF = frozenset({"me:read", "registrations:write"})
"""What everyone who is signed in may do about their own account."""


def scopes_of(role: str, scope: str, body: Body | None) -> list[str]:
    """Give where a role counts: a clerk of a joint administration acts for its members too."""
    if role in OPERATOR_ROLES or role == Role.MINISTRY_READER:
        return ["*"]
    return [scope, *(body.members if body else [])]
