"""The newsletter's addresses and issues, and how far each issue has come."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from services.common.digests import token_hash
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.notify.domain.newsletter import (
    NewsletterIssue,
    Subscriber,
    subscriber_id,
    unknown_token,
)
from services.notify.repositories.leased_queue import LeasedQueue

Doc = dict[str, Any]
CONFIRMED: Doc = {"confirmed": True}
MOST_COUNTED = 100_000


class Subscribers(Repository[Subscriber]):
    """The addresses; one that is never confirmed is let go by the database."""

    kind = Subscriber
    collection_name = "newsletter_subscribers"
    not_found = "subscription-not-found"

    own_indexes = (
        index("by_token", "token_hash", where={"token_hash": {"$exists": True}}),
        index("by_leave_token", "leave_token", unique=True),
        index("confirmed", "confirmed", "_id"),
        index("unconfirmed", "confirm_by", expire_after_s=0),
    )

    def ask(self, address: str, language: str, now: datetime) -> None:
        """Have the confirmation mailed to an address, at most once a day."""
        token = secrets.token_urlsafe(32)
        first = Subscriber.new(address, language, now)
        first.ask(token, language, now)
        if self.add(first) is not first:
            self.change(first.id, lambda known: known.ask(token, language, now))

    def confirm(self, token: str, now: datetime) -> Subscriber:
        """Take in the address the token was mailed to, or raise NotFound."""
        doc = self.collection.find_one({"token_hash": token_hash(token)}, {"_id": 1})
        if doc is None:
            raise unknown_token()
        return self.change(doc["_id"], lambda known: known.confirm(now))

    def leave(self, token: str) -> str | None:
        """Forget the address with this token; return it, or None where it is gone already."""
        doc = self.collection.find_one_and_delete({"leave_token": token})
        return str(doc["address"]) if doc else None

    def forget(self, address: str) -> None:
        """Forget an address."""
        self.collection.delete_one({"_id": subscriber_id(address)})

    def confirmed(self, after: str | None, limit: int) -> list[Subscriber]:
        """Return a page of the confirmed addresses."""
        return self.page(CONFIRMED, after=after, limit=limit)

    def gone(self, those: Sequence[Subscriber]) -> list[Subscriber]:
        """Return those of them that have left meanwhile."""
        ids = {"_id": {"$in": [one.id for one in those]}}
        still = {doc["_id"] for doc in self.collection.find(ids, {"_id": 1})}
        return [one for one in those if one.id not in still]

    def count_confirmed(self) -> int:
        """Count the confirmed addresses, up to a hundred thousand."""
        return self.collection.count_documents(CONFIRMED, limit=MOST_COUNTED)

    def at_address(self, address: str) -> Iterator[Subscriber]:
        """Return the subscription of an address, if there is one."""
        if known := self.find(subscriber_id(address)):
            yield known


class NewsletterIssues(Repository[NewsletterIssue]):
    """The issues, those sent last first."""

    kind = NewsletterIssue
    collection_name = "newsletter_issues"

    own_indexes = (index("by_time", "-sent_at", "_id"),)

    def newest(self, limit: int) -> list[NewsletterIssue]:
        """Return the issues sent last."""
        docs = self.collection.find({}).sort([("sent_at", -1), ("_id", 1)]).limit(limit)
        return [NewsletterIssue.from_doc(doc) for doc in docs]


def newsletter_runs(runtime: Any) -> LeasedQueue:
    """Make the issues that are on their way."""
    return LeasedQueue(runtime.database, "newsletter_runs", "waiting")
