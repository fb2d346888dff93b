"""What callers ask of the help."""

from services.catalog.help.entries import PAGES
from services.common.paging import PageQuery
from services.common.validation.fields import Line
from services.common.validation.rules import OneOf


class HelpQuery(PageQuery):
    """Questions by words, by page of the product, or by group."""

    q = Line(100)
    page = Line(100, validate=OneOf(sorted(PAGES)))
    group = Line(40)
