"""What orders answers to the body that orders, and to whoever reads or takes part."""

from dataclasses import replace

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.names import NamesQuery, names_of
from services.orders import schemas, task_schemas
from services.orders.domain import publishing, sides, task_changes
from services.orders.domain.history import Actor, Contact
from services.orders.domain.interfaces import StageReport
from services.orders.domain.orders import Order
from services.orders.domain.personal import personal
from services.orders.domain.publishing import ToldLink
from services.orders.entrypoints.access import Acting, Payload, move
from services.orders.link_owners import LinkOwners
from services.orders.link_pages import LinkPages
from services.orders.parties import (
    LENT_FOR_HELP,
    LENT_FOR_TASKS,
    PARTIES,
    TAKING_PART,
    act_for_body,
    act_on_own_side,
    actions_of,
    side_of,
    visible_to,
)
from services.orders.placing import OrderDesk
from services.orders.profile_changes import ProfileChanges
from services.orders.repositories.baskets import Baskets
from services.orders.repositories.bodies import Declarations, SystemsOfBodies
from services.orders.repositories.order_lists import MOST_COUNTED, resolved
from services.orders.repositories.targeted_profiles import TargetedProfiles

CALLED_BY = ("number", "profile_title", "body_name")


class OrderCalls(Acting):
    """Placing, reading and answering; tasks and help, which every side has."""

    desk: OrderDesk
    in_use = Part(SystemsOfBodies.of)
    declared = Part(Declarations.of)
    baskets = Part(Baskets.of)
    profile_changes = Part(ProfileChanges.of)
    link_owners = Part(LinkOwners.of)
    link_pages = Part(LinkPages.of)
    targeted = Part(TargetedProfiles.of)

    @rpc(needs="orders:prepare", payload=schemas.OrderPlaced)
    def place(self, payload: Payload) -> Payload:
        """Order a service for a body."""
        return self.viewed(self.desk.place(payload))

    @rpc(public=True, query=schemas.OrderableQuery)
    def orderable(self, profile_id: str, query: Payload) -> Payload:
        """Say whether this body may order this profile, and why or why not.

        Who may prepare the order is told who would set it up where nobody is named.
        """
        body = query["body"]
        answer = self.desk.orderable(profile_id, body).answer()
        if context.principal().may("orders:prepare", body, profile_id):
            answer["setup_by"] = self.desk.planned_party(profile_id, query)
        return answer

    @rpc(needs=PARTIES)
    def get(self, order_id: str) -> Payload:
        """Return an order to its parties, each what concerns it.

        Its body and the operator read what became of its service, as long as it is not released.
        """
        order = self.seen(order_id)
        return {**self.viewed(order), "profile_change": self.profile_changes.shown(order)}

    @rpc(needs=PARTIES, query=schemas.OrderQuery)
    def list(self, query: Payload) -> Payload:
        """Return the orders the caller is a party of, newest first, without their histories."""
        caller = context.principal()
        asked = resolved(query, caller.subject, clock.now())
        orders, cursor, total = self.orders.listed(asked, visible_to(caller))
        items = [sides.item(o, side_of(o, caller), actions_of(o, caller)) for o in orders]
        told = {"total": min(total, MOST_COUNTED), "total_is_least": total > MOST_COUNTED}
        return {"items": items, "next": cursor, **told}

    @rpc(needs=PARTIES, query=NamesQuery)
    def names(self, query: Payload) -> Payload:
        """Return number, service and body of those of these orders the caller is a party of."""
        visible = visible_to(context.principal())
        return names_of(self.orders.collection, query, CALLED_BY, visible)

    @rpc(needs=PARTIES, query=schemas.OrderedQuery)
    def ordered_profiles(self, query: Payload) -> Payload:
        """Return the services that a body, or whoever's orders the caller sees, has ordered."""
        visible = visible_to(context.principal())
        ids = self.orders.profiles_ordered(query.get("body"), visible)
        titles = self.targeted.titles(ids)
        return {"items": [{"profile": id, "title": titles[id]} for id in ids if id in titles]}

    @rpc(needs=PARTIES, query=schemas.HistoryQuery)
    def history(self, order_id: str, query: Payload) -> Payload:
        """Return the whole history, oldest first; ``get`` shows its newest lines only."""
        order = self.seen(order_id)
        side = side_of(order, context.principal())
        begin, read = self._read(order, side)
        first, limit, moved = (
            max(begin, query["cursor"]),
            query["limit"],
            order.moved("history"),
        )
        end, total = first + limit, moved + len(order.history)
        page = self.orders.earlier(order, first, limit)
        page += order.history[max(0, first - moved) : max(0, end - moved)]
        more = str(end) if end < total else None
        return {"items": sides.lines(page, side), "next": more, "total": read}

    def _read(self, order: Order, side: sides.OrderSide) -> tuple[int, int]:
        """Return from which line on a side reads, and how many; the others are not for everyone."""
        if side is not sides.OrderSide.VENDOR:
            return 0, order.moved("history") + len(order.history)
        acts = self.orders.earlier_acts(order)
        acts += [(entry.action, entry.state) for entry in order.history]
        begin = sides.first_read(side, [action for action, _ in acts])
        return begin, sum(sides.reads(side, action, state) for action, state in acts[begin:])

    @rpc(needs="orders:place", payload=schemas.Pinned)
    def submit(self, order_id: str, payload: Payload) -> Payload:
        """Hand in a prepared order, of the profile as it is now."""

        def submit(order: Order, by: Actor, parsed: Payload) -> None:
            order.check("submit")
            self.desk.check_submit(order, parsed.get("profile_version"))
            order.move("submit", by, clock.now())

        return self.body_acts(order_id, payload, submit, "orders:place")

    @rpc(needs="orders:act", payload=schemas.Answer)
    def answer(self, order_id: str, payload: Payload) -> Payload:
        """Answer what the reviewer or the setup party asked, and go over to a newer version."""
        version = payload.get("profile_version")

        def answer(order: Order, by: Actor, parsed: Payload) -> None:
            if version is not None:
                self.desk.change_version(order, version, by)
            order.move("answer", by, clock.now(), parsed["text"])

        if version is not None:
            act_for_body(self.seen(order_id), "orders:place")
        return self.body_acts(order_id, payload, answer)

    @rpc(needs="orders:place", payload=schemas.Pinned)
    def change_version(self, order_id: str, payload: Payload) -> Payload:
        """Go over to the version of the profile that holds, before the order is released."""

        def change(order: Order, by: Actor, parsed: Payload) -> None:
            self.desk.change_version(order, parsed.get("profile_version"), by)

        return self.body_acts(order_id, payload, change, "orders:place")

    @rpc(needs="orders:act", payload=schemas.Remark)
    def withdraw(self, order_id: str, payload: Payload) -> Payload:
        """Take the order back as long as nobody has signed."""
        return self.body_acts(order_id, payload, move("withdraw", "note"))

    @rpc(needs="orders:act", payload=schemas.Link)
    def report_link(self, order_id: str, payload: Payload) -> Payload:
        """Tell the link stored in the BayernPortal; its page is looked at before."""
        order = self.seen(order_id)
        act_for_body(order, "orders:act")
        told = ToldLink(payload["url"], self.link_owners.for_order(order))
        url, _ = publishing.vetted(order, told)
        told = replace(told, found=self.link_pages.look_for_call(url))

        def report(order: Order, by: Actor, _: Payload) -> None:
            publishing.report_link(order, told, by=by, now=clock.now())

        return self.act(order_id, payload, report)

    @rpc(needs="orders:act", payload=schemas.Contacts)
    def change_contacts(self, order_id: str, payload: Payload, version: int) -> Payload:
        """Name other contacts."""

        def change(order: Order, by: Actor, parsed: Payload) -> None:
            order.expect(version)
            contacts = {name: Contact(**facts) for name, facts in parsed.items()}
            order.change_contacts(contacts, by, clock.now())

        return self.body_acts(order_id, payload, change)

    @rpc(needs=TAKING_PART, payload=schemas.Statement)
    def request_support(self, order_id: str, payload: Payload) -> Payload:
        """Ask the operator for help; once, until support has answered."""
        side = act_on_own_side(self.orders.get(order_id), LENT_FOR_HELP).value
        return self.act(
            order_id, payload, lambda o, by, p: o.ask_for_support(p["text"], by, clock.now(), side)
        )

    @rpc(needs=TAKING_PART, payload=task_schemas.TaskChange)
    def change_task(self, order_id: str, number: int, payload: Payload, version: int) -> Payload:
        """Tick a task of the caller's own side, or say how far an interface is."""
        side = act_on_own_side(self.orders.get(order_id), LENT_FOR_TASKS)

        def tick(order: Order, by: Actor, parsed: Payload) -> None:
            order.expect(version)
            if "done" in parsed:
                task_changes.change_task(
                    order, number, parsed["done"], side, by=by, now=clock.now()
                )
            else:
                task_changes.report_stage(
                    order, number, StageReport(**parsed), side, by=by, now=clock.now()
                )

        return self.act(order_id, payload, tick)

    @rpc(needs="me:read")
    def export_person(self) -> Payload:
        """Return the files of what orders holds about the caller."""
        caller = context.principal()
        account, email = caller.subject, caller.claims.get("email")
        orders = [self.orders.get(id) for id in self.orders.about_person(account, email)]
        items = [personal(o, account, email, self.orders.earlier(o)) for o in orders]
        systems = [held.about(email) for held in self.in_use.naming(email) if email]
        declared = [self.declared.get(id).public() for id in self.declared.by(account)]
        filled = [self.baskets.of_body(body).about(account) for body in self.baskets.by(account)]
        return {
            "files": {
                "orders/orders.json": {"items": items},
                "orders/systems.json": {"items": systems},
                "orders/declarations.json": {"items": declared},
                "orders/baskets.json": {"items": filled},
            }
        }
