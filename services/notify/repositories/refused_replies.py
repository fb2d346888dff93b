"""Answers by mail that were not taken: whoever sent one is told so, once a day."""

from dataclasses import dataclass
from datetime import datetime

from services.common.digests import address_hash
from services.common.storage.aggregates import Aggregate
from services.common.storage.database_time import DatabaseTime
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.notify.words.replies import REASONS

KEPT_S = 3 * 24 * 3600


@dataclass(kw_only=True)
class RefusedReply(Aggregate):
    """The first refusal of a day to one address, which is known by its hash; ``id`` has both."""

    reason: str
    at: datetime

    @classmethod
    def of(cls, sender: str, name: str, reason: str, now: datetime) -> "RefusedReply":
        """Note a refusal, and say whom it concerns."""
        refused = cls(id=f"{now.date().isoformat()} {address_hash(sender)}", reason=reason, at=now)
        said = {"de": REASONS[reason].de, "en": REASONS[reason].en}
        told = {"email": sender, "name": name}
        refused.say("ticket.reply_refused", sender=told, reason_code=reason, reason=said)
        return refused


class RefusedReplies(Repository[RefusedReply]):
    """One a day and address; the mail about it is its news."""

    kind = RefusedReply
    collection_name = "refused_replies"
    own_indexes = (index("expiring", "at", expire_after_s=KEPT_S),)

    def tell(self, sender: str, name: str, reason: str) -> None:
        """Have the sender told why, unless somebody at this address was told today."""
        now = DatabaseTime(self.collection.database).now()
        self.add(RefusedReply.of(sender, name, reason, now))
