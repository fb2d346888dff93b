"""What callers send about their inbox and what they prefer."""

from services.common.paging import PageQuery
from services.common.validation.fields import Boolean, Choice, Line, Listed, Moment, each_once
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf
from services.notify.domain.preferences import CHOSEN, Language

GROUP = Line(40, validate=OneOf([group.value for group in CHOSEN]))


class InboxQuery(PageQuery):
    """A page of the caller's inbox; ``unread`` leaves out what was read."""

    unread = Boolean(load_default=False)


class ReadUntil(InputSchema):
    """Up to when everything counts as read; now, where nothing is said."""

    until = Moment(load_default=None, allow_none=True)


class Preferred(InputSchema):
    """A language, both where none is said, and the groups that stay in the inbox."""

    language = Choice(Language, by_value=True, load_default=None, allow_none=True)
    without_mail = Listed(GROUP, len(CHOSEN), load_default=list, validate=each_once)
