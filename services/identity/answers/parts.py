"""What is answered about parts."""

from typing import NotRequired, TypedDict

from services.common.answers import BodyKey, Day, MailAddress, Moment
from services.identity.domain.account_states import AccountState
from services.identity.domain.invitations import InvitationKind, InvitationState
from services.identity.domain.permissions import Role


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
