"""Where identity keeps the editions its register went through."""

import time
import uuid
from datetime import date, datetime
from typing import Any

from services.common import context
from services.common.errors import Conflict, Unavailable
from services.common.paging import listing
from services.common.storage.indexes import index
from services.common.storage.leases import Lease
from services.common.storage.repository import Repository
from services.identity.domain.editions import Edition, EditionState
from services.identity.register.edition import EDITION
from services.identity.repositories.bodies import Bodies

Doc = dict[str, Any]
_STEP_S = 4.0
"""How long one call applies an edition; what is left needs another call."""
_LEASE_S = 30.0


class Editions(Repository[Edition]):
    """Proposed, reviewed and applied editions of the register."""

    kind = Edition
    collection_name = "editions"
    not_found = "edition-not-found"

    own_indexes = (index("by_state", "state", "-_id"),)

    def latest(self) -> str:
        """Return the date of the edition in force."""
        applied = {"state": EditionState.APPLIED.value}
        doc = self.collection.find_one(applied, {"_id": 1}, sort=[("_id", -1)])
        return str(doc["_id"]) if doc else EDITION

    def listed(self, query: Doc) -> Doc:
        """Return a page of editions without their changes, newest first."""
        criteria = {"state": query["state"].value} if "state" in query else {}
        before = {"_id": {"$lt": query["cursor"]}} if query["cursor"] else {}
        docs = self.collection.find({**criteria, **before}).sort("_id", -1)
        editions = [Edition.from_doc(doc).public() for doc in docs.limit(query["limit"] + 1)]
        items = [{n: v for n, v in e.items() if n != "changes"} for e in editions]
        total = self.collection.count_documents(criteria)
        return listing(items, query["limit"], lambda e: e["edition"], total)

    def propose(self, edition: Edition) -> Edition:
        """Keep a proposal; a corrected one takes the place of one nobody has reviewed."""
        stored = self.add(edition)
        if stored is edition:
            return edition
        return self.change(edition.id, lambda stored: stored.propose_again(edition))

    def apply(self, id: str, bodies: Bodies, now: datetime, today: date) -> tuple[Edition, int]:
        """Bring the register to this edition as far as one call gets; give what is left."""
        edition = self.get(id)
        if edition.state is EditionState.APPLIED:
            return edition, 0
        lease = Lease(self.collection.database, "register-edition", uuid.uuid4().hex)
        if not lease.take(_LEASE_S):
            raise Conflict("edition-running")
        try:
            edition.may_apply(self.latest(), today)
            left = bodies.apply(edition, time.monotonic() + _step_s())
            if not left:
                edition = self.change(id, lambda stored: stored.finish(now))
        finally:
            lease.release()
        return edition, left


def _step_s() -> float:
    remaining = context.current().remaining_s - 1.0
    if remaining < 0:
        raise Unavailable("deadline-passed")
    return min(_STEP_S, remaining)
