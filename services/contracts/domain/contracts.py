"""Contracts of level 4: drafted, offered, signed by the body, concluded by the operator."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Self

from services.common import clock
from services.common.bounds import AtMost
from services.common.errors import Conflict, Forbidden
from services.common.storage.aggregates import Aggregate, to_plain
from services.common.words import Text
from services.contracts.domain.courses import Course, wind
from services.contracts.domain.ends import Succession
from services.contracts.domain.notices import Notice, told_notice
from services.contracts.domain.papers import BROKE_OFF, Paper, told_final
from services.contracts.domain.retention import last_day
from services.contracts.domain.signatures import Signature, who_signed
from services.contracts.domain.signed_copies import SignedCopy, copy_facts
from services.contracts.domain.states import MOVES, OPEN, ContractState, S
from services.contracts.domain.turns import waiting_for
from services.contracts.words.labels import STATES
from services.contracts.words.reasons import REASONS, failure_code, reason_text
from services.contracts.words.turns import turn_text

__all__ = ["MOVES", "Contract", "ContractState", "Signature"]

FOLLOWED = ("body", "body_name", "ordered_by", "functional_contact", "technical_contact", "link")
"""What a contract's order may change after its release: whose it is, whom to ask, its link."""

TERMINATES = frozenset({"terminated"})
"""The end of an order that ends a concluded contract too; others came too late for it."""

HIDDEN_OF_PAPER = frozenset({"facts", "attempts"})
HIDDEN = (
    "order_summary", "order_version", "signature", "countersignature", "version", "final",
    "notice", "course", "successors", "paper",
)  # fmt: skip
SHOWN_OF_PAPER = tuple(each.name for each in fields(Paper) if each.name not in HIDDEN_OF_PAPER)


