"""Who is calling, for which request, until when: known to all code of one call."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from services.common import trace
from services.common.errors import Forbidden
from services.common.principal import NOBODY, Principal


@dataclass(frozen=True)
class Call:
    """The circumstances of one RPC call or of one heard event.

    ``once`` names the effect: a request id or an event id. A document that has seen it
    is not changed by it again. ``deadline`` is seconds since the epoch. ``action`` is the
    method called; ``on_behalf_of`` and ``mandate_id`` say for whom and by which delegation.
    ``language`` is that of the answer: "de" or "en". ``traceparent`` is the span this
    call is, ``parent`` the one it was made in.
    """

    correlation_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    once: str | None = None
    principal: Principal = NOBODY
    deadline: float = float("inf")
    causation_id: str | None = None
    action: str | None = None
    on_behalf_of: str | None = None
    mandate_id: str | None = None
    language: str = "de"
    traceparent: str = ""
    parent: str = ""

    @property
    def remaining_s(self) -> float:
        """Return the seconds left before the caller gives up."""
        return self.deadline - time.time()


_current: ContextVar[Call | None] = ContextVar("call", default=None)


def enter(call: Call) -> None:
    """Make this the call of the running greenlet or thread."""
    _current.set(call)


@contextmanager
def entered(call: Call) -> Iterator[None]:
    """Make this the call of what is inside."""
    before = _current.get()
    _current.set(call)
    try:
        yield
    finally:
        _current.set(before)


def current() -> Call:
    """Return the call being worked on; a fresh anonymous one outside of any."""
    return _current.get() or Call()


def correlation_id() -> str | None:
    """Return the correlation id of the call being worked on, if there is one."""
    call = _current.get()
    return call.correlation_id if call else None


def span() -> str:
    """Return the ``traceparent`` of the call being worked on, or nothing outside of any."""
    call = _current.get()
    return call.traceparent if call else ""


def traceparent() -> str:
    """Return the span of the call being worked on, as what it sends names it."""
    call = current()
    return call.traceparent or trace.begun(call.correlation_id)


def principal() -> Principal:
    """Return the verified caller."""
    return current().principal


def act(
    permission: str, scope: str, *, about: str | None = None, mandate_id: str | None = None
) -> None:
    """Let the caller act for a scope now, or raise Forbidden.

    One's own permission comes first unless a delegation is named; whatever is said from
    here on names the scope and the delegation used.
    """
    caller = principal()
    lent = caller.delegated(permission, scope, about)
    if mandate_id is not None and mandate_id not in {d.id for d in lent}:
        raise Forbidden("mandate-not-valid")
    if mandate_id is None and not caller.holds(permission, scope):
        caller.require(permission, scope, about)
        mandate_id = lent[0].id
    _current.set(replace(current(), on_behalf_of=scope, mandate_id=mandate_id))
