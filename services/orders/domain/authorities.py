"""What somebody may do while their request is worked off: as stated when they began it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Self

from services.common import clock
from services.common.principal import EVERYWHERE, Delegation, Principal

LASTS = timedelta(hours=4)
"""Rights that were stated longer ago are not acted by any more."""


@dataclass
class Grant:
    """Permissions of one's own in a scope; ``joint`` names whose people hold them at a member."""

    scope: str
    permissions: list[str]
    joint: str | None = None


@dataclass
class Loan:
    """Permissions another body lent until ``ends_at`` (epoch seconds), for some profiles or all."""

    id: str
    scope: str
    permissions: list[str]
    ends_at: float
    only: list[str]


@dataclass
class Authority:
    """Who acts, and by which rights: only those that are needed, and for as long as they are.

    ``until`` is the last day on which all of them hold, as far as days alone decide.
    """

    account: str
    name: str
    stated_at: datetime
    grants: list[Grant]
    loans: list[Loan]
    acting: str | None = None
    until: date | None = None

    @classmethod
    def of(
        cls,
        caller: Principal,
        needed: frozenset[str],
        scopes: set[str],
        now: datetime,
        joints: Mapping[str, str] = MappingProxyType({}),
    ) -> Self:
        """Return of the caller's rights those that are needed in these scopes.

        ``joints`` gives the joint administration of a scope that has one.
        """
        grants = [
            Grant(scope, sorted(needed & held), _by(joints.get(scope), caller, needed & held))
            for scope, held in sorted(caller.grants.items())
            if scope in {EVERYWHERE, *scopes} and needed & held
        ]
        loans = [
            Loan(d.id, d.scope, sorted(needed & d.permissions), d.ends_at, sorted(d.only))
            for d in caller.delegations
            if d.scope in scopes and needed & d.permissions
        ]
        acting, until = caller.claims.get("acting"), caller.claims.get("rights_until")
        return cls(
            account=caller.subject,
            name=caller.name,
            stated_at=now,
            grants=grants,
            loans=loans,
            acting=str(acting["id"]) if acting else None,
            until=date.fromisoformat(until) if until else None,
        )

    def principal(self) -> Principal:
        """Return the person as they are acted for."""
        return Principal(
            self.account,
            self.name,
            {grant.scope: frozenset(grant.permissions) for grant in self.grants},
            {"acting": {"id": self.acting}} if self.acting else {},
            tuple(
                Delegation(
                    id=loan.id,
                    scope=loan.scope,
                    permissions=frozenset(loan.permissions),
                    ends_at=loan.ends_at,
                    only=frozenset(loan.only),
                )
                for loan in self.loans
            ),
        )

    def holds(self, now: datetime) -> bool:
        """Tell whether it was stated lately enough, and its days are not over."""
        in_time = self.until is None or clock.local_date(now) <= self.until
        return in_time and now < self.stated_at + LASTS

    def without(self, loan: str) -> Self:
        """Return what is left where one delegation has ended."""
        return replace(self, loans=[held for held in self.loans if held.id != loan])

    def among(self, joints: Mapping[str, str]) -> Self:
        """Return what is left where a member may have left its joint administration.

        ``joints`` gives the joint administration each scope has now.
        """
        held = [g for g in self.grants if g.joint in (None, joints.get(g.scope))]
        return replace(self, grants=held)


def _by(joint: str | None, caller: Principal, used: frozenset[str]) -> str | None:
    """Return the joint administration by whose rights the caller acts for a member, if any.

    Whoever may do more for the member than for the joint administration has rights of their own.
    """
    return joint if joint and used <= caller.grants.get(joint, frozenset()) else None
