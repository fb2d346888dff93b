"""Contracts' entrypoints: the use cases, about ten lines each."""

import base64
from typing import Any

from services.common import clock, context
from services.common.background import Working
from services.common.base_service import Service
from services.common.entrypoints import Part, on_event, rpc
from services.common.errors import NotFound, TooEarly
from services.common.events import Event
from services.common.storage.aggregates import to_plain
from services.common.validation.input import listing, parse
from services.contracts import schemas
from services.contracts.domain import sides
from services.contracts.domain.chains import Chain
from services.contracts.domain.contracts import Contract
from services.contracts.domain.personal import personal
from services.contracts.drafting import Drafter
from services.contracts.parties import side_of, visible_to
from services.contracts.repository import (
    Chains,
    Contracts,
    Documents,
    Mandates,
    agreement_of,
    bodies_copy,
    mandates_copy,
    profiles_copy,
    vendors_copy,
)
from services.contracts.restoring import Restorer
from services.contracts.signing import Signing

Payload = dict[str, Any]
IN_WORK = "Das Dokument ist noch in Arbeit. / In work."
FAILED = (
    "Das Dokument ließ sich nicht erstellen. BayKommun prüft, wie es weitergeht."
    " / The document could not be made; the operator is at it."
)
BEFORE_RELEASE = frozenset({"prepared", "submitted", "asked_back", "rejected", "withdrawn"})


