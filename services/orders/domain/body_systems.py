"""What a body works with: its specialist systems, its IT provider, its usual contacts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate, to_plain
from services.orders.domain.history import Contact

Facts = dict[str, Any]
Named = Mapping[str, Any]
"""A person as identity tells of one."""

MOST_SYSTEMS = 100
CONTACTS = ("functional_contact", "technical_contact")
PUBLIC = ("version", "specialist_systems", "it_provider", *CONTACTS, "changed_at")


@dataclass(kw_only=True)
class BodySystems(Aggregate):
    """The systems in use (their ids in the directory), and what an order is pre-filled with.

    Its id is the key of the body. Version 0 is that of a body that has said nothing yet.
    """

    bounds = {"specialist_systems": AtMost(MOST_SYSTEMS)}

    specialist_systems: list[str] = field(default_factory=list)
    it_provider: str | None = None
    functional_contact: Contact | None = None
    technical_contact: Contact | None = None
    changed_at: datetime | None = None

    def change(self, facts: Facts, version: int, now: datetime) -> None:
        """Take over all facts, by someone who has seen this version."""
        if self.version != version:
            raise Conflict("changed-meanwhile")
        self.specialist_systems = list(dict.fromkeys(facts["specialist_systems"]))
        self.it_provider = facts["it_provider"]
        for name in CONTACTS:
            given = facts[name]
            setattr(self, name, Contact(**given) if given else None)
        self.changed_at = now
        self.tell()

    def tell(self) -> None:
        """Say with which systems the body works; who its contacts are concerns nobody else."""
        self.say("body_systems.changed", specialist_systems=self.specialist_systems)

    def of(self, body: str) -> "BodySystems":
        """Return the same for another body, its successor."""
        heir = replace(self, id=body)
        heir.tell()
        return heir

    def put_in_place(self, giver: Named, taker: Named) -> None:
        """Put one person in the place of another, wherever that one is named."""
        for name in self._naming(giver):
            setattr(self, name, getattr(self, name).handed_to(taker))

    def hand_over(self, giver: Named, taker: Contact, told: Named, now: datetime) -> None:
        """Put a person in a contact's place here, and let the orders of the body follow.

        A body that had said nothing yet is one that copies do not know: they are told, too.
        """
        facts = to_plain(taker)
        self.put_in_place(giver, facts)
        self.changed_at = now
        named = {"name": giver["name"], "email": giver["email"], "shared": True}
        self.say("body_contact.handed_over", body=self.id, **{"from": named, "to": facts}, **told)
        self.tell()

    def forget(self, person: Named) -> None:
        """Leave out a person who is erased; orders then begin with no such contact."""
        for name in self._naming(person):
            setattr(self, name, None)

    def public(self) -> Facts:
        """Return everything, for those who may read it."""
        return {"body": self.id, **{name: to_plain(getattr(self, name)) for name in PUBLIC}}

    def about(self, email: str) -> Facts:
        """Return as what a person is named, with the facts."""
        held = {name: getattr(self, name) for name in CONTACTS}
        own = {name: c for name, c in held.items() if c and c.is_reached_at(email)}
        return {"body": self.id, "contacts": to_plain(own)}

    def _naming(self, person: Named) -> list[str]:
        held = {name: getattr(self, name) for name in CONTACTS}
        return [name for name, contact in held.items() if contact and contact.is_of(person)]
