"""What callers send about exports and imports."""

from services.catalog.domain.choices import Status
from services.catalog.schemas.profile_parts import one_of
from services.common.paging import PageQuery
from services.common.validation.fields import Boolean, Carried, Line, Whole
from services.common.validation.input import InputSchema


class EditorialQuery(PageQuery):
    """All profiles as editors see them."""

    status = Line(100, validate=one_of(Status))


class ImportPage(InputSchema):
    """Records of an uploaded file, one JSON object per line."""

    page = Whole(0, 100_000, strict=True, required=True)
    records = Carried(2_000_000, required=True)


class ImportFinished(InputSchema):
    """How many records were sent, all of them good, and whether they are to be stored.

    What is but tried can be kept aside, so that it is stored later without the file. What is
    stored can be handed over: the catalogue goes on with it after a moment, nobody need ask.
    """

    records = Whole(0, 100_000, strict=True, required=True)
    dry_run = Boolean(required=True)
    keep = Boolean(load_default=False)
    hand_over = Boolean(load_default=False)
