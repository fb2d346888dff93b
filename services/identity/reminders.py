"""What identity says when its time has come, one process at a time: of registrations, of ends."""

from typing import Any

from services.common.reminding import Reminders
from services.identity.domain import authorizing, registering
from services.identity.domain.deadlines import DEADLINES
from services.identity.repositories.accounts import Accounts


def reminders(runtime: Any) -> Reminders:
    """Return the reminders of a running process, by the operator's figures where there are some."""
    DEADLINES.use(runtime.settings.deadlines)
    accounts: Accounts = runtime.part(Accounts.of)
    return Reminders(
        runtime.service,
        runtime.lease("reminders"),
        accounts.steps_due,
        lambda id, now: accounts.change(id, lambda account: registering.remind(account, now)),
    )


def ending_reminders(runtime: Any) -> Reminders:
    """Return what tells of the ends of signing authorities."""
    accounts: Accounts = runtime.part(Accounts.of)
    return Reminders(
        runtime.service,
        runtime.lease("endings"),
        accounts.endings_due,
        lambda id, now: accounts.change(id, lambda account: authorizing.tell_ends(account, now)),
    )
