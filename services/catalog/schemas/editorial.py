"""What editors ask about what they work on."""

from services.catalog.domain import keys
from services.catalog.domain.choices import Status
from services.catalog.schemas.profile_parts import one_of
from services.common.paging import PageQuery
from services.common.validation.fields import Boolean, Day, Line
from services.common.validation.input import InputSchema
from services.common.validation.rules import Pattern

WORK = ("any", "editing", "submitted", "sent_back", "mine")


class EditorialListQuery(PageQuery):
    """All profiles as editors work through them."""

    q = Line(100)
    status = Line(20, validate=one_of(Status))
    work = Line(20, validate=one_of(WORK))
    dead_links = Boolean()
    link = Line(32)


class DraftQuery(PageQuery):
    """What is being worked on: all of it, what waits for the review or not, what was given back."""

    submitted = Boolean()
    sent_back = Boolean()


class TrialQuery(InputSchema):
    """For which body, and on which day, the working copy's waves are tried."""

    body = Line(12, required=True, validate=Pattern(keys.BODY, key="body-form"))
    on = Day(required=True)


class UsersQuery(PageQuery):
    """Who has ordered a profile."""
