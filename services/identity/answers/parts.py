"""What is answered about parts."""

from typing import NotRequired, TypedDict

from services.common.answers import Day, MailAddress, Moment
from services.identity.domain.invitations import InvitationKind, InvitationState
from services.identity.domain.permissions import Role


class PersonContact(TypedDict):
    """How a person is reached."""

    account: str
    name: str
    shared: bool
    email: MailAddress
    phone: str
    department: str


class RegistrationTurn(TypedDict):
    """Whose turn a registration is."""

    role: str
    due_on: Day
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


class TeamMemberNamed(TypedDict):
    """A person named for a team account."""

    name: str
    email: MailAddress
