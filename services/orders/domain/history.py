"""Who did what to an order, for whom, and whom to ask about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.common.storage.aggregates import to_plain
from services.orders.domain.reasons import Facts
from services.orders.domain.states import OrderState
from services.orders.words.acts import did_text
from services.orders.words.reasons import own_text, reason_text

ERASED_NAME = "Gelöschte Person"
MACHINES = "service:"
"""How the actor of a line begins where none of its people did it."""


@dataclass
class Contact:
    """A person for questions, by department."""

    name: str
    department: str
    email: str
    phone: str

    def is_reached_at(self, email: str | None) -> bool:
        """Tell whether this is the contact's address, however it is spelled."""
        return bool(email) and _spelled(self.email) == _spelled(email or "")

    def is_called(self, name: str) -> bool:
        """Tell whether this is the contact's name, however it is spaced."""
        return " ".join(self.name.lower().split()) == " ".join(name.lower().split())

    def is_of(self, person: Mapping[str, Any]) -> bool:
        """Tell whether it is this person's: at a shared address the name decides."""
        reached = self.is_reached_at(person["email"])
        return reached and (not person.get("shared") or self.is_called(person["name"]))

    def handed_to(self, person: Mapping[str, Any]) -> "Contact":
        """Return the contact of another person, of the same department as far as none is known."""
        department = person["department"] or self.department
        return Contact(person["name"], department, person["email"] or "", person["phone"] or "")

    def erased(self) -> "Contact":
        """Return what is left when the person is forgotten: the department."""
        return Contact(ERASED_NAME, self.department, "", "")


@dataclass(frozen=True)
class Actor:
    """Who did it: an account, or a service that passes on what happened elsewhere."""

    id: str
    name: str


@dataclass
class HistoryEntry:
    """One line of the history; ``mandate`` is the delegation it was done by.

    ``reason`` is what a person wrote; ``reason_code`` names our own sentence, which
    ``reason_facts`` fill when it is shown.
    """

    at: datetime
    actor: str
    actor_name: str
    action: str
    state: OrderState
    reason: str | None = None
    on_behalf_of: str | None = None
    mandate: str | None = None
    reason_code: str | None = None
    reason_facts: Facts = field(default_factory=dict)

    def line(self) -> dict[str, Any]:
        """Return the line as it is read, act and reason worded."""
        plain: dict[str, Any] = {**to_plain(self), "label": did_text(self.action)}
        facts = plain.pop("reason_facts")
        if self._is_told_before_codes:
            return {**plain, "reason": own_text(str(self.reason))}
        return {**plain, "reason": reason_text(self.reason, self.reason_code, facts)}

    @property
    def _is_told_before_codes(self) -> bool:
        """Tell whether a program gave the reason; who withdraws a contract writes their own."""
        ours = self.actor.startswith(MACHINES) and self.action != "contract-withdrawn"
        return bool(ours and self.reason and self.reason_code is None)


def _spelled(email: str) -> str:
    return email.strip().casefold()
