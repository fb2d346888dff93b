"""Snapshots: an asker walks over an owner's items page by page, at its own pace.

The asker names the id behind which it wants to go on; the owner answers with one page and
keeps nothing. A page is asked for when the one before is kept, so a slow asker is never
flooded, and whatever ends in between goes on at the page it had reached. Of two pages for
the same place one counts, so that replicas and repeated messages make no second walk.
"""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.common.digests import state_digest
from services.common.events import Event, envelope
from services.common.logs import Log
from services.common.messaging import names
from services.common.messaging.publisher import ConfirmingPublisher

log = Log(__name__)
Doc = dict[str, Any]
Items = Callable[[str], Iterator[Doc]]
"""Gives the items ``{id, sequence, state}`` behind an id, in the order of ids."""

WANTED = "copy.wanted"
FILL, CHECK = "fill", "check"
PAGE = 200
PAGE_BYTES = 500_000
STALLED_S = 20
"""Without a page for so long, the asker asks for it once more."""
FRESH_S = 600
"""A process that starts asks for no snapshot that was complete so shortly before."""
DAY_S = 86_400
EXAMPLES = 20


@dataclass(frozen=True)
class Page:
    """What an owner answered: its items with an id above ``after`` and up to ``upto``.

    The last one goes up to the end of all ids: ``upto`` is None.
    """

    snapshot: str
    purpose: str
    after: str
    upto: str | None
    items: list[Doc]

    @classmethod
    def of(cls, event: Event) -> "Page | None":
        """Read a page; None where an owner of an older release sent it without its place."""
        told = event.data
        if "snapshot" not in told:
            return None
        return cls(
            told["snapshot"], told["purpose"], told["after"], told["upto"], list(told["items"])
        )

    @property
    def span(self) -> Doc:
        """Return the ids it speaks for, as a query."""
        return {"$gt": self.after, **({"$lte": self.upto} if self.upto is not None else {})}


class Walk:
    """How far one asker has got with one noun of an owner; kept, so that any replica goes on."""

    def __init__(self, database: Database[Doc], owner: str, noun: str, purpose: str) -> None:
        self._walks = database["snapshots"]
        self.owner, self.noun, self.purpose = owner, noun, purpose
        self._id = f"{owner}.{noun}.{purpose}"

    def record(self) -> Doc | None:
        """Return how far it is, None before the first one."""
        return self._walks.find_one({"_id": self._id})

    def begin(self, fresh_s: float | None = None) -> Doc | None:
        """Begin at the first id; None where one runs or was complete ``fresh_s`` ago.

        Without ``fresh_s`` it begins whatever else there is. One that runs is never begun
        anew for being slow: it goes on, see ``stalled``.
        """
        due: Any = True
        if fresh_s is not None:
            since = {"$subtract": ["$$NOW", int(fresh_s * 1000)]}
            over = {"$and": ["$complete_at", {"$lt": ["$complete_at", since]}]}
            due = {"$or": [{"$not": ["$snapshot"]}, over]}
            if self._walks.find_one({"_id": self._id, "$expr": {"$not": [due]}}, {"_id": 1}):
                return None
        first = {
            "_id": self._id, "snapshot": uuid.uuid4().hex, "after": "", "pages": 0, "items": 0,
            "complete_at": None, "differences": {}, "asked_at": "$$NOW", "moved_at": "$$NOW",
            "whole_at": {"$ifNull": ["$complete_at", {"$ifNull": ["$whole_at", None]}]},
        }  # fmt: skip
        change = [{"$replaceWith": {"$cond": [due, first, "$$ROOT"]}}]
        record = self._change({"_id": self._id}, change, upsert=True)
        return record if record and record["snapshot"] == first["snapshot"] else None

    def was_complete(self) -> bool:
        """Tell whether this walk or an earlier one has come to its end."""
        record = self.record() or {}
        return any(record.get(name) is not None for name in ("complete_at", "whole_at"))

    def stalled(self) -> Doc | None:
        """Return the record where no page has come for long; it counts as asked for again."""
        late = {"$lt": ["$moved_at", {"$subtract": ["$$NOW", STALLED_S * 1000]}]}
        criteria = {"_id": self._id, "complete_at": None, "$expr": late}
        return self._change(criteria, [{"$set": {"moved_at": "$$NOW"}}])

    def waits_for(self, page: Page) -> Doc | None:
        """Return the record where this is the page it waits for."""
        place = {"snapshot": page.snapshot, "after": page.after, "complete_at": None}
        return self._walks.find_one({"_id": self._id, **place})

    def move(self, page: Page, found: Mapping[str, list[str]] | None = None) -> Doc | None:
        """Note that the page is kept, and what its comparison found: of each kind how many, which.

        Both in one write: whoever sees the end sees all of it. None where another process was
        first.
        """
        criteria = {"_id": self._id, "snapshot": page.snapshot, "after": page.after,
                    "complete_at": None}  # fmt: skip
        told: Doc = {
            "pages": {"$add": ["$pages", 1]},
            "items": {"$add": ["$items", len(page.items)]},
            "moved_at": "$$NOW",
        }
        place = {"complete_at": "$$NOW"} if page.upto is None else {"after": page.upto}
        return self._change(criteria, [{"$set": {**told, **place, **_differing(found or {})}}])

    def _change(self, criteria: Doc, change: list[Doc], *, upsert: bool = False) -> Doc | None:
        after = ReturnDocument.AFTER
        try:
            return self._walks.find_one_and_update(
                criteria, change, upsert=upsert, return_document=after
            )
        except DuplicateKeyError:
            return None


