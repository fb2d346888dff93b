"""Finding the people of an audience, from the event and the copies of other services."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from services.common.errors import TooEarly
from services.notify.domain import statuses
from services.notify.domain.occasions import Audience, Notice
from services.notify.domain.tickets import Side, Visibility

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Recipient:
    """Somebody with an address."""

    address: str
    name: str

    @property
    def key(self) -> str:
        """Give what tells two recipients of one event apart."""
        return self.address.strip().lower()


class Directory(Protocol):
    """What is known of people and vendors, each as its owner last said."""

    def account(self, id: str) -> dict[str, Any] | None: ...
    def with_role(self, roles: Iterable[str], scope: str) -> list[dict[str, Any]]: ...
    def signatories(self, body: str) -> list[dict[str, Any]]: ...
    def vendor(self, id: str) -> dict[str, Any] | None: ...


def addressed(
    notices: Iterable[Notice], facts: Facts, directory: Directory
) -> list[tuple[str, Recipient]]:
    """Give the kind of mail for each recipient, each address once."""
    found: dict[str, tuple[str, Recipient]] = {}
    for notice in notices:
        for audience in notice.to:
            for recipient in _AUDIENCES[audience](facts, directory):
                if recipient.key:
                    found.setdefault(recipient.key, (notice.kind, recipient))
    return list(found.values())


def _applicant(facts: Facts, directory: Directory) -> list[Recipient]:
    registration = facts["registration"]
    name = f"{registration['given_name']} {registration['family_name']}".strip()
    return [Recipient(registration["email"], name)]


def _person(facts: Facts, directory: Directory) -> list[Recipient]:
    return _people([facts["person"]])


def _body_people(facts: Facts, directory: Directory) -> list[Recipient]:
    """Give who ordered and both contacts, with the addresses the order names."""
    order = facts["order"]
    contacts = [order["functional_contact"], order["technical_contact"]]
    return [
        *_account(order["ordered_by"], directory),
        *(Recipient(contact["email"], contact["name"]) for contact in contacts if contact),
    ]


def _signatories(facts: Facts, directory: Directory) -> list[Recipient]:
    return _people(directory.signatories(facts["order"]["body"]))


def _no_signatory(facts: Facts, directory: Directory) -> list[Recipient]:
    return [] if _signatories(facts, directory) else _support(facts, directory)


def _signed_by(facts: Facts, directory: Directory) -> list[Recipient]:
    signed_by = facts["contract"]["signed_by"]
    return _account(signed_by["account"], directory) if signed_by else []


def _reviewers(facts: Facts, directory: Directory) -> list[Recipient]:
    return _operators(["reviewer", "admin"], directory)


def _support(facts: Facts, directory: Directory) -> list[Recipient]:
    return _people(directory.with_role(["support"], "*")) or _operators(["admin"], directory)


def _operators(roles: list[str], directory: Directory) -> list[Recipient]:
    """Give those who hold one of the roles; an operator without any is a copy not yet filled."""
    found = _people(directory.with_role(roles, "*"))
    if not found:
        raise TooEarly(f"nobody is known as {' or '.join(roles)}")
    return found


def _setup_party(facts: Facts, directory: Directory) -> list[Recipient]:
    id = facts["order"]["setup_by"]
    if not id:
        return []
    vendor = directory.vendor(id)
    if vendor is None:
        raise TooEarly(f"vendor {id} is not known yet")
    return [Recipient(vendor["email"], vendor["name"])] if vendor.get("email") else []


def _no_setup_party(facts: Facts, directory: Directory) -> list[Recipient]:
    return [] if _setup_party(facts, directory) else _support(facts, directory)


def _other_side(facts: Facts, directory: Directory) -> list[Recipient]:
    """Give those a comment is for: never its author, nor anybody outside its visibility."""
    comment, order = facts["comment"], facts["order"]
    circle = Visibility(comment["visibility"])
    found: list[Recipient] = []
    if circle is not Visibility.OPERATOR and comment["side"] != Side.BODY:
        found += _body_people(facts, directory)
    with_vendor = circle is Visibility.VENDOR and statuses.concerns_vendor(order)
    if with_vendor and comment["side"] != Side.VENDOR:
        found += _setup_party(facts, directory)
    if comment["side"] == Side.BODY and not with_vendor:
        found += _support(facts, directory)
    author = directory.account(comment["author"]) or {}
    own = str(author.get("email") or "").strip().lower()
    return [recipient for recipient in found if recipient.key != own]


def _account(id: str, directory: Directory) -> list[Recipient]:
    account = directory.account(id)
    if account is None:
        raise TooEarly(f"account {id} is not known yet")
    return _people([account])


def _people(accounts: Iterable[dict[str, Any]]) -> list[Recipient]:
    """Give the active ones that have an address."""
    return [
        Recipient(account["email"], account["name"])
        for account in accounts
        if account["state"] == "active" and account["email"]
    ]


_AUDIENCES: dict[Audience, Callable[[Facts, Directory], list[Recipient]]] = {
    Audience.APPLICANT: _applicant,
    Audience.PERSON: _person,
    Audience.BODY_PEOPLE: _body_people,
    Audience.SIGNATORIES: _signatories,
    Audience.NO_SIGNATORY: _no_signatory,
    Audience.SIGNED_BY: _signed_by,
    Audience.REVIEWERS: _reviewers,
    Audience.SUPPORT: _support,
    Audience.SETUP_PARTY: _setup_party,
    Audience.NO_SETUP_PARTY: _no_setup_party,
    Audience.OTHER_SIDE: _other_side,
}
