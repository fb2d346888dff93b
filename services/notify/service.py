"""Notify's entrypoints: the conversation, and who is told of what was heard."""

from collections.abc import Callable, Iterable
from typing import Any

from services.common import context
from services.common.background import Working
from services.common.base_service import Service
from services.common.entrypoints import Part, on_event, rpc
from services.common.events import Event
from services.common.validation.input import listing, parse
from services.notify import events, schemas
from services.notify.circulars import Circulars
from services.notify.delivering import Deliverer
from services.notify.erasing import PersonalFiles
from services.notify.mailroom import Mailroom
from services.notify.outgoing import mails
from services.notify.post import Post
from services.notify.repository import (
    Lines,
    People,
    Tickets,
    accounts_copy,
    bodies_copy,
    vendors_copy,
)
from services.notify.sending import Sender
from services.notify.waiting import circulars, deliveries


def _on_each(source: str, kinds: Iterable[str]) -> Callable[[Any], Any]:
    """Hear several types with one method, each from a queue of its own."""

    def decorate(method: Any) -> Any:
        for kind in kinds:
            method = on_event(source, kind)(method)
        return method

    return decorate


class NotifyService(Service):
    """Tickets, mails, vendor events."""

    name = "notify"
    hearers = ("identity", "notify", "orders")
    tickets = Part(Tickets.of)
    lines = Part(Lines.of)
    accounts = Part(accounts_copy)
    bodies = Part(bodies_copy)
    vendors = Part(vendors_copy)
    people = Part(People.of)
    mails = Part(mails)
    deliveries = Part(deliveries)
    sender = Working(Sender.of)
    deliverer = Working(Deliverer.of)
    post = Part(Post.of)
    mailroom = Part(Mailroom.of)
    waiting_circulars = Part(circulars)
    circulars = Working(Circulars.of)
    personal_files = Part(PersonalFiles.of)

    @rpc(needs="tickets:read")
    def list_comments(self, order_id: str, query: dict[str, Any]) -> dict[str, Any]:
        """Give the thread of an order's ticket as far as the caller may read it."""
        wanted = parse(schemas.ThreadQuery, query)
        ticket, limit = self.tickets.shown_to(order_id), wanted["limit"]
        circles, side = ticket.readable(context.principal()), ticket.side(context.principal())
        found = self.lines.thread(ticket, circles, wanted["cursor"], limit + 1)
        page = [line.shown_to(side) for line in found]
        return listing(page, limit, lambda line: line["id"], self.lines.count(ticket, circles))

    @rpc(needs="tickets:write")
    def add_comment(self, order_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Add the caller's comment to the order's ticket and give it."""
        comment = parse(schemas.Comment, payload)
        ticket = self.tickets.shown_to(order_id)
        line = self.lines.comment(ticket, comment["text"], comment["visibility"])
        return line.shown_to(ticket.side(context.principal()))

    @rpc(needs="mails:manage")
    def list_mails(self, query: dict[str, Any]) -> dict[str, Any]:
        """Give the mails of a state without their words, newest first."""
        context.principal().require("mails:manage", "*")
        wanted = parse(schemas.MailQuery, query)
        state, limit = wanted["state"], wanted["limit"]
        page = self.mailroom.page(state, wanted["cursor"], limit + 1)
        return listing(page, limit, lambda mail: mail["id"], self.mailroom.count(state))

    @rpc(needs="mails:manage")
    def get_mail(self, mail_id: str) -> dict[str, Any]:
        """Give one mail without its words."""
        context.principal().require("mails:manage", "*")
        return self.mailroom.show(mail_id)

    @rpc(needs="mails:manage")
    def resend_mail(self, mail_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Send a failed mail once more."""
        context.act("mails:manage", "*")
        parse(schemas.Nothing, payload)
        return self.mailroom.send_again(mail_id, context.principal().subject)

    @rpc(needs="me:read")
    def export_person(self) -> dict[str, Any]:
        """Give the files of what notify holds about the caller."""
        caller = context.principal()
        return {"files": self.personal_files.export(caller.subject, caller.claims.get("email"))}

    @_on_each("identity", events.REGISTRATION_EVENTS)
    def tell_person(self, event: Event) -> None:
        """Mail what became of a registration or a signing authority."""
        self.post.mail(event)

    @_on_each("identity", events.ACCOUNT_EVENTS)
    def tell_of_account(self, event: Event) -> None:
        """Mail what became of an account, or an invitation to one."""
        self.post.mail(event)

    @_on_each("identity", events.DELEGATION_EVENTS)
    def tell_both_sides(self, event: Event) -> None:
        """Mail a mandate, a hand-over or a new body to those it binds."""
        self.post.mail(event)

    @on_event("identity", "account.erased")
    def forget_person(self, event: Event) -> None:
        """Forget a person, and say so in a last mail."""
        person = event.data
        self.personal_files.forget(str(person["account"]), str(person["name"]), person["email"])
        self.post.mail(event)

    @_on_each("orders", events.ORDER_EVENTS)
    def follow_order(self, event: Event) -> None:
        """Note it in the ticket; tell the people and the setup party."""
        ticket = self.tickets.follow(event)
        self.lines.follow(event)
        self.post.tell_vendors(event, ticket.order)
        self.post.mail(event)

    @_on_each("contracts", events.CONTRACT_EVENTS)
    def follow_contract(self, event: Event) -> None:
        """Note it in the order's ticket; tell the people."""
        self.tickets.follow(event)
        self.lines.follow(event)
        self.post.mail(event)

    @on_event("catalog", "notice.published")
    def tell_live_bodies(self, event: Event) -> None:
        """Mail a notice to the people of every body with a live service it concerns."""
        self.circulars.begin(event)

    @on_event("notify", "ticket.commented")
    def tell_other_side(self, event: Event) -> None:
        """Mail a comment to those it is for."""
        self.post.mail(event)

    @on_event("notify", "delivery.mail_failed")
    def note_failed_mail(self, event: Event) -> None:
        """Say in the order's ticket that somebody was not reached."""
        order = event.data["about"].get("order")
        if ticket := self.tickets.find(order) if order else None:
            self.lines.note_failed_mail(event, ticket)

    @on_event("identity", "body.changed", copy=True)
    def keep_body(self, event: Event) -> None:
        """Keep a body's newest state."""
        self.bodies.keep_event(event)

    @on_event("identity", "account.changed", copy=True)
    def keep_account(self, event: Event) -> None:
        """Keep a person's newest state."""
        self.accounts.keep_event(event)

    @on_event("catalog", "vendor.changed", copy=True)
    def keep_vendor(self, event: Event) -> None:
        """Keep a vendor's newest state."""
        self.vendors.keep_event(event)

    @on_event("identity", "copy.page.notify.account", copy=True)
    def fill_accounts(self, event: Event) -> None:
        """Keep a page of all people."""
        self.accounts.keep_page(event)

    @on_event("identity", "copy.page.notify.body", copy=True)
    def fill_bodies(self, event: Event) -> None:
        """Keep a page of all bodies; the register says which joint administration signs."""
        self.bodies.keep_page(event)

    @on_event("catalog", "copy.page.notify.vendor", copy=True)
    def fill_vendors(self, event: Event) -> None:
        """Keep a page of all vendors."""
        self.vendors.keep_page(event)
