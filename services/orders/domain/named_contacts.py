"""Who is named as contact of a body: in its open orders, or as one of its usual contacts."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from services.common.storage.aggregates import to_plain
from services.orders.domain.history import Contact

Named = tuple[Contact, ...]
"""The contacts of one order."""


@dataclass
class NamedContact:
    """A person, in how many open orders they are named, and whether usually.

    At a shared address the name tells people apart, as it does in each order.
    """

    contact: Contact
    orders: int = 0
    usual: bool = False

    @property
    def id(self) -> str:
        """Return what names the person in an address of ours, which shows no mail address."""
        spelled = "\n".join(_key(self.contact))
        return hashlib.sha256(spelled.encode()).hexdigest()[:20]

    @property
    def person(self) -> dict[str, Any]:
        """Return the person by whose address and name orders are looked through."""
        return {"name": self.contact.name, "email": self.contact.email, "shared": True}

    def plain(self) -> dict[str, Any]:
        """Return it as it is read."""
        named = {"orders": self.orders, "usual": self.usual}
        return {"id": self.id, **to_plain(self.contact), **named}


def named_contacts(
    of_orders: Iterable[Named], usual: Iterable[Contact | None]
) -> list[NamedContact]:
    """Return everybody who is named, by name; who was erased is nobody any more."""
    found: dict[tuple[str, str], NamedContact] = {}
    for named in of_orders:
        for key, contact in {_key(one): one for one in named if one.email}.items():
            found.setdefault(key, NamedContact(contact)).orders += 1
    for one in usual:
        if one is not None and one.email:
            found.setdefault(_key(one), NamedContact(one)).usual = True
    return sorted(found.values(), key=lambda held: (held.contact.name.casefold(), held.id))


def _key(contact: Contact) -> tuple[str, str]:
    return contact.email.strip().casefold(), " ".join(contact.name.lower().split())
