"""Who takes what arrives in the mailbox, in this order."""

from typing import Any

from services.notify.bounce_taker import BounceTaker
from services.notify.mailbox import MailboxPoller, Taker
from services.notify.mailbox.returns import return_paths
from services.notify.ticket_replies import TicketReplies

TAKERS: tuple[Any, ...] = (BounceTaker.of, TicketReplies.of)
"""Makers of takers: ``runtime.part(maker)`` gives one."""


def incoming_mail(runtime: Any) -> MailboxPoller:
    """Make the poller of a running process with all its takers."""
    arrives = runtime.part(return_paths) is not None
    takers: list[Taker] = [runtime.part(make) for make in TAKERS] if arrives else []
    return MailboxPoller.of(runtime, takers)
