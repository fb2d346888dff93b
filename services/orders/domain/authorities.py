"""What somebody may do while their request is worked off: as stated when they began it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from services.common.principal import EVERYWHERE, Delegation, Principal

LASTS = timedelta(hours=4)
"""Rights that were stated longer ago are not acted by any more."""


@dataclass
class Grant:
    """Permissions of one's own in a scope."""

    scope: str
    permissions: list[str]


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
    """Who acts, and by which rights: only those that are needed, and for as long as they are."""

    account: str
    name: str
    stated_at: datetime
    grants: list[Grant]
    loans: list[Loan]
    acting: str | None = None

    @classmethod
    def of(cls, caller: Principal, needed: frozenset[str], scopes: set[str], now: datetime) -> Self:
        """Return of the caller's rights those that are needed in these scopes."""
        grants = [
            Grant(scope, sorted(needed & held))
            for scope, held in sorted(caller.grants.items())
            if scope in {EVERYWHERE, *scopes} and needed & held
        ]
        loans = [
            Loan(d.id, d.scope, sorted(needed & d.permissions), d.ends_at, sorted(d.only))
            for d in caller.delegations
            if d.scope in scopes and needed & d.permissions
        ]
        acting = caller.claims.get("acting")
        return cls(
            caller.subject, caller.name, now, grants, loans, str(acting["id"]) if acting else None
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
        """Tell whether it was stated lately enough to be acted by."""
        return now < self.stated_at + LASTS

    def without(self, loan: str) -> Self:
        """Return what is left where one delegation has ended."""
        left = [held for held in self.loans if held.id != loan]
        return type(self)(self.account, self.name, self.stated_at, self.grants, left, self.acting)
