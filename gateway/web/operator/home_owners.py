"""Who lets things wait: for whom orders, contracts, setups and registrations wait, how late."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.web.frame.side_by_side import Away

REGISTRATIONS, ORDERS = "/reviews/registrations", "/reviews/orders"
NOUN_OF_ROLE = {
    "signatory": "contracts", "countersigner": "contracts", "document_worker": "contracts",
    "setup_party": "setups",
}  # fmt: skip
"""What of an order a role is waited for with; every other one acts on the order itself."""
PATHS = {
    ("registration", "reviewer"): f"{REGISTRATIONS}?state=submitted",
    ("registration", "applicant"): f"{REGISTRATIONS}?state=asked_back",
    ("authority", "reviewer"): "/reviews/authorities",
}
NOUNS = {
    ("registration", "reviewer"): "op-owner-registrations-reviewed",
    ("registration", "applicant"): "op-owner-registrations-returned",
    ("authority", "reviewer"): "op-owner-authorities",
}
"""Counted are registrations by whose turn it is; their lists are by state, as the words say."""


@dataclass(frozen=True)
class Owner:
    """An owner of one noun: in words, with what is open, overdue and due first, and its list."""

    noun: str
    label: Any
    path: str
    count: int
    overdue: int
    due_on: str | None


def owners_of(found: Mapping[str, Any]) -> list[Owner]:
    """Return every owner something waits for: the most overdue first, then the first due."""
    owners = [_of_orders(one) for one in _items(found.get("turns"))]
    owners += [_of_people(one) for one in _items(found.get("registration_turns"))]
    return sorted(owners, key=lambda one: (-one.overdue, one.due_on or "9"))


def away_of(found: Mapping[str, Any]) -> list[str]:
    """Return the words (keys) of what was asked of owners and is away."""
    asked = {"turns": "op-owner-orders", "registration_turns": "op-owner-registrations"}
    return [word for name, word in asked.items() if isinstance(found.get(name), Away)]


def _items(found: Any) -> list[Mapping[str, Any]]:
    return list(found["items"]) if found else []


def _of_orders(one: Mapping[str, Any]) -> Owner:
    noun = f"op-owner-{NOUN_OF_ROLE.get(one['role'], 'orders')}"
    return _owner(one, noun, f"{ORDERS}?waiting_for={one['role']}")


def _of_people(one: Mapping[str, Any]) -> Owner:
    key = one["noun"], one["role"]
    return _owner(one, NOUNS[key], PATHS[key])


def _owner(one: Mapping[str, Any], noun: str, path: str) -> Owner:
    facts = one["count"], one["overdue"], one["first_due_on"]
    return Owner(noun, one["label"], path, *facts)
