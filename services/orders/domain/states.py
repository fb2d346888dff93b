"""The states of an order, the moves between them, and whose turn it is in each."""

from enum import StrEnum

from services.common.moves import Moves, Turns
from services.orders.domain.deadlines import DEADLINES


class OrderState(StrEnum):
    """States as clients see them."""

    PREPARED = "prepared"
    SUBMITTED = "submitted"
    ASKED_BACK = "asked_back"
    RELEASED = "released"
    CONTRACT_OFFERED = "contract_offered"
    CONTRACT_SIGNED = "contract_signed"
    CONTRACT_CONCLUDED = "contract_concluded"
    SETUP_REQUESTED = "setup_requested"
    IN_SETUP = "in_setup"
    SETUP_FAILED = "setup_failed"
    AWAITING_LINK = "awaiting_link"
    LIVE = "live"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"


FINAL = frozenset({OrderState.REJECTED, OrderState.WITHDRAWN, OrderState.TERMINATED})
"""An order in one of these no longer counts as the body's active order."""

S = OrderState
SETUP = (S.SETUP_REQUESTED, S.IN_SETUP, S.SETUP_FAILED)
ASKING = (S.SETUP_REQUESTED, S.IN_SETUP)
"""Body and setup party ask each other."""
UNSIGNED = (S.RELEASED, S.CONTRACT_OFFERED)
"""Released, and nobody has signed yet: either side can still go back."""

TABLE: dict[tuple[OrderState, str], OrderState] = {
    (S.PREPARED, "submit"): S.SUBMITTED,
    (S.PREPARED, "withdraw"): S.WITHDRAWN,
    (S.SUBMITTED, "release"): S.RELEASED,
    (S.SUBMITTED, "reject"): S.REJECTED,
    (S.SUBMITTED, "ask-back"): S.ASKED_BACK,
    (S.SUBMITTED, "withdraw"): S.WITHDRAWN,
    (S.ASKED_BACK, "answer"): S.SUBMITTED,
    # The profile changed meanwhile: the body goes over to what holds by its own word.
    **{(state, "change-version"): state for state in (S.SUBMITTED, S.ASKED_BACK)},
    (S.ASKED_BACK, "withdraw"): S.WITHDRAWN,
    # Who never answers must not keep the body's only place for this service.
    (S.ASKED_BACK, "reject"): S.REJECTED,
    **{(state, "withdraw"): S.WITHDRAWN for state in UNSIGNED},
    **{(state, "reject"): S.REJECTED for state in (*UNSIGNED, S.CONTRACT_SIGNED)},
    **{(state, "ask-back"): S.ASKED_BACK for state in UNSIGNED},
    (S.RELEASED, "document-failed"): S.RELEASED,
    (S.RELEASED, "retry-document"): S.RELEASED,
    (S.RELEASED, "offer"): S.CONTRACT_OFFERED,
    (S.RELEASED, "refuse"): S.SUBMITTED,
    # A contract tells its whole state, so a later word may come before an earlier one.
    (S.RELEASED, "sign"): S.CONTRACT_SIGNED,
    (S.RELEASED, "conclude"): S.CONTRACT_CONCLUDED,
    # What was offered but not signed is drafted anew when its body moves, if the chain allows.
    (S.CONTRACT_OFFERED, "refuse"): S.SUBMITTED,
    (S.CONTRACT_OFFERED, "document-failed"): S.RELEASED,
    (S.CONTRACT_OFFERED, "sign"): S.CONTRACT_SIGNED,
    (S.CONTRACT_OFFERED, "conclude"): S.CONTRACT_CONCLUDED,
    (S.CONTRACT_SIGNED, "conclude"): S.CONTRACT_CONCLUDED,
    # Both sides signed while a reviewer went back: what is concluded holds.
    (S.SUBMITTED, "conclude"): S.CONTRACT_CONCLUDED,
    (S.ASKED_BACK, "conclude"): S.CONTRACT_CONCLUDED,
    **{(state, "contract-withdrawn"): S.WITHDRAWN for state in (*UNSIGNED, S.CONTRACT_SIGNED)},
    (S.CONTRACT_CONCLUDED, "request-setup"): S.SETUP_REQUESTED,
    (S.CONTRACT_CONCLUDED, "await-link"): S.AWAITING_LINK,
    (S.SETUP_REQUESTED, "acknowledge"): S.IN_SETUP,
    (S.SETUP_REQUESTED, "failed"): S.SETUP_FAILED,
    # The setup party can after all, or the body has settled what stood in the way.
    (S.SETUP_FAILED, "acknowledge"): S.IN_SETUP,
    (S.SETUP_FAILED, "retry"): S.SETUP_REQUESTED,
    (S.IN_SETUP, "progress"): S.IN_SETUP,
    (S.IN_SETUP, "done"): S.AWAITING_LINK,
    (S.IN_SETUP, "failed"): S.SETUP_FAILED,
    **{(state, "vendor-ask-back"): state for state in ASKING},
    **{(state, "answer"): state for state in ASKING},
    **{(state, "ask-setup"): state for state in ASKING},
    **{(state, "answer-setup"): state for state in ASKING},
    # Support names another setup party or does it itself, not only after a failure.
    **{(state, "request-setup"): S.SETUP_REQUESTED for state in SETUP},
    **{(state, "take-over"): S.IN_SETUP for state in SETUP},
    **{(state, "cancel"): S.TERMINATED for state in (*SETUP, S.AWAITING_LINK)},
    # An order terminates when its contract does, by notice or at the end of its term.
    **{
        (state, "contract-ended"): S.TERMINATED
        for state in (S.CONTRACT_CONCLUDED, *SETUP, S.AWAITING_LINK, S.LIVE)
    },
    # Of two active orders of a merged body support keeps one.
    **{
        (state, "settle"): S.TERMINATED
        for state in S
        if state not in (*FINAL, S.CONTRACT_CONCLUDED)
    },
    (S.AWAITING_LINK, "link"): S.LIVE,
    (S.AWAITING_LINK, "propose-link"): S.AWAITING_LINK,
    (S.AWAITING_LINK, "confirm-link"): S.LIVE,
    (S.AWAITING_LINK, "refuse-link"): S.AWAITING_LINK,
    **{(S.LIVE, f"{act}link"): S.LIVE for act in ("", "propose-", "confirm-", "refuse-")},
    # The page is gone or there again: the service stays live, its body mends the link.
    **{(S.LIVE, found): S.LIVE for found in ("link-dead", "link-works")},
}

