"""What an auditor sends."""

from services.common.paging import LONGEST_CURSOR, PageQuery
from services.common.validation.fields import Line, Whole
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Pattern, Unfit
from services.identity.domain.audit import moment

LONGEST_ABOUT = 600
ABOUT = r"^[^,]+(,[^,]+){0,4}\Z"
HEAD = r"^[1-9][0-9]{0,14}:[0-9a-f]{64}\Z"


def _is_moment(value: str) -> None:
    try:
        moment(value)
    except ValueError as error:
        raise Unfit("no-day-or-moment") from error


class AuditFilter(InputSchema):
    """Which lines of the audit trail; a day of ``until`` is still part of them.

    ``about`` names up to five things, with commas between: lines in which one of them is anything.
    """

    about = Line(LONGEST_ABOUT, validate=Pattern(ABOUT))
    actor = Line()
    object = Line()
    action = Line()
    mandate = Line()
    on_behalf_of = Line()
    service = Line(40)
    since = Line(100, validate=_is_moment)
    until = Line(100, validate=_is_moment)


class AuditQuery(AuditFilter):
    """A page of the audit trail."""

    cursor = Line(LONGEST_CURSOR, load_default=None, allow_none=True)
    limit = Whole(1, 200, load_default=50)
    sort = Line(100, load_default="n", validate=OneOf(["n", "-n"]))


class AuditExport(AuditFilter):
    """Many lines of the audit trail at once."""

    cursor = Line(LONGEST_CURSOR, load_default=None, allow_none=True)
    limit = Whole(1, 1000, load_default=1000)


class AuditExportBegun(AuditFilter):
    """An export of these lines as a file."""


class AuditExportQuery(PageQuery):
    """A page of exports."""


class AuditCheck(InputSchema):
    """A stretch of the audit trail, and a head kept elsewhere as ``N:HASH``."""

    first = Whole(1, 2**49, data_key="from", load_default=1)
    limit = Whole(1, 50000, load_default=20000)
    head = Line(
        100,
        load_default=None,
        allow_none=True,
        validate=Pattern(HEAD),
    )


class AuditRunBegun(InputSchema):
    """A check of the whole trail, also against a head kept elsewhere."""

    head = Line(100, validate=Pattern(HEAD))


class AuditRunQuery(PageQuery):
    """A page of checks."""


class AuditHeads(PageQuery):
    """A page of the heads of days."""
