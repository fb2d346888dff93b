"""What callers send about news: the feed, watches and notices."""

from datetime import datetime
from typing import Any

from marshmallow import validates_schema

from services.catalog.domain.notices import NoticeKind
from services.catalog.domain.watches import WatchKind
from services.catalog.schemas.profile_parts import BothLanguages, LongText, one_of
from services.common.paging import PageQuery
from services.common.validation.fields import Choice, Day, Line, Listed, Moment, Nested
from services.common.validation.input import InputSchema
from services.common.validation.rules import Unfit


class FeedQuery(InputSchema):
    """What of the news is wanted."""

    kind = Line(40)
    topic = Line(100)


class WatchQuery(PageQuery):
    """The caller's watches."""


class WatchAdded(InputSchema):
    """A profile, or everything of a topic."""

    kind = Choice(WatchKind, by_value=True, required=True)
    subject = Line(100, required=True)


class NoticeQuery(PageQuery):
    """Notices, the newest first; ``open_on`` leaves out what was over before that day."""

    kind = Line(100, validate=one_of(NoticeKind))
    profile = Line(80)
    open_on = Day()


def _of_our_time(moment: datetime) -> None:
    if not 2000 <= moment.year < 2100:
        raise Unfit("year-out-of-range", first=2000, last=2099)


class NoticePublished(InputSchema):
    """What the operator tells: an outage, a change, an end. No profiles means the whole market."""

    kind = Choice(NoticeKind, by_value=True, required=True)
    title = Nested(BothLanguages, required=True)
    profiles = Listed(Line(80), 200, load_default=list)
    starts_at = Moment(required=True, validate=_of_our_time)
    ends_at = Moment(load_default=None, allow_none=True, validate=_of_our_time)
    text = Nested(LongText, required=True)

    @validates_schema
    def check_order(self, facts: dict[str, Any], **_: Any) -> None:
        """Refuse an end before the start."""
        ends_at = facts.get("ends_at")
        if ends_at is not None and ends_at <= facts["starts_at"]:
            raise Unfit("end-before-start", "ends_at")
