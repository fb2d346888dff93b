"""Where notify keeps tickets and what waits to be sent, and how it looks people up."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo import ReturnDocument
from pymongo.collation import Collation
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.common import clock, context
from services.common.copies import Copy, copy_of
from services.common.event import Event
from services.common.mongo import Repository
from services.notify.domain.mails import Mail, address_hash
from services.notify.domain.occasions import ERASURE
from services.notify.domain.recipients import may_sign
from services.notify.domain.tickets import (
    ERASED_NAME,
    Line,
    Ticket,
    Visibility,
    comment_id,
    order_not_found,
)

Doc = dict[str, Any]

DUPLICATE_KEY = 11000
ANY_CASE = Collation("de", strength=2)
CHUNK = 200

accounts_copy = copy_of("identity", "account")
bodies_copy = copy_of("identity", "body")
vendors_copy = copy_of("catalog", "vendor")


class Tickets(Repository[Ticket]):
    """One per order; the order's id is the ticket's."""

    kind = Ticket
    collection_name = "tickets"
    not_found = "order-not-found"

    def prepare(self) -> None:
        super().prepare()
        self.collection.create_index("lines.author", name="by_author")
        live = [("order.state", 1), ("_id", 1)]
        self.collection.create_index(live, name="by_state")
        self.collection.create_index(
            [("order.state", 1), ("order.profile", 1), ("_id", 1)], name="by_state_and_profile"
        )

    def by_author(self, account: str) -> Iterator[str]:
        """Give the ids of the tickets somebody is named in, but for those changed by this call."""
        mine = {"lines.author": account, "done": {"$ne": context.current().once}}
        for doc in self.collection.find(mine, {"_id": 1}, batch_size=CHUNK):
            yield str(doc["_id"])

    def live(self, profiles: Sequence[str], *, after: str, limit: int) -> list[Doc]:
        """Give a page of the live orders of these profiles, of any where none is named."""
        criteria: Doc = {"order.state": "live", "_id": {"$gt": after}}
        if profiles:
            criteria["order.profile"] = {"$in": list(profiles)}
        index = "by_state_and_profile" if profiles else "by_state"
        found = self.collection.find(criteria, {"order": 1}).hint(index).sort("_id", 1).limit(limit)
        return [doc["order"] for doc in found]

    def titles(self, profiles: Sequence[str]) -> list[Doc]:
        """Give the titles of those of the profiles that are live somewhere."""
        asked = ({"order.state": "live", "order.profile": profile} for profile in profiles)
        found = (self.collection.find_one(one, {"order.profile_title": 1}) for one in asked)
        return [doc["order"]["profile_title"] for doc in found if doc]

    def follow(self, event: Event) -> None:
        """Bring an order or contract event into its ticket, which the first one opens."""
        new = Ticket.of_event(event)
        if self.add(new) is not new:
            self.change(new.id, lambda ticket: ticket.follow(event))

    def comment(self, order_id: str, text: str, visibility: Visibility) -> Line:
        """Add the caller's comment; the same request again gives the same one."""
        call, now = context.current(), clock.now()
        once = call.once or ""

        def act(ticket: Ticket) -> None:
            ticket.require_write(call.principal)
            if scope := ticket.scope_of(call.principal):
                context.act("tickets:write", scope, about=ticket.profile)
            ticket.comment(text, visibility, author=call.principal, once=once, now=now)

        return self.change(order_id, act).line(comment_id(once))

    def shown_to(self, order_id: str) -> Ticket:
        """Give the ticket the caller may read, or raise NotFound."""
        ticket = self.find(order_id)
        if ticket is None:
            raise order_not_found(order_id)
        ticket.side(context.principal())
        return ticket


