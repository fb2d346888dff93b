"""Drafting: from a released order and the read copies to what the contract states."""

from datetime import date
from typing import Any, Self

from services.common import clock
from services.common.errors import NotFound, TooEarly
from services.common.events import Event
from services.common.messaging.read_copies import ReadCopy
from services.common.storage.aggregates import to_plain
from services.contracts.domain.contracts import Contract
from services.contracts.facts import (
    OPERATOR,
    body_facts,
    chain_facts,
    full_name_of,
    missing,
    profile_facts,
)
from services.contracts.general_terms import general_terms
from services.contracts.rendering import TEMPLATE_VERSION
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.copies import bodies_copy, profiles_copy, vendors_copy
from services.contracts.repositories.mandates import SigningMandates
from services.contracts.words.reasons import lacking_text

Doc = dict[str, Any]

BODY_MOVED = "body-moved"


class Drafter:
    """Makes the contract of an order, or says that the chain does not allow it."""

    def __init__(
        self, contracts: Contracts, chains: Chains, mandates: SigningMandates,
        *, bodies: ReadCopy, profiles: ReadCopy, vendors: ReadCopy,
    ) -> None:  # fmt: skip
        self._contracts, self._chains, self._mandates = contracts, chains, mandates
        self._bodies, self._profiles, self._vendors = bodies, profiles, vendors

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the drafter of a running process from the copies it keeps."""
        contracts, chains, mandates = (
            runtime.part(make) for make in (Contracts.of, Chains.of, SigningMandates.of)
        )
        return cls(
            contracts,
            chains,
            mandates,
            bodies=runtime.part(bodies_copy),
            profiles=runtime.part(profiles_copy),
            vendors=runtime.part(vendors_copy),
        )

    def draft(self, event: Event) -> None:
        """Draft once per order; an order released again is drafted anew while still a draft."""
        order = event.data["order"]
        body, profile = self._bodies.find(order["body"]), self._profiles.find(order["profile"])
        if body is None or profile is None:
            raise TooEarly(f"no copy yet of {order['body']} or {order['profile']}")
        contract = _new_contract(order)
        contract.order_version = event.sequence
        self._decide(contract, order, body, profile)
        if self._contracts.find(contract.id) is None:
            self._contracts.add(contract)
        else:
            self._contracts.change(contract.id, lambda c: self._again(c, event, body, profile))

    def draft_successor(self, successor: Contract) -> Contract:
        """Draft what shall take another contract's place; the same again changes nothing."""
        body, profile = self._copies_of(successor)
        self._decide(successor, successor.order_summary, body, profile)
        return self._contracts.add(successor)

    def draft_anew(self, id: str) -> None:
        """Take back what nobody has signed, and let its document be made from today's facts."""

        def anew(contract: Contract) -> None:
            if contract.signature is None:
                self.anew(contract)

        self._contracts.change(id, anew)

    def follow_body(self, id: str, old: str, new: str, *, name: str) -> None:
        """Let a contract go over to a body's successor; one not signed yet is drafted anew."""
        self._contracts.change(id, lambda c: self._follow(c, old, new, name))

    def follow_order(self, id: str, event: Event) -> None:
        """Take over what changed in the order; it may know of a successor before we do.

        A word that comes late moves nothing back: what the order said last counts, and nobody
        goes over to a body that has ended.
        """
        order = event.data["order"]
        body = self._bodies.find(order["body"])
        has_ended = body is not None and body.get("ended_on") is not None

        def follow(contract: Contract) -> None:
            own = {"body": contract.body, "body_name": contract.body_name}
            contract.follow_order(order | own if has_ended else order, event.sequence)
            if event.data["action"] == BODY_MOVED:
                newest = contract.order_summary
                self._follow(contract, contract.body, newest["body"], newest["body_name"])

        self._contracts.change(id, follow)

    def _follow(self, contract: Contract, old: str, new: str, name: str) -> None:
        contract.follow_body(old, new, name)
        if contract.is_outdated:
            self.anew(contract)

    def _copies_of(self, contract: Contract) -> tuple[Doc, Doc]:
        body, profile = self._bodies.find(contract.body), self._profiles.find(contract.profile)
        if body is None or profile is None:
            raise TooEarly(f"no copy yet of {contract.body} or {contract.profile}")
        return body, profile

    def anew(self, contract: Contract) -> None:
        """Take back what is not concluded, and state today's facts; for inside of a change."""
        body, profile = self._copies_of(contract)
        contract.take_back()
        self._decide(contract, contract.order_summary, body, profile)

    def _again(self, contract: Contract, event: Event, body: Doc, profile: Doc) -> None:
        order = event.data["order"]
        contract.released_again(order, event.sequence)
        contract.tell_again()
        self._decide(contract, order, body, profile)

    def _decide(self, contract: Contract, order: Doc, body: Doc, profile: Doc) -> None:
        today = clock.local_date(clock.now())
        day = max(today, contract.starts_on or today)
        try:
            chain = self._chains.get(order["profile"])
        except NotFound:
            contract.refuse("chain-broken")
            return
        if not chain.is_whole_on(day):
            contract.refuse("chain-broken")
            return
        facts = self.facts_of(order, body, profile, number=contract.number, id=contract.id)
        if lacking := missing(facts):
            contract.refuse("facts-missing", missing=lacking_text(lacking))
            return
        facts |= chain_facts(chain, day) | {"mandates": self._to_sign(order, today)}
        facts["demo"] |= any(agreement.demo for agreement in chain.on(day))
        facts["term"]["starts_on"] = to_plain(contract.starts_on)
        facts["replaces"] = self._replaced(contract)
        contract.draft(facts, facts["chain"], chain.ends_on(day))

    def facts_of(self, order: Doc, body: Doc, profile: Doc, *, number: str, id: str) -> Doc:
        """Return what a contract about the order states, besides its chain and mandates."""
        covered = _members_in(order) if body["kind"] == "joint_administration" else []
        service = profile_facts(order, profile)
        vendor = self._vendors.find(service["technical_operator"] or "")
        return {
            "contract_number": number,
            "contract_id": id,
            "drafted_on": clock.local_date(clock.now()).isoformat(),
            "body": body_facts(order["body"], body),
            "operator": OPERATOR,
            "profile": service | {"technical_operator": vendor["name"] if vendor else None},
            "usage": order["usage"],
            "general_terms": general_terms().named(),
            "template_version": TEMPLATE_VERSION,
            "demo": bool(profile["demo"]),
            "members": [self._name(key) for key in covered],
            "replaces": None,
        }

    def _replaced(self, contract: Contract) -> Doc | None:
        """Return which concluded contract the new one takes the place of, and what changes."""
        former = self._contracts.find(contract.replaces) if contract.replaces else None
        if former is None or former.countersignature is None:
            return None
        concluded_on = clock.local_date(former.countersignature.at).isoformat()
        return {"number": former.number, "concluded_on": concluded_on, "change": contract.change}

    def _to_sign(self, order: Doc, today: date) -> list[Doc]:
        return [
            {
                "number": mandate["id"],
                "grantee": mandate["grantee_name"],
                "valid_from": mandate["valid_from"],
                "valid_until": mandate["valid_until"],
                "document_hash": mandate["document_hash"],
            }
            for mandate in self._mandates.to_sign(order["body"], order["profile"], today)
        ]

    def _name(self, key: str) -> str:
        body = self._bodies.find(key)
        return full_name_of(body) if body else key


def _members_in(order: Doc) -> list[str]:
    """Return the members a joint administration's order covers, as orders has decided it."""
    return [key for key in order["places"] if key != order["body"]]


def _new_contract(order: Doc) -> Contract:
    return Contract(
        id="c" + order["id"][1:],
        number=order["number"].replace("DM-", "SSN-", 1),
        order=order["id"],
        body=order["body"],
        body_name=order["body_name"],
        profile=order["profile"],
        profile_title=order["profile_title"],
        usage=order["usage"],
        released_by=order["released_by"],
        created_at=clock.now(),
        order_summary=order,
        released_at=order.get("released_at"),
    )
