"""Whom of the directory a mail reaches: people with an address whose account is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from services.common.errors import TooEarly
from services.common.principal import PROGRAM

Facts = Mapping[str, Any]
OPEN = frozenset({"new", "active"})


@dataclass(frozen=True)
class Recipient:
    """Somebody with an address."""

    address: str
    name: str
    roles: frozenset[str] = frozenset()
    """In which of the roles an order waits for this person is one of those waited for."""

    @property
    def key(self) -> str:
        """Return what tells two recipients of one event apart."""
        return self.address.strip().lower()


class Directory(Protocol):
    """What is known of people and vendors, each as its owner last said."""

    def account(self, id: str) -> dict[str, Any] | None: ...
    def body(self, key: str) -> dict[str, Any] | None: ...
    def with_role(self, roles: Iterable[str], scope: str) -> list[dict[str, Any]]: ...
    def signatories(self, body: str) -> list[dict[str, Any]]: ...
    def vendor(self, id: str) -> dict[str, Any] | None: ...
    def at_address(self, address: str) -> list[dict[str, Any]]: ...


def of_account(id: str, directory: Directory) -> list[Recipient]:
    """Return the person of this account; too early where the directory does not know it.

    A program that acted reads no mail.
    """
    if id.startswith(PROGRAM):
        return []
    account = directory.account(id)
    if account is None:
        raise TooEarly(f"account {id} is not known yet")
    return active_people([account])


def reachable(people: Iterable[Facts], directory: Directory) -> list[Recipient]:
    """Return those named in an event, but nobody whose every account is suspended or closed."""
    named = [as_named(person) for person in people if person]
    return [to for to in named if to.key and not _is_silent(directory.at_address(to.key))]


def _is_silent(accounts: list[dict[str, Any]]) -> bool:
    return bool(accounts) and all(account["state"] not in OPEN for account in accounts)


def as_named(person: Facts) -> Recipient:
    """Return somebody an event names."""
    return Recipient(person["email"] or "", person["name"])


def active_people(accounts: Iterable[dict[str, Any]]) -> list[Recipient]:
    """Return the active ones that have an address."""
    return [
        Recipient(account["email"], account["name"])
        for account in accounts
        if account["state"] == "active" and account["email"]
    ]
