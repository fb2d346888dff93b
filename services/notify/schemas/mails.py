"""What callers send about mails."""

from services.common.paging import PageQuery
from services.common.validation.fields import Choice, Line
from services.common.validation.input import InputSchema
from services.notify.domain.mails import MailState


class MailQuery(PageQuery):
    """A page of the mails of one state, to one address or about one order."""

    state = Choice(MailState, by_value=True, load_default=None, allow_none=True)
    address = Line(254, load_default=None, allow_none=True)
    order = Line(40, load_default=None, allow_none=True)


class Nothing(InputSchema):
    """An action without input."""
