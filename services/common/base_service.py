"""The base of the five service classes: what every one answers and hears."""

from collections.abc import Callable
from typing import Any, ClassVar

from services.common.entrypoints import CallContext, Part, ReadCopyOf, Snapshots, on_event, rpc
from services.common.entrypoints.copies import declared
from services.common.events import Event
from services.common.messaging import names
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


def _recounting(hearer: str) -> Any:
    """Make the handler that hears what one hearer counted."""

    def recount(self: Any, event: Event) -> None:
        tell_again(self.news, event)

    recount.__name__ = f"recount_with_{hearer}"
    return on_event(hearer, names.COUNTED)(recount)
