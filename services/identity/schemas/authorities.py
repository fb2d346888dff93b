"""What callers send about signing authorities."""

from typing import Any

from marshmallow import validates_schema

from services.common.validation.fields import Choice, Day, Line
from services.common.validation.input import InputSchema
from services.identity.domain.authorities import Basis
from services.identity.schemas.shared import SHA256, check_ends_after


class AuthorityRequest(InputSchema):
    """A signing authority as the person declares it."""

    basis = Choice(Basis, by_value=True, required=True)
    title = Line(100, required=True)
    valid_from = Day(required=True)
    valid_until = Day(allow_none=True)
    document_hash = Line(100, validate=SHA256, allow_none=True)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: object) -> None:
        check_ends_after(data)
