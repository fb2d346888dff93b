"""What callers send about the newsletter."""

from services.common.paging import PageQuery
from services.common.validation.fields import Choice, Email, Line, Nested, Paragraphs
from services.common.validation.input import InputSchema
from services.notify.domain.preferences import Language


class Subscribed(InputSchema):
    """Who wants the newsletter, and in which language."""

    email = Email(required=True)
    language = Choice(Language, by_value=True, load_default=Language.GERMAN)


class MailedToken(InputSchema):
    """The token of a link in a mail."""

    token = Line(100, required=True)


class SubscriberQuery(PageQuery):
    """The confirmed addresses."""


class SubjectInBoth(InputSchema):
    """A subject in both languages."""

    de = Line(150, required=True)
    en = Line(150, required=True)


class TextInBoth(InputSchema):
    """What an issue says in both languages."""

    de = Paragraphs(10_000, required=True)
    en = Paragraphs(10_000, required=True)


class IssueSent(InputSchema):
    """An issue, to be sent to every confirmed address; ``profile`` is the service it is about."""

    subject = Nested(SubjectInBoth, required=True)
    text = Nested(TextInBoth, required=True)
    profile = Line(100, load_default=None, allow_none=True)
