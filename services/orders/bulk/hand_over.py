"""What bulk requests still mean to do names the successor of a contact from now on."""

import json
from collections.abc import Mapping
from typing import Any

from services.orders.domain.history import Contact
from services.orders.domain.orders import CONTACTS
from services.orders.repositories.bulk import BulkItems

Doc = dict[str, Any]


def hand_over(items: BulkItems, handed: Mapping[str, Any]) -> None:
    """Put one person in another's place in what is wanted for the body; again changes nothing.

    To be done before the open orders are handed over: what was placed meanwhile follows with them.
    """
    giver, taker = handed["from"], handed["to"]
    if giver["email"]:
        items.change_wanted(
            str(handed["body"]), giver["email"], lambda wanted: _changed(wanted, giver, taker)
        )


def _changed(wanted: str, giver: Mapping[str, Any], taker: Mapping[str, Any]) -> Doc | None:
    """Return the order that is wanted with its new contacts, or None where nothing changes."""
    wished: Doc = json.loads(wanted)
    named = {
        name: contact
        for name in CONTACTS
        if (contact := _contact(wished.get(name))) and contact.is_of(giver)
    }
    taken = {name: vars(contact.handed_to(taker)) for name, contact in named.items()}
    return {**wished, **taken} if taken else None


def _contact(told: Any) -> Contact | None:
    """Return what is a whole contact; what is none is refused when it is its turn."""
    names = Contact.__dataclass_fields__
    if not isinstance(told, dict) or any(not isinstance(told.get(name), str) for name in names):
        return None
    return Contact(**{name: told[name] for name in names})
