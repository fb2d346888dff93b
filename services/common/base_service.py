"""The base of the five service classes: what every one answers and hears."""

from collections.abc import Callable
from typing import Any, ClassVar

from services.common import context
from services.common.background import BackgroundPart
from services.common.census import Census
from services.common.entrypoints import (
    CallContext,
    Part,
    ReadCopyOf,
    Snapshots,
    on_event,
    rpc,
    together,
)
from services.common.entrypoints.copies import declared
from services.common.events import Event
from services.common.messaging import names
from services.common.messaging.conditions import Conditions
from services.common.messaging.parked_messages import (
    MANAGES,
    ParkedDiscarded,
    ParkedMessages,
    ParkedQuery,
    ParkedReplayed,
)
from services.common.reconciliation import tell_again
from services.common.runtime import Runtime
from services.common.words import Catalogue


class Service:
    """Base of the five service classes: every one answers a ping without its database.

    ``words`` are its sentences by code. ``hearers`` are the services that hear this one; what
    they missed is told to them again.
    """

    name: str
    words: ClassVar[Catalogue] = {}
    hearers: tuple[str, ...] = ()
    prepares: tuple[Callable[[Runtime], Any], ...] = ()
    call = CallContext()
    news = Part(lambda runtime: runtime)
    told = Part(lambda runtime: runtime.journal)
    heard = Part(lambda runtime: runtime.ledger)
    parked = Part(ParkedMessages.of)
    census = BackgroundPart(Census.of)
    conditions = Part(Conditions.of)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for hearer in cls.hearers:
            setattr(cls, f"recount_with_{hearer}", _recounting(hearer))
        for kind in (ReadCopyOf, Snapshots):
            for attribute, stated in declared(cls, kind).items():
                stated.register(cls, attribute)

    @rpc(public=True)
    def ping(self) -> dict[str, str]:
        """Say that calls are being taken."""
        return {"service": self.name}

    @rpc(public=True)
    def together(self, calls: list[Any]) -> list[Any]:
        """Answer several calls of one caller, each ``{"method": ..., "arguments": {...}}``."""
        return together.answers(self, calls)

    @rpc(needs=MANAGES)
    def list_conditions(self) -> dict[str, Any]:
        """Return what waits and runs in the background: what is wrong, since when, what to do."""
        context.principal().require(MANAGES, "*")
        return {"items": [*self.conditions.all(), *self.own_conditions()]}

    def own_conditions(self) -> list[dict[str, Any]]:
        """Return what only this service has, each as ``conditions.condition`` makes it."""
        return []

    @rpc(needs=MANAGES, query=ParkedQuery)
    def list_parked(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return messages that could not be handled, those parked longest first."""
        context.principal().require(MANAGES, "*")
        return self.parked.page(query)

    @rpc(needs=MANAGES)
    def get_parked(self, parked_id: str) -> dict[str, Any]:
        """Return one parked message, without what is in it."""
        context.principal().require(MANAGES, "*")
        return self.parked.get(parked_id)

    @rpc(needs=MANAGES, payload=ParkedReplayed)
    def replay_parked(self, parked_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Have a parked message tried again now."""
        context.act(MANAGES, "*")
        return self.parked.replay(parked_id)

    @rpc(needs=MANAGES, payload=ParkedDiscarded)
    def discard_parked(self, parked_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Let go of a parked message for good, with the reason."""
        context.act(MANAGES, "*")
        return self.parked.discard(parked_id, payload["reason"])


def _recounting(hearer: str) -> Any:
    """Make the handler that hears what one hearer counted."""

    def recount(self: Any, event: Event) -> None:
        tell_again(self.news, event)

    recount.__name__ = f"recount_with_{hearer}"
    return on_event(hearer, names.COUNTED)(recount)
