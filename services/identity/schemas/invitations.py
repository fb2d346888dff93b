"""What callers send about invitations."""

from typing import Any

from marshmallow import validates_schema

from services.common.paging import PageQuery
from services.common.validation.fields import Choice, Email, Line
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Unfit
from services.identity.domain.invitations import InvitationKind
from services.identity.domain.permissions import OPERATOR_ROLES
from services.identity.schemas.members import MEMBER_ROLES


class MemberInvited(InputSchema):
    """Whom a body asks to register, or a vendor to come in."""

    name = Line(required=True)
    email = Email(required=True)
    role = Line(100, required=True, validate=OneOf(MEMBER_ROLES))


class Invited(InputSchema):
    """Whom the operator asks in.

    ``vendor`` or ``ministry`` says where, ``role`` is the operator's.
    """

    kind = Choice(InvitationKind, by_value=True, required=True)
    vendor = Line(100)
    ministry = Line(100)
    role = Line(100, validate=OneOf(sorted(OPERATOR_ROLES)))
    name = Line(required=True)
    email = Email(required=True)

    @validates_schema
    def says_where(self, data: dict[str, Any], **_: object) -> None:
        where = {"vendor": "vendor", "ministry": "ministry", "operator": "role"}
        kind = data.get("kind")
        if kind is InvitationKind.BODY:
            raise Unfit("body-invites-itself", "kind")
        if kind and not data.get(where[kind.value]):
            raise Unfit("field-missing", where[kind.value])
        for name in set(where.values()) - {where[kind.value]} if kind else ():
            if name in data:
                raise Unfit("field-unknown", name)


class InvitationQuery(PageQuery):
    """A page of invitations."""

    scope = Line(100)
