"""What callers send to contracts."""

from typing import Any

from marshmallow import validates_schema

from services.common.digests import BLOCK_BYTES, BLOCK_DIGITS, MOST_BLOCKS_BYTES
from services.common.paging import PageQuery
from services.common.validation.fields import (
    Boolean,
    Carried,
    Day,
    Line,
    Listed,
    Nested,
    Paragraphs,
    Whole,
)
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Pattern, Unfit
from services.contracts.domain.agreement_rows import MOST_ROWS
from services.contracts.domain.states import PHASES, UNSEALED, S

HASH = Pattern(r"[0-9a-f]{64}\Z", key="not-a-digest")
DUE = "due"
PROFILE = Pattern(r"[a-z0-9-]+\Z", key="not-a-profile-id")
DIGITS = Pattern(rf"(?:[0-9a-f]{{{BLOCK_DIGITS}}})*\Z", key="not-a-digest")
MOST_DIGITS = MOST_BLOCKS_BYTES // BLOCK_BYTES * BLOCK_DIGITS


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


class CheckedFile(InputSchema):
    """A file to be judged by its digests: its SHA-256, and what of it shows where it differs.

    ``number`` is the contract number it names, ``blocks`` eight digits of the SHA-256 of each KiB.
    """

    sha256 = Line(100, required=True, validate=HASH)
    number = Line(40, allow_none=True, load_default=None)
    bytes = Whole(strict=True, allow_none=True, load_default=None)
    blocks = Carried(MOST_DIGITS, allow_none=True, load_default=None, validate=DIGITS)

    @validates_schema
    def says_its_length(self, data: dict[str, Any], **_: object) -> None:
        if data.get("blocks") and data.get("bytes") is None:
            raise Unfit("field-missing", "bytes")


class Withdrawal(InputSchema):
    """Why the operator takes a contract back."""

    reason = Paragraphs(2000, required=True)


class NoticeGiven(InputSchema):
    """The day a contract is to end on, and why, for the other side."""

    ends_on = Day(required=True)
    reason = Paragraphs(2000, load_default=None, allow_none=True)


class Amendment(InputSchema):
    """What is different in the new contract, and why."""

    change = Paragraphs(2000, required=True)


class PreviewQuery(InputSchema):
    """For whom a contract is previewed; without a body for one that is made up."""

    body = Line(12, load_default=None)
    usage = Line(40, load_default="new", validate=OneOf(("new", "already_productive")))


class ContractQuery(PageQuery):
    """Filters of the list: one state, or a phase; ``unsealed`` is what the seal failed for.

    What the body has signed may come the first due first.
    """

    body = Line(12)
    order = Line(60)
    state = Line(40)
    phase = Line(12, validate=OneOf((*PHASES, UNSEALED)))
    sort = Line(40, load_default=None, validate=OneOf((DUE,)))

    @validates_schema
    def is_signed_where_due_first(self, data: dict[str, Any], **_: object) -> None:
        if data.get("sort") and data.get("state") != S.SIGNED.value:
            raise Unfit("sort-of-signed", "sort")


class AgreementQuery(PageQuery):
    """Filters of the upstream agreements; the cursor is a profile, ``party`` either side's name."""

    profile = Line(100)
    party = Line()


class MinistryQuery(PageQuery):
    """Whose services: those of the caller's own ministry where none is named."""

    ministry = Line(100)


def check_order(data: dict[str, Any]) -> None:
    """Refuse an agreement that ends before it begins."""
    end = data.get("valid_until")
    if end and end < data["valid_from"]:
        raise Unfit("ends-before-it-begins", "valid_until")


class AgreementFacts(InputSchema):
    """What may change in an agreement as long as it keeps its number; ``note`` says why."""

    from_party = Line(required=True)
    to_party = Line(required=True)
    valid_from = Day(required=True)
    valid_until = Day(allow_none=True, load_default=None)
    document_hash = Line(100, required=True, validate=HASH)
    note = Paragraphs(2000, load_default="", shortest=0)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: object) -> None:
        check_order(data)


class AgreementAdded(AgreementFacts):
    """An upstream agreement of level 1 to 3."""

    profile = Line(100, required=True, validate=PROFILE)
    level = Whole(1, 3, required=True, strict=True)
    number = Line(60, required=True)
    kind = Line(100, required=True, validate=OneOf(tuple(KIND_OF_LEVEL.values())))

    @validates_schema
    def fits_its_level(self, data: dict[str, Any], **_: object) -> None:
        if KIND_OF_LEVEL.get(data.get("level", 0)) != data.get("kind"):
            raise Unfit("kind-not-of-level", "kind")


class AgreementRow(InputSchema):
    """One agreement of a list; its document may follow."""

    profile = Line(100, required=True, validate=PROFILE)
    level = Whole(1, 3, required=True, strict=True)
    number = Line(60, required=True)
    from_party = Line(required=True)
    to_party = Line(required=True)
    valid_from = Day(required=True)
    valid_until = Day(allow_none=True, load_default=None)
    document_hash = Line(100, load_default="", validate=HASH)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: object) -> None:
        check_order(data)


class AgreementList(InputSchema):
    """Agreements to be proposed at once; ``note`` says where the list comes from."""

    rows = Listed(Nested(AgreementRow), MOST_ROWS, least=1, required=True)
    note = Paragraphs(2000, load_default="", shortest=0)


class DryRun(InputSchema):
    """Whether it is only tried."""

    dry_run = Boolean(load_default=False)


class Declined(InputSchema):
    """Why a proposal is not accepted, or an agreement gets no successor."""

    reason = Paragraphs(2000, required=True)


class ImpactQuery(PageQuery):
    """What would break if an agreement ended on that day, today if none is named."""

    ends_on = Day(load_default=None)


class CopyHandedIn(InputSchema):
    """A copy of the offered document that was signed elsewhere, and on what ground."""

    content = Carried(14_000_000, required=True)
    title = Line(200, required=True)
    basis = Line(40, required=True, validate=OneOf(("office", "deputy", "power_of_attorney")))


class CopySeen(InputSchema):
    """Which copy was looked at: its SHA-256."""

    document_hash = Line(100, required=True, validate=HASH)


class CopyRejected(CopySeen):
    """Why that copy does not count."""

    reason = Paragraphs(2000, required=True)


class AgreementDocument(InputSchema):
    """The PDF of an agreement, in Base64."""

    content = Carried(14_000_000, required=True)
    filename = Line()
