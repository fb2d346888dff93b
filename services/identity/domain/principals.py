"""What an account may do today: the content of its principal."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from services.common.storage.aggregates import to_plain
from services.identity.domain import terms
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.bodies import Body
from services.identity.domain.mandates import Grantee, Mandate
from services.identity.domain.permissions import (
    BODY_ROLES,
    ONESELF,
    ONLY_AT_HOME,
    PERMISSIONS,
    SIGNATORY,
    TEAMS_NEVER,
    WITHOUT_TERMS,
    scopes_of,
)
from services.identity.domain.teams import TeamMember

Grants = dict[str, set[str]]
OF_A_BODY = frozenset({*BODY_ROLES, SIGNATORY})
FindBody = Callable[[str], Body | None]


def held_by(account: Account, today: date) -> list[tuple[str, str]]:
    """Return the roles in force as (role, scope); none unless the account is active."""
    if account.state is not AccountState.ACTIVE:
        return []
    roles = [(one.role, one.scope) for one in account.roles]
    return roles + [(SIGNATORY, a.body) for a in account.valid_authorities(today)]


def principal_of(
    account: Account,
    find_body: FindBody,
    today: date,
    *,
    mandates: Iterable[Mandate] = (),
    acting: str | None = None,
) -> dict[str, Any]:
    """Return ``{subject, name, grants, claims, delegations}``.

    A suspended or closed account has no grants; a team account only its own until the
    session says who acts. ``mandates`` are those given to the person or their bodies.
    """
    roles = held_by(account, today)
    actor = _actor(account, acting)
    grants: Grants = {}
    if account.state in (AccountState.NEW, AccountState.ACTIVE):
        grants["self"] = set(ONESELF)
    if not account.team or actor:
        _grant(grants, account, roles, find_body, today)
    acts = account.state is AccountState.ACTIVE and (not account.team or actor)
    valid = [m for m in mandates if m.holds_on(today)] if acts else []
    lent = {m.id: _lent(m, account, grants) for m in valid}
    delegations = [d for d in lent.values() if d["permissions"]]
    return {
        "subject": account.id,
        "name": f"{actor.name} ({account.name})" if actor else account.name,
        "grants": {scope: sorted(allowed) for scope, allowed in grants.items()},
        "delegations": delegations,
        "claims": {
            **_claims(account, roles, find_body, today),
            "mandates": [_shown(m) for m in valid if lent[m.id]["permissions"]],
            "team": [{"id": m.id, "name": m.name} for m in account.team if m.active] or None,
            "acting": {"id": actor.id, "name": actor.name} if actor else None,
            "asks": _asks(account, actor, today),
            "rights_until": to_plain(_rights_until(account, today)),
        },
    }


def _actor(account: Account, acting: str | None) -> TeamMember | None:
    return next((m for m in account.team if m.active and m.id == acting), None)


def _grant(
    grants: Grants,
    account: Account,
    roles: list[tuple[str, str]],
    find_body: FindBody,
    today: date,
) -> None:
    never = TEAMS_NEVER if account.team else frozenset()
    for role, scope in roles:
        allowed = PERMISSIONS[role] - never
        if _terms_due(account, today) and role in OF_A_BODY:
            allowed &= WITHOUT_TERMS
        for place in scopes_of(role, scope, find_body(scope)):
            here = allowed if place in (scope, "*") else allowed - ONLY_AT_HOME
            grants.setdefault(place, set()).update(here)


def _lent(mandate: Mandate, account: Account, grants: Grants) -> dict[str, Any]:
    """Return what the mandate lends; to a body's people what they may do there themselves."""
    if mandate.grantee_kind is Grantee.BODY:
        return mandate.lends(frozenset(grants.get(mandate.grantee, ())))
    lent = mandate.lends()
    never = TEAMS_NEVER if account.team else frozenset()
    if not account.name_is_settled:
        never = never | {"contracts:sign"}
    return {**lent, "permissions": sorted(set(lent["permissions"]) - never)}


def _asks(account: Account, actor: TeamMember | None, today: date) -> list[str]:
    """Say what the person is asked for before everything goes: new terms, a name, who acts."""
    if account.state is not AccountState.ACTIVE:
        return []
    of_a_body = any(one.role in OF_A_BODY for one in account.roles)
    asked = {
        "terms": _terms_due(account, today),
        "name": of_a_body and not account.team and not account.name_is_settled,
        "acting": bool(account.team) and actor is None,
    }
    return [what for what, needed in asked.items() if needed]


def _rights_until(account: Account, today: date) -> date | None:
    """Return the last day on which all of it holds, as far as days alone decide.

    A mandate says its own end.
    """
    ends = [authority.valid_until for authority in account.valid_authorities(today)]
    if any(one.role in OF_A_BODY for one in account.roles):
        ends.append(terms.last_day(today))
    return min((day for day in ends if day is not None), default=None)


def _terms_due(account: Account, today: date) -> bool:
    """Tell whether a body's person has to accept the terms of use, anew or at all."""
    of_a_body = any(one.role in OF_A_BODY for one in account.roles)
    return of_a_body and terms.is_due(account.terms_version, today)


def _claims(
    account: Account, roles: list[tuple[str, str]], find_body: FindBody, today: date
) -> dict[str, Any]:
    vendors = [scope.removeprefix("vendor:") for _, scope in roles if scope.startswith("vendor:")]
    authorities = [
        {**to_plain(a), "places": scopes_of(SIGNATORY, a.body, find_body(a.body))}
        for a in account.valid_authorities(today)
        if account.state is AccountState.ACTIVE
    ]
    return {
        "state": account.state.value,
        "bound_at": to_plain(account.bound_at) if account.bound_at else None,
        "roles": [{"role": role, "scope": scope} for role, scope in roles],
        "vendor": vendors[0] if vendors else None,
        "authorities": authorities,
        "email": account.email,
        "assurance": account.assurance,
    }


def _shown(mandate: Mandate) -> dict[str, Any]:
    named = ("id", "grantor", "grantor_name", "scope", "services", "valid_until")
    public = mandate.public()
    return {name: public[name] for name in named}
