"""Makes restored databases go on: what happens from now on is not taken for what was lost.

After the backup things went on, and others remember it: vendors, mailboxes, the broker. An event
is known by its aggregate's version, a vendor's place in the feed by a number. Both begin anew,
further than the lost time can have come; a second restore of the same backup begins further still.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database

from services.notify import restored

Doc = dict[str, Any]

AGGREGATES = {
    "version": {"$type": "number"},
    "outbox": {"$type": "array"},
    "done": {"$exists": True},
}
NOTES = ("told", "heard")
"""The journal and the ledger of each service (``services/common/messaging/journal.py``)."""


def begin(targets: Mapping[str, Database[Doc]], backup_at: datetime, now: datetime) -> int:
    """Change what must not be as it was; return how many mails wait for a person.

    The milliseconds since the backup are more than anything can have been changed in that time.
    """
    leap = max(1, int((now - backup_at).total_seconds() * 1000))
    for database in targets.values():
        for name in database.list_collection_names():
            database[name].update_many(AGGREGATES, {"$inc": {"version": leap}})
        _keep_notes(database)
    _move_on(targets["notify"]["deliveries"], leap)
    return restored.begin(targets["notify"], backup_at, now)


def _keep_notes(database: Database[Doc]) -> None:
    """Keep what was told and heard for its whole time again: it is to be told once more."""
    for name in NOTES:
        database[name].update_many({}, {"$set": {"at": datetime.now(UTC)}})


def _move_on(deliveries: Collection[Doc], leap: int) -> None:
    """Let each vendor's feed go on where no cursor has been.

    A vendor that had read further is answered that events are gone, and begins anew.
    """
    last: list[Doc] = [
        {"$match": {"position": {"$gt": 0}}},
        {"$group": {"_id": "$vendor", "position": {"$max": "$position"}}},
    ]
    for found in deliveries.aggregate(last):
        one = {"vendor": found["_id"], "position": found["position"]}
        deliveries.update_one(one, {"$inc": {"position": leap}})