@dataclass(kw_only=True)
class Contract(Aggregate):
    """One per order and its successors; ``paper`` is offered, ``final`` the sealed document.

    ``order_summary`` is its order, whose contracts ``revision`` counts; one that ``replaces``
    another takes its place once it is concluded, because of a renewal or of a ``change``.
    """

    bounds = {
        "profile_title": AtMost(2), "order_summary": AtMost(60), "facts": AtMost(40),
        "chain": AtMost(3), "final.facts": AtMost(1),
    }  # fmt: skip
    beside = ("paper",)

    number: str
    order: str
    body: str
    body_name: str
    profile: str
    profile_title: dict[str, str]
    usage: str
    released_by: str
    created_at: datetime
    order_summary: dict[str, Any]
    order_version: int = 0
    state: ContractState = ContractState.DRAFTED
    paper: Paper = field(default_factory=Paper)
    chain: list[dict[str, Any]] = field(default_factory=list)
    valid_until: date | None = None
    offered_at: datetime | None = None
    signature: Signature | None = None
    countersignature: Signature | None = None
    final: Paper = field(default_factory=Paper)
    signed_copy: SignedCopy | None = None
    sealed_at: datetime | None = None
    released_at: str | None = None
    ended_at: datetime | None = None
    reason: str | None = None
    notice: Notice | None = None
    course: Course | None = None
    revision: int = 1
    successors: int = 0
    replaced_by: str | None = None
    replaces: str | None = None
    succession: Succession | None = None
    change: str | None = None
    starts_on: date | None = None

    def to_doc(self) -> dict[str, Any]:
        """Return the facts as MongoDB keeps them: those of the paper stand beside the others."""
        doc = super().to_doc()
        paper = doc.pop("paper")
        return {**doc, **paper}

    @classmethod
    def from_doc(cls, doc: dict[str, Any]) -> Self:
        """Build the contract from its document."""
        paper = {each.name: doc[each.name] for each in fields(Paper) if each.name in doc}
        return super().from_doc({**doc, "paper": paper})

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the offered document states."""
        return self.paper.facts

    @property
    def document_hash(self) -> str | None:
        """Return the SHA-256 of the document that is offered and signed."""
        return self.paper.document_hash

    def draft(self, facts: dict[str, Any], chain: list[dict[str, Any]], until: date | None) -> None:
        """Fix what the document will state; the document worker hears of it."""
        if self.state is not ContractState.DRAFTED:
            return
        self.paper.fix(facts)
        self.chain, self.valid_until = chain, until
        self.tell("contract.drafted")

    def begin_document(self, facts: dict[str, Any]) -> None:
        """Count an attempt to make the document, before it is made; after the last one fail."""
        if self.awaits(facts) and not self.paper.begin():
            self.fail(BROKE_OFF)

    def forget_attempts(self, facts: dict[str, Any]) -> None:
        """Count no attempt at facts that were rendered whole, whatever came of it then."""
        if self.awaits(facts):
            self.paper.attempts = 0

    def awaits(self, facts: dict[str, Any]) -> bool:
        """Tell whether a document that states these facts is to be made."""
        return self.ended_at is None and self.paper.awaits(facts)

    def fail(self, code: str, detail: str | None = None) -> None:
        """Note that the document cannot be made; of a draft a person decides what comes next."""
        if self.paper.fail(code, detail) and self.state is ContractState.DRAFTED:
            self.tell("contract.document_failed", reason=reason_text(code), reason_code=code)

    def released_again(self, order: dict[str, Any], version: int) -> None:
        """Take over the order as it was released now, and by whom.

        A new release of what was offered already means that the order went back meanwhile.
        """
        if version < self.order_version:
            return
        if self.state in (ContractState.OFFERED, ContractState.SIGNED) and self._is_new(order):
            self.take_back()
        if self.state is ContractState.DRAFTED:
            self.order_summary, self.released_by = order, order["released_by"]
            self.released_at = order.get("released_at")
            self.order_version = version

    def _is_new(self, order: dict[str, Any]) -> bool:
        told = order.get("released_at")
        return told is not None and told != self.released_at

    def go_back(self, version: int) -> None:
        """Follow an order that is asked back: what is not concluded is drafted anew later."""
        if version > self.order_version and self.state in OPEN:
            self.order_version = version
            self.take_back()

    def end(self, order: dict[str, Any], reason: str | None, now: datetime) -> None:
        """Follow an order that ended."""
        over = "withdraw" if self.state in OPEN else "terminate"
        if MOVES.allows(self.state, over) and (over == "withdraw" or order["state"] in TERMINATES):
            self.order_summary = order
            self._end(over, reason, now)

    def withdraw(self, reason: str, now: datetime) -> None:
        """Take it back for the operator as long as it is not concluded; its order ends too."""
        self.check("withdraw")
        self._end("withdraw", reason, now)

    def _end(self, action: str, reason: str | None, now: datetime) -> None:
        self.state, self.ended_at = MOVES.next(self.state, action), now
        self.course = None
        self.reason = reason or ""
        self.tell(f"contract.{self.state.value}", reason=self.reason, reason_code=None)

    def follow_order(self, order: dict[str, Any], version: int) -> None:
        """Take over the newest contacts of the order; they are no part of the document."""
        if version > self.order_version:
            self.order_summary |= {name: order[name] for name in FOLLOWED}
            self.order_version = version

    def follow_body(self, old: str, new: str, name: str) -> None:
        """Go over to the body that takes the old one's place; the document stays as it is."""
        if self.body == old:
            self.body, self.body_name = new, name
            self.order_summary |= {"body": new, "body_name": name}

    @property
    def is_outdated(self) -> bool:
        """Tell whether what nobody has signed yet names another body than the contract is for."""
        named = self.facts.get("body")
        unsigned = self.signature is None and self.state in OPEN
        return unsigned and named is not None and named["key"] != self.body

    def take_back(self) -> None:
        """Take back what is not over, so that it can be drafted anew; what is over stays."""
        if self.state not in OPEN:
            return
        if self.state is not ContractState.DRAFTED:
            self.state = MOVES.next(self.state, "take-back")
        self.paper, self.chain = Paper(), []
        self.signature = self.offered_at = self.course = self.signed_copy = None

    def make_again(self) -> None:
        """Have the document made once more from the same facts: it cannot be read back."""
        if self.document_hash is not None:
            self.paper.forget()
            self.tell("contract.drafted")

    def states(self, facts: dict[str, Any]) -> bool:
        """Tell whether these are still the facts its document is to state."""
        return self.paper.states(facts)

    def printed_mandates(self, today: date) -> list[str]:
        """Return the numbers of the mandates to sign the document names and that hold today."""
        printed = self.facts.get("mandates", [])
        day = today.isoformat()
        return [m["number"] for m in printed if m["valid_from"] <= day <= m["valid_until"]]

    def refuse(self, code: str, **facts: Text) -> None:
        """Say that no contract can be made now, and why; ``facts`` stand in the sentence."""
        if self.state is ContractState.DRAFTED:
            why = {"reason": reason_text(code, **facts), "reason_code": code}
            self.tell("contract.refused", **why, reason_facts=to_plain(facts))

    def tell_again(self) -> None:
        """Say how it stands to an order that has not heard it."""
        said = {S.OFFERED: "offered", S.SIGNED: "signed", S.CONCLUDED: "concluded"}
        if self.state in said:
            self.tell(f"contract.{said[self.state]}")

    def offer(self, document_hash: str, template_version: str, now: datetime) -> None:
        """Offer the finished document; the same document again changes nothing."""
        self.paper.forget()
        if self.document_hash == document_hash:
            return
        self.state = MOVES.next(self.state, "offer")
        self.paper.made(document_hash, template_version)
        self.offered_at = now
        wind(self, self.created_at)
        self.tell("contract.offered")

    def check_offered(self, document_hash: str, at: datetime) -> None:
        """Raise Conflict unless the body can sign exactly this document then."""
        if self.state is S.DRAFTED or self.is_outdated:
            raise Conflict("document-outdated", waiting_for=self.waiting_for())
        self._check(document_hash, "sign", at)

    def sign(self, signature: Signature) -> None:
        """Sign for the body exactly the document that is offered."""
        self.check_offered(signature.document_hash, signature.at)
        self.signature = signature
        self.state = MOVES.next(self.state, "sign")
        wind(self, signature.at)
        self.tell("contract.signed")

    def countersign(self, signature: Signature) -> None:
        """Sign for the operator; whoever released the order may not."""
        if signature.account == self.released_by:
            raise Forbidden("released-by-same-person")
        self._check(signature.document_hash, "countersign", signature.at)
        self.countersignature = signature
        self.state = MOVES.next(self.state, "countersign")
        wind(self, signature.at)
        self.tell("contract.concluded")
        self.tell("contract.seal_wanted")

    def _check(self, document_hash: str, action: str, at: datetime) -> None:
        self.check(action)
        if document_hash != self.document_hash:
            raise Conflict("document-changed", document_hash=self.document_hash)
        if self.valid_until is not None and self.valid_until < clock.local_date(at):
            raise Conflict("term-over-unsigned", on=self.valid_until)

    def check(self, action: str) -> ContractState:
        """Return the state after an action, or raise Conflict that says whose turn it is."""
        if MOVES.allows(self.state, action):
            return MOVES.next(self.state, action)
        waiting = self.waiting_for()
        facts = {"state": self.state.value, "action": action, "waiting_for": waiting}
        if waiting is None:
            label = {"state_label": STATES[self.state]}
            raise Conflict("contract-wrong-state", "contract-over", parameters=label, **facts)
        turn = {"turn": turn_text(waiting, yours=False)}
        raise Conflict("contract-wrong-state", parameters=turn, **facts)

    def waiting_for(self) -> dict[str, Any] | None:
        """Return whose turn it is, until when and with what; None where nobody is waited for."""
        return waiting_for(self)

    def tell(self, kind: str, **more: Any) -> None:
        """Say what happened together with the whole contract and its order."""
        known = {"contract": self.summary(), "order": self.order_summary, **more}
        if kind == "contract.drafted":
            known["facts"] = self.facts
        self.say(kind, **known)

    def summary(self) -> dict[str, Any]:
        """Return the contract as its parties see it."""
        paper = {name: to_plain(getattr(self.paper, name)) for name in SHOWN_OF_PAPER}
        by, against = self.signature, self.countersignature
        return {
            **self.plain(*HIDDEN),
            **paper,
            "signed_at": to_plain(by.at) if by else None,
            "signed_by": who_signed(by),
            "body_at_signature": self._body_in_document() if by else None,
            "concluded_at": to_plain(against.at) if against else None,
            "countersigned_by": who_signed(against),
            "signed_copy": copy_facts(self),
            "sealed_at": to_plain(self.sealed_at) if self.sealed_at else None,
            **told_final(self.final),
            "failure": reason_text(self.paper.failure) if self.paper.failure else None,
            "failure_code": failure_code(self.paper.failure),
            "reason": REASONS.get(self.reason or "", self.reason),
            "notice": told_notice(self.notice),
            "last_day": to_plain(last_day(self)),
            "waiting_for": self.waiting_for(),
            "general_terms": self.facts.get("general_terms"),
            "document": self.paper.progress(),
        }

    def _body_in_document(self) -> dict[str, str]:
        named = self.facts.get("body") or {"key": self.body, "name": self.body_name}
        return {"key": named["key"], "name": named["name"]}
