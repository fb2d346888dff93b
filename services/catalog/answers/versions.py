"""What is answered about versions."""

from typing import Any, TypedDict

from services.catalog.answers.parts import (
    Difference,
    FinancingShown,
    Interface,
    MaturityShown,
    Names,
    PartnerShown,
    ProfileContactShown,
    ProfileDocument,
    ReleaseState,
    RolloutGuide,
    TestAccessShown,
    WaveFacts,
)
from services.catalog.domain.choices import ProfileKind, Sphere, TrustLevel
from services.common.answers import Both, Count, Day, Digest, Moment, Page


class VersionHead(TypedDict):
    """A version, without its content."""

    profile: str
    number: Count
    published_at: Moment
    sha256: Digest


class Versions(TypedDict):
    """A page of the versions of a service."""

    items: list[VersionHead]
    next: str | None
    total: Count
    revision: str


class Content(TypedDict):
    """What a version says."""

    title: Both
    summary: Both
    kind: ProfileKind
    topic: str
    life_situation: str
    ministry: str
    target_kinds: list[str]
    sphere: Sphere
    financing: FinancingShown
    trust_level: TrustLevel
    description: Both
    leika_keys: list[str]
    ozg_id: str | None
    operating_authority: str | None
    technical_operator: str | None
    capacities: list[str]
    vg_contracts: str | None
    maturity: MaturityShown | None
    prerequisites: list[Both]
    test_accesses: list[TestAccessShown]
    interfaces: list[Interface]
    contract_partner: PartnerShown | None
    rollout_guide: list[RolloutGuide]
    documents: list[ProfileDocument]
    contacts: list[ProfileContactShown]
    data_protection: Both
    related: list[str]
    synonyms: list[str]
    release: ReleaseState
    waves: list[WaveFacts]
    checked_on: Day | None
    checked_by: str | None
    valid_from: Day | None
    evidence: str
    demo: bool


class Version(TypedDict):
    """One version, word for word."""

    profile: str
    number: Count
    published_at: Moment
    sha256: Digest
    content: Content


VersionDifference = TypedDict(
    "VersionDifference",
    {"profile": str, "from": Count, "to": Count, "differences": list[Difference], "names": Names},
)
VersionDifference.__doc__ = "What differs between two versions."


class WaveShown(TypedDict):
    """A wave, and whether it is open."""

    id: str
    opens_on: Day
    kinds: list[str]
    capacities: list[str]
    regions: list[str]
    pilots: list[str]
    note: str | None
    open: bool


ANSWERS: dict[str, Any] = {
    "list_versions": Versions,
    "get_version": Version,
    "diff_versions": VersionDifference,
    "list_waves": Page[WaveShown],
}
