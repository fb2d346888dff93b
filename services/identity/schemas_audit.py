"""What an auditor sends."""

from marshmallow import ValidationError, fields, validate

from services.common.border import Border, PageQuery, text
from services.identity.domain.trail import moment


def _is_moment(value: str) -> None:
    try:
        moment(value)
    except ValueError as error:
        raise ValidationError(
            "Bitte als JJJJ-MM-TT oder als Zeit mit Zeitzone angeben. / A day, or a time and zone."
        ) from error


class AuditFilter(Border):
    """Which lines of the audit trail; a day of ``until`` is still part of them."""

    actor = fields.String(validate=text())
    object = fields.String(validate=text())
    action = fields.String(validate=text())
    mandate = fields.String(validate=text())
    on_behalf_of = fields.String(validate=text())
    service = fields.String(validate=text(40))
    since = fields.String(validate=[text(40), _is_moment])
    until = fields.String(validate=[text(40), _is_moment])
    cursor = fields.String(
        load_default=None, allow_none=True, validate=validate.Regexp(r"^[0-9]{1,15}\Z")
    )


class AuditQuery(AuditFilter):
    """A page of the audit trail."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    sort = fields.String(load_default="n", validate=validate.OneOf(["n", "-n"]))


class AuditExport(AuditFilter):
    """Many lines of the audit trail at once."""

    limit = fields.Integer(load_default=1000, validate=validate.Range(1, 1000))


class AuditCheck(Border):
    """A stretch of the audit trail, and a head kept elsewhere as ``N:HASH``."""

    first = fields.Integer(data_key="from", load_default=1, validate=validate.Range(1, 2**49))
    limit = fields.Integer(load_default=20000, validate=validate.Range(1, 50000))
    head = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(r"^[1-9][0-9]{0,14}:[0-9a-f]{64}\Z"),
    )


class AuditHeads(PageQuery):
    """A page of the heads of days."""
