"""What is answered about news."""

from typing import Any, TypedDict

from services.catalog.domain.choices import Status
from services.catalog.domain.notices import NoticeKind
from services.catalog.domain.watches import WatchKind
from services.common.answers import Both, Count, Moment, Page


class Feed(TypedDict):
    """The newest of the catalogue."""

    updated_at: Moment
    entries: list[Any]
    revision: str


class Notice(TypedDict):
    """A notice of an outage, a change or an end."""

    id: str
    version: Count
    kind: NoticeKind
    title: Both
    text: Both
    starts_at: Moment
    ends_at: Moment | None
    profiles: list[str]
    published_at: Moment


class Watch(TypedDict):
    """A service or a topic somebody watches."""

    id: str
    kind: WatchKind
    subject: str
    since: Moment
    title: Both | None
    status: Status | None


class WatchEnded(TypedDict):
    """That a watch has ended."""

    id: str
    removed: bool


ANSWERS: dict[str, Any] = {
    "feed": Feed,
    "list_watches": Page[Watch],
    "list_notices": Page[Notice],
    "add_watch": Watch,
    "remove_watch": WatchEnded,
    "publish_notice": Notice,
    "get_notice": Notice,
}
