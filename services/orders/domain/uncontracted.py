"""What a body has in use without a contract, as the operator was told: the list of gaps."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate, to_plain

MOST_PROFILES = 1000


@dataclass(kw_only=True)
class UncontractedUse(Aggregate):
    """The services of one list, and its day; the id is the key of the body.

    An order of such a service goes before it, and so does what the body itself declares.
    """

    bounds = {"profiles": AtMost(MOST_PROFILES)}

    profiles: list[str] = field(default_factory=list)
    listed_on: date | None = None

    def change(self, profiles: list[str], listed_on: date, version: int) -> None:
        """Put a newer list in the place of the one that was seen."""
        if self.version != version:
            raise Conflict("changed-meanwhile")
        self.profiles, self.listed_on = list(dict.fromkeys(profiles)), listed_on

    def add(self, profiles: list[str], listed_on: date) -> None:
        """Take in what another list names; to take in the same again changes nothing."""
        self.profiles = list(dict.fromkeys([*self.profiles, *profiles]))
        self.listed_on = max(self.listed_on or listed_on, listed_on)

    def of(self, body: str) -> "UncontractedUse":
        """Return the same for another body, its successor."""
        return replace(self, id=body)

    def days(self) -> dict[str, date]:
        """Return by profile the day of the list that names it."""
        return dict.fromkeys(self.profiles, self.listed_on) if self.listed_on else {}

    def public(self) -> dict[str, Any]:
        """Return the list for those who may read it."""
        names = ("version", "profiles", "listed_on")
        return {"body": self.id, **{name: to_plain(getattr(self, name)) for name in names}}
