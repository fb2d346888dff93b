"""Where the upstream agreements are kept, one document per profile."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from services.common import clock
from services.common.errors import NotFound
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.common.storage.revisions import revision_of
from services.contracts.domain.agreements import Agreement
from services.contracts.domain.chains import Chain
from services.contracts.domain.proposals import Proposal
from services.contracts.shipped.agreements import read_agreements

DUE = ("decide_by", "renew_by")
"""The first day on which something open in a chain is due."""
MOST_OF_PARTY = 5000
"""So many chains of a party are looked at; beyond it only that there are more."""
DECIDED = dict.fromkeys(("proposals", "decided", "outbox", "done"), 0)
"""What of a chain says nothing of what holds, and grows."""
SEPARATOR = "~"
BY_VERSION = index("by_version", "version")


class Chains(Repository[Chain]):
    """The upstream agreements, one document per profile."""

    kind = Chain
    collection_name = "chains"
    not_found = "chain-not-found"

    own_indexes = (
        index("by_agreement", "agreements.id"),
        BY_VERSION,
        index("by_proposer", "proposals.proposed_by"),
        index("by_from", "agreements.from_party", "_id"),
        index("by_to", "agreements.to_party", "_id"),
        *(index(name, name, "_id", where={name: {"$gt": ""}}) for name in DUE),
    )

    def seed(self) -> None:
        """Add the chains of the committed table that are missing; open what is to be renewed."""
        by_profile: dict[str, list[Agreement]] = {}
        for row in read_agreements():
            agreement = agreement_of({k: v for k, v in row.items() if k != "profile"})
            by_profile.setdefault(row["profile"], []).append(agreement)
        for profile, agreements in by_profile.items():
            chain = Chain(id=profile, agreements=agreements)
            chain.renew(clock.now())
            self.add(chain)
        for doc in self.collection.find({"renewals": {"$exists": False}}, {"_id": 1}):
            self.change(doc["_id"], lambda c: c.renew(clock.now()))

    def propose(self, profile: str, proposals: Sequence[Proposal]) -> Chain:
        """Keep proposals for a service, which may have no chain yet."""

        def propose(chain: Chain) -> None:
            for proposal in proposals:
                chain.propose(proposal)

        fresh = Chain(id=profile)
        propose(fresh)
        fresh.say("chain.changed", **fresh.public())
        stored = self.add(fresh)
        return stored if stored is fresh else self.change(profile, propose)

    def of_profiles(self, profiles: Iterable[str]) -> dict[str, Chain]:
        """Return the chains of these services, by id."""
        docs = self.collection.find({"_id": {"$in": sorted(profiles)}})
        return {doc["_id"]: Chain.from_doc(doc) for doc in docs}

    def of_party(self, party: str) -> list[Chain]:
        """Return the chains a party has an agreement in, up to one more than are looked at.

        What is or was proposed in them is not read.
        """
        sides = ("agreements.from_party", "agreements.to_party")
        docs = self.collection.find({"$or": [{side: party} for side in sides]}, DECIDED)
        return [Chain.from_doc(doc) for doc in docs.sort("_id", 1).limit(MOST_OF_PARTY + 1)]

    def holding(self, profiles: Iterable[str]) -> dict[str, Chain]:
        """Return the chains of these services, by id, without what is or was proposed in them."""
        docs = self.collection.find({"_id": {"$in": sorted(profiles)}}, DECIDED)
        return {doc["_id"]: Chain.from_doc(doc) for doc in docs}

    def revision(self) -> Hashable:
        """Return what is the same as long as no chain has changed."""
        return revision_of(self.collection, BY_VERSION)

    def of_agreement(self, id: str) -> Chain:
        """Return the chain an agreement belongs to, or raise NotFound."""
        return self._one({"agreements.id": id}, "agreement-not-found")

    def of_proposal(self, id: str) -> Chain:
        """Return the chain for which something is proposed, decided or not; or raise NotFound."""
        return self._one({"_id": profile_of(id)}, "proposal-not-found")

    def proposed_by(self, account: str) -> list[str]:
        """Return the ids of the chains in which somebody's proposals are open."""
        found = self.collection.find({"proposals.proposed_by": account}, {"_id": 1})
        return [str(doc["_id"]) for doc in found]

    def due(self, name: str, *, offset: int, limit: int) -> tuple[list[Chain], int]:
        """Return the chains with something open, what is due first before the others."""
        criteria = {name: {"$gt": ""}}
        docs = self.collection.find(criteria).sort([(name, 1), ("_id", 1)]).skip(offset)
        chains = [Chain.from_doc(doc) for doc in docs.limit(limit)]
        return chains, self.collection.count_documents(criteria)

    def listed(self, query: Mapping[str, Any]) -> tuple[list[Chain], int]:
        """Return one more than the limit, and the total: of one profile, or of one party."""
        criteria: dict[str, Any] = {"_id": query["profile"]} if query.get("profile") else {}
        if party := query.get("party"):
            sides = ("agreements.from_party", "agreements.to_party")
            criteria["$or"] = [{side: party} for side in sides]
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1, shown=DECIDED)
        by_ids: dict[str, Any] = {} if criteria else {"hint": "_id_"}
        return page, self.collection.count_documents(criteria, **by_ids)

    def _one(self, criteria: Mapping[str, Any], not_found: str) -> Chain:
        doc = self.collection.find_one(criteria)
        if doc is None:
            raise NotFound(not_found)
        return Chain.from_doc(doc)

    def states(self, after: str = "") -> Iterator[dict[str, Any]]:
        """Return every chain's public state as an item of a snapshot."""
        for doc in self.docs_after(after):
            chain = Chain.from_doc(doc)
            yield {"id": chain.id, "sequence": chain.version, "state": chain.public()}


def proposal_id(profile: str, once: str, number: int = 0) -> str:
    """Return the id of a proposal, which names its profile; ``number`` is its place in a list."""
    place = f"-{number}" if number else ""
    return f"{profile}{SEPARATOR}{once[:12]}{place}"


def profile_of(proposal: str) -> str:
    """Return the profile a proposal's id names."""
    return proposal.rpartition(SEPARATOR)[0]


def agreement_of(facts: dict[str, Any]) -> Agreement:
    """Build an agreement from a table row or parsed input."""
    return Chain.from_doc({"_id": "", "version": 0, "agreements": [facts]}).agreements[0]
