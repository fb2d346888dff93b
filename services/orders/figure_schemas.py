"""What callers ask figures by."""

from services.common.paging import PageQuery
from services.common.validation.fields import Line
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf


class AreaFiguresQuery(InputSchema):
    """By which areas a service is looked at, and within which: Bavaria, a region, a district."""

    by = Line(20, load_default="region", validate=OneOf(("region", "district", "body")))
    within = Line(5, load_default="09")


class ServiceFiguresQuery(PageQuery):
    """Within which area services are looked at: Bavaria or a region; all, or those named.

    Several of ``profile`` stand with commas between.
    """

    within = Line(3, load_default="09")
    profile = Line(8000)


class SetupFiguresQuery(InputSchema):
    """Whose setups: the caller's own where nobody is named."""

    vendor = Line(100)
