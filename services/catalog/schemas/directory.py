"""What callers send about vendors, systems, interfaces, comparisons and clicks."""

from services.catalog.domain.choices import RESERVED_IDS
from services.catalog.domain.directory import ExtraCost, VendorKind
from services.catalog.schemas.profile_parts import LongText, address, one_of, slug
from services.common.paging import PageQuery
from services.common.validation.fields import Boolean, Choice, Email, Line, Listed, Nested
from services.common.validation.input import InputSchema
from services.common.validation.rules import NoneOf

MOST_COMPARED = 4
NEW_ID = [*slug(60), NoneOf(sorted(RESERVED_IDS), key="word-taken")]
"""An id that is not taken by an address of ours beside it."""


class VendorQuery(PageQuery):
    """The directory of vendors."""

    kind = Line(40)


class VendorFacts(InputSchema):
    """All of a vendor but its id."""

    name = Line(required=True)
    kind = Choice(VendorKind, by_value=True, required=True)
    email = Email(required=True)
    website = address(load_default=None, allow_none=True)
    demo = Boolean(load_default=False)


class VendorAdded(VendorFacts):
    """A new vendor; its id stays."""

    id = Line(60, required=True, validate=NEW_ID)


class SystemQuery(PageQuery):
    """The directory of specialist systems."""

    manufacturer = Line(60)


class SystemFacts(InputSchema):
    """All of a specialist system but its id."""

    name = Line(required=True)
    manufacturer = Line(60, load_default=None, allow_none=True)
    versions = Listed(Line(40), 100, load_default=list)
    description = Nested(LongText, load_default=None, allow_none=True)
    demo = Boolean(load_default=False)


class SystemAdded(SystemFacts):
    """A new specialist system; its id stays."""

    id = Line(60, required=True, validate=NEW_ID)


class InterfaceQuery(PageQuery):
    """The matrix of interfaces."""

    profile = Line(80)
    system = Line()
    version = Line(40)
    standard = Line(100)
    vendor = Line(60)
    extra_cost = Line(100, validate=one_of(ExtraCost))
    topic = Line(100)
    kind = Line(40)


class CompareQuery(InputSchema):
    """Which profiles are compared: ``id`` given once for each, or their ids with commas."""

    id = Line(400, required=True)


class VisitQuery(PageQuery):
    """How often people went on to a contract partner."""

    profile = Line(80)
