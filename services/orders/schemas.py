"""What callers send to orders."""

from datetime import date

from marshmallow import validates_schema

from services.common import clock
from services.common.paging import PageQuery
from services.common.validation.fields import (
    Boolean,
    Choice,
    Day,
    Email,
    Line,
    Listed,
    Moment,
    Nested,
    Paragraphs,
    Unread,
    Whole,
)
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Unfit
from services.orders.domain.baskets import MOST_ENTRIES
from services.orders.domain.body_systems import MOST_SYSTEMS
from services.orders.domain.declarations import DeclarationKind
from services.orders.domain.gap_rows import MOST_ROWS
from services.orders.domain.overview import Standing
from services.orders.domain.portal_numbers import MOST as MOST_NUMBERS
from services.orders.domain.uncontracted import MOST_PROFILES

NEWEST, DUE = "newest", "due"
"""How orders are listed: the newest first, or those with a due day, the first due first."""
USAGES = ("new", "already_productive")
MOST_ITEMS = 5000
"""So many orders or releases may be asked for at once."""
OUTCOMES = ("accepted", "duplicate", "ineligible", "invalid", "failed", "cancelled", "open")
FAILURES = (
    "no-licence", "interface-missing", "wrong-contact", "data-missing", "version-too-old",
    "capacity", "other",
)  # fmt: skip


def not_past(day: date) -> None:
    """Refuse a day that is over in Bavaria."""
    if day < clock.local_date(clock.now()):
        raise Unfit("day-over")


class ContactInput(InputSchema):
    """A contact of an order."""

    name = Line(required=True)
    department = Line(required=True)
    email = Email(required=True)
    phone = Line(50, required=True)


class ContactHandOver(ContactInput):
    """Who takes the place of a contact of a body, and why."""

    reason = Paragraphs(2000, required=True)


class OrderPlaced(InputSchema):
    """An order."""

    body = Line(12, required=True)
    profile = Line(100, required=True)
    usage = Line(100, required=True, validate=OneOf(USAGES))
    functional_contact = Nested(ContactInput, required=True)
    technical_contact = Nested(ContactInput, required=True)
    specialist_system = Line(allow_none=True)
    setup_by = Line(100, allow_none=True)
    wanted_on = Day(allow_none=True, validate=not_past)
    remark = Paragraphs(4000, allow_none=True)
    costs_acknowledged = Boolean(load_default=False)
    prepared = Boolean(load_default=False)
    mandate = Line(60, allow_none=True)


class OrderShared(InputSchema):
    """What all orders of a bulk order have in common, unless an item says otherwise."""

    usage = Line(100, validate=OneOf(USAGES))
    functional_contact = Nested(ContactInput)
    technical_contact = Nested(ContactInput)
    specialist_system = Line(allow_none=True)
    setup_by = Line(100, allow_none=True)
    wanted_on = Day(allow_none=True, validate=not_past)
    remark = Paragraphs(4000, allow_none=True)
    costs_acknowledged = Boolean()
    prepared = Boolean()
    mandate = Line(60, allow_none=True)


class BulkOrder(InputSchema):
    """Many orders at once; each is judged by itself, so that a wrong one stops no other."""

    items = Listed(Unread(OrderPlaced), MOST_ITEMS, least=1, required=True)
    common = Nested(OrderShared, load_default=dict)


class ReleaseFilter(InputSchema):
    """Which of the orders that wait for release are meant; without any field all of them."""

    body = Line(12)
    profile = Line(100)
    vendor = Line(100)


class BulkRelease(InputSchema):
    """Many releases at once: of these orders, or of those that a filter finds."""

    orders = Listed(Line(60), MOST_ITEMS, least=1)
    filter = Nested(ReleaseFilter)

    @validates_schema
    def one_of_both(self, data: dict[str, object], **_: object) -> None:
        if len(data) != 1:
            raise Unfit("bulk-nothing-chosen")


class BulkBegin(InputSchema):
    """Whether it is only tried."""

    dry_run = Boolean(load_default=False)


class BulkItemsQuery(PageQuery):
    """A page of the items, those with one outcome or all."""

    outcome = Line(20, validate=OneOf(OUTCOMES))


class Contacts(InputSchema):
    """New contacts for an order; at least one of them."""

    functional_contact = Nested(ContactInput)
    technical_contact = Nested(ContactInput)

    @validates_schema
    def not_empty(self, data: dict[str, object], **_: object) -> None:
        if not data:
            raise Unfit("field-missing", "functional_contact")


