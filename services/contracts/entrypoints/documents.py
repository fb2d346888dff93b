"""What contracts answers about the files beside a contract, and how a contract would look."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.contracts import schemas
from services.contracts.child_printing import delivered, printed
from services.contracts.contacts import contacts_of
from services.contracts.general_terms import general_terms
from services.contracts.parties import side_of
from services.contracts.previews import Previewer
from services.contracts.rendering import CONTACTS, CONTRACT
from services.contracts.repositories.contracts import Contracts

Payload = dict[str, Any]


class DocumentCalls:
    """The sheet of contacts, the general terms, and a preview for who edits profiles."""

    contracts_beside = Part(Contracts.of)
    previewer = Part(Previewer.of)

    @rpc(needs="contracts:read")
    def contacts(self, contract_id: str) -> Payload:
        """Return the sheet with the contacts of today; it is no part of what is signed."""
        contract = self.contracts_beside.get(contract_id)
        side_of(contract, context.principal())
        facts = contacts_of(contract, clock.local_date(clock.now()))
        return delivered(printed(CONTACTS, facts), f"{contract.number}-Ansprechpersonen.pdf")

    @rpc(public=True)
    def general_terms(self, version: str) -> Payload:
        """Return a version of the general terms, the very file whose hash contracts name."""
        terms = general_terms(version)
        return delivered(terms.pdf, terms.filename)

    @rpc(needs="agreements:decide", query=schemas.PreviewQuery)
    def preview(self, profile_id: str, query: Payload) -> Payload:
        """Return how a contract about a service would look today, and what it still lacks."""
        preview = self.previewer.preview(profile_id, query["body"], query["usage"])
        file = delivered(printed(CONTRACT, preview.facts), f"Vorschau-{profile_id}.pdf")
        return {**file, "lacking": preview.lacking}
