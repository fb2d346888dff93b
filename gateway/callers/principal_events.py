"""Hears what changes who may do what: forgets principals, and ends sessions with accounts."""

import json
from collections.abc import Callable
from typing import Any

from gateway.callers.principals import Principals
from gateway.calls.subscriber import Subscriber, Subscription
from services.common.logs import Log
from services.common.messaging import names

log = Log(__name__)

HEARD = ["account.*", "authority.*", "client.*", "mandate.*", "body.*"]
OF_ONE = ("account.", "authority.", "client.")
ENDED = frozenset({"suspended", "closed", "erased", "rebound"})
"""What an account was opened with before is over; ``rebound`` means another certificate."""


class PrincipalEvents:
    """Drops the principals of this process that may be out of date.

    ``end(account, state)`` ends what an account had open here. A principal depends on its
    account, and on mandates and bodies in ways only identity knows.
    """

    def __init__(self, uri: str, principals: Principals, end: Callable[[str, str], None]) -> None:
        self._principals, self._end = principals, end
        subscription = Subscription(
            queue_prefix="gateway-",
            exchange=names.events_exchange("identity"),
            keys=lambda _: HEARD,
            take=lambda message: self.take(message.body),
            begun=lambda _: principals.drop(),
            lost=principals.drop,
        )
        self._listener = Subscriber(uri, "gateway-principals", subscription)

    def start(self) -> None:
        """Listen from a thread of its own."""
        self._listener.start()

    def stop(self) -> None:
        """End it."""
        self._listener.stopping = True

    @property
    def listening(self) -> bool:
        """Tell whether events are heard now."""
        return self._listener.listening

    def take(self, body: bytes | str) -> None:
        """Act on one event; what cannot be read might have been about anybody."""
        try:
            event = json.loads(body)
            kind, subject = str(event["type"]), str(event["subject"])
            state = _state(kind, event["data"])
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            log.warning("identity_event_unreadable", reason=type(error).__name__)
            self._principals.drop()
            return
        self._principals.drop(subject if kind.startswith(OF_ONE) else None)
        if state in ENDED:
            self._end_quietly(subject, state)

    def _end_quietly(self, account: str, state: str) -> None:
        """End what is open; where that fails, every request is still refused by its principal."""
        try:
            self._end(account, state)
        except Exception as error:
            log.error("sessions_not_ended", account=account, trace=error)


def _state(kind: str, stated: dict[str, Any]) -> str:
    """Return the state an event leaves its account in, or nothing of interest."""
    if kind == "account.changed":
        return str(stated.get("state"))
    return kind.removeprefix("account.")
