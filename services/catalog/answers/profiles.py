"""What is answered about profiles."""

from typing import Any, NotRequired, TypedDict

from services.catalog.answers.parts import (
    Availability,
    FinancingShown,
    Interface,
    MaturityShown,
    Names,
    PartnerShown,
    ProfileContactShown,
    ProfileDocument,
    ProfileWords,
    ReleaseState,
    RolloutGuide,
    TestAccessShown,
    WaveFacts,
)
from services.catalog.domain.choices import ProfileKind, Sphere, Status, TrustLevel
from services.common.answers import Both, Count, Day, Moment, Open, WebAddress


class PartnerAddress(TypedDict):
    """Where the contract is made."""

    profile: str
    url: WebAddress


class ProfileLink(TypedDict):
    """A link of the service, and whether it works."""

    url: WebAddress
    ok: bool
    since: Moment | None


class Profile(TypedDict):
    """A service with everything readers are told."""

    id: str
    version: Count
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
    status: Status
    changed_at: Moment
    description: Both | None
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
    status_reason: Both | None
    successor: str | None
    profile_version: Count
    published_at: Moment | None
    availability: NotRequired[Availability]
    words: NotRequired[ProfileWords]
    links: NotRequired[list[ProfileLink]]
    names: NotRequired[Names]
    levy: NotRequired[Open | None]
    revision: NotRequired[str]


ANSWERS: dict[str, Any] = {
    "visit": PartnerAddress,
    "get": Profile,
    "preview": Profile,
    "publish": Profile,
    "pause": Profile,
    "retire": Profile,
}
