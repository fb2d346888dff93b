"""What contracts answers to whoever decides about proposals, and sees to what is to be renewed."""

from collections.abc import Callable
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.paging import PageQuery, offset_of
from services.contracts import schemas
from services.contracts.chain_reading import ChainReading
from services.contracts.domain import chain_views as views
from services.contracts.domain.chains import Chain
from services.contracts.repositories.chains import Chains, profile_of

Payload = dict[str, Any]


class ChainReviewCalls:
    """Proposals and renewals, what is due first before the others."""

    chains = Part(Chains.of)
    reading = Part(ChainReading.of)

    @rpc(needs="agreements:decide", query=PageQuery)
    def list_proposals(self, query: Payload) -> Payload:
        """Return what shall change in chains, a page being so many services."""
        caller = context.principal()

        def shown(chain: Chain) -> list[Payload]:
            return [self.reading.proposal(one, chain, caller) for one in chain.proposals]

        return self._listed("decide_by", query, shown)

    @rpc(needs="agreements:decide")
    def accept_proposal(self, proposal_id: str) -> Payload:
        """Let what somebody else proposed be true."""
        by, now = context.principal().subject, clock.now()
        profile = profile_of(proposal_id)
        title = self.reading.titles([profile])[profile]
        return self._decided(proposal_id, lambda c: c.accept(proposal_id, by, now, title))

    @rpc(needs="agreements:decide", payload=schemas.Declined)
    def reject_proposal(self, proposal_id: str, payload: Payload) -> Payload:
        """Leave everything as it is, and say why."""
        by, now, reason = context.principal().subject, clock.now(), payload["reason"]
        return self._decided(proposal_id, lambda c: c.reject(proposal_id, by, reason, now))

    @rpc(needs="agreements:edit")
    def take_back_proposal(self, proposal_id: str) -> Payload:
        """Take one's own proposal back."""
        by, now = context.principal().subject, clock.now()
        return self._decided(proposal_id, lambda c: c.take_back(proposal_id, by, now))

    @rpc(needs="agreements:decide", query=PageQuery)
    def list_renewals(self, query: Payload) -> Payload:
        """Return which agreements have to be renewed, a page being so many services."""

        def shown(chain: Chain) -> list[Payload]:
            open_now = sorted((r for r in chain.renewals if r.is_open), key=lambda r: r.due_on)
            return [views.renewal_view(one, chain.id) for one in open_now]

        return self._listed("renew_by", query, shown)

    @rpc(needs="agreements:edit", payload=schemas.Declined)
    def decline_renewal(self, agreement_id: str, payload: Payload) -> Payload:
        """Say why an agreement gets no successor."""
        by, now, reason = context.principal().subject, clock.now(), payload["reason"]
        id = self.chains.of_agreement(agreement_id).id
        chain = self.chains.change(id, lambda c: c.decline_renewal(agreement_id, by, reason, now))
        return self.reading.whole(chain, context.principal())

    def _decided(self, id: str, decide: Callable[[Chain], None]) -> Payload:
        chain = self.chains.change(profile_of(id), decide)
        shown = self.reading.proposal(chain.known(id), chain, context.principal())
        return {**shown, "version": chain.version}

    def _listed(self, due: str, query: Payload, shown: Callable[[Chain], list[Payload]]) -> Payload:
        """Return a page of services with what is open there; the total counts services."""
        offset, limit = offset_of(query["cursor"]), query["limit"]
        chains, total = self.chains.due(due, offset=offset, limit=limit)
        titles = self.reading.titles(chain.id for chain in chains)
        items = [
            {**one, "profile_title": titles[chain.id]} for chain in chains for one in shown(chain)
        ]
        more = offset + len(chains) < total
        return {"items": items, "next": str(offset + limit) if more else None, "total": total}
