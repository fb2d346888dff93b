"""What callers send about addresses."""

from services.common.paging import PageQuery
from services.common.validation.fields import Line
from services.common.validation.input import InputSchema


class PausedQuery(PageQuery):
    """A page of the addresses that are not reached."""


class AddressToken(InputSchema):
    """The token of a test mail."""

    token = Line(60, required=True)
