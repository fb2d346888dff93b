"""Outgoing mails: what waits, what was sent, and what failed and can be sent again."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.common.digests import address_hash
from services.common.errors import NotFound
from services.common.storage.indexes import Declared, index
from services.common.storage.repository import WAITING_EVENTS
from services.notify.domain.failures import Failure, failure_facts
from services.notify.domain.mails import Mail, MailState, MailText, failed_event
from services.notify.domain.occasions import ERASURE
from services.notify.repositories.leased_queue import ANY_CASE, LeasedQueue

Doc = dict[str, Any]

WORDS = ("subject", "text", "html", "facts")


class Mails(LeasedQueue):
    """Outgoing mails; they keep address and outcome.

    The words go when the mail is sent; those of a failed one stay for ``RETENTION``, so that
    it can be sent again.
    """

    PERSONAL = ("address", "name", *WORDS, "reason", "answer")
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
            index("by_address", "address", collation=ANY_CASE),
            index("by_state", "state", "-queued_at", "_id"),
            index("failed", "failed_at", where={"state": MailState.FAILED.value}),
        )
        return [*super().indexes(), (self.collection, own)]

    def put(self, docs: Sequence[Doc]) -> None:
        """Keep them; the news of those that could not be written is told."""
        super().put(docs)
        for doc in docs:
            if doc.get("outbox"):
                self._written(self.collection, doc["_id"])

    def fail(self, doc: Doc, failure: Failure, drop: Sequence[str] = ()) -> None:
        """Note in one write that a mail has failed, and say so."""
        news = {"outbox": {"$each": [failed_event(doc, failure)]}}
        facts = {"state": MailState.FAILED.value, "failed_at": self.now(), **failure_facts(failure)}
        gone = dict.fromkeys(("due_at", "taken", "again", *drop), "")
        self._change([doc], {"$set": facts, "$unset": gone, "$push": news})
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
        self.collection.delete_many({**mine, "state": self._waiting}, collation=ANY_CASE)
        change = {
            "$set": {"address_hash": address_hash(address)},
            "$unset": dict.fromkeys(self.PERSONAL, ""),
        }
        self.collection.update_many(mine, change, collation=ANY_CASE)

    def forget_old_words(self) -> None:
        """Forget the words of what failed long ago; asked often, it looks every ten minutes."""
        if time.monotonic() - self._forgot_at < self.FORGET_EVERY_S:
            return
        old = {"state": MailState.FAILED.value, "failed_at": {"$lt": self.now() - self.RETENTION}}
        self.collection.update_many(old, {"$unset": dict.fromkeys((*WORDS, "failed_at"), "")})
        self._forgot_at = time.monotonic()

    def page(self, state: str, after: str | None, limit: int) -> list[Doc]:
        """Return mails of a state, newest first, those behind the one named ``after``."""
        criteria: Doc = {"state": state}
        if last := self.collection.find_one({"_id": after}, {"queued_at": 1}) if after else None:
            at = last["queued_at"]
            older = {"queued_at": {"$lt": at}}
            criteria["$or"] = [older, {"queued_at": at, "_id": {"$gt": after}}]
        docs = self.collection.find(criteria, dict.fromkeys(("text", "html", "facts"), 0))
        return list(docs.sort([("queued_at", -1), ("_id", 1)]).limit(limit))

    def count(self, state: str, most: int) -> int:
        """Count those of a state, up to ``most``."""
        return self.collection.count_documents({"state": state}, limit=most)

    def get(self, id: str) -> Doc:
        """Return one, or raise NotFound."""
        doc = self.collection.find_one({"_id": id})
        if doc is None:
            raise NotFound("mail-not-found", parameters={"id": id})
        return doc

    def send_again(self, id: str, by: str, words: MailText) -> None:
        """Queue a failed mail once more, under the same Message-ID; note who did."""
        now = self.now()
        said = {"subject": words.subject, "text": words.text, "html": words.html}
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
    names = set(Mail.__dataclass_fields__) - {"id"}
    return Mail(id=doc["_id"], **{name: doc[name] for name in names & doc.keys()})
