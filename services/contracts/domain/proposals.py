"""What somebody wants to change in a chain, until somebody else has looked at it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.common import clock
from services.common.errors import Conflict, Forbidden
from services.contracts.domain.agreements import Agreement

REVIEW_DAYS = 3
"""Working days within which somebody else decides."""
REVIEWER = "reviewer"


class Verdict(StrEnum):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass
class Proposal:
    """An agreement as it shall be, and as it was, where it is known already.

    ``proposed_by_name`` is forgotten with the decision: who it was stands in the audit trail.
    """

    id: str
    agreement: Agreement
    replaces: Agreement | None
    note: str
    proposed_by: str
    proposed_by_name: str | None
    proposed_at: datetime
    verdict: Verdict | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str | None = None

    @property
    def due_on(self) -> date:
        """Return by when somebody else is to decide."""
        return clock.due_on(self.proposed_at, REVIEW_DAYS)

    def decide(self, verdict: Verdict, by: str, now: datetime, reason: str | None = None) -> None:
        """Note the decision of somebody else; whoever proposed it can only take it back."""
        if verdict is Verdict.WITHDRAWN and by != self.proposed_by:
            raise Forbidden("proposal-of-another")
        if verdict is not Verdict.WITHDRAWN and by == self.proposed_by:
            raise Forbidden("own-proposal")
        self.verdict, self.decided_by, self.decided_at = verdict, by, now
        self.reason, self.proposed_by_name = reason, None

    def check_allowed(self) -> None:
        """Raise Conflict where it would change nothing."""
        if self.agreement == self.replaces:
            raise Conflict("proposal-changes-nothing")
