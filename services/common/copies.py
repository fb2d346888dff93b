"""Read copies: what a service keeps of another's facts, so that it need not ask.

Filling: the queues are bound first (topology), then the owner is asked for a snapshot,
page by page, then events follow; all of it through one ``put if the sequence is newer``
inside the write. In any other order copies stayed stale.

``services.common.resync`` asks for all snapshots anew.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pymongo import ReplaceOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.common import names
from services.common.aggregate import envelope
from services.common.event import Event
from services.common.logs import Log
from services.common.publisher import ConfirmingPublisher

log = Log(__name__)
Doc = dict[str, Any]

PAGE = 200
WANTED = "copy.wanted"


class Copy:
    """The copy of one noun of one owner: documents ``{_id, sequence, ...state}``."""

    def __init__(self, database: Database[Doc], owner: str, noun: str) -> None:
        self.owner, self.noun = owner, noun
        self.collection = database[f"copy_{owner}_{noun}"]

    def keep(self, id: str, sequence: int, state: Mapping[str, Any]) -> bool:
        """Put this state unless an equal or newer one is held; tell whether it was put."""
        doc = {**state, "sequence": sequence}
        while True:
            try:
                older = {"_id": id, "sequence": {"$lt": sequence}}
                result = self.collection.replace_one(older, doc, upsert=True)
                return bool(result.modified_count or result.upserted_id is not None)
            except DuplicateKeyError:
                held = self.collection.find_one({"_id": id}, {"sequence": 1})
                if held and held["sequence"] >= sequence:
                    return False

    def keep_event(self, event: Event) -> None:
        """Keep the whole state an event carries in its data."""
        self.keep(event.subject, event.sequence, event.data)

    def keep_page(self, event: Event) -> None:
        """Keep one page of a snapshot: ``items`` of ``{id, sequence, state}``."""
        items = self._newer(event.data["items"])
        writes = [
            ReplaceOne(
                {"_id": item["id"], "sequence": {"$lt": item["sequence"]}},
                {**item["state"], "sequence": item["sequence"]},
                upsert=True,
            )
            for item in items
        ]
        try:
            if writes:
                self.collection.bulk_write(writes, ordered=False)
        except BulkWriteError as error:
            for failure in error.details["writeErrors"]:
                item = items[failure["index"]]
                self.keep(item["id"], item["sequence"], item["state"])

    def _newer(self, items: list[Doc]) -> list[Doc]:
        """Leave out what is held already: after a restart that is nearly everything."""
        ids = [item["id"] for item in items]
        found = self.collection.find({"_id": {"$in": ids}}, {"sequence": 1})
        held = {doc["_id"]: doc["sequence"] for doc in found}
        return [item for item in items if held.get(item["id"], -1) < item["sequence"]]

    def find(self, id: str) -> Doc | None:
        """Give the state held for this id."""
        return self.collection.find_one({"_id": id})


def copy_of(owner: str, noun: str) -> Callable[[Any], Copy]:
    """Make a part of a service: ``bodies = Part(copy_of("identity", "body"))``."""

    def make(runtime: Any) -> Copy:
        copy = Copy(runtime.database, owner, noun)
        runtime.copies.append(copy)
        return copy

    return make


def ask(publisher: ConfirmingPublisher, service: str, copies: Iterable[Copy]) -> None:
    """Ask the owners for snapshots; their pages arrive as events."""
    for copy in copies:
        wanted = {"owner": copy.owner, "noun": copy.noun}
        subject = f"{service}-{copy.owner}-{copy.noun}"
        event = envelope(
            service, WANTED, wanted, subject=subject, version=1, number=uuid.uuid4().hex
        )
        publisher.publish(names.events_exchange(service), [event])
        log.info("snapshot_wanted", owner=copy.owner, noun=copy.noun)


def answer(
    publisher: ConfirmingPublisher,
    owner: str,
    wanted: Event,
    nouns: Mapping[str, Callable[[], Iterator[Doc]]],
) -> None:
    """Send all items of the wanted noun in pages to the asker, if it is one of ours."""
    noun = str(wanted.data.get("noun"))
    if wanted.data.get("owner") != owner or noun not in nouns:
        return
    kind = names.page_type(wanted.source, noun)
    items = nouns[noun]()
    number = 0
    while page := list(islice(items, PAGE)):
        event = envelope(
            owner,
            kind,
            {"items": page},
            subject=wanted.subject,
            version=1,
            number=f"{wanted.id}.{number}",
        )
        publisher.publish(names.events_exchange(owner), [event])
        number += 1
    log.info("snapshot_sent", asker=wanted.source, noun=noun, pages=number)
