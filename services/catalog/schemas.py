"""What callers send to catalog: ``ProfileFacts`` is the one shape of a profile.

It drives what is accepted by API, form and import, what is exported, and the order in which
two versions are compared. Its fields are ``domain.profiles.FACTS``.
"""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.catalog.domain import keys
from services.catalog.domain.choices import (
    BODY_KINDS,
    RESERVED_IDS,
    Financing,
    Kind,
    Sphere,
    Status,
    TrustLevel,
    WhoContracts,
)
from services.catalog.schemas_profile import (
    CAPACITY,
    MANY,
    BothLanguages,
    ContractPartner,
    Day,
    Document,
    FinancingFacts,
    GuideTask,
    InterfaceFacts,
    LongText,
    Maturity,
    ProfileContact,
    Release,
    TestAccess,
    Wave,
    each_once,
    one_of,
    slug,
)
from services.common.border import Border, PageQuery, text

MOST_LEIKA_KEYS = 500
"""The largest OZG service has 317 (OZG-Umsetzungskatalog 2019)."""
PUBLIC = (Status.PUBLISHED, Status.PAUSED, Status.RETIRED)
"""The states of what everyone may see."""
SORTS = ("title", "-title", "changed_at", "-changed_at")


def _is_leika_key(key: str) -> None:
    if not keys.is_leika_key(key):
        raise ValidationError("Das ist kein LeiKa-Schlüssel (14 Ziffern, 99…). / Not a LeiKa key.")


def _is_ozg_id(ozg_id: str) -> None:
    if not keys.is_ozg_id(ozg_id):
        raise ValidationError("Das ist keine OZG-Nummer (10000 bis 10601). / Not an OZG id.")


def _each_once(name: str) -> Any:
    def check(items: list[dict[str, Any]]) -> None:
        held = [item[name] for item in items]
        if len(set(held)) < len(held):
            raise ValidationError(f"{name} kommt doppelt vor. / {name} occurs twice.")

    return check


def _optional(longest: int = 200) -> fields.String:
    return fields.String(load_default=None, allow_none=True, validate=text(longest))


def _texts(*validators: Any) -> fields.List[Any]:
    texts = fields.String(validate=list(validators))
    return fields.List(texts, load_default=list, validate=[MANY, each_once])


def _many(part: type[Border], *validators: Any) -> fields.List[Any]:
    listed = [MANY, each_once, *validators]
    return fields.List(fields.Nested(part), load_default=list, validate=listed)


class ProfileFacts(Border):
    """Everything editors state about a profile; a version of it is exactly this."""

    title = fields.Nested(BothLanguages, required=True)
    summary = fields.Nested(BothLanguages, required=True)
    description = fields.Nested(LongText, load_default=None, allow_none=True)
    kind = fields.String(required=True, validate=one_of(Kind))
    leika_keys = fields.List(
        fields.String(validate=_is_leika_key),
        load_default=list,
        validate=[validate.Length(max=MOST_LEIKA_KEYS), each_once],
    )
    ozg_id = fields.String(load_default=None, allow_none=True, validate=_is_ozg_id)
    topic = fields.String(required=True, validate=text(100))
    life_situation = fields.String(required=True, validate=text(100))
    ministry = fields.String(required=True, validate=text(100))
    operating_authority = _optional()
    technical_operator = fields.String(load_default=None, allow_none=True, validate=slug())
    target_kinds = fields.List(
        fields.String(validate=one_of(BODY_KINDS)), required=True, validate=each_once
    )
    capacities = _texts(CAPACITY)
    sphere = fields.String(required=True, validate=one_of(Sphere))
    vg_contracts = fields.String(load_default=None, allow_none=True, validate=one_of(WhoContracts))
    financing = fields.Nested(FinancingFacts, required=True)
    maturity = fields.Nested(Maturity, load_default=None, allow_none=True)
    trust_level = fields.String(required=True, validate=one_of(TrustLevel))
    prerequisites = _many(BothLanguages)
    test_accesses = _many(TestAccess)
    interfaces = _many(InterfaceFacts)
    contract_partner = fields.Nested(ContractPartner, load_default=None, allow_none=True)
    rollout_guide = _many(GuideTask, _each_once("code"))
    documents = _many(Document, _each_once("id"))
    contacts = _many(ProfileContact)
    data_protection = fields.Nested(LongText, load_default=None, allow_none=True)
    related = _texts(*slug())
    synonyms = _texts(text(60))
    release = fields.Nested(
        Release, load_default=lambda: {"status": "announced", "from_date": None}
    )
    waves = _many(Wave, _each_once("id"))
    checked_on = Day(load_default=None, allow_none=True)
    checked_by = _optional()
    valid_from = Day(load_default=None, allow_none=True)
    evidence = fields.String(load_default="", validate=text(1000, 0))
    demo = fields.Boolean(load_default=False)

    @validates_schema
    def names_the_partner_of_the_contract(self, facts: dict[str, Any], **_: object) -> None:
        if "kind" not in facts:
            return
        partner, is_efa = facts.get("contract_partner"), facts["kind"] == Kind.EFA
        if is_efa and partner:
            sentence = "EfA-Dienste werden nur hier bestellt. / EfA is ordered only here."
            raise ValidationError(sentence, "contract_partner")
        if not is_efa and not partner:
            sentence = "Mit wem wird der Vertrag geschlossen? / With whom is the contract made?"
            raise ValidationError(sentence, "contract_partner")

    @validates_schema
    def lets_a_joint_administration_contract(self, facts: dict[str, Any], **_: object) -> None:
        joint = facts.get("vg_contracts") == WhoContracts.JOINT
        if joint and "joint_administration" not in facts.get("target_kinds", ()):
            sentence = "Dann gehört die VG zu den Zielgruppen. / Then it is for VGs too."
            raise ValidationError(sentence, "target_kinds")


