"""What callers send about mandates."""

from typing import Any

from marshmallow import validates_schema

from services.common.paging import PageQuery
from services.common.validation.fields import Choice, Day, Line, Listed
from services.common.validation.input import InputSchema
from services.common.validation.rules import Unfit
from services.identity.domain.mandates import MandateScope, MandateState
from services.identity.schemas.shared import SHA256, check_ends_after

LONGEST_YEARS = 5
"""A mandate is looked at again at least so often (assumed)."""


class MandateGranted(InputSchema):
    """A mandate; without services it is for all of them."""

    grantor = Line(12, required=True)
    grantee = Line(40, required=True)
    scope = Choice(MandateScope, by_value=True, required=True)
    services = Listed(Line(100), 200, load_default=list)
    valid_from = Day(required=True)
    valid_until = Day(required=True)
    document_hash = Line(100, required=True, validate=SHA256)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: object) -> None:
        check_ends_after(data)
        end, begin = data.get("valid_until"), data.get("valid_from")
        if end and begin and end.year - begin.year > LONGEST_YEARS:
            raise Unfit("years-too-many", "valid_until", count=LONGEST_YEARS)
        if data.get("grantor") and data.get("grantor") == data.get("grantee"):
            raise Unfit("same-body", "grantee")


class MandateQuery(PageQuery):
    """A page of mandates: of a body on either side, of who acts by them, by state and last day."""

    body = Line(12)
    holder = Line(40)
    state = Choice(MandateState, by_value=True)
    ends_from = Day()
    ends_by = Day()
