"""What callers send about vendors, systems, interfaces, watches, notices and help."""

from datetime import datetime
from typing import Any

from marshmallow import fields, validate, validates_schema
from marshmallow.exceptions import ValidationError

from services.catalog.domain.directory import ExtraCost, VendorKind
from services.catalog.domain.notices import NoticeKind
from services.catalog.domain.watches import WatchKind
from services.catalog.help.entries import PAGES
from services.catalog.schemas_profile import BothLanguages, LongText
from services.common.border import Border, PageQuery, text

MOST_COMPARED = 4
SLUG = validate.Regexp(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    error="Bitte nur Kleinbuchstaben, Ziffern und Bindestriche. / Lower case, digits, hyphens.",
)
WEB_ADDRESS = validate.URL(
    schemes={"https", "http"},
    error="Bitte eine vollständige Adresse mit https:// angeben. / Not a web address.",
)


def _one_of(kinds: Any) -> validate.OneOf:
    named = [kind.value for kind in kinds]
    return validate.OneOf(named, error=f"Möglich: {', '.join(named)}. / One of these.")


class VendorQuery(PageQuery):
    """The directory of vendors."""

    kind = fields.String(validate=text(40))


class VendorFacts(Border):
    """All of a vendor but its id."""

    name = fields.String(required=True, validate=text())
    kind = fields.Enum(VendorKind, by_value=True, required=True)
    email = fields.Email(required=True, validate=text(254))
    website = fields.String(
        load_default=None, allow_none=True, validate=validate.And(text(500), WEB_ADDRESS)
    )
    demo = fields.Boolean(load_default=False)


class VendorAdded(VendorFacts):
    """A new vendor; its id stays."""

    id = fields.String(required=True, validate=validate.And(text(60), SLUG))


class SystemQuery(PageQuery):
    """The directory of specialist systems."""

    manufacturer = fields.String(validate=text(60))


class SystemFacts(Border):
    """All of a specialist system but its id."""

    name = fields.String(required=True, validate=text())
    manufacturer = fields.String(load_default=None, allow_none=True, validate=text(60))
    versions = fields.List(
        fields.String(validate=text(40)), load_default=list, validate=validate.Length(max=100)
    )
    description = fields.Nested(LongText, load_default=None, allow_none=True)
    demo = fields.Boolean(load_default=False)


class SystemAdded(SystemFacts):
    """A new specialist system; its id stays."""

    id = fields.String(required=True, validate=validate.And(text(60), SLUG))


class InterfaceQuery(PageQuery):
    """The matrix of interfaces."""

    profile = fields.String(validate=text(80))
    system = fields.String(validate=text())
    version = fields.String(validate=text(40))
    standard = fields.String(validate=text(100))
    vendor = fields.String(validate=text(60))
    extra_cost = fields.String(validate=_one_of(ExtraCost))
    topic = fields.String(validate=text(100))
    kind = fields.String(validate=text(40))


class CompareQuery(Border):
    """Which profiles are compared: ``id`` given once for each, or their ids with commas."""

    id = fields.String(required=True, validate=text(400))


class VisitQuery(PageQuery):
    """How often people went on to a contract partner."""

    profile = fields.String(validate=text(80))


class FeedQuery(Border):
    """What of the news is wanted."""

    kind = fields.String(validate=text(40))
    topic = fields.String(validate=text(100))


class WatchQuery(PageQuery):
    """The caller's watches."""


class WatchAdded(Border):
    """A profile, or everything of a topic."""

    kind = fields.Enum(WatchKind, by_value=True, required=True)
    subject = fields.String(required=True, validate=text(100))


class NoticeQuery(PageQuery):
    """Notices, the newest first; ``open_on`` leaves out what was over before that day."""

    kind = fields.String(validate=_one_of(NoticeKind))
    profile = fields.String(validate=text(80))
    open_on = fields.Date()


def _of_our_time(moment: datetime) -> None:
    if not 2000 <= moment.year < 2100:
        raise ValidationError("Das ist kein Datum unserer Zeit. / Between 2000 and 2099.")


class NoticePublished(Border):
    """What the operator tells: an outage, a change, an end. No profiles means the whole market."""

    kind = fields.Enum(NoticeKind, by_value=True, required=True)
    title = fields.Nested(BothLanguages, required=True)
    profiles = fields.List(
        fields.String(validate=text(80)), load_default=list, validate=validate.Length(max=200)
    )
    starts_at = fields.AwareDateTime(required=True, validate=_of_our_time)
    ends_at = fields.AwareDateTime(load_default=None, allow_none=True, validate=_of_our_time)
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

    q = fields.String(validate=text(100))
    page = fields.String(validate=validate.OneOf(sorted(PAGES)))
    group = fields.String(validate=text(40))
