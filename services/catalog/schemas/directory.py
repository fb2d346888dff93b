"""What callers send about vendors, systems, interfaces, watches, notices and help."""

from datetime import datetime
from typing import Any

from marshmallow import fields, validate, validates_schema
from marshmallow.exceptions import ValidationError

from services.catalog.domain.directory import ExtraCost, VendorKind
from services.catalog.domain.notices import NoticeKind
from services.catalog.domain.watches import WatchKind
from services.catalog.help.entries import PAGES
from services.catalog.schemas.profile_parts import BothLanguages, LongText, address
from services.common.validation.fields import Day, Email, Line, Listed, Moment
from services.common.validation.input import InputSchema, PageQuery

MOST_COMPARED = 4
SLUG = validate.Regexp(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    error="Bitte nur Kleinbuchstaben, Ziffern und Bindestriche. / Lower case, digits, hyphens.",
)


def _one_of(kinds: Any) -> validate.OneOf:
    named = [kind.value for kind in kinds]
    return validate.OneOf(named, error=f"Möglich: {', '.join(named)}. / One of these.")


class VendorQuery(PageQuery):
    """The directory of vendors."""

    kind = Line(40)


class VendorFacts(InputSchema):
    """All of a vendor but its id."""

    name = Line(required=True)
    kind = fields.Enum(VendorKind, by_value=True, required=True)
    email = Email(required=True)
    website = address(load_default=None, allow_none=True)
    demo = fields.Boolean(load_default=False)


class VendorAdded(VendorFacts):
    """A new vendor; its id stays."""

    id = Line(60, required=True, validate=SLUG)


class SystemQuery(PageQuery):
    """The directory of specialist systems."""

    manufacturer = Line(60)


class SystemFacts(InputSchema):
    """All of a specialist system but its id."""

    name = Line(required=True)
    manufacturer = Line(60, load_default=None, allow_none=True)
    versions = Listed(Line(40), 100, load_default=list)
    description = fields.Nested(LongText, load_default=None, allow_none=True)
    demo = fields.Boolean(load_default=False)


class SystemAdded(SystemFacts):
    """A new specialist system; its id stays."""

    id = Line(60, required=True, validate=SLUG)


class InterfaceQuery(PageQuery):
    """The matrix of interfaces."""

    profile = Line(80)
    system = Line()
    version = Line(40)
    standard = Line(100)
    vendor = Line(60)
    extra_cost = Line(100, validate=_one_of(ExtraCost))
    topic = Line(100)
    kind = Line(40)


class CompareQuery(InputSchema):
    """Which profiles are compared: ``id`` given once for each, or their ids with commas."""

    id = Line(400, required=True)


class VisitQuery(PageQuery):
    """How often people went on to a contract partner."""

    profile = Line(80)


class FeedQuery(InputSchema):
    """What of the news is wanted."""

    kind = Line(40)
    topic = Line(100)


class WatchQuery(PageQuery):
    """The caller's watches."""


class WatchAdded(InputSchema):
    """A profile, or everything of a topic."""

    kind = fields.Enum(WatchKind, by_value=True, required=True)
    subject = Line(100, required=True)


class NoticeQuery(PageQuery):
    """Notices, the newest first; ``open_on`` leaves out what was over before that day."""

    kind = Line(100, validate=_one_of(NoticeKind))
    profile = Line(80)
    open_on = Day()


def _of_our_time(moment: datetime) -> None:
    if not 2000 <= moment.year < 2100:
        raise ValidationError("Das ist kein Datum unserer Zeit. / Between 2000 and 2099.")


class NoticePublished(InputSchema):
    """What the operator tells: an outage, a change, an end. No profiles means the whole market."""

    kind = fields.Enum(NoticeKind, by_value=True, required=True)
    title = fields.Nested(BothLanguages, required=True)
    profiles = Listed(Line(80), 200, load_default=list)
    starts_at = Moment(required=True, validate=_of_our_time)
    ends_at = Moment(load_default=None, allow_none=True, validate=_of_our_time)
    text = fields.Nested(LongText, required=True)

    @validates_schema
    def check_order(self, facts: dict[str, Any], **_: Any) -> None:
        """Refuse an end before the start."""
        ends_at = facts.get("ends_at")
        if ends_at is not None and ends_at <= facts["starts_at"]:
            raise ValidationError(
                "Das Ende liegt vor dem Anfang. / Ends before it starts.", "ends_at"
            )


class HelpQuery(PageQuery):
    """Questions by words, by page of the product, or by group."""

    q = Line(100)
    page = Line(100, validate=validate.OneOf(sorted(PAGES)))
    group = Line(40)
