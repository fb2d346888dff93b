"""What callers send to catalog: ``ProfileFacts`` is the one shape of a profile.

It drives what is accepted by API, form and import, what is exported, and the order in which
two versions are compared. Its fields are ``domain.profiles.FACTS``.
"""

import json
from typing import Any

from marshmallow import validates_schema

from services.catalog.domain import keys
from services.catalog.domain.choices import (
    BODY_KINDS,
    RESERVED_IDS,
    Financing,
    ProfileKind,
    Sphere,
    Status,
    TrustLevel,
    WhoContracts,
)
from services.catalog.schemas.profile_parts import (
    CAPACITY,
    MANY,
    NO_TEST_ACCESS,
    BothLanguages,
    ContractPartner,
    DayAsText,
    Document,
    FinancingFacts,
    GuideTask,
    InterfaceFacts,
    LongText,
    Maturity,
    ProfileContact,
    Release,
    ShortText,
    TestAccess,
    Wave,
    one_of,
    slug,
)
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
    each_once,
    named_once,
)
from services.common.validation.input import InputSchema
from services.common.validation.rules import NoneOf, Pattern, Unfit

MOST_LEIKA_KEYS = 500
"""The largest OZG service has 317 (OZG-Umsetzungskatalog 2019)."""
MOST_DOCUMENTS = 30
MOST_CHARACTERS = 250_000
"""Of all facts together; 2,056 municipalities as pilots of one wave are 25,000."""
PUBLIC = (Status.PUBLISHED, Status.PAUSED, Status.RETIRED)
"""The states of what everyone may see."""
SORTS = ("title", "-title", "changed_at", "-changed_at")


def _is_leika_key(key: str) -> None:
    if not keys.is_leika_key(key):
        raise Unfit("leika-form")


def _is_ozg_id(ozg_id: str) -> None:
    if not keys.is_ozg_id(ozg_id):
        raise Unfit("ozg-form")


def _optional(longest: int = 200) -> Line:
    return Line(longest, load_default=None, allow_none=True)


def _texts(longest: int, *validators: Any) -> Listed:
    each = Line(longest, validate=list(validators))
    return Listed(each, MANY, load_default=list, validate=each_once)


def _many(part: type[InputSchema], *validators: Any) -> Listed:
    listed = [each_once, *validators]
    return Listed(Nested(part), MANY, load_default=list, validate=listed)


