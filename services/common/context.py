"""Who is calling, for which request, until when: known to all code of one call."""

import time
import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field

from services.common.principal import NOBODY, Principal


@dataclass(frozen=True)
class Call:
    """The circumstances of one RPC call or of one heard event.

    ``once`` names the effect: a request id or an event id. A document that has seen it
    is not changed by it again. ``deadline`` is seconds since the epoch.
    """

    correlation_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    once: str | None = None
    principal: Principal = NOBODY
    deadline: float = float("inf")
    causation_id: str | None = None

    @property
    def remaining_s(self) -> float:
        """Give the seconds left before the caller gives up."""
        return self.deadline - time.time()


_current: ContextVar[Call | None] = ContextVar("call", default=None)


def enter(call: Call) -> None:
    """Make this the call of the running greenlet or thread."""
    _current.set(call)


def current() -> Call:
    """Give the call being worked on; a fresh anonymous one outside of any."""
    return _current.get() or Call()


def correlation_id() -> str | None:
    """Give the correlation id of the call being worked on, if there is one."""
    call = _current.get()
    return call.correlation_id if call else None


def principal() -> Principal:
    """Give the verified caller."""
    return current().principal
