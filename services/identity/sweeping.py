"""What identity closes and forgets by itself, once an hour in one of its processes."""

import time
from datetime import datetime, timedelta
from typing import Any, Self

from services.common import clock, context
from services.common.context import Call
from services.common.leases import Lease
from services.common.logs import Log
from services.common.loop import Loop, database_bound
from services.common.principal import Principal
from services.identity.domain.accounts import AccountState
from services.identity.domain.registrations import CLOSED_AFTER
from services.identity.repository import Accounts, Invitations
from services.identity.settings import IdentitySettings, read_settings

log = Log(__name__)

EVERY_S = 3600.0
LEASE_S = 60.0


class Sweeper:
    """Expires registrations nobody answers, and erases accounts nobody uses any more."""

    def __init__(
        self, accounts: Accounts, invitations: Invitations, settings: IdentitySettings, lease: Lease
    ) -> None:
        self._accounts, self._invitations = accounts, invitations
        self._settings, self._lease = settings, lease
        self._next = 0.0
        self.loop = Loop("retention", self._round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the sweeper of a running process."""
        parts = (runtime.part(Accounts.of), runtime.part(Invitations.of))
        return cls(*parts, runtime.part(read_settings), runtime.lease("retention"))

    def _round(self) -> bool:
        """Sweep when it is time; tell whether there may be more at once."""
        if time.monotonic() < self._next:
            return False
        with database_bound():
            swept = self.sweep(clock.now()) if self._lease.take(LEASE_S) else 0
        if not swept:
            self._next = time.monotonic() + EVERY_S
        return swept > 0

    def sweep(self, now: datetime) -> int:
        """Do one batch of each rule and give how many accounts it touched."""
        context.enter(Call(principal=Principal("service:identity"), action="identity.retention"))
        unanswered = self._accounts.unanswered(now - CLOSED_AFTER)
        for id in unanswered:
            self._accounts.change(id, lambda a: a.expire(now))
        kept = {
            AccountState.NEW: timedelta(days=self._settings.unused_days),
            AccountState.CLOSED: timedelta(days=self._settings.closed_days),
        }
        old = [id for state, age in kept.items() for id in self._accounts.unused(state, now - age)]
        for id in old:
            self._accounts.change(id, lambda a: a.erase())
        forgotten = self._invitations.forget(now)
        if unanswered or old or forgotten:
            log.info("retention", expired=len(unanswered), erased=len(old), invitations=forgotten)
        return len(unanswered) + len(old)