class ProfileFacts(InputSchema):
    """Everything editors state about a profile; a version of it is exactly this."""

    title = Nested(BothLanguages, required=True)
    summary = Nested(ShortText, required=True)
    description = Nested(LongText, load_default=None, allow_none=True)
    kind = Line(100, required=True, validate=one_of(ProfileKind))
    leika_keys = Listed(
        Line(14, validate=_is_leika_key), MOST_LEIKA_KEYS, load_default=list, validate=each_once
    )
    ozg_id = Line(100, load_default=None, allow_none=True, validate=_is_ozg_id)
    topic = Line(100, required=True)
    life_situation = Line(100, required=True)
    ministry = Line(100, required=True)
    operating_authority = _optional()
    technical_operator = Line(100, load_default=None, allow_none=True, validate=slug())
    target_kinds = Listed(
        Line(40, validate=one_of(BODY_KINDS)), MANY, required=True, validate=each_once
    )
    capacities = _texts(40, CAPACITY)
    sphere = Line(100, required=True, validate=one_of(Sphere))
    vg_contracts = Line(100, load_default=None, allow_none=True, validate=one_of(WhoContracts))
    financing = Nested(FinancingFacts, required=True)
    maturity = Nested(Maturity, load_default=None, allow_none=True)
    trust_level = Line(100, required=True, validate=one_of(TrustLevel))
    prerequisites = _many(ShortText)
    test_accesses = _many(TestAccess)
    interfaces = _many(InterfaceFacts)
    contract_partner = Nested(ContractPartner, load_default=None, allow_none=True)
    rollout_guide = _many(GuideTask, named_once("code"))
    documents = Listed(
        Nested(Document), MOST_DOCUMENTS, load_default=list,
        validate=[each_once, named_once("id")],
    )  # fmt: skip
    contacts = _many(ProfileContact)
    data_protection = Nested(LongText, load_default=None, allow_none=True)
    related = _texts(100, *slug())
    synonyms = _texts(60)
    release = Nested(Release, load_default=lambda: {"status": "announced", "from_date": None})
    waves = _many(Wave, named_once("id"))
    checked_on = DayAsText(load_default=None, allow_none=True)
    checked_by = _optional()
    valid_from = DayAsText(load_default=None, allow_none=True)
    evidence = Paragraphs(1000, shortest=0, load_default="")
    demo = Boolean(load_default=False)

    @validates_schema
    def names_the_partner_of_the_contract(self, facts: dict[str, Any], **_: object) -> None:
        if "kind" not in facts:
            return
        partner, is_efa = facts.get("contract_partner"), facts["kind"] == ProfileKind.EFA
        if is_efa and partner:
            raise Unfit("efa-has-no-partner", "contract_partner")
        if not is_efa and not partner:
            raise Unfit("partner-missing", "contract_partner")

    @validates_schema
    def fits_into_an_event(self, facts: dict[str, Any], **_: object) -> None:
        """A profile travels whole, in events and snapshots, to everyone who keeps a copy."""
        sizes = {name: len(json.dumps(said, default=str)) for name, said in facts.items()}
        if sum(sizes.values()) > MOST_CHARACTERS:
            largest = max(sizes, key=lambda name: sizes[name])
            raise Unfit("too-long-in-all", largest)

    @validates_schema
    def has_test_accesses_or_none(self, facts: dict[str, Any], **_: object) -> None:
        kinds = [access.get("kind") for access in facts.get("test_accesses", ())]
        if NO_TEST_ACCESS in kinds and len(kinds) > 1:
            raise Unfit("test-access-none-alone", "test_accesses")

    @validates_schema
    def lets_a_joint_administration_contract(self, facts: dict[str, Any], **_: object) -> None:
        joint = facts.get("vg_contracts") == WhoContracts.JOINT
        if joint and "joint_administration" not in facts.get("target_kinds", ()):
            raise Unfit("joint-administration-missing", "target_kinds")


class ProfileAdded(ProfileFacts):
    """A new profile with the id it will stand under."""

    id = Line(
        100,
        required=True,
        validate=[
            *slug(),
            NoneOf(sorted(RESERVED_IDS), key="word-taken"),
        ],
    )


class ProfileQuery(PageQuery):
    """Search and filters; several values of one filter are not needed yet."""

    q = Line(100)
    kind = Line(100, validate=one_of(ProfileKind))
    topic = Line(100)
    ministry = Line(100)
    status = Line(100, validate=one_of(PUBLIC))
    financing = Line(100, validate=one_of(Financing))
    body_kind = Line(100, validate=one_of(BODY_KINDS))
    capacity = Line(40)
    interface = Line(100)
    orderable_for = Line(20)
    unused_by = Line(20)
    works_with_body = Line(20)
    for_body = Line(20)
    new_since = Day()
    sort = Line(100, validate=one_of(SORTS))


class SuggestQuery(InputSchema):
    """What has been typed so far."""

    q = Line(100, required=True)


class Pause(InputSchema):
    """Why a profile is taken off sale."""

    reason = Nested(ShortText, required=True)


class ReviewReason(InputSchema):
    """What a reviewer misses in a working copy."""

    reason = Paragraphs(1000, required=True)


class Discarded(InputSchema):
    """The version whose working copy is given up."""

    version = Whole(strict=True, required=True)


class Published(InputSchema):
    """What the reviewer has seen; may be left out while nothing has come in twice."""

    version = Whole(strict=True)


class Retirement(InputSchema):
    """Why a profile ends, and what comes instead."""

    reason = Nested(ShortText, required=True)
    successor = Line(100, load_default=None, allow_none=True, validate=slug())


class WaveAdded(Wave):
    """A wave to add."""


class VersionQuery(PageQuery):
    """A page of versions."""


class DocumentAdded(InputSchema):
    """A document for a profile, its content in Base64."""

    title = Nested(BothLanguages, required=True)
    filename = Line(required=True, validate=Pattern(r"[^/\\]+\Z"))
    content = Carried(14_000_000, required=True)
