"""What callers send about the people of a body, and of the operator."""

from typing import Any

from marshmallow import validates_schema

from services.common.paging import PageQuery
from services.common.validation.fields import Line, Listed
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Unfit
from services.identity.domain.permissions import BODY_ROLES, OPERATOR_ROLES, Role
from services.identity.words.labels import ROLES

MEMBER_ROLES = sorted({*BODY_ROLES, Role.VENDOR_MANAGER})


class MemberQuery(PageQuery):
    """A page of a body's people."""


class MemberRoles(InputSchema):
    """The roles of a person at a body or a vendor; none takes all of them."""

    roles = Listed(Line(40, validate=OneOf(MEMBER_ROLES)), len(MEMBER_ROLES), required=True)


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
            raise Unfit("scope-unknown", "scope")
        if set(data.get("roles", [])) - possible[kind]:
            named = [ROLES[role] for role in sorted(possible[kind])]
            raise Unfit("role-not-here", "roles", roles=named)


class HandOver(InputSchema):
    """From whom to whom."""

    from_account = Line(40, required=True)
    to_account = Line(40, required=True)
