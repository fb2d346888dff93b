"""What callers send about bodies and editions of their register."""

from services.common.paging import PageQuery
from services.common.validation.fields import Boolean, Choice, Day, Line, Listed, Nested, Whole
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Pattern
from services.identity.domain.bodies import OWN_KINDS
from services.identity.domain.editions import EditionState, MoveReason
from services.identity.register.keys import KEY_LENGTHS

MOST_BODIES = 3000
"""Bavaria has some 2,450 bodies in all, and an edition may touch every one."""
MOST_MOVES = 1500
"""So many bodies never end at once: it is more than half of them."""
MOST_CAPACITIES = 100
LONGEST_KEYS = 2200


class BodyQuery(PageQuery):
    """Search in the register; ``key`` names bodies instead, with commas between."""

    q = Line(100)
    kind = Line(40)
    district = Line(5)
    capacity = Line(40)
    key = Line(LONGEST_KEYS)


class DatedCapacity(InputSchema):
    """What a body is competent for, from the first to the last day."""

    capacity = Line(100, required=True, validate=Pattern(r"^[a-z][a-z_]{1,38}\Z"))
    valid_from = Day(required=True)
    valid_until = Day(load_default=None, allow_none=True)
    source = Line(load_default=None, allow_none=True)


class Capacities(InputSchema):
    """Everything a body is competent for."""

    capacities = Listed(Nested(DatedCapacity), MOST_CAPACITIES, required=True)


class OwnAddress(InputSchema):
    """Where a body outside the register has its seat."""

    street = Line()
    postcode = Line(100, required=True, validate=Pattern(r"^[0-9]{5}\Z"))
    town = Line(100, required=True)


class OwnBody(InputSchema):
    """An association or a company, which no register knows."""

    name = Line(required=True)
    kind = Line(100, required=True, validate=OneOf(sorted(OWN_KINDS)))
    address = Nested(OwnAddress, required=True)
    district = Line(5)
    region = Line(3)
    members = Listed(Line(12), MOST_BODIES, load_default=list)


class RegisterAddress(InputSchema):
    """The town of an administration, as the register knows it."""

    seat = Line(required=True)
    postcode = Line(5, shortest=0, required=True)
    town = Line(required=True)


class RegisterRow(InputSchema):
    """A body as the reader of the register yields it."""

    key = Line(9, required=True)
    name = Line(required=True)
    official_name = Line(required=True)
    designation = Line(required=True)
    kind = Line(100, required=True, validate=OneOf(sorted(KEY_LENGTHS)))
    may_register = Boolean(required=True)
    region = Line(3, required=True)
    ars = Line(12, required=True, allow_none=True)
    district = Line(5, required=True, allow_none=True)
    district_name = Line(required=True, allow_none=True)
    joint_administration = Line(9, required=True, allow_none=True)
    members = Listed(Line(8), 100, required=True)
    population = Whole(0, 10**8, required=True, strict=True)
    address = Nested(RegisterAddress, required=True)
    capacities = Listed(Nested(DatedCapacity), MOST_CAPACITIES, load_default=list)
    edition = Line(10)


class EditionMove(InputSchema):
    """Where everything goes that is with a body that ends; ``to`` may be left open at first."""

    gone = Line(9, data_key="from", required=True)
    to = Line(9, load_default=None, allow_none=True)
    reason = Choice(MoveReason, by_value=True, required=True)


class EditionProposal(InputSchema):
    """A newer state of the register: only what is new, changed or gone."""

    edition = Day(required=True)
    upsert = Listed(Nested(RegisterRow), MOST_BODIES, load_default=list)
    gone = Listed(Line(9), MOST_MOVES, load_default=list)
    moves = Listed(Nested(EditionMove), MOST_MOVES, load_default=list)


class EditionReview(InputSchema):
    """All moves of an edition, confirmed by a person in the version that person has seen."""

    version = Whole(required=True, strict=True)
    moves = Listed(Nested(EditionMove), MOST_MOVES, required=True)


class EditionQuery(PageQuery):
    """A page of editions, newest first."""

    state = Choice(EditionState, by_value=True)
