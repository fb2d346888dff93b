"""What callers send to identity."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.border import Border, PageQuery, text
from services.identity.domain.authorities import Basis
from services.identity.domain.permissions import BODY_ROLES


class DigitalOfficer(Border):
    """The body's coordinator, where there is one."""

    name = fields.String(required=True, validate=text())
    email = fields.Email(required=True)
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


class Token(Border):
    """The token of a mailed link."""

    token = fields.String(required=True, validate=text(100))


class Decision(Border):
    """A reviewer's verdict; a reason where it is not an approval."""

    reason = fields.String(validate=text(2000))


class Reason(Border):
    """A verdict that needs its reason."""

    reason = fields.String(required=True, validate=text(2000))


class AuthorityRequest(Border):
    """A signing authority as the person declares it."""

    basis = fields.Enum(Basis, by_value=True, required=True)
    title = fields.String(required=True, validate=text(100))
    valid_from = fields.Date(required=True)
    valid_until = fields.Date(allow_none=True)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: object) -> None:
        end, begin = data.get("valid_until"), data.get("valid_from")
        if end and begin and end < begin:
            raise ValidationError("Das Ende liegt vor dem Beginn. / Ends early.", "valid_until")


class BodyQuery(PageQuery):
    """Search in the register."""

    q = fields.String(validate=text(100))
    kind = fields.String(validate=text(40))
    district = fields.String(validate=text(5))
    capacity = fields.String(validate=text(40))


class RegistrationQuery(PageQuery):
    """The reviewers' queue."""

    state = fields.String(validate=text(20))
    body = fields.String(validate=text(12))


class SignIn(Border):
    """What the gateway took from a verified assertion."""

    name_id = fields.String(required=True, validate=validate.Regexp(r"^ek-[0-9a-f]{40}\Z"))
    organisation = fields.String(required=True, validate=validate.Regexp(r"^du-[0-9a-f]{40}\Z"))
    name = fields.String(required=True, validate=text())
    names_person = fields.Boolean(load_default=False)
    assurance = fields.String(required=True, validate=text(40))
