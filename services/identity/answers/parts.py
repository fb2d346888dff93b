"""What is answered about parts."""

from typing import NotRequired, TypedDict

from services.common.answers import BodyKey, Day, MailAddress, Moment
from services.identity.domain.account_states import AccountState
from services.identity.domain.authorities import AuthorityState, Basis
from services.identity.domain.invitations import InvitationKind, InvitationState
from services.identity.domain.names import NameCheck
from services.identity.domain.permissions import Role
from services.identity.domain.registration_states import RegistrationState


class PersonContact(TypedDict):
    """How a person is reached."""

    account: str
    name: str
    shared: bool
    email: MailAddress
    phone: str | None
    department: str | None


class RoleHeld(TypedDict):
    """A role and where it counts."""

    role: str
    scope: str


class Signing(TypedDict):
    """For which body one may sign, and until when."""

    body: BodyKey
    valid_from: Day
    valid_until: Day | None


class RegistrationTurn(TypedDict):
    """Whose turn a registration is."""

    role: str
    due_on: Day | None
    label: str
    reason: str
    actions: list[str]


class Invitation(TypedDict):
    """An invitation, without its token."""

    id: str
    kind: InvitationKind
    kind_label: str
    scope: str
    scope_name: str
    role: Role
    role_label: str
    name: str
    email: MailAddress
    invited_by: str
    invited_at: Moment
    expires_on: Day
    state: InvitationState
    state_label: str
    accepted_by: str | None


class DigitalOfficerNamed(TypedDict):
    """The body's officer for digitalisation."""

    name: str
    email: MailAddress
    phone: NotRequired[str]


class TeamMember(TypedDict):
    """A person who uses a team account."""

    id: str
    name: str
    email: MailAddress
    active: bool


class TeamMemberNamed(TypedDict):
    """A person named for a team account."""

    name: str
    email: MailAddress


class ChangedAccount(TypedDict):
    """An account after a change."""

    id: str
    name: str
    email: MailAddress | None
    phone: str | None
    department: str | None
    state: AccountState
    roles: list[RoleHeld]
    signs_for: list[BodyKey]
    signing: list[Signing]
    state_reason: NotRequired[str | None]
    team: NotRequired[list[TeamMember]]


class RegistrationFacts(TypedDict):
    """What is told of a registration to everybody who sees it."""

    id: str
    changed_at: Moment
    body: BodyKey
    body_name: str
    state: RegistrationState
    role: str
    given_name: str
    family_name: str
    office: str
    department: str | None
    phone: str | None
    email: str
    functional_mailbox: bool
    email_origin: str
    email_confirmed: bool
    digital_officer: DigitalOfficerNamed | None
    newsletter: bool
    terms_version: str
    team: list[TeamMemberNamed]
    replaces_certificate: bool
    name_check: NameCheck
    name_accepted: bool
    submitted_at: Moment | None
    due_on: Day | None
    reason: str | None
    reason_code: str | None
    decided_by: str | None
    email_delivery: str | None
    waiting_for: RegistrationTurn | None
    state_label: str
    role_label: str
    name_check_label: str


class AuthorityFacts(TypedDict):
    """What is told of a signing authority to everybody who sees it."""

    id: str
    body: BodyKey
    basis: Basis
    title: str
    valid_from: Day
    requested_at: Moment
    valid_until: Day | None
    document_hash: str | None
    state: AuthorityState
    decided_by: str | None
    decided_at: Moment | None
    due_on: Day | None
