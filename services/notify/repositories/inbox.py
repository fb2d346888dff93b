"""The entries of all inboxes; each account finds its own only."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Self

from pymongo.collection import Collection
from pymongo.database import Database

from services.common.errors import NotFound
from services.common.paging import newest_first_after, written
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.inserting import insert_new
from services.notify.domain.inbox import KEPT, MOST_COUNTED, MOST_UNREAD

Doc = dict[str, Any]


class InboxEntries(Stored):
    """Documents ``{_id, account, kind, at, path, facts, unread?}``, kept for a year."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection: Collection[Doc] = database["inbox"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make them for a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return those of a reader's list and of what is unread, and the one that lets go."""
        own = (
            index("by_account", "account", "-at", "_id"),
            index("unread", "account", "-at", "_id", where={"unread": True}),
            index("kept", "at", expire_after_s=int(KEPT.total_seconds())),
        )
        return [(self.collection, own)]

    def put(self, docs: Sequence[Doc]) -> None:
        """Keep them in one write; one that is there already stays as it is, read or not."""
        insert_new(self.collection, docs)

    def page(self, account: str, after: str | None, limit: int, *, unread: bool) -> list[Doc]:
        """Return entries, newest first, those behind the cursor ``after``."""
        criteria = _of(account, unread)
        if after is not None:
            criteria |= newest_first_after(after, "at")
        docs = self.collection.find(criteria).sort([("at", -1), ("_id", 1)])
        return list(docs.limit(limit))

    def told(self, account: str, kind: str, paths: Sequence[str]) -> set[str]:
        """Return of which of these pages an account was told in this kind."""
        known = {"account": account, "kind": kind, "path": {"$in": list(paths)}}
        return {doc["path"] for doc in self.collection.find(known, {"path": 1})}

    def count(self, account: str, *, unread: bool) -> int:
        """Count the entries, up to ten thousand."""
        return self.collection.count_documents(_of(account, unread), limit=MOST_COUNTED)

    def count_unread(self, account: str) -> int:
        """Count what is unread, up to a hundred."""
        return self.collection.count_documents(_of(account, True), limit=MOST_UNREAD)

    def mark_read(self, account: str, id: str) -> Doc:
        """Note that an entry was read, and return it; raise NotFound where it is nobody's own."""
        mine = {"_id": id, "account": account}
        doc = self.collection.find_one_and_update(mine, {"$unset": {"unread": ""}})
        if doc is None:
            raise NotFound("entry-not-found", parameters={"id": id})
        return {**doc, "unread": False}

    def mark_all_read(self, account: str, until: datetime) -> int:
        """Note that everything told until then was read; tell how many entries that were."""
        older = {**_of(account, True), "at": {"$lte": until}}
        return self.collection.update_many(older, {"$unset": {"unread": ""}}).modified_count

    def of_account(self, account: str) -> Iterator[Doc]:
        """Return everything an account was told, newest first."""
        yield from self.collection.find({"account": account}).sort([("at", -1), ("_id", 1)])

    def forget(self, account: str) -> None:
        """Delete an inbox."""
        self.collection.delete_many({"account": account})


def cursor_of(entry: Doc) -> str:
    """Return where a list that ends with this document goes on."""
    return written(entry["at"].astimezone(UTC), entry["_id"])


def _of(account: str, unread: bool) -> Doc:
    return {"account": account, "unread": True} if unread else {"account": account}
