"""What identity closes and forgets by itself, once an hour in one of its processes."""

import time
from datetime import datetime, timedelta
from typing import Any, Self

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.principal import Principal
from services.common.storage.leases import Lease
from services.identity.domain import erasure, registering
from services.identity.domain.accounts import AccountState
from services.identity.domain.deadlines import closed_after
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.invitations import Invitations
from services.identity.repositories.organisations import Organisations
from services.identity.settings import IdentitySettings, read_settings

log = Log(__name__)

EVERY_S = 3600.0
LEASE_S = 60.0


class Retention:
    """Expires registrations nobody answers, and erases accounts nobody uses any more."""

    def __init__(
        self,
        accounts: Accounts,
        invitations: Invitations,
        organisations: Organisations,
        *,
        settings: IdentitySettings,
        lease: Lease,
    ) -> None:
        self._accounts, self._invitations = accounts, invitations
        self._organisations = organisations
        self._settings, self._lease = settings, lease
        self._idle_seats: set[tuple[str, str]] = set()
        self._next = 0.0
        self.loop = BackgroundTask("retention", self._round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the sweeper of a running process."""
        parts = (
            runtime.part(Accounts.of),
            runtime.part(Invitations.of),
            runtime.part(Organisations),
        )
        settings = runtime.part(read_settings)
        return cls(*parts, settings=settings, lease=runtime.lease("retention"))

    def _round(self) -> bool:
        """Sweep when it is time; tell whether there may be more at once."""
        if time.monotonic() < self._next:
            return False
        with database_bound():
            swept = self.sweep(clock.now()) if self._lease.take(LEASE_S) else 0
            if not swept:
                self.settle_seats()
        if not swept:
            self._next = time.monotonic() + EVERY_S
        return swept > 0

    def sweep(self, now: datetime) -> int:
        """Do one batch of each rule and give how many accounts it touched."""
        context.enter(Call(principal=Principal("service:identity"), action="identity.retention"))
        expired = [
            id
            for id in self._accounts.unanswered(now - closed_after())
            if not self._accounts.change(
                id, lambda a: registering.expire(a, now)
            ).history.is_waiting_for_answer
        ]
        kept = {
            AccountState.NEW: timedelta(days=self._settings.unused_days),
            AccountState.CLOSED: timedelta(days=self._settings.closed_days),
        }
        erased = [
            id
            for state, age in kept.items()
            for id in self._accounts.unused(state, now - age)
            if self._forget(id, state, now - age)
        ]
        forgotten = self._invitations.forget(now)
        if expired or erased or forgotten:
            log.info("retention", expired=len(expired), erased=len(erased), invitations=forgotten)
        return len(expired) + len(erased)

    def _forget(self, id: str, state: AccountState, before: datetime) -> bool:
        """Erase an account that is still unused when it comes to it; tell whether it was."""
        account = self._accounts.change(id, lambda a: erasure.erase_if_unused(a, state, before))
        return account.state is AccountState.ERASED

    def settle_seats(self) -> int:
        """Give back places whose account does not count, seen so twice; tell how many.

        A place is taken a moment before the registration is submitted, so one look is not
        enough.
        """
        idle = {
            (organisation, account)
            for organisation, seats in self._organisations.all_seats()
            for account in seats
            if not self._accounts.counts(account, organisation)
        }
        again, self._idle_seats = idle & self._idle_seats, idle
        for organisation, account in again:
            self._organisations.give_back(organisation, account)
        return len(again)
