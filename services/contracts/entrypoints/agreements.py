"""What contracts answers about the upstream agreements."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.storage.aggregates import to_plain
from services.common.validation.input import listing, parse
from services.contracts import schemas
from services.contracts.domain.chains import Chain
from services.contracts.repositories.chains import Chains, agreement_of

Payload = dict[str, Any]


class AgreementCalls:
    """The agreements of levels 1 to 3, which form the chains."""

    chains = Part(Chains.of)

    @rpc(needs="agreements:read")
    def list_agreements(self, query: Payload) -> Payload:
        """Give the upstream agreements, a page being so many profiles."""
        filters = parse(schemas.AgreementQuery, query)
        criteria = {"_id": filters["profile"]} if filters.get("profile") else {}
        chains = self.chains.page(criteria, after=filters["cursor"], limit=filters["limit"] + 1)
        total = self.chains.collection.count_documents(criteria)
        items = [
            {"profile": c.id, "agreements": to_plain(c.agreements), "version": c.version}
            for c in chains
        ]
        return listing(items, filters["limit"], lambda c: c["profile"], total)

    @rpc(needs="agreements:edit")
    def add_agreement(self, payload: Payload) -> Payload:
        """Record an upstream agreement."""
        facts = parse(schemas.AgreementAdded, payload)
        profile = facts.pop("profile")
        once = context.current().once or ""
        plain = {**to_plain(facts), "id": f"{profile}-l{facts['level']}-{once[:12]}"}
        agreement = agreement_of(plain)
        chain = Chain(id=profile)
        chain.add(agreement)
        stored = self.chains.add(chain)
        if agreement not in stored.agreements:
            stored = self.chains.change(profile, lambda c: c.add(agreement))
        return {"profile": profile, **to_plain(agreement), "version": stored.version}