BY = {
    "submit": {"officer"}, "withdraw": {"officer", "body"}, "answer": {"body"},
    "change-version": {"body"},
    "link": {"body"}, "propose-link": {"body"},
    "release": {"reviewer"}, "reject": {"reviewer", "countersigner"}, "ask-back": {"reviewer"},
    "retry-document": {"reviewer", "support"},
    "confirm-link": {"reviewer", "support"}, "refuse-link": {"reviewer", "support"},
    "offer": {"document_worker"}, "refuse": {"document_worker"},
    "document-failed": {"document_worker"}, "await-link": {"document_worker"},
    "sign": {"signatory"}, "conclude": {"countersigner"}, "contract-withdrawn": {"countersigner"},
    "contract-ended": {"body", "countersigner"},
    "acknowledge": {"setup_party", "support"}, "vendor-ask-back": {"setup_party", "support"},
    "progress": {"setup_party", "support"}, "done": {"setup_party", "support"},
    "failed": {"setup_party", "support"}, "answer-setup": {"setup_party", "support"},
    "retry": {"body"}, "ask-setup": {"body"},
    "request-setup": {"support"}, "take-over": {"support"}, "cancel": {"support"},
    "settle": {"support"},
    "link-dead": {"link_robot"}, "link-works": {"link_robot"},
}  # fmt: skip
"""Who makes which move; ``officer`` is whoever of the body may order."""

EVENT_OF = {
    "submit": "order.submitted", "release": "order.released", "reject": "order.rejected",
    "ask-back": "order.asked_back", "answer": "order.answered", "withdraw": "order.withdrawn",
    "change-version": "order.changed",
    "request-setup": "order.setup_requested", "acknowledge": "order.acknowledged",
    "vendor-ask-back": "order.vendor_asked", "progress": "order.progressed",
    "retry": "order.setup_retried", "ask-setup": "order.setup_asked",
    "answer-setup": "order.setup_answered",
    "done": "order.setup_done", "failed": "order.setup_failed",
    "await-link": "order.link_awaited", "document-failed": "order.document_failed",
    "retry-document": "order.released", "contract-withdrawn": "order.withdrawn",
    "take-over": "order.changed", "cancel": "order.terminated",
    "settle": "order.terminated", "contract-ended": "order.terminated",
    "propose-link": "order.link_proposed", "refuse-link": "order.link_refused",
    "link-dead": "link.dead", "link-works": "link.works",
}  # fmt: skip
"""What is said of a move."""

WAITS = {S(code): wait for code, wait in DEADLINES.items() if code in set(S)}
"""Whose turn it is in each state, as the table has it without an operator's figures."""

MACHINES = frozenset({"document_worker", "link_robot"})

MOVES: Moves[OrderState] = Moves(
    TABLE,
    "order-wrong-state",
    Turns(
        waits=WAITS,
        by=BY,
        rests={S.LIVE},
        ends=FINAL,
        passes={S.CONTRACT_CONCLUDED},
        machines=MACHINES,
    ),
)
