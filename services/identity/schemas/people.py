"""What callers send to identity."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.validation.fields import Day, Email, Line, Listed, Paragraphs, Whole
from services.common.validation.input import InputSchema, PageQuery
from services.identity.assistant.table import QUESTIONS
from services.identity.domain.authorities import Basis
from services.identity.domain.invitations import Kind as InvitationKind
from services.identity.domain.mandates import Scope as MandateScope
from services.identity.domain.permissions import BODY_ROLES, CLIENT_SCOPES, OPERATOR_ROLES, Role
from services.identity.domain.registrations import State

SHA256 = validate.Regexp(r"^[0-9a-f]{64}\Z", error="SHA-256 in 64 Ziffern (hex). / Not a SHA-256.")
MOST_MEMBERS = 50


def check_ends_after(data: dict[str, Any]) -> None:
    """Raise ValidationError where a validity ends before it begins."""
    end, begin = data.get("valid_until"), data.get("valid_from")
    if end and begin and end < begin:
        raise ValidationError("Das Ende liegt vor dem Beginn. / Ends early.", "valid_until")


def _is_team(members: list[dict[str, str]]) -> None:
    """Raise ValidationError unless they are none, or several with an own address each."""
    addresses = {member["email"].lower() for member in members}
    if members and (len(addresses) < 2 or len(addresses) < len(members)):
        raise ValidationError("Jedes Mitglied braucht eine eigene Adresse. / One address each.")


class DigitalOfficer(InputSchema):
    """The body's coordinator, where there is one."""

    name = Line(required=True)
    email = Email(required=True)
    phone = Line(50)


class RegistrationDraft(InputSchema):
    """A registration; only the body is needed to keep a draft."""

    body = Line(12, required=True)
    role = Line(100, validate=validate.OneOf(sorted(BODY_ROLES)))
    given_name = Line(100)
    family_name = Line(100)
    office = Line()
    department = Line()
    phone = Line(50)
    email = Email()
    functional_mailbox = fields.Boolean()
    digital_officer = fields.Nested(DigitalOfficer, allow_none=True)
    newsletter = fields.Boolean()
    terms_version = Line(20)
    team = Listed(fields.Nested(lambda: TeamMemberInput()), MOST_MEMBERS, validate=_is_team)
    replaces_certificate = fields.Boolean()


class TeamMemberInput(InputSchema):
    """A named member of a team account."""

    name = Line(required=True)
    email = Email(required=True)


class Token(InputSchema):
    """The token of a mailed link."""

    token = Line(100, required=True)


class Decision(InputSchema):
    """An approval; ``accept_name`` settles a name the sign-in does not prove, with a reason."""

    reason = Paragraphs(2000)
    accept_name = fields.Boolean(load_default=False)
    version = Whole(strict=True)


class Refusal(InputSchema):
    """A verdict that needs its reason; ``version`` is what the reviewer has seen."""

    reason = Paragraphs(2000, required=True)
    version = Whole(strict=True)


class Reason(InputSchema):
    """A verdict that needs its reason."""

    reason = Paragraphs(2000, required=True)


class AuthorityRequest(InputSchema):
    """A signing authority as the person declares it."""

    basis = fields.Enum(Basis, by_value=True, required=True)
    title = Line(100, required=True)
    valid_from = Day(required=True)
    valid_until = Day(allow_none=True)
    document_hash = Line(100, validate=SHA256, allow_none=True)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: object) -> None:
        check_ends_after(data)


class RegistrationQuery(PageQuery):
    """The reviewers' queue."""

    state = Line(100, validate=validate.OneOf([state.value for state in State]))
    body = Line(12)


class SignIn(InputSchema):
    """What the gateway took from a verified assertion."""

    name_id = Line(100, required=True, validate=validate.Regexp(r"^ek-[0-9a-f]{40}\Z"))
    organisation = Line(100, required=True, validate=validate.Regexp(r"^du-[0-9a-f]{40}\Z"))
    name = Line(required=True)
    given_name = Line(shortest=0, load_default=None, allow_none=True)
    family_name = Line(shortest=0, load_default=None, allow_none=True)
    assurance = Line(40, required=True)


def _answer(question: str) -> fields.Enum[Any]:
    words = "Bitte wählen Sie eine der Antworten. / Please choose one of the answers."
    return fields.Enum(
        QUESTIONS[question], by_value=True, required=True, error_messages={"unknown": words}
    )


class CertificateAnswers(InputSchema):
    """The answers to all questions of the certificate assistant."""

    certificate = _answer("certificate")
    issued_for = _answer("issued_for")
    holder = _answer("holder")
    acting_for = _answer("acting_for")
    signing = _answer("signing")


class TermsAccepted(InputSchema):
    """The version of the terms of use somebody agrees to."""

    terms_version = Line(20, required=True)


