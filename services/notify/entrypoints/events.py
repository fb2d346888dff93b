"""What notify hears from the others: who is told of it, and the read copies it keeps."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from services.common.entrypoints import Part, ReadCopyOf, on_event
from services.common.events import Event
from services.common.messaging import names
from services.notify import events
from services.notify.domain.lines import unreached
from services.notify.domain.papers import NOUN
from services.notify.jira.projection import JiraProjection
from services.notify.newsletter_mailing import NewsletterMailing
from services.notify.notice_mailing import NoticeMailing
from services.notify.notifier import Notifier
from services.notify.opening_news import OpeningNews
from services.notify.paper_room import PaperRoom
from services.notify.personal_data import PersonalData
from services.notify.repositories.papers import Papers
from services.notify.repositories.people import People
from services.notify.repositories.tickets import TicketLines, Tickets
from services.notify.vendor_fan_out import ProfileNews

MOVES_AT_ONCE = 20


def _on_each(source: str, kinds: Iterable[str], *, at_once: int = 0) -> Callable[[Any], Any]:
    """Hear several types with one method, each from a queue of its own."""

    def decorate(method: Any) -> Any:
        for kind in kinds:
            method = on_event(source, kind, at_once=at_once)(method)
        return method

    return decorate


class NotifyHandlers:
    """The handlers of events."""

    notice_mailing: NoticeMailing
    jira: JiraProjection
    newsletter_mailing: NewsletterMailing
    opening_news: OpeningNews
    tickets = Part(Tickets.of)
    lines = Part(TicketLines.of)
    accounts = ReadCopyOf("identity", "account")
    bodies = ReadCopyOf("identity", "body")
    vendors = ReadCopyOf("catalog", "vendor")
    people = Part(People.of)
    notifier = Part(Notifier.of)
    paper_room = Part(PaperRoom.of)
    papers = Part(Papers.of)
    profile_news = Part(ProfileNews.of)
    personal_data = Part(PersonalData.of)

    @_on_each("identity", events.REGISTRATION_EVENTS)
    def tell_person(self, event: Event) -> None:
        """Mail what became of a registration or a signing authority."""
        if event.type == events.AUTHORITY_GRANTED:
            bodies = self.people.signed_for(str(event.data["authority"]["body"]))
            self.notifier.mail_signatory(event, self.tickets.to_sign(bodies))
        else:
            self.notifier.mail(event)

    @_on_each("identity", events.ACCOUNT_EVENTS)
    def tell_of_account(self, event: Event) -> None:
        """Mail what became of an account, or an invitation to one."""
        self.notifier.mail(event)

    @_on_each("identity", events.DELEGATION_EVENTS)
    def tell_both_sides(self, event: Event) -> None:
        """Mail a mandate, a hand-over or a new body to those it binds."""
        self.notifier.mail(event)

    @on_event("identity", "account.erased")
    def forget_person(self, event: Event) -> None:
        """Forget a person, and say so in a last mail."""
        person = event.data
        self.personal_data.forget(str(person["account"]), str(person["name"]), person["email"])
        self.notifier.mail(event)

    @_on_each("orders", events.ORDER_EVENTS, at_once=MOVES_AT_ONCE)
    def follow_order(self, events: Sequence[Event]) -> None:
        """Note them in their tickets; tell the people and the setup parties."""
        followed = self.tickets.follow_all(events)
        self.lines.follow(*events)
        for event, one in zip(events, followed, strict=True):
            self.notifier.tell_vendors(event, one.ticket.order, first=one.opened)
        self.notifier.mail(*events)
        self.jira.note(*(one.ticket.id for one in followed))

    @_on_each("orders", events.BODY_EVENTS)
    def tell_body(self, event: Event) -> None:
        """Mail what a body has to look at again."""
        self.notifier.mail(event)

    @_on_each("orders", events.BULK_EVENTS)
    def tell_who_began(self, event: Event) -> None:
        """Mail how many orders or releases at once have ended."""
        self.notifier.mail(event)

    @_on_each("orders", events.PORTAL_EVENTS)
    def tell_of_the_portal(self, event: Event) -> None:
        """Mail support that all links into a host fail."""
        self.notifier.mail(event)

    @_on_each("contracts", events.CONTRACT_EVENTS, at_once=MOVES_AT_ONCE)
    def follow_contract(self, events: Sequence[Event]) -> None:
        """Note them in the orders' tickets; tell the people."""
        self.tickets.follow_all(events)
        self.lines.follow(*events)
        self.notifier.mail(*events)

    @_on_each("contracts", events.SEAL_EVENTS)
    def tell_of_a_seal(self, event: Event) -> None:
        """Mail the operator that a concluded contract could not be closed."""
        self.notifier.mail(event)

    @_on_each("contracts", events.CHAIN_EVENTS)
    def tell_of_a_chain(self, event: Event) -> None:
        """Mail the operator that a level is missing, or that an agreement has to be renewed."""
        self.notifier.mail(event)

    @on_event("catalog", "profile.published")
    def tell_vendors_of_profile(self, event: Event) -> None:
        """Tell connected vendors that a version of a profile was published."""
        self.profile_news.tell(event)

    @on_event("catalog", "profile.sent_back")
    def tell_authors(self, event: Event) -> None:
        """Mail the authors of a profile what its reviewer misses."""
        self.notifier.mail(event)

    @on_event("catalog", "notice.published")
    def tell_live_bodies(self, event: Event) -> None:
        """Mail a notice to the people of every body with a live service it concerns."""
        self.notice_mailing.begin(event)

    @on_event("catalog", "watch.alerted")
    def tell_watchers(self, event: Event) -> None:
        """Mail what has become of a service to those who watch it."""
        self.notifier.mail(event)

    @on_event("catalog", "opening.announced")
    def tell_entitled(self, event: Event) -> None:
        """Put a service that opened into the inboxes of those who may order it."""
        self.opening_news.begin(event)

    @on_event("notify", "newsletter.confirmation_wanted")
    def ask_subscriber(self, event: Event) -> None:
        """Mail the link that confirms an address."""
        self.notifier.mail(event)

    @on_event("notify", "newsletter.issued")
    def send_newsletter(self, event: Event) -> None:
        """Send an issue to every confirmed address."""
        self.newsletter_mailing.begin(event)

    @_on_each("notify", events.TICKET_EVENTS)
    def tell_other_side(self, event: Event) -> None:
        """Mail a comment to those it is for, and to whoever wrote one that it was not taken."""
        self.notifier.mail(event)
        if ticket := (event.data.get("order") or {}).get("id"):
            self.jira.note(ticket)

    @_on_each("notify", events.VENDOR_EVENTS)
    def tell_vendors_people(self, event: Event) -> None:
        """Mail what has become of a vendor's queue or webhook."""
        self.notifier.mail(event)

    @on_event("contracts", names.page_type("notify", NOUN))
    def take_contract(self, event: Event) -> None:
        """Keep the contract a mail carries."""
        self.paper_room.take(event)

    @on_event("catalog", names.page_type("notify", NOUN))
    def take_documents(self, event: Event) -> None:
        """Keep the documents of a service a mail carries."""
        self.paper_room.take(event)

    @on_event("notify", "delivery.mail_failed")
    def note_failed_mail(self, event: Event) -> None:
        """Say in the ticket of each order the mail told of that somebody was not reached."""
        for order, kinds in unreached(event.data).items():
            if ticket := self.tickets.find(order):
                self.lines.note_failed_mail(event, ticket, kinds)
