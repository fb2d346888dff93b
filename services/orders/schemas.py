"""What callers send to orders."""

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.border import Border, PageQuery, text

USAGES = ("new", "already_productive")
FAILURES = (
    "no-licence", "interface-missing", "wrong-contact", "data-missing", "version-too-old",
    "capacity", "other",
)  # fmt: skip


class ContactInput(Border):
    """A contact of an order."""

    name = fields.String(required=True, validate=text())
    department = fields.String(required=True, validate=text())
    email = fields.Email(required=True, validate=text(254))
    phone = fields.String(required=True, validate=text(50))


class OrderPlaced(Border):
    """An order."""

    body = fields.String(required=True, validate=text(12))
    profile = fields.String(required=True, validate=text(100))
    usage = fields.String(required=True, validate=validate.OneOf(USAGES))
    functional_contact = fields.Nested(ContactInput, required=True)
    technical_contact = fields.Nested(ContactInput, required=True)
    specialist_system = fields.String(validate=text(), allow_none=True)
    setup_by = fields.String(validate=text(100), allow_none=True)
    wanted_on = fields.Date(allow_none=True)
    remark = fields.String(validate=text(4000), allow_none=True)
    costs_acknowledged = fields.Boolean(load_default=False)
    prepared = fields.Boolean(load_default=False)
    mandate = fields.String(validate=text(60), allow_none=True)


class Contacts(Border):
    """New contacts for an order; at least one of them."""

    functional_contact = fields.Nested(ContactInput)
    technical_contact = fields.Nested(ContactInput)

    @validates_schema
    def not_empty(self, data: dict[str, object], **_: object) -> None:
        if not data:
            raise ValidationError("Missing data for required field.", "functional_contact")


class OrderQuery(PageQuery):
    """Filters of the list."""

    body = fields.String(validate=text(12))
    profile = fields.String(validate=text(100))
    state = fields.String(validate=text(40))
    vendor = fields.String(validate=text(100))
    waiting_for = fields.String(validate=text(40))


class OrderableQuery(Border):
    """For whom is asked."""

    body = fields.String(required=True, validate=text(12))


class Nothing(Border):
    """An action without input."""


class Remark(Border):
    """An action that may carry a remark."""

    note = fields.String(validate=text(2000))


class OrderReason(Border):
    """A decision that needs its reason."""

    reason = fields.String(required=True, validate=text(2000))


class Statement(Border):
    """A question or an answer."""

    text = fields.String(required=True, validate=text(4000))


class Acknowledgement(Border):
    """The setup party's word, with the day it will get in touch."""

    contact_on = fields.Date()
    note = fields.String(validate=text(2000))


class Failure(Border):
    """Why the setup cannot go on; ``other`` needs the text."""

    reason_code = fields.String(required=True, validate=validate.OneOf(FAILURES))
    text = fields.String(validate=text(2000))

    @validates_schema
    def other_is_explained(self, data: dict[str, object], **_: object) -> None:
        if data.get("reason_code") == "other" and not data.get("text"):
            raise ValidationError("Missing data for required field.", "text")


class TaskChange(Border):
    """A task ticked or opened again."""

    done = fields.Boolean(required=True)


class Link(Border):
    """The link in the BayernPortal."""

    url = fields.String(required=True, validate=text(1000))
