"""What is answered about profiles."""

from typing import Any, NotRequired, TypedDict

from services.catalog.answers.parts import (
    Availability,
    Names,
    ProfileFacts,
    ProfileWords,
)
from services.catalog.domain.choices import Status
from services.common.answers import Both, Count, Moment, Open, WebAddress


class PartnerAddress(TypedDict):
    """Where the contract is made."""

    profile: str
    url: WebAddress


class ProfileLink(TypedDict):
    """A link of the service, and whether it works."""

    url: WebAddress
    ok: bool
    since: Moment | None


class Profile(ProfileFacts):
    """A service with everything readers are told."""

    id: str
    version: Count
    status: Status
    changed_at: Moment
    description: Both | None
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
