"""What the calls of notify answer, and what they refuse, as the API describes it."""

from typing import Any

from services.notify.answers import broker, inbox, mails, newsletter, tickets, webhooks
from services.notify.answers.refusals import REFUSALS

ANSWERS: dict[str, Any] = {
    **broker.ANSWERS,
    **inbox.ANSWERS,
    **mails.ANSWERS,
    **newsletter.ANSWERS,
    **tickets.ANSWERS,
    **webhooks.ANSWERS,
}

__all__ = ["ANSWERS", "REFUSALS"]
