"""Who takes what arrives in the mailbox, in this order."""

from typing import Any

from services.notify.mailbox import MailboxPoller, Taker

TAKERS: tuple[Any, ...] = ()
"""Makers of takers: ``runtime.part(maker)`` gives one."""


def incoming_mail(runtime: Any) -> MailboxPoller:
    """Make the poller of a running process with all its takers."""
    takers: list[Taker] = [runtime.part(make) for make in TAKERS]
    return MailboxPoller.of(runtime, takers)
