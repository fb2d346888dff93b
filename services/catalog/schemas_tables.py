"""What callers send about exports and imports."""

from marshmallow import fields, validate

from services.catalog.domain.choices import Status
from services.catalog.schemas_profile import one_of
from services.common.border import Border, PageQuery, text


class EditorialQuery(PageQuery):
    """All profiles as editors see them."""

    status = fields.String(validate=one_of(Status))


class ImportPage(Border):
    """Records of an uploaded file, one JSON object per line."""

    page = fields.Integer(strict=True, required=True, validate=validate.Range(0, 100_000))
    records = fields.String(required=True, validate=text(2_000_000))


class ImportFinished(Border):
    """How many records were sent, all of them good, and whether they are to be stored."""

    records = fields.Integer(strict=True, required=True, validate=validate.Range(0, 100_000))
    dry_run = fields.Boolean(required=True)
