"""What callers send about tickets."""

from services.common.paging import PageQuery
from services.common.validation.fields import Carried, Choice, Line, Listed, Paragraphs, each_once
from services.common.validation.input import InputSchema
from services.notify.domain.attachments import MOST_OF_A_LINE
from services.notify.domain.statuses import Visibility
from services.notify.domain.ticket_states import TicketState


class Comment(InputSchema):
    """A comment; without a visibility the setup party reads it too, once it takes part."""

    text = Paragraphs(5000, required=True)
    visibility = Choice(Visibility, by_value=True, load_default=None)
    attachments = Listed(Line(40), MOST_OF_A_LINE, load_default=list, validate=each_once)


class AttachmentSent(InputSchema):
    """A file for a comment to come, in Base64, and what it is called."""

    content = Carried(14_000_000, required=True)
    filename = Line(200, required=True)


class ThreadQuery(PageQuery):
    """A page of a ticket's thread."""


class TicketQuery(PageQuery):
    """A page of the tickets in a state, of an order, a body or a setup party."""

    state = Choice(TicketState, by_value=True, load_default=None)
    order = Line(load_default=None)
    body = Line(12, load_default=None)
    vendor = Line(100, load_default=None)
