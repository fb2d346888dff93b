"""What callers send to catalog."""

from marshmallow import fields, validate

from services.common.border import Border, PageQuery, text

SORTS = ("title", "-title", "changed_at", "-changed_at")


class ProfileQuery(PageQuery):
    """Search and filters; several values of one filter are not needed yet."""

    q = fields.String(validate=text(100))
    kind = fields.String(validate=text(40))
    topic = fields.String(validate=text(100))
    ministry = fields.String(validate=text(100))
    status = fields.String(validate=text(40))
    financing = fields.String(validate=text(40))
    body_kind = fields.String(validate=text(40))
    capacity = fields.String(validate=text(40))
    sort = fields.String(validate=validate.OneOf(SORTS))


class VendorQuery(PageQuery):
    """The directory."""

    kind = fields.String(validate=text(40))


class BothLanguages(Border):
    """A text a reader of either language understands."""

    de = fields.String(required=True, validate=text(500))
    en = fields.String(required=True, validate=text(500))


class Pause(Border):
    """Why a profile is taken off sale."""

    reason = fields.Nested(BothLanguages, required=True)
