"""What is answered about versions."""

from typing import Any, TypedDict

from services.catalog.answers.parts import (
    Difference,
    Names,
    ProfileFacts,
)
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


class Content(ProfileFacts):
    """What a version says."""

    description: Both


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
