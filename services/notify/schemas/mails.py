"""What callers send about mails."""

from services.common.paging import PageQuery
from services.common.validation.fields import Choice
from services.common.validation.input import InputSchema
from services.notify.domain.mails import MailState


class MailQuery(PageQuery):
    """A page of the mails of one state."""

    state = Choice(MailState, by_value=True, load_default=MailState.FAILED)


class Nothing(InputSchema):
    """An action without input."""
