"""What an account may do today: the content of its principal."""

from collections.abc import Callable
from datetime import date
from typing import Any

from services.common.aggregate import to_plain
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.bodies import Body
from services.identity.domain.permissions import (
    ONESELF,
    PERMISSIONS,
    SIGNATORY,
    scopes_of,
)


def principal_of(
    account: Account, find_body: Callable[[str], Body | None], today: date
) -> dict[str, Any]:
    """Give ``{subject, name, grants, claims}``; a suspended or closed account has no grants."""
    grants: dict[str, set[str]] = {}
    if account.state in (AccountState.NEW, AccountState.ACTIVE):
        grants["self"] = set(ONESELF)
    held = []
    if account.state is AccountState.ACTIVE:
        held = [(h.role, h.scope) for h in account.roles]
        held += [(SIGNATORY, a.body) for a in account.valid_authorities(today)]
    for role, scope in held:
        for place in scopes_of(role, scope, find_body(scope)):
            grants.setdefault(place, set()).update(PERMISSIONS[role])
    return {
        "subject": account.id,
        "name": account.name,
        "grants": {scope: sorted(allowed) for scope, allowed in grants.items()},
        "claims": _claims(account, held, find_body, today),
    }


def _claims(
    account: Account,
    held: list[tuple[str, str]],
    find_body: Callable[[str], Body | None],
    today: date,
) -> dict[str, Any]:
    vendors = [scope.removeprefix("vendor:") for _, scope in held if scope.startswith("vendor:")]
    authorities = [
        {**to_plain(a), "places": scopes_of(SIGNATORY, a.body, find_body(a.body))}
        for a in account.valid_authorities(today)
        if account.state is AccountState.ACTIVE
    ]
    return {
        "state": account.state.value,
        "roles": [{"role": role, "scope": scope} for role, scope in held],
        "vendor": vendors[0] if vendors else None,
        "authorities": authorities,
        "email": account.email,
        "assurance": account.assurance,
    }
