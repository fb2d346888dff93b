"""What a refusal means for an item, in the words and codes that a single call would have given."""

from collections.abc import Iterator
from typing import Any

from services.common.errors import Invalid, NotFound, Refusal, Unavailable, Wrong
from services.common.words import said
from services.orders.domain.bulk_requests import Outcome
from services.orders.repositories.bulk import ItemResult
from services.orders.words import WORDS

MOST_ERRORS = 5
"""So many wrong fields of an item are named."""
OUTCOME_OF = {
    "order-exists": Outcome.DUPLICATE,
    "bulk-said-twice": Outcome.DUPLICATE,
    "not-orderable": Outcome.INELIGIBLE,
    "chain-broken": Outcome.INELIGIBLE,
    "version-outdated": Outcome.INELIGIBLE,
    "bulk-cancelled": Outcome.CANCELLED,
}


def refused(refusal: Refusal) -> ItemResult:
    """Return the result of an item that was refused; what may pass by itself is raised again."""
    if isinstance(refusal, Unavailable):
        raise refusal
    is_wrong = isinstance(refusal, (Invalid, NotFound))
    return ItemResult(
        outcome=Outcome.INVALID if is_wrong else OUTCOME_OF.get(refusal.code, Outcome.FAILED),
        code=str(refusal.facts.get("reason_code") or refusal.code),
        sentence=refusal.said(WORDS),
        order=refusal.facts.get("order"),
        number=refusal.facts.get("number"),
        errors=list(_errors(refusal)),
    )


def broken() -> ItemResult:
    """Return the result of an item that met a defect of ours."""
    sentence = said(WORDS, "bulk-item-failed", parameters={})
    return ItemResult(outcome=Outcome.FAILED, code="internal-error", sentence=sentence)


def without_contact() -> ItemResult:
    """Return the result of an item whose contact was erased before it could be placed."""
    sentence = said(WORDS, "bulk-contact-erased", parameters={})
    return ItemResult(outcome=Outcome.FAILED, code="bulk-contact-erased", sentence=sentence)


def placed(id: str, number: str, *, dry_run: bool) -> ItemResult:
    """Return the result of an order that was placed; a dry run names none, for there is none."""
    if dry_run:
        return _accepted("bulk-would-be-accepted")
    return _accepted("bulk-accepted", id, number)


def released(id: str, number: str, *, dry_run: bool) -> ItemResult:
    """Return the result of an order that was released, or could be."""
    return _accepted("bulk-would-be-released" if dry_run else "bulk-released", id, number)


def _accepted(key: str, id: str | None = None, number: str | None = None) -> ItemResult:
    sentence = said(WORDS, key, parameters={"number": number})
    return ItemResult(outcome=Outcome.ACCEPTED, sentence=sentence, order=id, number=number)


def _errors(refusal: Refusal) -> Iterator[dict[str, Any]]:
    for pointer, wrong in refusal.wrong[:MOST_ERRORS]:
        detail = wrong.said(WORDS) if isinstance(wrong, Wrong) else wrong
        yield {"pointer": pointer, "detail": detail.plain()}
