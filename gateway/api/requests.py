"""A request for a route of the table, as those who answer it need it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.api.route import OURS, Route
from gateway.callers.calls import NOBODY
from gateway.callers.principals import Caller, KnownPrincipal
from gateway.callers.sessions import Session
from services.common.principal import Principal


@dataclass(frozen=True)
class ApiRequest:
    """Which route with which arguments, who calls it, and under which id it has its effect."""

    route: Route
    arguments: dict[str, Any]
    caller: Caller | None = None
    known: KnownPrincipal = NOBODY
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def recipient(self) -> Any:
        """Return the address that it would have a mail sent to, or None."""
        return self.arguments["payload"].get("email") if self.route.mails else None

    def own(self) -> "OwnRequest | None":
        """Return it as the gateway itself answers it, or None where a service does."""
        if self.route.service != OURS or not isinstance(self.caller, Session):
            return None
        return OwnRequest(self.caller, self.known.principal, self.arguments)


@dataclass(frozen=True)
class OwnRequest:
    """A request the gateway answers itself: in which session, as whom, with which arguments."""

    session: Session
    principal: Principal
    arguments: Mapping[str, Any]


OwnCall = Callable[[OwnRequest], Any]
