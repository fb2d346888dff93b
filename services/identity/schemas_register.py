"""What callers send about bodies and editions of their register."""

from marshmallow import fields, validate

from services.common.border import Border, PageQuery, text
from services.identity.domain.bodies import OWN_KINDS
from services.identity.domain.editions import EditionState, MoveReason
from services.identity.register.keys import KEY_LENGTHS


class BodyQuery(PageQuery):
    """Search in the register."""

    q = fields.String(validate=text(100))
    kind = fields.String(validate=text(40))
    district = fields.String(validate=text(5))
    capacity = fields.String(validate=text(40))


class DatedCapacity(Border):
    """What a body is competent for, from the first to the last day."""

    capacity = fields.String(required=True, validate=validate.Regexp(r"^[a-z][a-z_]{1,38}\Z"))
    valid_from = fields.Date(required=True)
    valid_until = fields.Date(load_default=None, allow_none=True)
    source = fields.String(load_default=None, allow_none=True, validate=text())


class Capacities(Border):
    """Everything a body is competent for."""

    capacities = fields.List(
        fields.Nested(DatedCapacity), required=True, validate=validate.Length(max=100)
    )


class OwnAddress(Border):
    """Where a body outside the register has its seat."""

    street = fields.String(validate=text())
    postcode = fields.String(required=True, validate=validate.Regexp(r"^[0-9]{5}\Z"))
    town = fields.String(required=True, validate=text(100))


class OwnBody(Border):
    """An association or a company, which no register knows."""

    name = fields.String(required=True, validate=text())
    kind = fields.String(required=True, validate=validate.OneOf(sorted(OWN_KINDS)))
    address = fields.Nested(OwnAddress, required=True)
    district = fields.String(validate=text(5))
    region = fields.String(validate=text(3))
    members = fields.List(
        fields.String(validate=text(12)), load_default=list, validate=validate.Length(max=2500)
    )


class RegisterAddress(Border):
    """The town of an administration, as the register knows it."""

    seat = fields.String(required=True, validate=text())
    postcode = fields.String(required=True, validate=text(5, 0))
    town = fields.String(required=True, validate=text())


class RegisterRow(Border):
    """A body as the reader of the register yields it."""

    key = fields.String(required=True, validate=text(9))
    name = fields.String(required=True, validate=text())
    official_name = fields.String(required=True, validate=text())
    designation = fields.String(required=True, validate=text())
    kind = fields.String(required=True, validate=validate.OneOf(sorted(KEY_LENGTHS)))
    may_register = fields.Boolean(required=True)
    region = fields.String(required=True, validate=text(3))
    ars = fields.String(required=True, allow_none=True, validate=text(12))
    district = fields.String(required=True, allow_none=True, validate=text(5))
    district_name = fields.String(required=True, allow_none=True, validate=text())
    joint_administration = fields.String(required=True, allow_none=True, validate=text(9))
    members = fields.List(fields.String(validate=text(8)), required=True)
    population = fields.Integer(required=True, strict=True, validate=validate.Range(0, 10**8))
    address = fields.Nested(RegisterAddress, required=True)
    capacities = fields.List(fields.Nested(DatedCapacity), load_default=list)
    edition = fields.String(validate=text(10))


class EditionMove(Border):
    """Where everything goes that is with a body that ends; ``to`` may be left open at first."""

    gone = fields.String(data_key="from", required=True, validate=text(9))
    to = fields.String(load_default=None, allow_none=True, validate=text(9))
    reason = fields.Enum(MoveReason, by_value=True, required=True)


class EditionProposal(Border):
    """A newer state of the register: only what is new, changed or gone."""

    edition = fields.Date(required=True)
    upsert = fields.List(fields.Nested(RegisterRow), load_default=list)
    gone = fields.List(fields.String(validate=text(9)), load_default=list)
    moves = fields.List(fields.Nested(EditionMove), load_default=list)


class EditionReview(Border):
    """All moves of an edition, confirmed by a person in the version that person has seen."""

    version = fields.Integer(required=True, strict=True)
    moves = fields.List(fields.Nested(EditionMove), required=True)


class EditionQuery(PageQuery):
    """A page of editions, newest first."""

    state = fields.Enum(EditionState, by_value=True)