class OrderQuery(PageQuery):
    """Filters of the list; ``number`` may be the beginning of one, ``since`` is when it came.

    ``overdue`` are those whose day is over, ``mine`` those the caller has taken for review.
    """

    body = Line(12)
    profile = Line(100)
    state = Line(40)
    vendor = Line(100)
    waiting_for = Line(40)
    number = Line(40)
    since = Moment(load_default=None)
    overdue = Boolean(load_default=False)
    mine = Boolean(load_default=False)
    sort = Line(40, load_default=NEWEST, validate=OneOf((NEWEST, DUE)))


class OrderedQuery(InputSchema):
    """Whose orders are looked at; without a body all that one sees."""

    body = Line(12)


class HistoryQuery(InputSchema):
    """A page of an order's history; the cursor is the number of its first line."""

    limit = Whole(1, 200, load_default=50)
    cursor = Whole(0, 1_000_000, load_default=0)


class OrderableQuery(InputSchema):
    """For whom is asked, and with which specialist system they would use it."""

    body = Line(12, required=True)
    specialist_system = Line(load_default=None)


class SystemsInUse(InputSchema):
    """What a body works with; whatever is left out is empty from then on."""

    specialist_systems = Listed(Line(100), MOST_SYSTEMS, load_default=list)
    it_provider = Line(100, load_default=None, allow_none=True)
    functional_contact = Nested(ContactInput, load_default=None, allow_none=True)
    technical_contact = Nested(ContactInput, load_default=None, allow_none=True)


class BasketFilled(InputSchema):
    """Which services lie in the basket of a body, in this order."""

    profiles = Listed(Line(100), MOST_ENTRIES, required=True)


class BasketItem(InputSchema):
    """A service for the basket of a body."""

    profile = Line(100, required=True)


class Declared(InputSchema):
    """Why a body does not order a service, and when that is looked at again."""

    kind = Choice(DeclarationKind, by_value=True, required=True)
    review_on = Day(required=True, validate=not_past)


class Uncontracted(InputSchema):
    """What a body has in use without a contract, by a list of this day."""

    profiles = Listed(Line(100), MOST_PROFILES, required=True)
    listed_on = Day(required=True)


class PortalNumbersCorrected(InputSchema):
    """Which of a body's numbers in the portal stay, a link whose numbers are the body's, why."""

    keep = Listed(Line(40), MOST_NUMBERS, required=True)
    url = Line(1000)
    reason = Paragraphs(2000, required=True)


class GapRowInput(InputSchema):
    """A body has a service in use without a contract."""

    body = Line(12, required=True)
    profile = Line(100, required=True)


class GapList(InputSchema):
    """What many bodies have in use without a contract, by a list of this day."""

    rows = Listed(Nested(GapRowInput), MOST_ROWS, least=1, required=True)
    listed_on = Day(required=True)


class OverviewQuery(PageQuery):
    """Which services of the overview."""

    state = Line(40, validate=OneOf(tuple(Standing)))


class Nothing(InputSchema):
    """An action without input."""


class Pinned(InputSchema):
    """The version of the profile somebody has looked at, where it is not the one ordered."""

    profile_version = Whole(1)


class Remark(InputSchema):
    """An action that may carry a remark."""

    note = Paragraphs(2000)


class SetupRequest(Remark):
    """A setup begun again, by another setup party where one is named."""

    setup_by = Line(100)


class OrderReason(InputSchema):
    """A decision that needs its reason."""

    reason = Paragraphs(2000, required=True)


class Settlement(OrderReason):
    """Why an order ends in favour of another one, and of which."""

    keeps = Line(60, required=True)


class Statement(InputSchema):
    """A question or an answer."""

    text = Paragraphs(4000, required=True)


class Answer(Statement, Pinned):
    """An answer; it may say besides to which version of the profile the body goes over."""


class Acknowledgement(InputSchema):
    """The setup party's word, with the day it will get in touch."""

    contact_on = Day(required=True, validate=not_past)
    note = Paragraphs(2000)


class SetupFailure(InputSchema):
    """Why the setup cannot go on; ``other`` needs the text."""

    reason_code = Line(100, required=True, validate=OneOf(FAILURES))
    text = Paragraphs(2000)

    @validates_schema
    def other_is_explained(self, data: dict[str, object], **_: object) -> None:
        if data.get("reason_code") == "other" and not data.get("text"):
            raise Unfit("field-missing", "text")


class Link(InputSchema):
    """The link in the BayernPortal."""

    url = Line(1000, required=True)


class LinkRefusal(OrderReason):
    """Why a link is not the body's, and which one."""

    url = Line(1000, required=True)
