"""The registrations' watchdog: which of them would wait for ever."""

from datetime import datetime
from typing import Any

from services.common.clockwork import Flaw, is_overlooked
from services.common.watchdog import PAGE, Finding, Findings, Seen, Watchdog
from services.identity.domain import registering
from services.identity.domain.account_states import OPEN
from services.identity.domain.accounts import Account
from services.identity.domain.permissions import Role
from services.identity.domain.registration_states import COUNTED
from services.identity.repositories.accounts import Accounts

REVIEWING = (Role.REVIEWER, Role.ADMIN)
SHOWN = ("body", "body_name", "state", "due_on")
QUEUES = tuple(COUNTED)
"""The states somebody is waited for in, one after the other."""


class Lookout:
    """Looks at a page of people with an open registration; gives one the clockwork of its wait."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def look(self, after: Any, now: datetime) -> Seen:
        """Return what is wrong with the registrations behind another one."""
        queue, cursor = after or (0, None)
        page = self._accounts.open_page(QUEUES[queue], cursor, PAGE)
        reviewers = self._accounts.holds_anywhere(REVIEWING)
        findings = [one for account in page if (one := finding_of(account, reviewers, now))]
        for account in page:
            if not registering.is_wound(account):
                self._accounts.change(account.id, registering.wind)
        if len(page) == PAGE and page[-1].latest:
            return Seen(findings, (queue, (page[-1].latest.since, page[-1].id)))
        return Seen(findings, (queue + 1, None) if queue + 1 < len(QUEUES) else None)


def finding_of(account: Account, reviewers: bool, now: datetime) -> Finding | None:
    """Return what is wrong with a person's open registration; None where all is well.

    ``reviewers`` tells whether somebody can decide about registrations at all.
    """
    registration = account.registrations[-1]
    flaw, wait, clockwork = None, registration.wait, registration.clockwork
    if wait is None:
        flaw = Flaw.NO_OWNER
    elif not (account.state in OPEN if wait.role == "applicant" else reviewers):
        flaw = Flaw.NOBODY_ABLE
    elif clockwork and is_overlooked(clockwork.next_at, now):
        flaw = Flaw.UNREMINDED
    if flaw is None:
        return None
    public = registration.public()
    facts = {name: public[name] for name in SHOWN}
    return Finding(registration.id, flaw, {**facts, "role": wait.role if wait else None})


def findings(runtime: Any) -> Findings:
    """Return where the newest findings about registrations are kept."""
    return Findings(runtime.database, "registration")


def watchdog(runtime: Any) -> Watchdog:
    """Return the watchdog of a running process."""
    lookout = Lookout(runtime.part(Accounts.of))
    return Watchdog(runtime.part(findings), runtime.lease("watchdog"), lookout.look)
