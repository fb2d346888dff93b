"""What is answered about search."""

from typing import Any, NotRequired, TypedDict

from services.catalog.answers.parts import (
    Availability,
    Choice,
    Interface,
    PartnerShown,
    ProfileContactShown,
    ProfileCore,
    ProfileDocument,
    ProfileWords,
    ReleaseState,
    RolloutGuide,
    TestAccessShown,
    WaveFacts,
)
from services.catalog.domain.choices import ProfileKind, Status
from services.common.answers import Both, Count, Day, Moment


class ProfileItem(ProfileCore):
    """A service as lists show it; the whole list as ``json`` has all that is known of it."""

    id: str
    version: Count
    status: Status
    changed_at: Moment
    interfaces: list[Interface]
    contract_partner: PartnerShown | None
    related: list[str]
    release: ReleaseState
    checked_on: Day | None
    checked_by: str | None
    valid_from: Day | None
    demo: bool
    status_reason: Both | None
    successor: str | None
    profile_version: Count
    published_at: Moment | None
    availability: Availability
    words: ProfileWords
    description: NotRequired[Both | None]
    prerequisites: NotRequired[list[Both]]
    test_accesses: NotRequired[list[TestAccessShown]]
    rollout_guide: NotRequired[list[RolloutGuide]]
    documents: NotRequired[list[ProfileDocument]]
    contacts: NotRequired[list[ProfileContactShown]]
    data_protection: NotRequired[Both | None]
    synonyms: NotRequired[list[str]]
    waves: NotRequired[list[WaveFacts]]
    evidence: NotRequired[str]
    stand: NotRequired[str]


class FacetValue(TypedDict):
    """How many services a value of a filter would leave."""

    value: str
    label: str
    count: Count


class Facets(TypedDict):
    """How many services each value of each filter would leave."""

    kind: list[FacetValue]
    topic: list[FacetValue]
    ministry: list[FacetValue]
    status: list[FacetValue]
    financing: list[FacetValue]
    body_kind: list[FacetValue]
    capacity: list[FacetValue]
    interface: list[FacetValue]


class Orderable(TypedDict):
    """Which of the services the body may order now."""

    ids: list[str]
    total: Count


class OrderedItem(TypedDict):
    """A service the body has ordered."""

    profile: str
    order: str


class Ordered(TypedDict):
    """Which of the services the body has ordered."""

    items: list[OrderedItem]
    total: Count


class Profiles(TypedDict):
    """A page of services, with facets."""

    items: NotRequired[list[ProfileItem]]
    next: NotRequired[str | None]
    total: Count
    facets: NotRequired[Facets]
    revision: NotRequired[str]
    orderable: NotRequired[Orderable]
    ordered: NotRequired[Ordered]


class Service(TypedDict):
    """A service whose title begins so."""

    id: str
    title: Both
    kind: ProfileKind
    status: Status
    demo: bool


class Suggestions(TypedDict):
    """What somebody may be about to type."""

    services: list[Service]
    topics: list[Choice]
    keys: list[str]
    revision: str


class ProfileHead(TypedDict):
    """A service that is compared."""

    id: str
    title: Both
    version: Count
    availability: Availability
    words: ProfileWords


class ComparedField(TypedDict):
    """A field of all services compared."""

    field: str
    values: list[Any]
    differs: bool


class Compared(TypedDict):
    """Services side by side, field by field."""

    profiles: list[ProfileHead]
    fields: list[ComparedField]
    revision: str


ANSWERS: dict[str, Any] = {
    "search": Profiles,
    "suggest": Suggestions,
    "compare": Compared,
}
