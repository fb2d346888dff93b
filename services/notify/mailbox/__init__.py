"""The mailbox what we sent comes back to: bounces and answers, each given to who takes it."""

from services.notify.mailbox.poller import MailboxPoller, Taker

__all__ = ["MailboxPoller", "Taker"]
