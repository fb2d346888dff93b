"""What identity answers about API clients."""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.common import clock, context
from services.common.digests import token_hash
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound, Unauthenticated
from services.common.paging import listing
from services.common.principal import PROGRAM
from services.identity.domain.clients import Client
from services.identity.repositories.clients import Clients
from services.identity.schemas import clients as schemas

Payload = dict[str, Any]
LIVES = timedelta(days=365)


class ClientCalls:
    """The calls about API clients."""

    clients = Part(Clients.of)

    @rpc(needs="clients:manage", payload=schemas.ClientCreated)
    def create_client(self, payload: Payload) -> Payload:
        """Make a client for a place; the secret is in this answer and nowhere else."""
        context.act("clients:manage", payload["place"])
        secret, now = secrets.token_urlsafe(32), clock.now()
        default = clock.local_date(now) + LIVES
        once = context.current().once or secrets.token_hex(12)
        client = Client(
            id=PROGRAM + hashlib.sha256(once.encode()).hexdigest()[:24],
            secret_hash=token_hash(secret),
            created_by=context.principal().subject,
            created_at=now,
            expires_on=payload.pop("expires_on", None) or default,
            secret_call=once,
            **payload,
        )
        client.check_scopes()
        if self.clients.add(client) is not client:
            client = self._renew(client.id, client.secret_hash, once)
        return {**client.public(), "client_secret": secret}

    def _renew(self, id: str, kept: str, call: str) -> Client:
        """Give the client of a call that came twice the secret of this answer, not one more.

        The first one reached nobody. Where another call changed it since, raise Conflict.
        """
        context.enter(replace(context.current(), once=secrets.token_hex(12)))
        return self.clients.change(id, lambda client: client.renew(kept, call=call))

    @rpc(needs="client:read")
    def own_client(self) -> Payload:
        """Return the client that asks, and what the token it asks with covers."""
        principal = context.principal()
        client: Client = self.clients.get(principal.subject)
        covered = sorted(principal.claims.get("scopes", []))
        return {**client.shown_to_itself(), "token_scopes": covered}

    @rpc(needs="clients:manage", query=schemas.ClientQuery)
    def list_clients(self, query: Payload) -> Payload:
        """Return the clients of the places the caller manages."""
        places = context.principal().scopes("clients:manage")
        criteria: Payload = {} if places is None else {"place": {"$in": places}}
        if place := query.get("place"):
            criteria = {"$and": [criteria, {"place": place}]}
        page = self.clients.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        total = self.clients.collection.count_documents(criteria)
        items = [client.public() for client in page]
        return listing(items, query["limit"], lambda c: c["client_id"], total)

    @rpc(needs="clients:manage", payload=schemas.ClientSecretRotated)
    def rotate_client_secret(self, client_id: str, payload: Payload) -> Payload:
        """Give a client a new secret, in this answer only; the one before works a day more."""
        self._act(client_id)
        secret, now = secrets.token_urlsafe(32), clock.now()
        call = context.current().once or secrets.token_hex(12)
        at_once, kept = payload["at_once"], token_hash(secret)
        changed = self.clients.change(
            client_id, lambda client: client.rotate(kept, now, at_once=at_once, call=call)
        )
        if changed.secret_hash != kept:
            changed = self._renew(client_id, kept, call)
        return {**changed.public(), "client_secret": secret}

    def _act(self, client_id: str) -> None:
        """Let the caller act on a client; one of another place is not there."""
        client: Client = self.clients.get(client_id)
        if not context.principal().may("clients:manage", client.place):
            raise NotFound("client-not-found")
        context.act("clients:manage", client.place)

    @rpc(needs="clients:manage")
    def revoke_client(self, client_id: str) -> Payload:
        """End a client at once."""
        self._act(client_id)
        changed = self.clients.change(client_id, lambda c: c.revoke(clock.now()))
        return dict(changed.public())

    @rpc(needs="sessions:open", payload=schemas.ClientSecret)
    def authenticate_client(self, payload: Payload) -> Payload:
        """Return the scopes of the client whose secret this is, or one refusal for all else."""
        client = self.clients.find(payload["client_id"])
        now = clock.now()
        today = clock.local_date(now)
        if (
            client is None
            or not client.knows(payload["client_secret"], now)
            or not client.is_open(today)
        ):
            raise Unauthenticated("client-invalid")
        return {"client_id": client.id, "name": client.name, "scopes": client.scopes}
