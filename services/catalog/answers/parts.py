"""What is answered about parts."""

from typing import Any, Literal, NotRequired, TypedDict

from services.catalog.domain.choices import Financing, ProfileKind, Sphere, TrustLevel
from services.common.answers import Both, Count, Day, Digest, MailAddress, Moment, WebAddress


class Group(TypedDict):
    """A group of questions."""

    id: str
    title: Both
    order: Count


class Answer(TypedDict):
    """An answer in both languages, by paragraphs."""

    de: list[str]
    en: list[str]


class FinancingShown(TypedDict):
    """How a service is paid, and who says so."""

    kind: Financing
    year: Count | None
    source: str | None


class MaturityShown(TypedDict):
    """How mature a service is."""

    model: str
    value: Count


class TestAccessShown(TypedDict):
    """Where the service can be tried."""

    kind: str
    url: WebAddress | None
    credentials: str | None


class Interface(TypedDict):
    """An interface to a specialist system."""

    system: str
    version: str | None
    standard: str | None
    extra_cost: bool | Literal["unknown"]
    stated_by: str
    demo: bool


class PartnerShown(TypedDict):
    """With whom the contract is made, where not here."""

    name: str
    url: WebAddress


class RolloutGuide(TypedDict):
    """A task from order to going live."""

    code: str
    title: Both
    who: str
    duration_workdays: Count


class ProfileDocument(TypedDict):
    """A document of a service."""

    id: Digest
    title: Both
    filename: str
    sha256: Digest
    bytes: Count


class ProfileContactShown(TypedDict):
    """Somebody to ask about a service."""

    role: str
    name: str
    email: MailAddress
    phone: str | None


class ReleaseState(TypedDict):
    """From when on a service can be ordered, by waves or at once."""

    status: NotRequired[str]
    from_date: NotRequired[Day | None]
    value: NotRequired[str]
    label: NotRequired[str]


class WaveFacts(TypedDict):
    """From when which bodies can order."""

    id: str
    opens_on: Day
    kinds: list[str]
    capacities: list[str]
    regions: list[str]
    pilots: list[str]
    note: str | None


class Availability(TypedDict):
    """Whether a service can be ordered."""

    code: str
    word: str
    reason: str | None


class ProfileWords(TypedDict):
    """Codes of a service in words."""

    kind: str
    status: str
    ministry: str
    target_kinds: list[str]
    capacities: list[str]
    sphere: str
    trust_level: str
    topic: str
    life_situation: str
    financing: str
    rollout_guide: list[str]
    contacts: list[str]


class Names(TypedDict):
    """Names of what is referred to by id."""

    vendors: dict[str, str]
    systems: dict[str, str]
    profiles: dict[str, Both]


class SentBack(TypedDict):
    """Why a working copy was given back."""

    reason: str
    by: str
    at: Moment


class Difference(TypedDict):
    """What differs in a field."""

    field: str
    pointer: str
    change: str
    before: Any
    after: Any
    before_words: Any
    after_words: Any
    entry: Any


class Choice(TypedDict):
    """A value that can be chosen, and what it means."""

    value: str
    label: str


class ProfileCore(TypedDict):
    """What is told of a service in lists, too."""

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
    leika_keys: list[str]
    ozg_id: str | None
    operating_authority: str | None
    technical_operator: str | None
    capacities: list[str]
    vg_contracts: str | None
    maturity: MaturityShown | None


class ProfileFacts(ProfileCore):
    """What is known of a service wherever all of it is told."""

    prerequisites: list[Both]
    test_accesses: list[TestAccessShown]
    interfaces: list[Interface]
    contract_partner: PartnerShown | None
    rollout_guide: list[RolloutGuide]
    documents: list[ProfileDocument]
    contacts: list[ProfileContactShown]
    data_protection: Both | None
    related: list[str]
    synonyms: list[str]
    release: ReleaseState
    waves: list[WaveFacts]
    checked_on: Day | None
    checked_by: str | None
    valid_from: Day | None
    evidence: str
    demo: bool
