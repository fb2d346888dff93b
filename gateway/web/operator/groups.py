"""The groups of pages for the people of the operator: queues, cases, and what did not arrive."""

from typing import Protocol

from flask import Blueprint

from gateway.callers.visits import NotesVisits
from gateway.web.frame.frame import Frame
from gateway.web.operator.account_roles import AccountRolePages
from gateway.web.operator.accounts import AccountAdminPages
from gateway.web.operator.authorities import AuthorityPages
from gateway.web.operator.bodies import BodyAdminPages
from gateway.web.operator.broker_accesses import BrokerAccessPages
from gateway.web.operator.cases import CasePages
from gateway.web.operator.conditions import OperationsPage
from gateway.web.operator.contract_previews import ContractPreviewPages
from gateway.web.operator.deliveries import DeliveryPages
from gateway.web.operator.editions import EditionPages
from gateway.web.operator.gaps import GapPages
from gateway.web.operator.home import OperatorHome
from gateway.web.operator.invitations import OperatorInvitationPages
from gateway.web.operator.mails import MailPages
from gateway.web.operator.mandates import MandateListPages
from gateway.web.operator.newsletter import IssuePages
from gateway.web.operator.notices import NoticePages
from gateway.web.operator.orders import OrderReviewPages
from gateway.web.operator.parked import ParkedPages
from gateway.web.operator.portal_numbers import PortalNumberPages
from gateway.web.operator.registrations import RegistrationPages
from gateway.web.operator.search import SearchPages
from gateway.web.operator.settling import SettlingPages
from gateway.web.operator.story import StoryPages
from gateway.web.operator.support import LateSetupPages, SupportRequestPages
from gateway.web.operator.tickets import TicketPages
from gateway.web.operator.trail_checks import TrailCheckPages
from gateway.web.operator.trail_exports import TrailExportPages
from gateway.web.operator.trail_search import TrailPages


class Group(Protocol):
    """Pages that belong together."""

    def blueprint(self) -> Blueprint:
        """Return their routes."""


def for_operator(frame: Frame, visits: NotesVisits) -> tuple[Group, ...]:
    """Return all of them."""
    return (
        RegistrationPages(frame),
        AccountAdminPages(frame),
        AccountRolePages(frame),
        OperatorInvitationPages(frame),
        EditionPages(frame),
        BodyAdminPages(frame),
        TrailPages(frame),
        StoryPages(frame),
        TrailCheckPages(frame),
        TrailExportPages(frame),
        CasePages(frame),
        AuthorityPages(frame),
        MandateListPages(frame),
        OrderReviewPages(frame),
        ContractPreviewPages(frame),
        OperatorHome(frame, visits),
        LateSetupPages(frame),
        SupportRequestPages(frame),
        GapPages(frame),
        PortalNumberPages(frame),
        SettlingPages(frame),
        SearchPages(frame),
        MailPages(frame),
        ParkedPages(frame),
        OperationsPage(frame),
        NoticePages(frame),
        IssuePages(frame),
        TicketPages(frame),
        DeliveryPages(frame),
        BrokerAccessPages(frame),
    )
