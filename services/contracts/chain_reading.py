"""How chains are shown to a caller: with the titles of their services, as far as they may see."""

from collections.abc import Iterable
from typing import Any, Self

from services.common import clock
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import EVERYWHERE, Principal
from services.contracts.domain import chain_views as views
from services.contracts.domain.chains import Chain
from services.contracts.repositories.copies import profiles_copy
from services.contracts.repositories.documents import ContractDocuments

Doc = dict[str, Any]


class ChainReading:
    """Shows chains; what is going on in them is the operator's own matter."""

    def __init__(self, profiles: ReadCopy, documents: ContractDocuments) -> None:
        self._profiles, self._documents = profiles, documents

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(profiles_copy), runtime.part(ContractDocuments.of))

    def items(self, chains: Iterable[Chain]) -> list[Doc]:
        """Return chains as a list shows them."""
        held, today = list(chains), clock.local_date(clock.now())
        titles = self.titles(chain.id for chain in held)
        return [
            {**views.chain_item(chain, today), "profile_title": titles[chain.id]} for chain in held
        ]

    def whole(self, chain: Chain, caller: Principal) -> Doc:
        """Return one chain with all that is known of it, and whether each document is there."""
        (shown,) = self.items([chain])
        proposals = [self.proposal(one, chain, caller) for one in chain.proposals]
        agreements = [*shown["agreements"], *(one["agreement"] for one in proposals)]
        held = self._documents.known(one["document_hash"] for one in agreements)
        for one in agreements:
            one["has_document"] = one["document_hash"] in held
        if not is_inside(caller):
            return shown
        return {
            **shown,
            "proposals": proposals,
            "decided": [self.proposal(one, chain, caller) for one in reversed(chain.decided)],
            "renewals": [views.renewal_view(one, chain.id) for one in chain.renewals],
        }

    def proposal(self, proposal: Any, chain: Chain, caller: Principal) -> Doc:
        """Return a proposal as the caller sees it."""
        decides = caller.may("agreements:decide", EVERYWHERE)
        return views.proposal_view(proposal, chain.id, caller.subject, decides=decides)

    def titles(self, profiles: Iterable[str]) -> dict[str, Doc | None]:
        """Return the title of each service; None where the catalogue does not know it."""
        ids = set(profiles)
        known = self._profiles.find_many(ids)
        return {id: known[id]["title"] if id in known else None for id in ids}


def is_inside(caller: Principal) -> bool:
    """Tell whether the caller is of the operator: others see what holds, not what is going on."""
    return any(
        caller.may(permission, EVERYWHERE) for permission in ("agreements:edit", "contracts:read")
    )
