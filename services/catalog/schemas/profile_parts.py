"""The parts of a profile's facts; what they give is plain JSON, dates stay text."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields, validates_schema

from services.catalog.domain import keys
from services.catalog.domain.choices import BODY_KINDS, HIGHEST_MATURITY, Financing
from services.common.errors import Wrong
from services.common.validation.fields import (
    Boolean,
    Day,
    Email,
    Line,
    Listed,
    Nested,
    Paragraphs,
    WebAddress,
    Whole,
    text,
)
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Pattern, Unfit

MANY, MOST_BODIES = 100, 2500
CAPACITY = Pattern(r"[a-z][a-z_]{1,38}\Z", key="capacity-form")


def one_of(values: Any) -> OneOf:
    """Return the choice between these values."""
    return OneOf(sorted(str(value) for value in values))


def slug(longest: int = 100) -> list[Any]:
    """Bound an id that stands in addresses."""
    return [text(longest), Pattern(keys.SLUG, key="slug-form")]


def _names_a_host(url: str) -> None:
    """Refuse what no reader should be led to: a number for a host, or somebody's password."""
    parts = urlsplit(url)
    if "@" in parts.netloc or not re.search(r"[a-z]\.?\Z", parts.hostname or ""):
        raise Unfit("no-public-host")


def address(**more: Any) -> WebAddress:
    """Return a field for a public web address."""
    return WebAddress(validate=_names_a_host, **more)


class DayAsText(Day):
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
        raise Unfit("cost-choice")


class BothLanguages(InputSchema):
    """A line a reader of either language understands."""

    de = Line(500, required=True)
    en = Line(500, required=True)


class ShortText(InputSchema):
    """A text of a few sentences in both languages."""

    de = Paragraphs(500, required=True)
    en = Paragraphs(500, required=True)


class LongText(InputSchema):
    """A longer text in both languages."""

    de = Paragraphs(10_000, required=True)
    en = Paragraphs(10_000, required=True)


class FinancingFacts(InputSchema):
    """Who pays, in which year, and who says so."""

    kind = Line(100, required=True, validate=one_of(Financing))
    year = Whole(2000, 2100, strict=True, load_default=None, allow_none=True)
    source = Line(500, load_default=None, allow_none=True)


class Maturity(InputSchema):
    """A maturity means something only with its model."""

    model = Line(100, required=True, validate=one_of(HIGHEST_MATURITY))
    value = Whole(0, 7, strict=True, required=True)

    @validates_schema
    def lies_in_its_model(self, data: dict[str, Any], **_: object) -> None:
        highest = HIGHEST_MATURITY.get(data.get("model", ""), 7)
        if data.get("value", 0) > highest:
            raise Unfit("maturity-too-high", "value", most=highest)


class Release(InputSchema):
    """Whether it can be ordered, where there are no waves."""

    status = Line(100, required=True, validate=one_of(("announced", "orderable")))
    from_date = DayAsText(load_default=None, allow_none=True)


class Wave(InputSchema):
    """From when which bodies may order: whoever fits all of what is stated."""

    id = Line(100, required=True, validate=slug(60))
    opens_on = DayAsText(required=True)
    kinds = Listed(Line(40, validate=one_of(BODY_KINDS)), MANY, load_default=list)
    capacities = Listed(Line(40, validate=CAPACITY), MANY, load_default=list)
    regions = Listed(
        Line(
            5,
            validate=Pattern(r"09[0-9]([0-9]{2})?\Z", key="region-form"),
        ),
        MANY,
        load_default=list,
    )
    pilots = Listed(
        Line(
            12,
            validate=Pattern(keys.BODY, key="body-form"),
        ),
        MOST_BODIES,
        load_default=list,
    )
    note = Nested(ShortText, load_default=None, allow_none=True)


NO_TEST_ACCESS = "none"
"""The kind of an entry that says that a service cannot be tried, and why."""


class TestAccess(InputSchema):
    """Where a service can be tried, and how one gets in; or why nowhere."""

    __test__ = False

    kind = Line(60, required=True)
    url = address(load_default=None, allow_none=True)
    credentials = Nested(ShortText, load_default=None, allow_none=True)

    @validates_schema
    def says_why_there_is_none(self, access: dict[str, Any], **_: object) -> None:
        if access.get("kind") == NO_TEST_ACCESS and access.get("url"):
            raise Unfit("test-access-none-has-no-address", "url")
        if access.get("kind") == NO_TEST_ACCESS and not access.get("credentials"):
            why = [Wrong("test-access-none-why")]
            raise ValidationError({"credentials": {"de": why, "en": why}})


class InterfaceFacts(InputSchema):
    """An interface to a specialist system, and which vendor says so."""

    system = Line(100, required=True)
    version = Line(40, load_default=None, allow_none=True)
    standard = Line(100, load_default=None, allow_none=True)
    extra_cost = Cost(load_default="unknown")
    stated_by = Line(100, load_default=None, allow_none=True, validate=slug())
    demo = Boolean(load_default=False)


class ContractPartner(InputSchema):
    """With whom the contract is made for what is not ordered here."""

    name = Line(required=True)
    url = address(required=True)


class GuideTask(InputSchema):
    """A task of the rollout guide."""

    code = Line(100, required=True, validate=slug(60))
    title = Nested(BothLanguages, required=True)
    who = Line(100, required=True, validate=one_of(("body", "vendor", "operator")))
    duration_workdays = Whole(1, 250, strict=True, required=True)


class Document(InputSchema):
    """A document already stored with the profile; only its title may differ."""

    id = Line(64, required=True)
    title = Nested(BothLanguages, required=True)
    filename = Line(required=True)
    sha256 = Line(64, required=True)
    bytes = Whole(strict=True, required=True)


class ProfileContact(InputSchema):
    """Whom to ask about a service."""

    role = Line(100, required=True)
    name = Line(required=True)
    email = Email(load_default=None, allow_none=True)
    phone = Line(50, load_default=None, allow_none=True)