class Rebinding(InputSchema):
    """The registration of the new certificate."""

    registration = Line(60, required=True)
    reason = Paragraphs(2000)


class MemberQuery(PageQuery):
    """A page of a body's people."""


class MemberRoles(InputSchema):
    """The roles of a person at a body; none takes all of them."""

    roles = Listed(
        Line(40, validate=validate.OneOf(sorted(BODY_ROLES))), len(BODY_ROLES), required=True
    )


class OperatorRoles(InputSchema):
    """The roles of a person of the operator, or of a vendor or ministry if ``scope`` says so.

    None takes all of them.
    """

    scope = Line(100, load_default="*")
    roles = Listed(Line(40), len(OPERATOR_ROLES), required=True)

    @validates_schema
    def fit_the_scope(self, data: dict[str, Any], **_: object) -> None:
        kind = data.get("scope", "*").partition(":")[0]
        possible = {
            "*": OPERATOR_ROLES,
            "vendor": {Role.VENDOR_MANAGER},
            "ministry": {Role.MINISTRY_READER},
        }
        if kind not in possible:
            raise ValidationError("Diesen Bereich gibt es nicht. / Unknown scope.", "scope")
        if set(data.get("roles", [])) - possible[kind]:
            raise ValidationError("Diese Rolle gibt es hier nicht. / Not a role here.", "roles")


class Team(InputSchema):
    """All members of a team account."""

    members = Listed(
        fields.Nested(TeamMemberInput), MOST_MEMBERS, least=2, required=True, validate=_is_team
    )


class MemberInvited(InputSchema):
    """Whom a body asks to register."""

    name = Line(required=True)
    email = Email(required=True)
    role = Line(100, required=True, validate=validate.OneOf(sorted(BODY_ROLES)))


class Invited(InputSchema):
    """Whom the operator asks in.

    ``vendor`` or ``ministry`` says where, ``role`` is the operator's.
    """

    kind = fields.Enum(InvitationKind, by_value=True, required=True)
    vendor = Line(100)
    ministry = Line(100)
    role = Line(100, validate=validate.OneOf(sorted(OPERATOR_ROLES)))
    name = Line(required=True)
    email = Email(required=True)

    @validates_schema
    def says_where(self, data: dict[str, Any], **_: object) -> None:
        wanted = {"vendor": "vendor", "ministry": "ministry", "operator": "role"}
        kind = data.get("kind")
        if kind is InvitationKind.BODY:
            raise ValidationError("Das macht die Stelle selbst. / By the body itself.", "kind")
        if kind and not data.get(wanted[kind.value]):
            raise ValidationError("Missing data for required field.", wanted[kind.value])
        for name in set(wanted.values()) - {wanted[kind.value]} if kind else ():
            if name in data:
                raise ValidationError("Unknown field.", name)


class InvitationQuery(PageQuery):
    """A page of invitations."""

    scope = Line(100)


LONGEST_YEARS = 5
"""A mandate is looked at again at least so often (assumed)."""


class MandateGranted(InputSchema):
    """A mandate; without services it is for all of them."""

    grantor = Line(12, required=True)
    grantee = Line(40, required=True)
    scope = fields.Enum(MandateScope, by_value=True, required=True)
    services = Listed(Line(100), 200, load_default=list)
    valid_from = Day(required=True)
    valid_until = Day(required=True)
    document_hash = Line(100, required=True, validate=SHA256)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: object) -> None:
        check_ends_after(data)
        end, begin = data.get("valid_until"), data.get("valid_from")
        if end and begin and end.year - begin.year > LONGEST_YEARS:
            sentence = f"Höchstens {LONGEST_YEARS} Jahre. / No more than {LONGEST_YEARS} years."
            raise ValidationError(sentence, "valid_until")
        if data.get("grantor") and data.get("grantor") == data.get("grantee"):
            raise ValidationError("Das ist dieselbe Stelle. / The same body.", "grantee")


class MandateQuery(PageQuery):
    """A page of mandates."""

    body = Line(12)


class HandOver(InputSchema):
    """From whom to whom."""

    from_account = Line(40, required=True)
    to_account = Line(40, required=True)


class ClientCreated(InputSchema):
    """An API client; ``scope`` is where it may act."""

    name = Line(100, required=True)
    place = Line(100, data_key="scope", required=True)
    scopes = Listed(
        Line(40, validate=validate.OneOf(sorted(CLIENT_SCOPES))),
        len(CLIENT_SCOPES),
        least=1,
        required=True,
    )
    expires_on = Day()


class ClientQuery(PageQuery):
    """A page of API clients."""

    place = Line(100, data_key="scope")


class ClientSecret(InputSchema):
    """How a client shows who it is."""

    client_id = Line(60, required=True)
    client_secret = Line(required=True)


class Confirmed(InputSchema):
    """A step that cannot be taken back, said on purpose."""

    confirm = fields.Boolean(required=True, validate=validate.Equal(True))
