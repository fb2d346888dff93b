"""What callers send to notify."""

from marshmallow import fields

from services.common.border import Border, PageQuery, text
from services.notify.domain.tickets import Visibility


class Comment(Border):
    """A comment; without a visibility the setup party reads it too."""

    text = fields.String(required=True, validate=text(5000))
    visibility = fields.Enum(Visibility, by_value=True, load_default=Visibility.VENDOR)


class ThreadQuery(PageQuery):
    """A page of a ticket's thread."""
