"""What orders answers about services that are in use without a contract."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.principal import EVERYWHERE
from services.orders import schemas
from services.orders.domain.gap_rows import GapRow, counts_of
from services.orders.domain.uncontracted import UncontractedUse
from services.orders.gap_lists import GapLists
from services.orders.repositories.bodies import UncontractedUses
from services.orders.repositories.directory import Directory
from services.orders.words.gaps import OUTCOMES

Payload = dict[str, Any]


class GapCalls:
    """The list of gaps of a body: the operator writes it, the body reads it."""

    gaps = Part(UncontractedUses.of)
    directory = Part(Directory.of)
    gap_lists = Part(GapLists.of)

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

    @rpc(needs="orders:support", payload=schemas.GapList, query=schemas.BulkBegin)
    def add_uncontracted(self, payload: Payload, query: Payload) -> Payload:
        """Add to the lists of many bodies, or only say what would come of each row."""
        context.principal().require("orders:support", EVERYWHERE)
        rows = [GapRow(**row) for row in payload["rows"]]
        outcomes = self.gap_lists.look(rows)
        if not query["dry_run"]:
            self.gap_lists.keep(rows, outcomes, payload["listed_on"])
        items = [
            {"body": row.body, "profile": row.profile, "outcome": found, "label": OUTCOMES[found]}
            for row, found in zip(rows, outcomes, strict=True)
        ]
        return {"dry_run": query["dry_run"], "counts": counts_of(outcomes), "items": items}
