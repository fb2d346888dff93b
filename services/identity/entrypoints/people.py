"""What identity answers about other people's accounts: finding them, and one with its history."""

from collections.abc import Mapping
from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.common.principal import EVERYWHERE
from services.common.storage.aggregates import to_plain
from services.common.words import Sentence
from services.identity.domain.account_states import MOVES
from services.identity.domain.accounts import Account
from services.identity.domain.audit import actor_of
from services.identity.domain.authorities import Authority
from services.identity.entrypoints.places import names_of_places
from services.identity.repositories.accounts import MOST_COUNTED, Accounts, cursor_of_person
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.vendors import vendors_copy
from services.identity.schemas import accounts as schemas
from services.identity.words.labels import (
    ACCOUNT_STATES,
    AUTHORITY_STATES,
    BASES,
    NAME_CHECKS,
    REGISTRATION_STATES,
    ROLES,
)
from services.identity.words.people import PEOPLE

Payload = dict[str, Any]
LINES_SHOWN = 30
"""Of the trail, on the page of an account; the auditor's list has them all."""
STANDING = ("suspend", "resume", "close")


class PeopleCalls:
    """The calls of the operator's people about anybody's account."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    vendors = Part(vendors_copy)
    trail = Part(AuditTrail.of)

    @rpc(needs="registrations:read", query=schemas.AccountQuery)
    def find_accounts(self, query: Payload) -> Payload:
        """Return people by name: those that begin so, in a state, with a role, at a place."""
        context.principal().require("registrations:read", EVERYWHERE)
        people, total = self.accounts.people(query)
        page = listing(people, query["limit"], cursor_of_person, min(total, MOST_COUNTED))
        names = self._places_of(*page["items"])
        items = [_found(account, names) for account in page["items"]]
        return {**page, "items": items, "total_is_least": total > MOST_COUNTED}

    @rpc(needs="registrations:read")
    def get_account(self, account_id: str) -> Payload:
        """Return somebody's account: who it is, what they may, what was done about it, by whom.

        ``acts`` are what the caller may do about it now, ``barred`` says why not.
        """
        context.principal().require("registrations:read", EVERYWHERE)
        account: Account = self.accounts.get(account_id)
        names = self._places_of(account)
        return {
            **_found(account, names),
            **_facts(account),
            "registrations": [_registration(r) for r in reversed(account.registrations)],
            "authorities": [_authority(authority, names) for authority in account.authorities],
            "team": to_plain(account.team),
            "history": self._history(account_id),
            **_rights_about(account),
            "version": account.version,
        }

    def _places_of(self, *accounts: Account) -> dict[str, str]:
        """Return how the places are called these people hold something in."""
        roles = [role.scope for account in accounts for role in account.roles]
        signing = [authority.body for account in accounts for authority in account.authorities]
        return names_of_places([*roles, *signing], self.bodies, self.vendors)

    def _history(self, account_id: str) -> list[Payload]:
        """Return the newest lines of the trail about the account, with who did it."""
        asked = {"object": account_id, "sort": "-n", "cursor": None, "limit": LINES_SHOWN}
        lines = self.trail.page(asked)[:LINES_SHOWN]
        names = self.accounts.names(actor_of(line) for line in lines)
        shown = ("n", "at", "action", "said", "actor")
        return [
            {
                **{name: line[name] for name in shown},
                "actor_name": names.get(actor_of(line)),
            }
            for line in lines
        ]


def _found(account: Account, names: Mapping[str, str]) -> Payload:
    """Return a person as a list shows them, with what they registered for last."""
    roles = [
        {
            "role": one.role,
            "label": ROLES[one.role],
            "place": one.scope,
            "place_name": names[one.scope],
        }
        for one in account.roles
    ]
    latest = account.registrations[-1] if account.registrations else None
    return {
        **account.contact(),
        "state": account.state.value,
        "state_label": ACCOUNT_STATES[account.state],
        "roles": roles,
        "role_labels": [ROLES[role] for role in dict.fromkeys(r.role for r in account.roles)],
        "registration": _registration(latest) if latest else None,
    }


def _authority(authority: Authority, names: Mapping[str, str]) -> Payload:
    return {
        **to_plain(authority),
        "body_name": names[authority.body],
        "state_label": AUTHORITY_STATES[authority.state],
        "basis_label": BASES[authority.basis],
    }


def _facts(account: Account) -> Payload:
    """Return what belongs to the person and their certificate, without what opens the account."""
    check = account.check_name(account.given_name, account.family_name)
    return {
        "state_reason": account.state_reason,
        "office": account.office,
        "created_at": to_plain(account.created_at),
        "last_sign_in_at": to_plain(account.last_sign_in_at),
        "bound_at": to_plain(account.bound_at),
        "former_certificates": len(account.former_certificates),
        "organisation_name": account.organisation_name,
        "asserted_name": account.proof.asserted or None,
        "name_check": check.value,
        "name_check_label": NAME_CHECKS[check],
        "name_settled": account.name_is_settled,
    }


def _registration(registration: Any) -> Payload:
    return {
        "id": registration.id,
        "body": registration.body,
        "body_name": registration.body_name,
        "state": registration.state.value,
        "state_label": REGISTRATION_STATES[registration.state],
    }


def _rights_about(account: Account) -> Payload:
    """Return what the caller may do about the account now, and why not what not."""
    standing, roles = _barred_standing(account), _barred_roles(account)
    acts = [] if standing else [act for act in STANDING if MOVES.allows(account.state, act)]
    if not standing and account.family_name and not account.name_is_settled:
        acts.append("settle-name")
    return {
        "acts": acts,
        "barred": standing,
        "gives_roles": roles is None,
        "roles_barred": roles,
    }


def _barred_standing(account: Account) -> Sentence | None:
    """Return why the caller does not decide about the account; None where they do."""
    caller = context.principal()
    if caller.subject == account.id:
        return PEOPLE["own-account"]
    if not caller.may("accounts:manage", EVERYWHERE):
        return PEOPLE["accounts-by-reviewers"]
    of_operator = any(assignment.scope == EVERYWHERE for assignment in account.roles)
    if of_operator and not caller.may("staff:manage", EVERYWHERE):
        return PEOPLE["staff-by-admins"]
    return None


def _barred_roles(account: Account) -> Sentence | None:
    """Return why the caller gives no roles at operator, vendors, ministries; None where they do."""
    caller = context.principal()
    if caller.subject == account.id:
        return PEOPLE["own-account"]
    return None if caller.may("staff:manage", EVERYWHERE) else PEOPLE["roles-by-admins"]
