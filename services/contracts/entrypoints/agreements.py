"""What contracts answers about the upstream agreements."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.common.storage.aggregates import to_plain
from services.contracts import schemas
from services.contracts.domain.chains import Chain
from services.contracts.repositories.chains import Chains, agreement_of

Payload = dict[str, Any]


class AgreementCalls:
    """The agreements of levels 1 to 3, which form the chains."""

    chains = Part(Chains.of)

    @rpc(needs="agreements:read", query=schemas.AgreementQuery)
    def list_agreements(self, query: Payload) -> Payload:
        """Return the upstream agreements, a page being so many profiles."""
        criteria = {"_id": query["profile"]} if query.get("profile") else {}
        chains = self.chains.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        total = self.chains.collection.count_documents(criteria)
        items = [
            {"profile": c.id, "agreements": to_plain(c.agreements), "version": c.version}
            for c in chains
        ]
        return listing(items, query["limit"], lambda c: c["profile"], total)

    @rpc(needs="agreements:edit", payload=schemas.AgreementAdded)
    def add_agreement(self, payload: Payload) -> Payload:
        """Record an upstream agreement."""
        profile = payload.pop("profile")
        once = context.current().once or ""
        plain = {**to_plain(payload), "id": f"{profile}-l{payload['level']}-{once[:12]}"}
        agreement = agreement_of(plain)
        chain = Chain(id=profile)
        chain.add(agreement)
        stored = self.chains.add(chain)
        if agreement not in stored.agreements:
            stored = self.chains.change(profile, lambda c: c.add(agreement))
        return {"profile": profile, **to_plain(agreement), "version": stored.version}
