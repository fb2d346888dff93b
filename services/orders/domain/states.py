"""The states of an order and the moves between them."""

from enum import StrEnum

from services.common.moves import Moves


class State(StrEnum):
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


FINAL = frozenset({State.REJECTED, State.WITHDRAWN})
"""An order in one of these no longer counts as the body's active order."""

S = State
MOVES: Moves[State] = Moves(
    {
        (S.PREPARED, "submit"): S.SUBMITTED,
        (S.PREPARED, "withdraw"): S.WITHDRAWN,
        (S.SUBMITTED, "release"): S.RELEASED,
        (S.SUBMITTED, "reject"): S.REJECTED,
        (S.SUBMITTED, "ask-back"): S.ASKED_BACK,
        (S.SUBMITTED, "withdraw"): S.WITHDRAWN,
        (S.ASKED_BACK, "answer"): S.SUBMITTED,
        (S.ASKED_BACK, "withdraw"): S.WITHDRAWN,
        (S.RELEASED, "offer"): S.CONTRACT_OFFERED,
        (S.RELEASED, "refuse"): S.SUBMITTED,
        # A contract tells its whole state, so a later word may come before an earlier one.
        (S.RELEASED, "sign"): S.CONTRACT_SIGNED,
        (S.RELEASED, "conclude"): S.CONTRACT_CONCLUDED,
        # What was offered but not signed is drafted anew when its body moves, if the chain allows.
        (S.CONTRACT_OFFERED, "refuse"): S.SUBMITTED,
        (S.CONTRACT_OFFERED, "sign"): S.CONTRACT_SIGNED,
        (S.CONTRACT_OFFERED, "conclude"): S.CONTRACT_CONCLUDED,
        (S.CONTRACT_SIGNED, "conclude"): S.CONTRACT_CONCLUDED,
        (S.CONTRACT_CONCLUDED, "request-setup"): S.SETUP_REQUESTED,
        (S.CONTRACT_CONCLUDED, "await-link"): S.AWAITING_LINK,
        (S.SETUP_REQUESTED, "acknowledge"): S.IN_SETUP,
        (S.SETUP_REQUESTED, "vendor-ask-back"): S.SETUP_REQUESTED,
        (S.SETUP_REQUESTED, "failed"): S.SETUP_FAILED,
        (S.IN_SETUP, "vendor-ask-back"): S.IN_SETUP,
        (S.IN_SETUP, "progress"): S.IN_SETUP,
        (S.IN_SETUP, "done"): S.AWAITING_LINK,
        (S.IN_SETUP, "failed"): S.SETUP_FAILED,
        (S.SETUP_FAILED, "request-setup"): S.SETUP_REQUESTED,
        (S.AWAITING_LINK, "link"): S.LIVE,
        (S.LIVE, "link"): S.LIVE,
    },
    "order-wrong-state",
)
