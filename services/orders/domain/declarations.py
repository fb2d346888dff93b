"""What a body says of a service it does not order: it has its own solution, or no need."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate, to_plain

REVIEWER = "officer"
"""Who looks at a declaration again: whoever of the body may order."""


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

    def declare(
        self, kind: DeclarationKind, review_on: date, version: int, *, by: str, now: datetime
    ) -> None:
        """Say why the service is not ordered, and when that is looked at again."""
        if self.version != version:
            raise Conflict("changed-meanwhile")
        self.kind, self.review_on = kind, review_on
        self.declared_by, self.declared_at = by, now

    def take_back(self, by: str, now: datetime) -> None:
        """Say nothing any more."""
        self.kind = self.review_on = None
        self.declared_by, self.declared_at = by, now

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
