"""The parts of a profile's facts; what they give is plain JSON, dates stay text."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields, validate, validates_schema

from services.catalog.domain import keys
from services.catalog.domain.choices import BODY_KINDS, HIGHEST_MATURITY, Financing
from services.common.border import Border, text

MANY = validate.Length(max=100)
CAPACITY = validate.Regexp(
    r"[a-z][a-z_]{1,38}\Z", error="Das ist keine Aufgabe (z. B. health_office). / Not a capacity."
)


def one_of(values: Any) -> validate.OneOf:
    """Give the choice between these values."""
    wanted = sorted(str(value) for value in values)
    return validate.OneOf(
        wanted, error=f"Möglich ist: {', '.join(wanted)}. / One of: {', '.join(wanted)}."
    )


def slug(longest: int = 100) -> list[Any]:
    """Bound an id that stands in addresses."""
    sentence = "Nur a-z, 0-9 und einzelne Bindestriche. / Only a-z, 0-9 and single hyphens."
    return [text(longest), validate.Regexp(keys.SLUG, error=sentence)]


def _names_a_host(url: str) -> None:
    """Refuse what no reader should be led to: a number for a host, or somebody's password."""
    parts = urlsplit(url)
    if "@" in parts.netloc or not re.search(r"[a-z]\.?\Z", parts.hostname or ""):
        raise ValidationError(
            "Bitte eine öffentliche Adresse mit Namen und ohne Kennwort angeben."
            " / A public host by its name, and no password."
        )


def each_once(items: list[Any]) -> None:
    """Refuse a list that says something twice."""
    twice = next((item for n, item in enumerate(items) if item in items[:n]), None)
    if twice is not None:
        named = f" ({twice})" if isinstance(twice, str) else ""
        raise ValidationError(f"Hier steht zweimal dasselbe{named}. / Occurs twice{named}.")


def address(**more: Any) -> fields.Url:
    """Give a field for a public web address."""
    sentence = "Das ist keine Web-Adresse (https://…). / Not a web address."
    return fields.Url(
        schemes={"http", "https"},
        validate=[text(500), _names_a_host],
        error_messages={"invalid": sentence},
        **more,
    )


class Day(fields.Date):
    """A date that stays text, as JSON has it."""

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        return super()._deserialize(value, *rest, **more).isoformat()

    def _serialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        return value


class Cost(fields.Field[Any]):
    """``true``, ``false`` or ``"unknown"``."""

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        if isinstance(value, bool) or value == "unknown":
            return value
        raise ValidationError("true, false oder unknown. / true, false or unknown.")


class BothLanguages(Border):
    """A text a reader of either language understands."""

    de = fields.String(required=True, validate=text(500))
    en = fields.String(required=True, validate=text(500))


class LongText(Border):
    """A longer text in both languages."""

    de = fields.String(required=True, validate=text(10_000))
    en = fields.String(required=True, validate=text(10_000))


class FinancingFacts(Border):
    """Who pays, in which year, and who says so."""

    kind = fields.String(required=True, validate=one_of(Financing))
    year = fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(2000, 2100)
    )
    source = fields.String(load_default=None, allow_none=True, validate=text(500))


class Maturity(Border):
    """A maturity means something only with its model."""

    model = fields.String(required=True, validate=one_of(HIGHEST_MATURITY))
    value = fields.Integer(strict=True, required=True, validate=validate.Range(0, 7))

    @validates_schema
    def lies_in_its_model(self, data: dict[str, Any], **_: object) -> None:
        highest = HIGHEST_MATURITY.get(data.get("model", ""), 7)
        if data.get("value", 0) > highest:
            raise ValidationError(f"Höchstens {highest}. / No more than {highest}.", "value")


class Release(Border):
    """Whether it can be ordered, where there are no waves."""

    status = fields.String(required=True, validate=one_of(("announced", "orderable")))
    from_date = Day(load_default=None, allow_none=True)


class Wave(Border):
    """From when which bodies may order: whoever fits all of what is stated."""

    id = fields.String(required=True, validate=slug(60))
    opens_on = Day(required=True)
    kinds = fields.List(fields.String(validate=one_of(BODY_KINDS)), load_default=list)
    capacities = fields.List(fields.String(validate=CAPACITY), load_default=list)
    regions = fields.List(
        fields.String(
            validate=validate.Regexp(
                r"09[0-9]([0-9]{2})?\Z",
                error="Schlüssel mit 3 oder 5 Ziffern. / A key of 3 or 5 digits.",
            )
        ),
        load_default=list,
        validate=MANY,
    )
    pilots = fields.List(
        fields.String(
            validate=validate.Regexp(
                keys.BODY, error="Das ist kein Schlüssel einer Stelle. / Not a body's key."
            )
        ),
        load_default=list,
        validate=validate.Length(max=2500),
    )
    note = fields.Nested(BothLanguages, load_default=None, allow_none=True)


class TestAccess(Border):
    """Where a service can be tried, and how one gets in."""

    __test__ = False

    kind = fields.String(required=True, validate=text(60))
    url = address(load_default=None, allow_none=True)
    credentials = fields.Nested(BothLanguages, load_default=None, allow_none=True)


class InterfaceFacts(Border):
    """An interface to a specialist system, and which vendor says so."""

    system = fields.String(required=True, validate=text(100))
    version = fields.String(load_default=None, allow_none=True, validate=text(40))
    standard = fields.String(load_default=None, allow_none=True, validate=text(100))
    extra_cost = Cost(load_default="unknown")
    stated_by = fields.String(load_default=None, allow_none=True, validate=slug())
    demo = fields.Boolean(load_default=False)


class ContractPartner(Border):
    """With whom the contract is made for what is not ordered here."""

    name = fields.String(required=True, validate=text())
    url = address(required=True)


class GuideTask(Border):
    """A task of the rollout guide."""

    code = fields.String(required=True, validate=slug(60))
    title = fields.Nested(BothLanguages, required=True)
    who = fields.String(required=True, validate=one_of(("body", "vendor", "operator")))
    duration_workdays = fields.Integer(strict=True, required=True, validate=validate.Range(1, 250))


class Document(Border):
    """A document already stored with the profile; only its title may differ."""

    id = fields.String(required=True, validate=text(64))
    title = fields.Nested(BothLanguages, required=True)
    filename = fields.String(required=True, validate=text(200))
    sha256 = fields.String(required=True, validate=text(64))
    bytes = fields.Integer(strict=True, required=True)


class ProfileContact(Border):
    """Whom to ask about a service."""

    role = fields.String(required=True, validate=text(100))
    name = fields.String(required=True, validate=text())
    email = fields.Email(load_default=None, allow_none=True, validate=text(254))
    phone = fields.String(load_default=None, allow_none=True, validate=text(50))
