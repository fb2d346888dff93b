"""What callers send to identity."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.border import Border, PageQuery, text
from services.identity.assistant.table import QUESTIONS
from services.identity.domain.authorities import Basis
from services.identity.domain.invitations import Kind as InvitationKind
from services.identity.domain.mandates import Scope as MandateScope
from services.identity.domain.permissions import BODY_ROLES, CLIENT_SCOPES, OPERATOR_ROLES, Role
from services.identity.domain.registrations import State

SHA256 = validate.Regexp(r"^[0-9a-f]{64}\Z", error="SHA-256 in 64 Ziffern (hex). / Not a SHA-256.")


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


class DigitalOfficer(Border):
    """The body's coordinator, where there is one."""

    name = fields.String(required=True, validate=text())
    email = fields.Email(required=True, validate=text(254))
    phone = fields.String(validate=text(50))


class RegistrationDraft(Border):
    """A registration; only the body is needed to keep a draft."""

    body = fields.String(required=True, validate=text(12))
    role = fields.String(validate=validate.OneOf(sorted(BODY_ROLES)))
    given_name = fields.String(validate=text(100))
    family_name = fields.String(validate=text(100))
    office = fields.String(validate=text())
    department = fields.String(validate=text())
    phone = fields.String(validate=text(50))
    email = fields.Email(validate=text(254))
    functional_mailbox = fields.Boolean()
    digital_officer = fields.Nested(DigitalOfficer, allow_none=True)
    newsletter = fields.Boolean()
    terms_version = fields.String(validate=text(20))
    team = fields.List(
        fields.Nested(lambda: TeamMemberInput()), validate=[_is_team, validate.Length(max=50)]
    )
    replaces_certificate = fields.Boolean()


class TeamMemberInput(Border):
    """A named member of a team account."""

    name = fields.String(required=True, validate=text())
    email = fields.Email(required=True, validate=text(254))


class Token(Border):
    """The token of a mailed link."""

    token = fields.String(required=True, validate=text(100))


class Decision(Border):
    """An approval; ``accept_name`` settles a name the sign-in does not prove, with a reason."""

    reason = fields.String(validate=text(2000))
    accept_name = fields.Boolean(load_default=False)
    version = fields.Integer(strict=True)


class Refusal(Border):
    """A verdict that needs its reason; ``version`` is what the reviewer has seen."""

    reason = fields.String(required=True, validate=text(2000))
    version = fields.Integer(strict=True)


class Reason(Border):
    """A verdict that needs its reason."""

    reason = fields.String(required=True, validate=text(2000))


class AuthorityRequest(Border):
    """A signing authority as the person declares it."""

    basis = fields.Enum(Basis, by_value=True, required=True)
    title = fields.String(required=True, validate=text(100))
    valid_from = fields.Date(required=True)
    valid_until = fields.Date(allow_none=True)
    document_hash = fields.String(validate=SHA256, allow_none=True)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: object) -> None:
        check_ends_after(data)


class RegistrationQuery(PageQuery):
    """The reviewers' queue."""

    state = fields.String(validate=validate.OneOf([state.value for state in State]))
    body = fields.String(validate=text(12))


class SignIn(Border):
    """What the gateway took from a verified assertion."""

    name_id = fields.String(required=True, validate=validate.Regexp(r"^ek-[0-9a-f]{40}\Z"))
    organisation = fields.String(required=True, validate=validate.Regexp(r"^du-[0-9a-f]{40}\Z"))
    name = fields.String(required=True, validate=text())
    given_name = fields.String(load_default=None, allow_none=True, validate=text(200, 0))
    family_name = fields.String(load_default=None, allow_none=True, validate=text(200, 0))
    assurance = fields.String(required=True, validate=text(40))


def _answer(question: str) -> fields.Enum[Any]:
    words = "Bitte wählen Sie eine der Antworten. / Please choose one of the answers."
    return fields.Enum(
        QUESTIONS[question], by_value=True, required=True, error_messages={"unknown": words}
    )


