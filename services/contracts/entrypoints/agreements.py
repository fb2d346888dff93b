"""What contracts answers about the upstream agreements, and how they are brought forward."""

import base64
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.common.storage.aggregates import to_plain
from services.contracts import schemas
from services.contracts.chain_reading import ChainReading, is_inside
from services.contracts.domain import chain_views as views
from services.contracts.domain.agreements import Agreement
from services.contracts.domain.chains import Chain
from services.contracts.domain.proposals import Proposal
from services.contracts.repositories.affected import AffectedContracts, affected_by
from services.contracts.repositories.chains import Chains, agreement_of, profile_of, proposal_id
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.uploads import LARGEST_CALL_BYTES, pdf_of
from services.contracts.words.ministries import ministry_of

Payload = dict[str, Any]


class AgreementCalls:
    """The agreements of levels 1 to 3, which form the chains."""

    chains = Part(Chains.of)
    contracts = Part(Contracts.of)
    documents = Part(ContractDocuments.of)
    reading = Part(ChainReading.of)

    @rpc(needs="agreements:read", query=schemas.AgreementQuery)
    def list_agreements(self, query: Payload) -> Payload:
        """Return the upstream agreements, a page being so many profiles."""
        party = ministry_of(query["party"]) if query.get("party") else None
        chains, total = self.chains.listed({**query, "party": party})
        return listing(self.reading.items(chains), query["limit"], lambda c: c["profile"], total)

    @rpc(needs="agreements:read")
    def get_chain(self, profile: str) -> Payload:
        """Return all agreements of one service, and to the operator what is going on there."""
        return self.reading.whole(self.chains.get(profile), context.principal())

    @rpc(needs="agreements:edit", payload=schemas.AgreementAdded)
    def add_agreement(self, payload: Payload) -> Payload:
        """Propose a new agreement; it counts once somebody else has accepted it."""
        profile, note = payload.pop("profile"), payload.pop("note")
        once = context.current().once or ""
        new = agreement_of(
            {**to_plain(payload), "id": f"{profile}-l{payload['level']}-{once[:12]}"}
        )
        proposal = proposal_of(profile, new, None, note)
        return self._shown(self.chains.propose(profile, [proposal]), proposal.id)

    @rpc(needs="agreements:edit", payload=schemas.AgreementFacts)
    def change_agreement(self, agreement_id: str, payload: Payload, version: int) -> Payload:
        """Propose other facts of an agreement; they count once somebody else has accepted them."""
        chain, note = self.chains.of_agreement(agreement_id), payload.pop("note")
        known = chain.agreement(agreement_id)
        new = agreement_of({**to_plain(known), **to_plain(payload)})
        proposal = proposal_of(chain.id, new, known, note)

        def propose(seen: Chain) -> None:
            seen.check_seen(version)
            seen.propose(proposal)

        return self._shown(self.chains.change(chain.id, propose), proposal.id)

    @rpc(needs="agreements:read", query=schemas.ImpactQuery)
    def impact(self, agreement_id: str, query: Payload) -> Payload:
        """Return which bodies, orders and links it would concern if an agreement ended that day."""
        chain, ends_on = self.chains.of_agreement(agreement_id), query["ends_on"] or _today()
        agreement = chain.agreement(agreement_id)
        criteria, found = (
            affected_by(chain.id, agreement, ends_on),
            AffectedContracts(self.contracts),
        )
        counts = found.counts(criteria)
        page = found.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        items = [views.affected_view(one) for one in page] if is_inside(context.principal()) else []
        return {
            "profile": chain.id,
            "profile_title": self.reading.titles([chain.id])[chain.id],
            "version": chain.version,
            "agreement": views.agreement_view(agreement),
            "ends_on": ends_on.isoformat(),
            "breaks_on": to_plain(chain.ending(agreement, ends_on).breaks_on(_today())),
            "counts": to_plain(counts),
            **listing(items, query["limit"], lambda one: one["contract"], counts.contracts),
        }

    @rpc(needs="agreements:edit", largest=LARGEST_CALL_BYTES, payload=schemas.AgreementDocument)
    def add_agreement_document(self, payload: Payload) -> Payload:
        """Keep the PDF of an agreement and give its hash, by which an agreement names it."""
        content = pdf_of(payload["content"])
        return {"document_hash": self.documents.put(content, payload.get("filename"))}

    @rpc(needs="agreements:read")
    def agreement_document(self, agreement_id: str) -> Payload:
        """Return the PDF of an agreement (base64) with its SHA-256 in hex."""
        return self._document(self.chains.of_agreement(agreement_id).agreement(agreement_id))

    @rpc(needs="agreements:decide")
    def proposal_document(self, proposal_id: str) -> Payload:
        """Return the PDF an agreement would have by a proposal, to be compared with it."""
        chain = self.chains.get(profile_of(proposal_id))
        return self._document(chain.known(proposal_id).agreement)

    def _document(self, agreement: Agreement) -> Payload:
        pdf = self.documents.get(agreement.document_hash)
        name = agreement.number.replace("/", "-")
        return {
            "pdf_base64": base64.b64encode(pdf).decode(),
            "sha256": agreement.document_hash,
            "filename": f"{name}.pdf",
        }

    def _shown(self, chain: Chain, proposal: str) -> Payload:
        shown = self.reading.proposal(chain.known(proposal), chain, context.principal())
        return {**shown, "version": chain.version}


def proposal_of(
    profile: str, new: Agreement, known: Agreement | None, note: str, number: int = 0
) -> Proposal:
    """Return a proposal of the caller, made now; ``number`` is its place in a list."""
    caller, once = context.principal(), context.current().once or ""
    return Proposal(
        id=proposal_id(profile, once, number),
        agreement=new,
        replaces=known,
        note=note,
        proposed_by=caller.subject,
        proposed_by_name=caller.name,
        proposed_at=clock.now(),
    )


def _today() -> Any:
    return clock.local_date(clock.now())
