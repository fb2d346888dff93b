"""Counts tickets by whom they wait for, and what is sent outside, by their indexes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from services.common.census import ANY_AGE, MOST_COUNTED, Census, Count
from services.notify.domain.mails import MailState
from services.notify.domain.ticket_states import TicketState
from services.notify.domain.webhook_deliveries import WebhookDeliveryState
from services.notify.domain.webhooks import WebhookState
from services.notify.repositories.deliveries import deliveries
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import mails
from services.notify.repositories.tickets import Tickets
from services.notify.repositories.webhook_deliveries import webhook_deliveries
from services.notify.repositories.webhooks import Webhooks

NOUN, HELD = "ticket", WebhookDeliveryState.HELD
UNSENT = (MailState.FAILED, MailState.PAUSED, MailState.BOUNCED)


def census(runtime: Any) -> Census:
    """Return the census of a running process."""
    makers = {"mail": mails, "delivery": deliveries, "webhook_delivery": webhook_deliveries}
    queues: Mapping[str, LeasedQueue] = {kind: runtime.part(of) for kind, of in makers.items()}
    tickets, webhooks = runtime.part(Tickets.of), runtime.part(Webhooks.of)

    def counting(now: datetime) -> Iterable[Count]:
        yield from _tickets(tickets, now)
        for kind, queue in queues.items():
            waiting, oldest_s = queue.backlog(MOST_COUNTED)
            yield Count("outgoing", (kind, "waiting"), waiting)
            yield Count("outgoing_oldest", (kind,), oldest_s)
        held = queues["webhook_delivery"].count_in(HELD.value, MOST_COUNTED)
        yield Count("outgoing", ("webhook_delivery", "held"), held)
        for mail in UNSENT:
            count = queues["mail"].count_in(mail.value, MOST_COUNTED)
            yield Count("outgoing", ("mail", mail.value), count)
        for webhook in (WebhookState.ENABLED, WebhookState.DISABLED):
            yield Count("outgoing", ("webhook", webhook.value), webhooks.count_in(webhook))

    return Census.of(runtime, counting)


def _tickets(tickets: Tickets, now: datetime) -> Iterator[Count]:
    for state, (count, late) in tickets.census(now).items():
        yield Count("items", (NOUN, state.value, ANY_AGE), count)
        if state is not TicketState.CLOSED:
            yield Count("overdue", (NOUN, state.value), late)