class CertificateAnswers(Border):
    """The answers to all questions of the certificate assistant."""

    certificate = _answer("certificate")
    issued_for = _answer("issued_for")
    holder = _answer("holder")
    acting_for = _answer("acting_for")
    signing = _answer("signing")


class TermsAccepted(Border):
    """The version of the terms of use somebody agrees to."""

    terms_version = fields.String(required=True, validate=text(20))


class Rebinding(Border):
    """The registration of the new certificate."""

    registration = fields.String(required=True, validate=text(60))
    reason = fields.String(validate=text(2000))


class MemberQuery(PageQuery):
    """A page of a body's people."""


class MemberRoles(Border):
    """The roles of a person at a body; none takes all of them."""

    roles = fields.List(
        fields.String(validate=validate.OneOf(sorted(BODY_ROLES))),
        required=True,
        validate=validate.Length(max=len(BODY_ROLES)),
    )


class OperatorRoles(Border):
    """The roles of a person of the operator, or of a vendor or ministry if ``scope`` says so.

    None takes all of them.
    """

    scope = fields.String(load_default="*", validate=text(100))
    roles = fields.List(
        fields.String(), required=True, validate=validate.Length(max=len(OPERATOR_ROLES))
    )

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


class Team(Border):
    """All members of a team account."""

    members = fields.List(
        fields.Nested(TeamMemberInput),
        required=True,
        validate=[_is_team, validate.Length(min=2, max=50)],
    )


class MemberInvited(Border):
    """Whom a body asks to register."""

    name = fields.String(required=True, validate=text())
    email = fields.Email(required=True, validate=text(254))
    role = fields.String(required=True, validate=validate.OneOf(sorted(BODY_ROLES)))


class Invited(Border):
    """Whom the operator asks in: ``vendor`` or ``ministry`` says where, ``role`` is the
    operator's."""

    kind = fields.Enum(InvitationKind, by_value=True, required=True)
    vendor = fields.String(validate=text(100))
    ministry = fields.String(validate=text(100))
    role = fields.String(validate=validate.OneOf(sorted(OPERATOR_ROLES)))
    name = fields.String(required=True, validate=text())
    email = fields.Email(required=True, validate=text(254))

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

    scope = fields.String(validate=text(100))


LONGEST_YEARS = 5
"""A mandate is looked at again at least so often (assumed)."""


class MandateGranted(Border):
    """A mandate; without services it is for all of them."""

    grantor = fields.String(required=True, validate=text(12))
    grantee = fields.String(required=True, validate=text(40))
    scope = fields.Enum(MandateScope, by_value=True, required=True)
    services = fields.List(
        fields.String(validate=text(100)), load_default=list, validate=validate.Length(max=200)
    )
    valid_from = fields.Date(required=True)
    valid_until = fields.Date(required=True)
    document_hash = fields.String(required=True, validate=SHA256)

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

    body = fields.String(validate=text(12))


class HandOver(Border):
    """From whom to whom."""

    from_account = fields.String(required=True, validate=text(40))
    to_account = fields.String(required=True, validate=text(40))


class ClientCreated(Border):
    """An API client; ``scope`` is where it may act."""

    name = fields.String(required=True, validate=text(100))
    place = fields.String(data_key="scope", required=True, validate=text(100))
    scopes = fields.List(
        fields.String(validate=validate.OneOf(sorted(CLIENT_SCOPES))),
        required=True,
        validate=validate.Length(min=1, max=len(CLIENT_SCOPES)),
    )
    expires_on = fields.Date()


class ClientQuery(PageQuery):
    """A page of API clients."""

    place = fields.String(data_key="scope", validate=text(100))


class ClientSecret(Border):
    """How a client shows who it is."""

    client_id = fields.String(required=True, validate=text(60))
    client_secret = fields.String(required=True, validate=text(200))


class Confirmed(Border):
    """A step that cannot be taken back, said on purpose."""

    confirm = fields.Boolean(required=True, validate=validate.Equal(True))
