"""Outgoing mails: what waits, what was sent, and what failed and can be sent again."""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo.database import Database

from services.common.digests import address_hash
from services.common.errors import NotFound
from services.common.paging import unknown_cursor
from services.common.storage.indexes import Declared, index, retired
from services.common.storage.repository import WAITING_EVENTS
from services.notify.domain.failures import Failure, MailFailure, failure_facts
from services.notify.domain.mails import Mail, MailState, MailText, failed_event
from services.notify.domain.occasions import ERASURE
from services.notify.repositories.leased_queue import ANY_CASE, LeasedQueue

Doc = dict[str, Any]

WORDS = ("subject", "text", "html", "facts", "entry", "held", "awaits", "unsubscribe")
WENT = (MailState.SENT.value, MailState.BOUNCED.value)
PAUSED = Failure(MailFailure.ADDRESS_PAUSED)
MOST_TRIES, MOST_HELD = 20, 200
OF_A_MAIL = frozenset(Mail.__dataclass_fields__) - {"id"}


@dataclass(frozen=True)
class MailFilter:
    """Which mails: all three hold where they are given."""

    state: str | None = None
    address: str | None = None
    order: str | None = None

    def criteria(self) -> Doc:
        """Return the question to the database."""
        named = {"state": self.state, "address": self.address, "about.order": self.order}
        return {name: value for name, value in named.items() if value}

    def collation(self) -> Any:
        """Return how letters compare: an address is the same in capitals."""
        return ANY_CASE if self.address else None