class Waiting:
    """A collection of things to be sent, each taken by one process at a time.

    ``due_at`` is when a thing may be taken; taking it moves ``due_at`` one lease ahead,
    so that what a killed process had taken becomes due again.
    """

    LEASE = timedelta(seconds=45)

    def __init__(self, database: Database[Doc], name: str, waiting: str) -> None:
        self.collection: Collection[Doc] = database[name]
        self._waiting = waiting

    def prepare(self) -> None:
        """Create the index the senders read; what is done leaves it."""
        self.collection.create_index(
            [("due_at", 1)], name="due", partialFilterExpression={"state": self._waiting}
        )

    def put(self, docs: Sequence[Doc]) -> None:
        """Keep them; one that is there already stays as it is."""
        if not docs:
            return
        try:
            self.collection.insert_many(docs, ordered=False)
        except BulkWriteError as error:
            failures = error.details["writeErrors"]
            if any(failure["code"] != DUPLICATE_KEY for failure in failures):
                raise

    def take(self, limit: int) -> list[Doc]:
        """Take what is due, oldest first."""
        taken: list[Doc] = []
        while len(taken) < limit:
            now = clock.now()
            doc = self.collection.find_one_and_update(
                {"state": self._waiting, "due_at": {"$lte": now}},
                {"$set": {"due_at": now + self.LEASE}},
                sort=[("due_at", 1)],
                return_document=ReturnDocument.AFTER,
            )
            if doc is None:
                break
            taken.append(doc)
        return taken

    def settle(
        self, ids: Iterable[str], state: str, *, drop: Iterable[str] = (), **facts: Any
    ) -> None:
        """Note the outcome and forget the fields that were only needed until now."""
        change: Doc = {
            "$set": {"state": state, **facts},
            "$unset": {"due_at": "", **dict.fromkeys(drop, "")},
        }
        self.collection.update_many({"_id": {"$in": list(ids)}, "state": self._waiting}, change)

    def put_back(self, ids: Iterable[str], due_at: datetime) -> None:
        """Make them due again, uncounted."""
        mine = {"_id": {"$in": list(ids)}, "state": self._waiting}
        self.collection.update_many(mine, {"$set": {"due_at": due_at}})

    def advance(self, id: str, due_at: datetime, **facts: Any) -> None:
        """Note how far a thing has come that goes on."""
        change = {"$set": {"due_at": due_at, **facts}}
        self.collection.update_one({"_id": id, "state": self._waiting}, change)

    def count_due(self, most: int) -> int:
        """Count what is due now, up to ``most``."""
        due = {"state": self._waiting, "due_at": {"$lte": clock.now()}}
        return self.collection.count_documents(due, limit=most)

    def put_off(self, ids: Iterable[str], until: datetime, reason: str) -> None:
        """Count a failed try and make them due later."""
        self.collection.update_many(
            {"_id": {"$in": list(ids)}, "state": self._waiting},
            {"$set": {"due_at": until, "reason": reason}, "$inc": {"attempts": 1}},
        )


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
    """Vendor events; the broker confirms or refuses within ten seconds."""

    LEASE = timedelta(seconds=20)
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


class People:
    """The directory of recipients, read from the copies."""

    def __init__(self, accounts: Copy, bodies: Copy, vendors: Copy) -> None:
        self._accounts, self._bodies, self._vendors = accounts, bodies, vendors

    @classmethod
    def of(cls, runtime: Any) -> "People":
        """Make the directory of a running process."""
        return cls(*(runtime.part(make) for make in (accounts_copy, bodies_copy, vendors_copy)))

    def prepare(self) -> None:
        """Create the indexes of the look-ups."""
        self._accounts.collection.create_index("roles.scope", name="by_scope")
        self._accounts.collection.create_index("signing.body", name="by_signing")
        self._accounts.collection.create_index("email", name="by_email", collation=ANY_CASE)

    def account(self, id: str) -> Doc | None:
        """Give a person."""
        return self._accounts.find(id)

    def vendor(self, id: str) -> Doc | None:
        """Give a vendor."""
        return self._vendors.find(id)

    def with_role(self, roles: Iterable[str], scope: str) -> list[Doc]:
        """Give the active people who hold one of the roles in this scope."""
        held = {"$elemMatch": {"role": {"$in": list(roles)}, "scope": scope}}
        return list(self._accounts.collection.find({"roles": held, "state": "active"}))

    def signatories(self, body: str) -> list[Doc]:
        """Give the active people who may sign today for a body or its joint administration."""
        joint = (self._bodies.find(body) or {}).get("joint_administration")
        places, today = [p for p in (body, joint) if p], clock.local_date(clock.now())
        criteria = {"signing.body": {"$in": places}, "state": "active"}
        found = self._accounts.collection.find(criteria)
        return [person for person in found if may_sign(person, places, today)]

    def at_address(self, address: str) -> list[Doc]:
        """Give the people who are reached at an address, however it is spelled."""
        return list(self._accounts.collection.find({"email": address}, collation=ANY_CASE))
