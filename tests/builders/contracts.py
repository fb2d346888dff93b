"""Valid contracts, their signatures and their chains."""

from dataclasses import fields
from datetime import date
from typing import Any

from services.common.storage.aggregates import to_plain
from services.contracts.domain.agreements import Agreement
from services.contracts.domain.chains import Chain
from services.contracts.domain.contracts import Contract, ContractState, Signature
from services.contracts.domain.courses import wind
from services.contracts.domain.notices import Notice
from services.contracts.domain.papers import Paper
from services.contracts.domain.proposals import Proposal
from services.orders.domain.states import OrderState
from tests.builders.copies import TITLE
from tests.builders.given import DOCUMENT, NOW, PRIEN, PROFILE, Doc
from tests.builders.orders import REVIEWER, order_in


def signature(**changed: Any) -> Signature:
    """Return a mayor's signature under the offered document."""
    facts: Doc = {
        "account": "mayor",
        "name": "Andreas Bürger",
        "at": NOW,
        "document_hash": DOCUMENT,
        "list_hash": "f" * 64,
        "assertion_id": "_a1",
        "signed_in_at": NOW.isoformat(),
        "assurance": "substanziell",
        "authority": "mayor.s1",
        "basis": "office",
        "title": "1. Bürgermeister",
    }
    return Signature(**{**facts, **changed})


def contract(**changed: Any) -> Contract:
    """Return a fresh contract of the order of ``order()``; facts of its paper go to the paper."""
    facts: Doc = {
        "id": "c1",
        "number": "SSN-2026-ABCDEFGH",
        "order": "o1",
        "body": PRIEN,
        "body_name": "Prien a.Chiemsee",
        "profile": PROFILE,
        "profile_title": TITLE,
        "usage": "new",
        "released_by": REVIEWER.id,
        "created_at": NOW,
        "order_summary": to_plain(order_in(OrderState.RELEASED, released_by=REVIEWER.id).summary()),
    }
    told = {**facts, **changed}
    paper = {each.name: told.pop(each.name) for each in fields(Paper) if each.name in told}
    return Contract(**told, paper=Paper(**paper))


def offered(**changed: Any) -> Contract:
    """Return a contract whose document can be signed."""
    facts: Doc = {
        "state": ContractState.OFFERED,
        "document_hash": DOCUMENT,
        "template_version": "muster-1",
        "offered_at": NOW,
        "facts": {"contract_number": "SSN-2026-ABCDEFGH"},
        "valid_until": date(2028, 12, 31),
    }
    return contract(**{**facts, **changed})


def signed(**changed: Any) -> Contract:
    """Return a contract the body has signed."""
    facts: Doc = {"state": ContractState.SIGNED, "signature": signature()}
    return offered(**{**facts, **changed})


def concluded(**changed: Any) -> Contract:
    """Return a contract both sides have signed; time counts for it."""
    olaf = signature(account="olaf", name="Olaf Ordner", authority=None, basis=None, title=None)
    facts: Doc = {"state": ContractState.CONCLUDED, "countersignature": olaf}
    made = signed(**{**facts, **changed})
    wind(made, NOW)
    return made


def notice(**changed: Any) -> Notice:
    """Return a body's notice of a concluded contract, to the first day it can end on."""
    facts: Doc = {
        "side": "body",
        "account": "mayor",
        "name": "Andreas Bürger",
        "given_at": NOW,
        "ends_on": date(2027, 2, 28),
        "reason": "Wir gehen einen anderen Weg.",
        "title": "1. Bürgermeister",
    }
    return Notice(**{**facts, **changed})


def agreement(level: int, **changed: Any) -> Agreement:
    """Return an open-ended upstream agreement of this level."""
    facts: Doc = {
        "id": f"{PROFILE}-l{level}",
        "level": level,
        "number": f"EFA/2024/000{level}",
        "kind": {1: "provision", 2: "reuse", 3: "sub_reuse"}[level],
        "from_party": "Hamburg",
        "to_party": "BayKommun AöR",
        "valid_from": date(2025, 1, 1),
        "document_hash": "a" * 64,
    }
    return Agreement(**{**facts, **changed})


def proposal(new: Agreement, known: Agreement | None = None, **changed: Any) -> Proposal:
    """Return what an editor wants to add, or to change in what is known."""
    facts: Doc = {
        "id": f"{PROFILE}~p1",
        "agreement": new,
        "replaces": known,
        "note": "Schreiben vom 2. November",
        "proposed_by": "edith",
        "proposed_by_name": "Edith Editor",
        "proposed_at": NOW,
    }
    return Proposal(**{**facts, **changed})


def chain(*agreements: Agreement, **changed: Any) -> Chain:
    """Return a chain; without agreements named, one of each level."""
    held = list(agreements) or [agreement(level) for level in (1, 2, 3)]
    return Chain(id=PROFILE, **{"agreements": held, **changed})


def chain_doc(**changed: Any) -> Doc:
    """Return a whole chain as other services keep it."""
    return {**chain().public(), "_id": PROFILE, "sequence": 1, **changed}
