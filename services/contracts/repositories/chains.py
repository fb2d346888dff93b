"""Where the upstream agreements are kept, one document per profile."""

from collections.abc import Iterator
from typing import Any

from services.common.storage.repository import Repository
from services.contracts.domain.chains import Agreement, Chain
from services.contracts.shipped.agreements import read_agreements


class Chains(Repository[Chain]):
    """The upstream agreements, one document per profile."""

    kind = Chain
    collection_name = "chains"
    not_found = "chain-not-found"

    def seed(self) -> None:
        """Add the chains of the committed table that are not there yet."""
        by_profile: dict[str, list[Agreement]] = {}
        for row in read_agreements():
            agreement = agreement_of({k: v for k, v in row.items() if k != "profile"})
            by_profile.setdefault(row["profile"], []).append(agreement)
        for profile, agreements in by_profile.items():
            self.add(Chain(id=profile, agreements=agreements))

    def states(self, after: str = "") -> Iterator[dict[str, Any]]:
        """Return every chain's public state as an item of a snapshot."""
        for doc in self.docs_after(after):
            chain = Chain.from_doc(doc)
            yield {"id": chain.id, "sequence": chain.version, "state": chain.public()}


def agreement_of(facts: dict[str, Any]) -> Agreement:
    """Build an agreement from a table row or parsed input."""
    return Chain.from_doc({"_id": "", "version": 0, "agreements": [facts]}).agreements[0]
