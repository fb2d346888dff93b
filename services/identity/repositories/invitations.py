"""Where identity keeps who was asked to come in."""

from datetime import datetime, timedelta
from typing import Any

from services.common import clock
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.identity.domain.invitations import OPEN_FOR_WORKING_DAYS, Invitation

Doc = dict[str, Any]
MOST_LOOKED_AT = 5000


class Invitations(Repository[Invitation]):
    """Who was asked to come in."""

    kind = Invitation
    collection_name = "invitations"
    not_found = "invitation-not-found"

    own_indexes = (
        index("by_scope", "scope", "_id"),
        index("by_account", "accepted_by"),
        index("by_end", "expires_on"),
    )

    def ids(self, criteria: Doc) -> list[str]:
        """Return the ids of the invitations that fit."""
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1})]

    def sent_within_an_hour(self, invitation: Invitation) -> int:
        """Count those to its address in the hour before it; the day of their end finds them."""
        since = invitation.invited_at - timedelta(hours=1)
        first = clock.due_on(since, OPEN_FOR_WORKING_DAYS).isoformat()
        lately = {"expires_on": {"$gte": first}, "invited_at": {"$gt": since}}
        docs = self.collection.find(lately, {"email": 1}).limit(MOST_LOOKED_AT)
        email = invitation.email.lower()
        return sum(doc["email"].lower() == email for doc in docs)

    def forget(self, now: datetime) -> int:
        """Delete those that ended long ago, and give how many."""
        ended = (now - timedelta(days=90)).date().isoformat()
        return self.collection.delete_many({"expires_on": {"$lt": ended}}).deleted_count
