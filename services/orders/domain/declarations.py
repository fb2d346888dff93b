"""What a body says of a service it does not order: it has its own solution, or no need."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from services.common import clock
from services.common.clockwork import Clockwork, Step
from services.common.errors import Conflict
from services.common.moves import Wait
from services.common.storage.aggregates import Aggregate, to_plain

REVIEWER = "officer"
"""Who looks at a declaration again: whoever of the body may order."""
REVIEW = Wait(REVIEWER, 10, reminders=(1,))
"""They hear of it once, on the day of review or the first working day behind it."""
REVIEW_DUE = "declaration.review_due"


class DeclarationKind(StrEnum):
    """Why a body does not order a service."""

    OWN_SOLUTION = "own_solution"
    NO_NEED = "no_need"


@dataclass(kw_only=True)
class Declaration(Aggregate):
    """The word of one body about one profile, to be looked at again on a day.

    Version 0, and one without ``kind``, say nothing: it was never declared, or taken back.
    """

    body: str
    profile: str
    kind: DeclarationKind | None = None
    review_on: date | None = None
    declared_by: str | None = None
    declared_at: datetime | None = None
    clockwork: Clockwork | None = None

    def declare(
        self, kind: DeclarationKind, review_on: date, version: int, *, by: str, now: datetime
    ) -> None:
        """Say why the service is not ordered, and when that is looked at again."""
        if self.version != version:
            raise Conflict("changed-meanwhile")
        self.kind, self.review_on = kind, review_on
        self.declared_by, self.declared_at = by, now
        begin = clock.start_of(review_on - timedelta(days=1))
        self.clockwork = Clockwork.of(REVIEW, begin, self.body, REVIEW_DUE, review_on)

    def take_back(self, by: str, now: datetime) -> None:
        """Say nothing any more."""
        self.kind = self.review_on = self.clockwork = None
        self.declared_by, self.declared_at = by, now

    def remind(self, title: dict[str, str], body_name: str, now: datetime) -> None:
        """Say that the day of review has come, where that is not said yet."""
        for step in self._passed(now):
            declaration = {**self.public(), "title": title, "body_name": body_name}
            self.say(REVIEW_DUE, declaration=declaration, to=step.role)

    def let_pass(self, now: datetime) -> None:
        """Let the day of review pass in silence: an order has answered it."""
        self._passed(now)

    def _passed(self, now: datetime) -> list[Step]:
        return self.clockwork.advance(REVIEW, self.body, now) if self.clockwork else []

    def rest(self) -> None:
        """Remind nobody any more: the body has ended, and its successor is reminded."""
        self.clockwork = None

    def of(self, body: str) -> "Declaration":
        """Return the same word of another body, the successor."""
        return replace(self, id=id_of(body, self.profile), body=body)

    def forget(self, account: str) -> None:
        """Leave out who said it."""
        if self.declared_by == account:
            self.declared_by = None

    def public(self) -> dict[str, Any]:
        """Return it for those who may read it; who said it stands in the audit log."""
        names = ("body", "profile", "version", "kind", "review_on", "declared_at")
        return {name: to_plain(getattr(self, name)) for name in names}


def id_of(body: str, profile: str) -> str:
    """Return the id of a body's declaration about a profile."""
    return f"{body}:{profile}"