def _differing(found: Mapping[str, list[str]]) -> Doc:
    """Return the change that adds what a page's comparison found to what others have."""
    added: Doc = {}
    for kind, ids in found.items():
        if ids:
            held = f"$differences.{kind}"
            added[f"differences.{kind}.count"] = {
                "$add": [{"$ifNull": [f"{held}.count", 0]}, len(ids)]
            }
            both = {"$concatArrays": [{"$ifNull": [f"{held}.ids", []]}, {"$literal": ids}]}
            added[f"differences.{kind}.ids"] = {"$slice": [both, EXAMPLES]}
    return added


def ask(publisher: ConfirmingPublisher, service: str, walk: Walk, record: Doc) -> None:
    """Ask the owner for the page behind the place the walk has reached."""
    request = {
        "owner": walk.owner, "noun": walk.noun, "purpose": walk.purpose,
        "snapshot": record["snapshot"], "after": record["after"],
    }  # fmt: skip
    subject = f"{service}-{walk.owner}-{walk.noun}"
    event = envelope(service, WANTED, request, subject=subject, version=1, number=uuid.uuid4().hex)
    publisher.publish(names.events_exchange(service), [event])
    if not record["after"]:
        log.info("snapshot_wanted", owner=walk.owner, noun=walk.noun, purpose=walk.purpose)


def answer(
    publisher: ConfirmingPublisher, owner: str, wanted: Event, nouns: Mapping[str, Items]
) -> None:
    """Send the page the asker wants, if it is one of ours."""
    told = wanted.data
    noun, after = str(told.get("noun")), str(told.get("after", ""))
    if told.get("owner") != owner or noun not in nouns:
        return
    purpose = str(told.get("purpose", FILL))
    items, more = _page(nouns[noun](after), purpose)
    page = {
        "snapshot": str(told.get("snapshot", "")), "purpose": purpose, "items": items,
        "after": after, "upto": items[-1]["id"] if more else None,
    }  # fmt: skip
    kind = names.page_type(wanted.source, noun)
    event = envelope(owner, kind, page, subject=wanted.subject, version=1, number=wanted.id)
    publisher.publish(names.events_exchange(owner), [event])
    if not more:
        log.info("snapshot_sent", asker=wanted.source, noun=noun, purpose=purpose)


def _page(items: Iterator[Doc], purpose: str) -> tuple[list[Doc], bool]:
    """Return as many items as fit, and whether there are more behind them."""
    page: list[Doc] = []
    size = 0
    for item in items:
        if len(page) >= PAGE or size > PAGE_BYTES:
            return page, True
        if purpose == CHECK:
            item = {"id": item["id"], "sequence": item["sequence"],
                    "digest": state_digest(item["state"])}  # fmt: skip
        size += len(json.dumps(item, ensure_ascii=False))
        page.append(item)
    return page, False
