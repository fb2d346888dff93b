"""What is answered about accounts."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import BodyKey, Count, Day, MailAddress, Moment, Open, Page
from services.identity.answers.parts import (
    AuthorityFacts,
    ChangedAccount,
    Invitation,
    PersonContact,
    RegistrationFacts,
    RoleHeld,
    Signing,
    TeamMember,
)
from services.identity.domain.account_states import AccountState
from services.identity.domain.names import NameCheck
from services.identity.domain.registration_states import RegistrationState


class OwnRegistration(RegistrationFacts):
    """One's own registration."""


class OwnAuthority(AuthorityFacts):
    """One's own signing authority."""


class AcceptedTerms(TypedDict):
    """Which terms were accepted, and which hold now."""

    accepted: str | None
    current: str


class ActingBody(TypedDict):
    """A body one may act for."""

    key: str
    permissions: list[str]


class Who(TypedDict):
    """A person by id and name."""

    id: str
    name: str


class FreshSignIn(TypedDict):
    """The sign-in that covers a list to be signed."""

    list_hash: str | None
    at: str
    assertion_id: str


class Me(TypedDict):
    """The signed-in account and what it may do, by this session."""

    id: str
    name: str
    email: MailAddress | None
    phone: str | None
    department: str | None
    state: AccountState
    roles: list[RoleHeld]
    signs_for: list[str]
    signing: list[Signing]
    role_labels: dict[str, str]
    registrations: list[OwnRegistration]
    authorities: list[OwnAuthority]
    team: list[TeamMember] | None
    terms: AcceptedTerms
    assurance: str
    organisation_name: str | None
    office: str
    version: Count
    account: NotRequired[str]
    bodies: NotRequired[list[ActingBody]]
    permissions: NotRequired[dict[str, list[str]]]
    vendor: NotRequired[str | None]
    mandates: NotRequired[list[Open]]
    asks: NotRequired[list[str]]
    acting: NotRequired[Who | None]
    fresh: NotRequired[FreshSignIn | None]
    csrf_token: NotRequired[str]


class Terms(TypedDict):
    """The terms of use that hold now."""

    version: str
    valid_from: Day
    title: str
    path: str


class AccountRole(TypedDict):
    """A role of an account."""

    role: str
    label: str
    place: str
    place_name: str


class AccountRegistration(TypedDict):
    """A registration of an account."""

    id: str
    body: BodyKey
    body_name: str
    state: RegistrationState
    state_label: str


class AccountItem(TypedDict):
    """An account as lists show it."""

    account: str
    name: str
    shared: bool
    email: MailAddress | None
    phone: str | None
    department: str | None
    state: AccountState
    state_label: str
    roles: list[AccountRole]
    role_labels: list[str]
    registration: AccountRegistration | None


class Accounts(TypedDict):
    """A page of accounts."""

    items: list[AccountItem]
    next: str | None
    total: Count
    total_is_least: bool


class AccountAct(TypedDict):
    """What was done about an account."""

    n: Count
    at: Moment
    action: str
    said: list[str]
    actor: str
    actor_name: str | None


class Account(TypedDict):
    """An account with its history, and what the caller may do about it."""

    account: str
    name: str
    shared: bool
    email: MailAddress
    phone: str | None
    department: str | None
    state: AccountState
    state_label: str
    roles: list[AccountRole]
    role_labels: list[str]
    registration: AccountRegistration | None
    state_reason: str | None
    office: str
    created_at: Moment
    last_sign_in_at: Moment | None
    bound_at: Moment | None
    former_certificates: Count
    organisation_name: str | None
    asserted_name: str | None
    name_check: NameCheck
    name_check_label: str
    name_settled: bool
    registrations: list[AccountRegistration]
    authorities: list[OwnAuthority]
    team: list[TeamMember]
    history: list[AccountAct]
    acts: list[str]
    barred: str | None
    gives_roles: bool
    roles_barred: str | None
    version: Count


class Editor(TypedDict):
    """Somebody who edits profiles."""

    id: str
    name: str


class KeptByLaw(TypedDict):
    """What the law has us keep."""

    what: str
    why: str


class Erased(TypedDict):
    """What was erased, and what the law has us keep."""

    erased: list[str]
    kept: list[KeptByLaw]


class TermsNoted(TypedDict):
    """Which terms were accepted."""

    terms_version: str


class InvitationRead(Invitation):
    """An invitation as whoever was sent it reads it."""

    invited_by_name: str | None


class InvitationAccepted(TypedDict):
    """The invitation that was used, and the account it opened a role to."""

    invitation: Invitation
    account: ChangedAccount


ANSWERS: dict[str, Any] = {
    "me": Me,
    "change_contact": PersonContact,
    "current_terms": Terms,
    "find_accounts": Accounts,
    "get_account": Account,
    "list_editors": Page[Editor],
    "list_invitations": Page[Invitation],
    "accept_terms": TermsNoted,
    "erase_me": Erased,
    "change_account": ChangedAccount,
    "rebind": ChangedAccount,
    "settle_name": ChangedAccount,
    "set_operator_roles": ChangedAccount,
    "set_team": ChangedAccount,
    "invite": Invitation,
    "revoke_invitation": Invitation,
    "get_invitation": InvitationRead,
    "accept_invitation": InvitationAccepted,
}
