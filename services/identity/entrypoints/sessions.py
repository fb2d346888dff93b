"""What identity answers the gateway about who signs in, and what they may do now."""

from dataclasses import replace
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.principal import PROGRAM, Principal
from services.identity.domain.accounts import Account
from services.identity.domain.principals import held_by, principal_of
from services.identity.repositories.accounts import Accounts, account_id
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.clients import Clients
from services.identity.repositories.mandates import Mandates
from services.identity.schemas import accounts as schemas

Payload = dict[str, Any]


class SessionCalls:
    """The calls of the gateway."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    mandates = Part(Mandates.of)
    clients = Part(Clients.of)

    @rpc(needs="sessions:open", payload=schemas.SignIn)
    def sign_in(self, payload: Payload) -> Payload:
        """Return the principal of the person behind a verified assertion, known or new."""
        now = clock.now()
        known = self.accounts.behind(payload["name_id"])
        id = known.id if known else account_id(payload["name_id"])
        context.enter(replace(context.current(), principal=Principal(id, payload["name"])))
        if known is None:
            proven = {name: payload[name] for name in ("name_id", "organisation", "name")}
            new = Account(id=id, created_at=now, **proven)
            new.sign_in(payload, now)
            self.accounts.add(new)
        return self._principal(self.accounts.change(id, lambda a: a.sign_in(payload, now)))

    @rpc(needs="sessions:open")
    def principal(self, account_id: str, acting: str | None = None) -> Payload:
        """Return what the account or API client may do now; ``acting`` is a team's member."""
        if account_id.startswith(PROGRAM):
            client: Payload = self.clients.get(account_id).principal(clock.local_date(clock.now()))
            return client
        return self._principal(self.accounts.get(account_id), acting)

    def _principal(self, account: Account, acting: str | None = None) -> Payload:
        today = clock.local_date(clock.now())
        places = {scope for _, scope in held_by(account, today)}
        mandates = self.mandates.given_to([account.id, *sorted(places)])
        return principal_of(account, self.bodies.find, today, mandates=mandates, acting=acting)
