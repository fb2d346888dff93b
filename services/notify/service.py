"""Notify's service class: the calls and handlers stand in ``entrypoints``, side by side."""

from services.common.background import BackgroundPart
from services.common.base_service import Service
from services.common.entrypoints import Part
from services.notify.attachment_tidying import AttachmentTidying
from services.notify.census import census
from services.notify.delivery_publisher import DeliveryPublisher
from services.notify.entrypoints.addresses import AddressCalls
from services.notify.entrypoints.deliveries import DeliveryCalls
from services.notify.entrypoints.events import NotifyHandlers
from services.notify.entrypoints.inbox import InboxCalls
from services.notify.entrypoints.jira import JiraCalls
from services.notify.entrypoints.mails import MailCalls
from services.notify.entrypoints.newsletter import NewsletterCalls
from services.notify.entrypoints.notices import NoticeCalls
from services.notify.entrypoints.people import PersonCalls
from services.notify.entrypoints.tickets import TicketCalls
from services.notify.entrypoints.vendor_broker import VendorBrokerCalls
from services.notify.entrypoints.vendor_events import VendorEventCalls
from services.notify.entrypoints.webhooks import WebhookCalls
from services.notify.incoming_mail import incoming_mail
from services.notify.jira.projection import JiraProjection
from services.notify.mail_sender import MailSender
from services.notify.newsletter_mailing import NewsletterMailing
from services.notify.notice_mailing import NoticeMailing
from services.notify.opening_news import OpeningNews
from services.notify.repositories.deliveries import deliveries
from services.notify.repositories.domain_windows import DomainWindows
from services.notify.repositories.mails import mails
from services.notify.repositories.newsletter import newsletter_runs
from services.notify.repositories.notices import notices
from services.notify.repositories.openings import openings
from services.notify.repositories.people import People
from services.notify.vendor_broker.provisioning import Provisioning
from services.notify.vendor_fan_out import VendorFanOut
from services.notify.words import WORDS


class NotifyService(
    TicketCalls,
    JiraCalls,
    MailCalls,
    AddressCalls,
    InboxCalls,
    NoticeCalls,
    DeliveryCalls,
    NewsletterCalls,
    PersonCalls,
    VendorBrokerCalls,
    VendorEventCalls,
    WebhookCalls,
    NotifyHandlers,
    Service,
):
    """Tickets, mails, vendor events."""

    name = "notify"
    words = WORDS
    hearers = ("identity", "notify")
    people = Part(People.of)
    mails = Part(mails)
    deliveries = Part(deliveries)
    sender = BackgroundPart(MailSender.of)
    publisher = BackgroundPart(DeliveryPublisher.of)
    mailbox = BackgroundPart(incoming_mail)
    domain_windows = Part(DomainWindows.of)
    fan_out = BackgroundPart(VendorFanOut.of)
    notices = Part(notices)
    jira = BackgroundPart(JiraProjection.of)
    attachment_tidying = BackgroundPart(AttachmentTidying.of)
    notice_mailing = BackgroundPart(NoticeMailing.of)
    provisioning = BackgroundPart(Provisioning.of)
    openings = Part(openings)
    opening_news = BackgroundPart(OpeningNews.of)
    newsletter_runs = Part(newsletter_runs)
    newsletter_mailing = BackgroundPart(NewsletterMailing.of)
    census = BackgroundPart(census)
