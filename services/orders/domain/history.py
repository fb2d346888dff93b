"""Who did what to an order, for whom, and whom to ask about it."""

from dataclasses import dataclass
from datetime import datetime

from services.orders.domain.states import OrderState

ERASED_NAME = "Gelöschte Person"


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

    def erased(self) -> "Contact":
        """Give what is left when the person is forgotten: the department."""
        return Contact(ERASED_NAME, self.department, "", "")


@dataclass(frozen=True)
class Actor:
    """Who did it: an account, or a service that passes on what happened elsewhere."""

    id: str
    name: str


@dataclass
class HistoryEntry:
    """One line of the history; ``mandate`` is the delegation it was done by."""

    at: datetime
    actor: str
    actor_name: str
    action: str
    state: OrderState
    reason: str | None = None
    on_behalf_of: str | None = None
    mandate: str | None = None


def _spelled(email: str) -> str:
    return email.strip().casefold()
