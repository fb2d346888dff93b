"""What callers send to contracts."""

from typing import Any

from marshmallow import validates_schema

from services.common.paging import PageQuery
from services.common.validation.fields import Day, Line, Listed, Nested, Paragraphs, Whole
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Pattern, Unfit

HASH = Pattern(r"[0-9a-f]{64}\Z", key="not-a-digest")


KIND_OF_LEVEL = {1: "provision", 2: "reuse", 3: "sub_reuse"}


class Signed(InputSchema):
    """A contract and the hash of exactly the document that was shown."""

    id = Line(60, required=True)
    document_hash = Line(100, required=True, validate=HASH)


class Signatures(InputSchema):
    """The list one fresh sign-in stands for."""

    contracts = Listed(Nested(Signed), 200, least=1, required=True)

    @validates_schema
    def each_once(self, data: dict[str, list[dict[str, str]]], **_: object) -> None:
        ids = [item["id"] for item in data.get("contracts", [])]
        if len(ids) != len(set(ids)):
            raise Unfit("contract-said-twice", "contracts")


class Withdrawal(InputSchema):
    """Why the operator takes a contract back."""

    reason = Paragraphs(2000, required=True)


class ContractQuery(PageQuery):
    """Filters of the list."""

    body = Line(12)
    state = Line(40)


class AgreementQuery(PageQuery):
    """Filters of the upstream agreements; the cursor is a profile."""

    profile = Line(100)


class AgreementAdded(InputSchema):
    """An upstream agreement of level 1 to 3."""

    profile = Line(100, required=True)
    level = Whole(1, 3, required=True, strict=True)
    number = Line(60, required=True)
    kind = Line(100, required=True, validate=OneOf(("provision", "reuse", "sub_reuse")))
    from_party = Line(required=True)
    to_party = Line(required=True)
    valid_from = Day(required=True)
    valid_until = Day(allow_none=True, load_default=None)
    document_hash = Line(100, required=True, validate=HASH)

    @validates_schema
    def fits_its_level(self, data: dict[str, Any], **_: object) -> None:
        if KIND_OF_LEVEL.get(data.get("level", 0)) != data.get("kind"):
            raise Unfit("kind-not-of-level", "kind")
        end = data.get("valid_until")
        if end and end < data["valid_from"]:
            raise Unfit("ends-before-it-begins", "valid_until")
