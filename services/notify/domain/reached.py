"""Whom of the directory a mail reaches: people with an address whose account is open."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from services.common.errors import TooEarly
from services.common.principal import PROGRAM
from services.notify.domain.preferences import (
    UNSAID,
    MailGroup,
    Preferences,
    is_mailed,
    shared_language,
)

Facts = Mapping[str, Any]
OPEN = frozenset({"new", "active"})


@dataclass(frozen=True)
class Recipient:
    """Somebody with an address."""

    address: str
    name: str
    roles: frozenset[str] = frozenset()
    """In which of the roles an order waits for this person is one of those waited for."""
    account: str | None = None
    """Whose inbox it is, where the mail goes to an account."""
    sharing: frozenset[str] = frozenset()
    """Further accounts whose mails go to the same address."""
    language: str | None = None
    """``de`` or ``en``; None where the reader has not said or readers differ."""
    without_mail: frozenset[MailGroup] = frozenset()
    """The groups of mails that every reader of the address wants in the inbox only."""

    @property
    def key(self) -> str:
        """Return what tells two recipients of one event apart."""
        return self.address.strip().lower()

    @property
    def accounts(self) -> frozenset[str]:
        """Return every account reached at the address."""
        return self.sharing | {self.account} if self.account else self.sharing

    def is_mailed(self, kind: str) -> bool:
        """Tell whether a mail of this kind goes out besides the entries in inboxes."""
        return is_mailed(kind, self.without_mail)

    def joined(self, other: "Recipient") -> "Recipient":
        """Return the two recipients of one address as one, who goes by the first one's name."""
        account = self.account or other.account
        sharing = (self.accounts | other.accounts) - {account}
        roles = self.roles | other.roles
        return replace(self, roles=roles, account=account, sharing=frozenset(sharing))


Addressees = list[tuple[str, Recipient]]
"""Those told of one event, each with the kind of mail."""


class Directory(Protocol):
    """What is known of people and vendors, each as its owner last said."""

    def account(self, id: str) -> dict[str, Any] | None: ...
    def body(self, key: str) -> dict[str, Any] | None: ...
    def with_role(self, roles: Iterable[str], scope: str) -> list[dict[str, Any]]: ...
    def signatories(self, body: str) -> list[dict[str, Any]]: ...
    def vendor(self, id: str) -> dict[str, Any] | None: ...
    def at_address(self, address: str) -> list[dict[str, Any]]: ...
    def preferences(self, accounts: Collection[str]) -> Mapping[str, Preferences]: ...


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


def reachable(
    people: Iterable[Facts], directory: Directory, body: str | None = None
) -> list[Recipient]:
    """Return those named in an event, but nobody whose every account is suspended or closed.

    Whoever of the ``body`` has the address is reached in the inbox, too; an address alone
    proves nobody.
    """
    named = [as_named(person) for person in people if person]
    known = [(to, directory.at_address(to.key)) for to in named if to.key]
    return [_with_accounts(to, at, body) for to, at in known if not _is_silent(at)]


def _with_accounts(to: Recipient, accounts: list[dict[str, Any]], body: str | None) -> Recipient:
    ours = [one for one in accounts if one["state"] == "active" and _acts_for(one, body)]
    for one in active_people(ours):
        to = to.joined(one)
    return to


def _acts_for(account: Facts, body: str | None) -> bool:
    return any(held["scope"] == body for held in account["roles"])


def _is_silent(accounts: list[dict[str, Any]]) -> bool:
    return bool(accounts) and all(account["state"] not in OPEN for account in accounts)


def as_named(person: Facts) -> Recipient:
    """Return somebody an event names."""
    return Recipient(person["email"] or "", person["name"])


def watchers(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return those an alert names, as far as they are known and active."""
    known = [directory.account(str(id)) for id in facts["accounts"]]
    return active_people([account for account in known if account])


def subscriber(facts: Facts, _directory: Directory) -> list[Recipient]:
    """Return whoever asked for the newsletter, who may have no account."""
    asked = facts["subscriber"]
    return [replace(as_named(asked), language=asked["language"])]


def active_people(accounts: Iterable[dict[str, Any]]) -> list[Recipient]:
    """Return the active ones that have an address."""
    return [
        Recipient(account["email"], account["name"], account=account["id"])
        for account in accounts
        if account["state"] == "active" and account["email"]
    ]


def preferring(told: Sequence[Addressees], directory: Directory) -> list[Addressees]:
    """Return the addressees of some events with what they prefer, asked once for all of them."""
    everybody = {id for addressees in told for _, to in addressees for id in to.accounts}
    held = directory.preferences(everybody) if everybody else {}
    return [[(kind, _preferring(to, held)) for kind, to in addressees] for addressees in told]


def _preferring(to: Recipient, held: Mapping[str, Preferences]) -> Recipient:
    of_readers = [held.get(id, UNSAID) for id in to.accounts]
    if not of_readers:
        return to
    off = frozenset.intersection(*(one.without_mail for one in of_readers))
    return replace(to, language=shared_language(of_readers), without_mail=off)
