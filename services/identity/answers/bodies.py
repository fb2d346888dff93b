"""What is answered about bodies."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import BodyKey, Count, Day, MailAddress, Page
from services.identity.answers.parts import (
    AuthorityFacts,
    ChangedAccount,
    Invitation,
    PersonContact,
)
from services.identity.domain.account_states import AccountState


class Address(TypedDict):
    """A postal address."""

    seat: str
    postcode: str
    town: str


class Capacity(TypedDict):
    """What a body is competent for, and when."""

    capacity: str
    valid_from: Day
    valid_until: Day | None
    source: str | None


class MovedTo(TypedDict):
    """The body another one has become."""

    key: str
    name: str
    label: str


class Body(TypedDict):
    """A public body; `moved_to` where one is looked at."""

    key: str
    name: str
    official_name: str
    designation: str
    kind: str
    may_register: bool
    region: str | None
    edition: Day
    ars: str | None
    district: str | None
    district_name: str | None
    joint_administration: str | None
    members: list[str]
    population: Count
    address: Address
    capacities: list[Capacity]
    ended_on: Day | None
    successor: str | None
    version: Count
    label: str
    full_name: str
    kind_label: str
    moved_to: NotRequired[MovedTo | None]


class Member(TypedDict):
    """Somebody who acts for a body."""

    account: str
    name: str
    shared: bool
    email: MailAddress
    phone: str | None
    department: str | None
    state: AccountState
    state_label: str
    roles: list[str]
    role_labels: list[str]
    signs: bool


class Authority(AuthorityFacts):
    """A signing authority."""

    basis_label: str
    state_label: str
    account: str
    name: str
    version: Count


class AuthorityToDecide(Authority):
    """A signing authority for reviewers, with how to reach its person."""

    body_name: str
    office: str
    email: MailAddress
    phone: str | None
    registration: str


HandedOver = TypedDict(
    "HandedOver",
    {"body": BodyKey, "from": PersonContact, "to": PersonContact},
)
HandedOver.__doc__ = "From whom and to whom contacts were handed over."


ANSWERS: dict[str, Any] = {
    "find_bodies": Page[Body],
    "add_body": Body,
    "get_body": Body,
    "list_members": Page[Member],
    "list_authorities": Page[Authority],
    "request_authority": Authority,
    "decide_authority": Authority,
    "list_authority_requests": Page[AuthorityToDecide],
    "get_authority_request": AuthorityToDecide,
    "set_capacities": Body,
    "invite_member": Invitation,
    "set_member_roles": ChangedAccount,
    "hand_over": HandedOver,
    "withdraw_authority": Authority,
}