class ContractsService(Service):
    """The chain of agreements and the contracts of level 4."""

    name = "contracts"
    hearers = ("contracts", "identity", "notify", "orders")
    also_hears = (("contracts", "contract.drafted", "worker"),)
    contracts = Part(Contracts.of)
    chains = Part(Chains.of)
    documents = Part(Documents.of)
    bodies = Part(bodies_copy)
    profiles = Part(profiles_copy)
    vendors = Part(vendors_copy)
    mandates_copy = Part(mandates_copy)
    mandates = Part(Mandates.of)
    drafter = Part(Drafter.of)
    restorer = Working(Restorer.of)
    runtime = Part(lambda runtime: runtime)

    @rpc(needs="contracts:read")
    def get(self, contract_id: str) -> Payload:
        """Give a contract to its parties."""
        return self._shown(self._seen(contract_id))

    @rpc(needs="contracts:read")
    def list(self, query: Payload) -> Payload:
        """Give the contracts of the bodies the caller acts for."""
        wanted = parse(schemas.ContractQuery, query)
        caller = context.principal()
        found, total = self.contracts.listed(wanted, visible_to(caller))
        items = [sides.item(contract, side_of(contract, caller)) for contract in found]
        return listing(items, wanted["limit"], lambda c: c["id"], total)

    @rpc(needs="contracts:read")
    def document(self, contract_id: str) -> Payload:
        """Give the PDF (base64) with its SHA-256 in hex."""
        contract = self._seen(contract_id)
        if contract.document_hash is None:
            raise NotFound("document-not-found", FAILED if contract.failure else IN_WORK)
        pdf = self.documents.get(contract.document_hash)
        return {
            "pdf_base64": base64.b64encode(pdf).decode(),
            "sha256": contract.document_hash,
            "filename": f"{contract.number}.pdf",
        }

    @rpc(needs="contracts:read")
    def chain(self, contract_id: str) -> Payload:
        """Give the upstream agreements this contract was issued on."""
        contract = self._seen(contract_id)
        return {"contract": contract.id, "items": contract.chain, "next": None,
                "total": len(contract.chain)}  # fmt: skip

    @rpc(needs="contracts:sign")
    def sign(self, payload: Payload) -> Payload:
        """Sign a list of up to 200 contracts after a fresh sign-in that carried it."""
        items = parse(schemas.Signatures, payload)["contracts"]
        return {
            "items": Signing(self.contracts, self.documents, context.principal(), items).for_body()
        }

    @rpc(needs="contracts:countersign")
    def countersign(self, payload: Payload) -> Payload:
        """Countersign a list for the operator."""
        items = parse(schemas.Signatures, payload)["contracts"]
        return {"items": self._signing(items).for_operator()}

    @rpc(needs="contracts:countersign")
    def withdraw(self, contract_id: str, payload: Payload) -> Payload:
        """Take a contract back as the operator, before it is concluded; its order ends too."""
        reason = parse(schemas.Withdrawal, payload)["reason"]
        self._seen(contract_id)
        changed = self.contracts.change(contract_id, lambda c: c.withdraw(reason, clock.now()))
        return self._shown(changed)

    @rpc(needs="me:read")
    def export_person(self) -> Payload:
        """Give the files of what contracts holds about the caller: the own signatures."""
        account = context.principal().subject
        found = [self.contracts.get(id) for id in self.contracts.signed_by(account)]
        items = [line for contract in found for line in personal(contract, account)]
        return {"files": {"contracts/signatures.json": {"items": items}}}

    @rpc(needs="agreements:read")
    def list_agreements(self, query: Payload) -> Payload:
        """Give the upstream agreements, a page being so many profiles."""
        wanted = parse(schemas.AgreementQuery, query)
        criteria = {"_id": wanted["profile"]} if wanted.get("profile") else {}
        chains = self.chains.page(criteria, after=wanted["cursor"], limit=wanted["limit"] + 1)
        total = self.chains.collection.count_documents(criteria)
        shown = [
            {"profile": c.id, "agreements": to_plain(c.agreements), "version": c.version}
            for c in chains
        ]
        return listing(shown, wanted["limit"], lambda c: c["profile"], total)

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

    @on_event("orders", "order.released")
    def on_order_released(self, event: Event) -> None:
        """Draft the contract of a released order."""
        self.drafter.draft(event)

    @on_event("orders", "order.changed")
    def on_order_changed(self, event: Event) -> None:
        """Take over the order's newest contacts; its contract may still have to be drafted."""
        order = event.data["order"]
        contract = self.contracts.of_order(order["id"])
        if contract is not None:
            self.drafter.follow_order(contract, event)
        elif order["state"] not in BEFORE_RELEASE:
            raise TooEarly(f"no contract yet of order {order['id']}")

    @on_event("orders", "order.asked_back")
    def on_order_asked_back(self, event: Event) -> None:
        """The order is under review again; its contract is drafted anew when it is released."""
        if id := self.contracts.of_order(event.data["order"]["id"]):
            self.contracts.change(id, lambda c: c.go_back(event.sequence))

    @on_event("orders", "order.withdrawn")
    def on_order_withdrawn(self, event: Event) -> None:
        """The body took its order back."""
        self._end(event)

    @on_event("orders", "order.rejected")
    def on_order_rejected(self, event: Event) -> None:
        """The operator refused the order."""
        self._end(event)

    @on_event("orders", "order.terminated")
    def on_order_terminated(self, event: Event) -> None:
        """Support ended an order that could not become live."""
        self._end(event)

    @on_event("identity", "body.moved")
    def on_body_moved(self, event: Event) -> None:
        """A body has a successor; its contracts follow, the signed documents stay."""
        old, new, name = (str(event.data[key]) for key in ("from", "to", "to_name"))
        for id in self.contracts.of_body(old):
            self.drafter.follow_body(id, old, new, name=name)

    @on_event("identity", "account.erased")
    def on_account_erased(self, event: Event) -> None:
        """A person is forgotten, except for the signatures the law has us keep."""
        account = str(event.data["account"])
        for id in self.contracts.signed_by(account):
            self.contracts.change(id, lambda c: c.hold_for(account, clock.now()))

    @on_event("orders", "copy.wanted")
    def send_to_orders(self, event: Event) -> None:
        """Send orders its snapshot."""
        self.runtime.answer_snapshot(event, {"chain": self.chains.states})

    @on_event("identity", "body.changed", copy=True)
    def keep_body(self, event: Event) -> None:
        """Keep the newest state of a body."""
        self.bodies.keep_event(event)

    @on_event("identity", "mandate.changed", copy=True)
    def keep_mandate(self, event: Event) -> None:
        """Keep the newest state of a mandate."""
        self.mandates_copy.keep_event(event)

    @on_event("identity", "copy.page.contracts.mandate", copy=True)
    def fill_mandates(self, event: Event) -> None:
        """Take a page of mandates."""
        self.mandates_copy.keep_page(event)

    @on_event("catalog", "profile.changed", copy=True)
    def keep_profile(self, event: Event) -> None:
        """Keep the newest state of a profile."""
        self.profiles.keep_event(event)

    @on_event("catalog", "vendor.changed", copy=True)
    def keep_vendor(self, event: Event) -> None:
        """Keep the newest state of a vendor."""
        self.vendors.keep_event(event)

    @on_event("identity", "copy.page.contracts.body", copy=True)
    def fill_bodies(self, event: Event) -> None:
        """Take a page of bodies."""
        self.bodies.keep_page(event)

    @on_event("catalog", "copy.page.contracts.profile", copy=True)
    def fill_profiles(self, event: Event) -> None:
        """Take a page of profiles."""
        self.profiles.keep_page(event)

    @on_event("catalog", "copy.page.contracts.vendor", copy=True)
    def fill_vendors(self, event: Event) -> None:
        """Take a page of vendors."""
        self.vendors.keep_page(event)

    def _end(self, event: Event) -> None:
        order, reason = event.data["order"], event.data["reason"]
        if id := self.contracts.of_order(order["id"]):
            self.contracts.change(id, lambda c: c.end(order, reason, clock.now()))

    def _signing(self, items: Any) -> Signing:
        return Signing(self.contracts, self.documents, context.principal(), items)

    def _seen(self, contract_id: str) -> Contract:
        contract: Contract = self.contracts.get(contract_id)
        side_of(contract, context.principal())
        return contract

    def _shown(self, contract: Contract) -> Payload:
        return sides.view(contract, side_of(contract, context.principal()))
