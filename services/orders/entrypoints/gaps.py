"""What orders answers about services that are in use without a contract."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.principal import EVERYWHERE
from services.orders import schemas
from services.orders.domain.uncontracted import UncontractedUse
from services.orders.repositories.bodies import UncontractedUses
from services.orders.repositories.directory import Directory

Payload = dict[str, Any]


class GapCalls:
    """The list of gaps of a body: the operator writes it, the body reads it."""

    gaps = Part(UncontractedUses.of)
    directory = Part(Directory.of)

    @rpc(needs="orders:read")
    def get_uncontracted(self, body: str) -> Payload:
        """Return what the body has in use without a contract, as the operator was told."""
        context.principal().require("orders:read", body)
        return self.gaps.of_body(body).public()

    @rpc(needs="orders:support", payload=schemas.Uncontracted)
    def set_uncontracted(self, body: str, payload: Payload, version: int) -> Payload:
        """Put a newer list in the place of the one before."""
        context.principal().require("orders:support", EVERYWHERE)
        self.directory.check_listed(body, payload["profiles"])
        profiles, listed_on = payload["profiles"], payload["listed_on"]
        fresh = UncontractedUse(id=body)
        return self.gaps.write(fresh, lambda g: g.change(profiles, listed_on, version)).public()
