"""What is told of chains, of what shall change in them, and of what has to be renewed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.common.storage.aggregates import to_plain
from services.contracts.domain.agreements import Agreement
from services.contracts.domain.chains import Chain
from services.contracts.domain.contracts import Contract
from services.contracts.domain.proposals import REVIEWER, Proposal
from services.contracts.domain.renewals import OWNER, Renewal
from services.contracts.words.labels import AGREEMENT_KINDS, CHAIN_OWNERS, STATES, VERDICTS

Doc = dict[str, Any]
COMPARED = (
    "level", "number", "from_party", "to_party", "valid_from", "valid_until", "document_hash",
)  # fmt: skip


def agreement_view(agreement: Agreement) -> Doc:
    """Return an agreement with the word for its kind."""
    return {**to_plain(agreement), "kind_label": AGREEMENT_KINDS[agreement.kind]}


def chain_item(chain: Chain, today: date) -> Doc:
    """Return a chain as lists show it: its agreements, and how it stands today."""
    until = chain.ends_on(today) if chain.is_whole_on(today) else None
    breaks_on = chain.breaks_on(today)
    return {
        **chain.public(),
        "agreements": [agreement_view(one) for one in in_order(chain.agreements)],
        "version": chain.version,
        "is_whole": chain.is_whole_on(today),
        "missing": chain.missing_on(today),
        "ends_on": until.isoformat() if until else None,
        "breaks_on": breaks_on.isoformat() if breaks_on else None,
    }


def in_order(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Return agreements level by level, the earlier before the later."""
    return sorted(agreements, key=lambda one: (one.level, one.valid_from, one.id))


def proposal_view(proposal: Proposal, profile: str, caller: str, *, decides: bool) -> Doc:
    """Return a proposal with what it would change, and what the caller can do with it."""
    yours = proposal.proposed_by == caller
    own = ["take-back"] if yours else ["accept", "reject"] if decides else []
    open_now = proposal.verdict is None
    return {
        "id": proposal.id,
        "profile": profile,
        "agreement": agreement_view(proposal.agreement),
        "replaces": agreement_view(proposal.replaces) if proposal.replaces else None,
        "changes": changes_of(proposal),
        "note": proposal.note,
        "proposed_by_name": proposal.proposed_by_name,
        "proposed_at": to_plain(proposal.proposed_at),
        "yours": yours,
        "verdict": proposal.verdict.value if proposal.verdict else None,
        "verdict_label": VERDICTS[proposal.verdict] if proposal.verdict else None,
        "decided_at": to_plain(proposal.decided_at) if proposal.decided_at else None,
        "reason": proposal.reason,
        "waiting_for": _waiting(REVIEWER, proposal.due_on) if open_now else None,
        "actions": own if open_now else [],
    }


def changes_of(proposal: Proposal) -> list[Doc]:
    """Return field by field what would be different."""
    after = to_plain(proposal.agreement)
    before = to_plain(proposal.replaces) if proposal.replaces else {}
    return [
        {"field": name, "before": before.get(name), "after": after[name]}
        for name in COMPARED
        if before.get(name) != after[name]
    ]


def renewal_view(task: Renewal, profile: str) -> Doc:
    """Return a task to renew, with whose it is until when."""
    return {
        **to_plain(task),
        "profile": profile,
        "waiting_for": _waiting(OWNER, task.due_on) if task.is_open else None,
    }


def affected_view(contract: Contract) -> Doc:
    """Return a contract that would outlive an agreement, with its order and its link."""
    return {
        "contract": contract.id,
        "number": contract.number,
        "body": contract.body,
        "body_name": contract.body_name,
        "order": contract.order,
        "state": contract.state.value,
        "state_label": STATES[contract.state],
        "valid_until": to_plain(contract.valid_until) if contract.valid_until else None,
        "link": contract.order_summary.get("link"),
    }


def _waiting(role: str, due_on: date) -> Doc:
    return {"role": role, "label": CHAIN_OWNERS[role], "due_on": due_on.isoformat()}
