"""Where orders keeps the portal's own numbers of the bodies."""

from datetime import datetime

from services.common.storage.indexes import index
from services.orders.domain.portal_numbers import PortalNumbers, taught_by
from services.orders.repositories.bodies import WithFirstWord

MOST_BODIES = 50


class PortalNumberStore(WithFirstWord[PortalNumbers]):
    """One document for each body of which a confirmed link has taught something."""

    kind = PortalNumbers
    collection_name = "portal_numbers"

    own_indexes = (index("by_number", "numbers.number"),)

    def bodies_of(self, number: str) -> list[str]:
        """Return the keys of the bodies that are known by a number."""
        known = self.collection.find({"numbers.number": number}, {"_id": 1})
        return [str(doc["_id"]) for doc in known.limit(MOST_BODIES)]

    def of_body(self, body: str) -> PortalNumbers:
        """Return what is known of a body; nothing where no link has taught anything."""
        return self.find(body) or PortalNumbers(id=body)

    def learn(self, body: str, url: str, *, order: str, by: str, now: datetime) -> None:
        """Take over what a link teaches that a person confirmed for the body."""
        if taught_by(url, body):
            fresh = PortalNumbers(id=body)
            self.write(fresh, lambda known: known.learn(url, order=order, by=by, now=now))

    def move(self, old: str, new: str) -> None:
        """Let the successor of a body be known by its numbers."""
        known = self.find(old)
        if known is None:
            return
        fresh = PortalNumbers(id=new)
        self.write(fresh, lambda successor: successor.take_over(known.numbers))
        self.collection.delete_one({"_id": old, "outbox": []})
