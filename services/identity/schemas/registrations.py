"""What applicants and their reviewers send."""

from services.common.paging import PageQuery
from services.common.validation.fields import (
    Boolean,
    Email,
    Line,
    Listed,
    Nested,
    Paragraphs,
    Whole,
)
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf
from services.identity.domain.permissions import BODY_ROLES
from services.identity.domain.registration_states import RegistrationState
from services.identity.schemas.teams import MOST_MEMBERS, TeamMemberInput, is_team


class DigitalOfficer(InputSchema):
    """The body's coordinator, where there is one."""

    name = Line(required=True)
    email = Email(required=True)
    phone = Line(50)


class RegistrationDraft(InputSchema):
    """A registration; only the body is needed to keep a draft."""

    body = Line(12, required=True)
    role = Line(100, validate=OneOf(sorted(BODY_ROLES)))
    given_name = Line(100)
    family_name = Line(100)
    office = Line()
    department = Line()
    phone = Line(50)
    email = Email()
    functional_mailbox = Boolean()
    digital_officer = Nested(DigitalOfficer, allow_none=True)
    newsletter = Boolean()
    terms_version = Line(20)
    team = Listed(Nested(TeamMemberInput), MOST_MEMBERS, validate=is_team)
    replaces_certificate = Boolean()


class Decision(InputSchema):
    """An approval; ``accept_name`` settles a name the sign-in does not prove, with a reason."""

    reason = Paragraphs(2000)
    accept_name = Boolean(load_default=False)
    version = Whole(strict=True)


class ReasonedDecision(InputSchema):
    """A verdict that needs its reason; ``version`` is what the reviewer has seen."""

    reason = Paragraphs(2000, required=True)
    version = Whole(strict=True)


class RegistrationQuery(PageQuery):
    """The reviewers' queue."""

    state = Line(100, validate=OneOf([state.value for state in RegistrationState]))
    body = Line(12)
