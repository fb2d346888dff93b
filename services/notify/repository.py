"""Where notify keeps tickets, and how it looks people up."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from services.common import clock, context
from services.common.copies import Copy, copy_of
from services.common.event import Event
from services.common.mongo import Repository
from services.notify.domain.recipients import may_sign
from services.notify.domain.tickets import (
    Line,
    Ticket,
    Visibility,
    comment_id,
    order_not_found,
)
from services.notify.waiting import ANY_CASE

Doc = dict[str, Any]

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
