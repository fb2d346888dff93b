"""What notify answers about notices: whom one would reach, and how far its mails are."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.principal import EVERYWHERE
from services.notify.notice_reach import NoticeReach
from services.notify.schemas.notices import NoticeProfiles

EDITS = "profiles:edit"


class NoticeCalls:
    """What editors ask of the mails of a notice."""

    reach = Part(NoticeReach.of)

    @rpc(needs=EDITS, payload=NoticeProfiles)
    def count_notice_recipients(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Return how many bodies and people a notice about these services would reach."""
        context.principal().require(EDITS, EVERYWHERE)
        return self.reach.count(payload["profiles"])

    @rpc(needs=EDITS)
    def get_notice_mailing(self, notice_id: str) -> dict[str, Any]:
        """Return how far the mails of a notice are."""
        context.principal().require(EDITS, EVERYWHERE)
        return self.reach.progress(notice_id)
