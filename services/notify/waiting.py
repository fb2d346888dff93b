"""What waits to be sent: taken by one process at a time, by the database's clock."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo import ReturnDocument
from pymongo.collation import Collation
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.notify.domain.mails import Mail, address_hash
from services.notify.domain.occasions import ERASURE
from services.notify.domain.tickets import ERASED_NAME

Doc = dict[str, Any]

DUPLICATE_KEY = 11000
ANY_CASE = Collation("de", strength=2)


class Waiting:
    """A collection of things to be sent, each taken by one process at a time.

    ``due_at`` is when a thing may be taken; taking it moves ``due_at`` one lease ahead,
    so that what a killed process had taken becomes due again. ``taken`` names the taking:
    whoever comes back after the lease changes nothing any more. Only the database's clock
    counts, for those of two processes may differ.
    """

    LEASE = timedelta(seconds=45)

    def __init__(self, database: Database[Doc], name: str, waiting: str) -> None:
        self._database = database
        self.collection: Collection[Doc] = database[name]
        self._waiting = waiting

    def prepare(self) -> None:
        """Create the index the senders read; what is done leaves it."""
        self.collection.create_index(
            [("due_at", 1)], name="due", partialFilterExpression={"state": self._waiting}
        )

    def now(self) -> datetime:
        """Give the time as the database has it."""
        said = self._database.command("hello", codec_options=self._database.codec_options)
        moment: datetime = said["localTime"]
        return moment

    def put(self, docs: Sequence[Doc]) -> None:
        """Keep them, those that wait due at once; one that is there already stays as it is."""
        if not docs:
            return
        now = self.now()
        due = [{**doc, "due_at": now} if doc["state"] == self._waiting else doc for doc in docs]
        try:
            self.collection.insert_many(due, ordered=False)
        except BulkWriteError as error:
            failures = error.details["writeErrors"]
            if any(failure["code"] != DUPLICATE_KEY for failure in failures):
                raise

    def take(self, limit: int) -> list[Doc]:
        """Take what is due, oldest first."""
        now, taken = self.now(), uuid.uuid4().hex
        found: list[Doc] = []
        while len(found) < limit:
            doc = self.collection.find_one_and_update(
                {"state": self._waiting, "due_at": {"$lte": now}},
                {"$set": {"due_at": now + self.LEASE, "taken": taken}},
                sort=[("due_at", 1)],
                return_document=ReturnDocument.AFTER,
            )
            if doc is None:
                break
            found.append(doc)
        return found

    def settle(
        self, docs: Iterable[Doc], state: str, *, drop: Iterable[str] = (), **facts: Any
    ) -> None:
        """Note the outcome and forget the fields that were only needed until now."""
        gone = dict.fromkeys(("due_at", "taken", *drop), "")
        self._change(docs, {"$set": {"state": state, **facts}, "$unset": gone})

    def put_back(self, docs: Iterable[Doc]) -> None:
        """Make them due again, uncounted."""
        self._change(docs, {"$set": {"due_at": self.now()}, "$unset": {"taken": ""}})

    def put_off(self, docs: Iterable[Doc], pause: timedelta, reason: str) -> None:
        """Count a failed try and make them due later."""
        later = {"due_at": self.now() + pause, "reason": reason}
        self._change(docs, {"$set": later, "$inc": {"attempts": 1}, "$unset": {"taken": ""}})

    def advance(self, doc: Doc, **facts: Any) -> None:
        """Note how far a thing has come that goes on."""
        self._change([doc], {"$set": {"due_at": self.now(), **facts}, "$unset": {"taken": ""}})

    def count_due(self, most: int) -> int:
        """Count what is due now, up to ``most``."""
        due = {"state": self._waiting, "due_at": {"$lte": self.now()}}
        return self.collection.count_documents(due, limit=most)

    def _change(self, docs: Iterable[Doc], change: Doc) -> None:
        """Change those that are still ours of one taking."""
        ours = list(docs)
        if ours:
            held: Doc = {"_id": {"$in": [doc["_id"] for doc in ours]}, "state": self._waiting}
            self.collection.update_many({**held, "taken": ours[0]["taken"]}, change)


class Mails(Waiting):
    """Outgoing mails; they keep address and outcome, the words go when sent."""

    PERSONAL = ("address", "name", "subject", "text", "html", "facts", "reason")

    def prepare(self) -> None:
        super().prepare()
        self.collection.create_index("address", name="by_address", collation=ANY_CASE)

    def to(self, address: str) -> Iterator[Doc]:
        """Give what was and what will be sent to an address."""
        yield from self.collection.find({"address": address}, collation=ANY_CASE)

    def forget(self, address: str, only: str | None) -> None:
        """Send nothing more to an address, and keep a hash of it; ``only`` under this name.

        The mail that says so goes out all the same and is forgotten when it is sent.
        """
        mine: Doc = {"address": address, "kind": {"$ne": ERASURE}}
        if only is not None:
            mine["name"] = only
        self.collection.delete_many({**mine, "state": self._waiting}, collation=ANY_CASE)
        change = {
            "$set": {"address_hash": address_hash(address)},
            "$unset": dict.fromkeys(self.PERSONAL, ""),
        }
        self.collection.update_many(mine, change, collation=ANY_CASE)


class Deliveries(Waiting):
    """Vendor events; a broker short of memory may take a minute to confirm."""

    LEASE = timedelta(seconds=120)
    CONTACTS = tuple(
        f"envelope.data.order.{name}" for name in ("functional_contact", "technical_contact")
    )

    def prepare(self) -> None:
        super().prepare()
        for path in self.CONTACTS:
            name = f"by_{path.rpartition('.')[2]}"
            self.collection.create_index(f"{path}.email", name=name, collation=ANY_CASE)

    def forget(self, address: str) -> None:
        """Erase a contact from what is or was told to vendors."""
        for path in self.CONTACTS:
            erased = {f"{path}.name": ERASED_NAME, f"{path}.email": "", f"{path}.phone": ""}
            held = {f"{path}.email": address}
            self.collection.update_many(held, {"$set": erased}, collation=ANY_CASE)


def mails(runtime: Any) -> Mails:
    """Make the outgoing mails of a running process."""
    return Mails(runtime.database, "mails", "queued")


def deliveries(runtime: Any) -> Deliveries:
    """Make the events that wait for their vendors."""
    return Deliveries(runtime.database, "deliveries", "waiting")


def mail_of(doc: Doc) -> Mail:
    """Build a mail from its document."""
    names = set(Mail.__dataclass_fields__) - {"id"}
    return Mail(id=doc["_id"], **{name: doc[name] for name in names})