class Mails(LeasedQueue):
    """Outgoing mails; they keep address and outcome.

    The words go when the mail is sent; those of a failed one stay for ``RETENTION``, so that
    it can be sent again.
    """

    PERSONAL = ("address", "name", *WORDS, "reason", "answer", "tries")
    RETENTION = timedelta(days=30)
    FORGET_EVERY_S = 600.0

    def __init__(
        self, database: Database[Doc], name: str, waiting: str,
        written: Callable[..., None] = lambda *_: None,
    ) -> None:  # fmt: skip
        super().__init__(database, name, waiting)
        self._written = written
        self._forgot_at = float("-inf")

    def indexes(self) -> Declared:
        """Return also those a person's mails, lists and failed ones are found by."""
        own = (
            WAITING_EVENTS,
            retired("by_address"),
            index("to_address", "address", "state", "-sent_at", collation=ANY_CASE),
            index("by_state", "state", "-queued_at", "_id"),
            index("by_order", "about.order", where={"about.order": {"$exists": True}}),
            index("held", "held", where={"held": {"$exists": True}}),
            index("awaits", "awaits", where={"awaits": {"$exists": True}}),
            index("failed", "failed_at", where={"state": MailState.FAILED.value}),
        )
        return [*super().indexes(), (self.collection, own)]

    def put(self, docs: Sequence[Doc]) -> None:
        """Keep them; the news of those that could not be written is told."""
        super().put(docs)
        for doc in docs:
            if doc.get("outbox"):
                self._written(self.collection, doc["_id"])

    def hold_together(self, docs: Sequence[Doc], together: str, until: datetime) -> None:
        """Let them wait under the name of what they are sent with."""
        self._change(docs, {"$set": {"held": together, "due_at": until}, "$unset": {"taken": ""}})

    def gather(self, docs: Sequence[Doc], most: int) -> list[Doc]:
        """Take what is held with these, oldest first, but nothing another process has taken."""
        together, mine = docs[0]["held"], docs[0]["taken"]
        now, taken = self.now(), uuid.uuid4().hex
        free = [{"taken": mine}, {"taken": None}, {"due_at": {"$lte": now}}]
        held = {"state": self._waiting, "held": together, "$or": free}
        ids = [doc["_id"] for doc in self.collection.find(held, {"_id": 1}).limit(most)]
        lease = {"$set": {"taken": taken, "due_at": now + self.LEASE}}
        self.collection.update_many({**held, "_id": {"$in": ids}}, lease)
        found = self.collection.find({"_id": {"$in": ids}, "taken": taken})
        return sorted(found, key=lambda doc: doc["queued_at"])

    def arrived(self, key: str) -> int:
        """Note that what some wait for is here; due are those that wait for nothing more."""
        waiting = {"state": self._waiting, "awaits": key, "taken": None}
        rest = {"$setDifference": ["$awaits", [key]]}
        due = {"$cond": [{"$eq": ["$awaits", []]}, self.now(), "$due_at"]}
        change: list[Doc] = [{"$set": {"awaits": rest}}, {"$set": {"due_at": due}}]
        return self.collection.update_many(waiting, change).modified_count

    def bundle(self, docs: Sequence[Doc], id: str) -> None:
        """Note with which mail they go, before it is there: broken off, it is the same again."""
        self._change(docs, {"$set": {"bundle": id}})

    def unbundle(self, docs: Sequence[Doc]) -> None:
        """Note that they go with no other."""
        self._change(docs, {"$unset": {"bundle": ""}})

    def fail(self, doc: Doc, failure: Failure, drop: Sequence[str] = ()) -> None:
        """Note in one write that a mail has failed, and say so."""
        news = {"outbox": {"$each": [failed_event(doc, failure)]}, **self._tried(failure)}
        facts = {"state": MailState.FAILED.value, "failed_at": self.now(), **failure_facts(failure)}
        gone = dict.fromkeys(("due_at", "taken", "again", *drop), "")
        self._change([doc], {"$set": facts, "$unset": gone, "$push": news})
        self._written(self.collection, doc["_id"])

    def find(self, id: str) -> Doc | None:
        """Return one, if it is there."""
        return self.collection.find_one({"_id": id})

    def bounce(self, doc: Doc, failure: Failure) -> None:
        """Note in one write that a sent mail came back, and say so; again, it changes nothing."""
        said = {"outbox": {"$each": [failed_event(doc, failure, "bounced")]}}
        news = {**said, **self._tried(failure)}
        facts = {"state": MailState.BOUNCED.value, "bounced_at": self.now()}
        change = {"$set": {**facts, **failure_facts(failure)}, "$push": news}
        sent = {"_id": doc["_id"], "state": MailState.SENT.value}
        if self.collection.update_one(sent, change).modified_count:
            self._written(self.collection, doc["_id"])

    def note_try(self, doc: Doc, failure: Failure) -> None:
        """Add to a mail's story what was answered to it."""
        self.collection.update_one({"_id": doc["_id"]}, self._story(failure))

    def _story(self, failure: Failure) -> Doc:
        return {"$push": self._tried(failure)}

    def _tried(self, failure: Failure) -> Doc:
        told = {"at": self.now(), **failure_facts(failure)}
        return {"tries": {"$each": [told], "$slice": -MOST_TRIES}}

    def pause(self, docs: Sequence[Doc]) -> None:
        """Hold back what is to go to an address that is not reached."""
        facts = {"state": MailState.PAUSED.value, "paused_at": self.now()}
        gone = dict.fromkeys(("due_at", "taken", "again"), "")
        self._change(docs, {"$set": {**facts, **failure_facts(PAUSED)}, "$unset": gone})

    def resume(self, address: str) -> int:
        """Make due what was held back for an address; tell how much that was."""
        held = {"address": address, "state": MailState.PAUSED.value}
        now = self.now()
        fresh = {"state": self._waiting, "due_at": now, "queued_at": now, "attempts": 0}
        gone = dict.fromkeys(("paused_at", "reason_code", "answer", "doubts"), "")
        change = {"$set": fresh, "$unset": gone}
        return self.collection.update_many(held, change, collation=ANY_CASE).modified_count

    def count_held(self, address: str) -> int:
        """Count what is held back for an address."""
        held = {"address": address, "state": MailState.PAUSED.value}
        return self.collection.count_documents(held, collation=ANY_CASE, limit=MOST_HELD)

    def count_since(self, address: str, kind: str, since: datetime) -> int:
        """Count the mails of a kind to an address since then."""
        recent = {"address": address, "kind": kind, "queued_at": {"$gt": since}}
        return self.collection.count_documents(recent, collation=ANY_CASE, limit=MOST_HELD)

    def count_gone(self, address: str, within: timedelta, *, beside: Sequence[Doc]) -> int:
        """Count what went to an address of late, and what was taken before these and is to go.

        Of two processes that take at once only the later one counts the other's, so that they
        do not both wait. What goes with others counts as one with them.
        """
        first = min((doc["due_at"], doc["taken"]) for doc in beside)
        went = {"state": {"$in": WENT}, "sent_at": {"$gt": self.now() - within}}
        goes = {
            "state": self._waiting,
            "taken": {"$nin": [None, *{doc["taken"] for doc in beside}]},
            "$expr": {"$lt": [["$due_at", "$taken"], list(first)]},
        }
        alone = {"address": address, "bundle": {"$exists": False}}
        either = {"$or": [{**alone, **went}, {**alone, **goes}]}
        found = self.collection.find(either, {"held": 1}, collation=ANY_CASE).limit(MOST_HELD)
        return len({doc.get("held", doc["_id"]) for doc in found})

    def held_addresses(self) -> list[str]:
        """Return some addresses something is held back for."""
        held = {"state": MailState.PAUSED.value}
        docs = self.collection.find(held, {"address": 1}).limit(MOST_HELD)
        return sorted({doc["address"] for doc in docs})

    def give_up_held(self) -> None:
        """Let some of what was held back for too long fail, and say so."""
        old = {"state": MailState.PAUSED.value, "paused_at": {"$lt": self.now() - self.RETENTION}}
        for doc in self.collection.find(old).limit(MOST_HELD):
            news = {"outbox": {"$each": [failed_event(doc, PAUSED)]}}
            facts = {"state": MailState.FAILED.value, "failed_at": self.now()}
            change = {"$set": facts, "$unset": {"paused_at": ""}, "$push": news}
            still = {"_id": doc["_id"], "state": MailState.PAUSED.value}
            if self.collection.update_one(still, change).modified_count:
                self._written(self.collection, doc["_id"])

    def to(self, address: str) -> Iterator[Doc]:
        """Return what was and what will be sent to an address."""
        yield from self.collection.find({"address": address}, collation=ANY_CASE)

    def forget(self, address: str, only: str | None) -> None:
        """Send nothing more to an address, and keep a hash of it; ``only`` under this name.

        The mail that says so goes out all the same and is forgotten when it is sent.
        """
        mine: Doc = {"address": address, "kind": {"$ne": ERASURE}}
        if only is not None:
            mine["name"] = only
        unsent = {"$in": [self._waiting, MailState.PAUSED.value]}
        self.collection.delete_many({**mine, "state": unsent}, collation=ANY_CASE)
        change = {
            "$set": {"address_hash": address_hash(address)},
            "$unset": dict.fromkeys(self.PERSONAL, ""),
        }
        self.collection.update_many(mine, change, collation=ANY_CASE)

    def take_back(self, kind: str, address: str) -> None:
        """Send nothing more of a kind to an address, nor what is held back or could be resent."""
        unsent = {"$in": [self._waiting, MailState.PAUSED.value, MailState.FAILED.value]}
        mine = {"kind": kind, "address": address, "state": unsent}
        self.collection.delete_many(mine, collation=ANY_CASE)

    def forget_old_words(self) -> None:
        """Forget the words of what failed long ago; asked often, it looks every ten minutes."""
        if time.monotonic() - self._forgot_at < self.FORGET_EVERY_S:
            return
        old = {"state": MailState.FAILED.value, "failed_at": {"$lt": self.now() - self.RETENTION}}
        self.collection.update_many(old, {"$unset": dict.fromkeys((*WORDS, "failed_at"), "")})
        self._forgot_at = time.monotonic()

    def page(self, chosen: MailFilter, after: str | None, limit: int) -> list[Doc]:
        """Return the chosen mails, newest first, those behind the one named ``after``."""
        criteria = chosen.criteria()
        if after is not None:
            last = self.collection.find_one({"_id": after}, {"queued_at": 1})
            if last is None:
                raise unknown_cursor()
            at = last["queued_at"]
            older = {"queued_at": {"$lt": at}}
            criteria["$or"] = [older, {"queued_at": at, "_id": {"$gt": after}}]
        unseen = dict.fromkeys(("text", "html", "facts"), 0)
        docs = self.collection.find(criteria, unseen, collation=chosen.collation())
        return list(docs.sort([("queued_at", -1), ("_id", 1)]).limit(limit))

    def first_failed_at(self) -> datetime | None:
        """Return when the oldest of the failed ones failed."""
        failed = {"state": MailState.FAILED.value}
        doc = self.collection.find_one(failed, {"failed_at": 1}, sort=[("failed_at", 1)])
        return doc.get("failed_at") if doc else None

    def failed_since(self, moment: datetime, most: int) -> int:
        """Count those that failed since then, up to ``most``."""
        failed = {"state": MailState.FAILED.value, "failed_at": {"$gte": moment}}
        return self.collection.count_documents(failed, limit=most)

    def count(self, chosen: MailFilter, most: int) -> int:
        """Count the chosen ones, up to ``most``."""
        criteria, collation = chosen.criteria(), chosen.collation()
        return self.collection.count_documents(criteria, limit=most, collation=collation)

    def get(self, id: str) -> Doc:
        """Return one, or raise NotFound."""
        doc = self.collection.find_one({"_id": id})
        if doc is None:
            raise NotFound("mail-not-found", parameters={"id": id})
        return doc

    def send_again(self, id: str, by: str, words: MailText) -> None:
        """Queue a failed mail once more, under the same Message-ID; note who did."""
        now = self.now()
        said = {
            "subject": words.subject, "text": words.text, "html": words.html, "entry": words.entry,
        }  # fmt: skip
        fresh = {"state": self._waiting, "due_at": now, "queued_at": now, "attempts": 0}
        noted = {"resent_by": by, "resent_at": now}
        gone = dict.fromkeys(
            ("reason", "reason_code", "answer", "failed_at", "facts", "doubts"), ""
        )
        self.collection.update_one(
            {"_id": id, "state": MailState.FAILED.value},
            {"$set": {**said, **fresh, **noted}, "$unset": gone, "$inc": {"resent": 1}},
        )


def mails(runtime: Any) -> Mails:
    """Make the outgoing mails of a running process."""
    made = Mails(runtime.database, "mails", "queued", runtime.relay.written)
    runtime.relay.watch(made.collection)
    return made


def mail_of(doc: Doc) -> Mail:
    """Build a mail from its document."""
    return Mail(id=doc["_id"], **{name: doc[name] for name in OF_A_MAIL & doc.keys()})
