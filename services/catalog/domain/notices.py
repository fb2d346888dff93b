"""What the operator tells those who use services: a planned outage, a change, an end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.bounds import AtMost
from services.common.storage.aggregates import Aggregate, to_plain

Text = dict[str, str]


class NoticeKind(StrEnum):
    """What is going to happen."""

    OUTAGE = "outage"
    CHANGE = "change"
    END = "end"


@dataclass(kw_only=True)
class Notice(Aggregate):
    """One notice; without ``profiles`` it concerns the whole market. It is never changed."""

    bounds = {"profiles": AtMost(200), "title": AtMost(2), "text": AtMost(2)}

    kind: NoticeKind
    title: Text
    text: Text
    starts_at: datetime
    published_at: datetime
    published_by: str
    profiles: list[str]
    ends_at: datetime | None = None

    def publish(self) -> None:
        """Tell it to the world."""
        self.say("notice.published", **{**self.public(), "version": self.version + 1})

    def public(self) -> dict[str, Any]:
        """Return what everyone may read; not who of the operator wrote it."""
        notice: dict[str, Any] = to_plain(self)
        del notice["published_by"]
        return notice