class ProfileAdded(ProfileFacts):
    """A new profile with the id it will stand under."""

    id = fields.String(
        required=True,
        validate=[
            *slug(),
            validate.NoneOf(
                sorted(RESERVED_IDS), error="Dieses Wort ist vergeben. / This word is taken."
            ),
        ],
    )


class ProfileQuery(PageQuery):
    """Search and filters; several values of one filter are not needed yet."""

    q = fields.String(validate=text(100))
    kind = fields.String(validate=one_of(Kind))
    topic = fields.String(validate=text(100))
    ministry = fields.String(validate=text(100))
    status = fields.String(validate=one_of(PUBLIC))
    financing = fields.String(validate=one_of(Financing))
    body_kind = fields.String(validate=one_of(BODY_KINDS))
    capacity = fields.String(validate=text(40))
    interface = fields.String(validate=text(100))
    orderable_for = fields.String(validate=text(20))
    unused_by = fields.String(validate=text(20))
    works_with_body = fields.String(validate=text(20))
    new_since = fields.Date()
    sort = fields.String(validate=one_of(SORTS))


class SuggestQuery(Border):
    """What has been typed so far."""

    q = fields.String(required=True, validate=text(100))


class Pause(Border):
    """Why a profile is taken off sale."""

    reason = fields.Nested(BothLanguages, required=True)


class SentBack(Border):
    """What a reviewer misses in a working copy."""

    reason = fields.String(required=True, validate=text(1000))


class Discarded(Border):
    """The version whose working copy is given up."""

    version = fields.Integer(strict=True, required=True)


class Published(Border):
    """What the reviewer has seen; may be left out while nothing has come in twice."""

    version = fields.Integer(strict=True)


class Retirement(Border):
    """Why a profile ends, and what comes instead."""

    reason = fields.Nested(BothLanguages, required=True)
    successor = fields.String(load_default=None, allow_none=True, validate=slug())


class WaveAdded(Wave):
    """A wave to add."""


class VersionQuery(PageQuery):
    """A page of versions."""


class DraftQuery(PageQuery):
    """The editors' list of what is being worked on."""

    submitted = fields.Boolean()


class DocumentAdded(Border):
    """A document for a profile, its content in Base64."""

    title = fields.Nested(BothLanguages, required=True)
    filename = fields.String(required=True, validate=validate.Regexp(r"[^/\\\x00-\x1f]{1,200}\Z"))
    content = fields.String(required=True, validate=text(14_000_000))
