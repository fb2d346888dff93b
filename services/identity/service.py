"""Identity's service class: the calls and handlers stand in ``entrypoints``, noun by noun."""

from services.common.background import BackgroundPart
from services.common.base_service import Service
from services.identity.checking import TrailChecking
from services.identity.entrypoints.accounts import AccountCalls
from services.identity.entrypoints.assistant import AssistantCalls
from services.identity.entrypoints.audit import AuditCalls
from services.identity.entrypoints.audit_exports import AuditExportCalls
from services.identity.entrypoints.audit_runs import AuditRunCalls
from services.identity.entrypoints.authorities import AuthorityCalls
from services.identity.entrypoints.bodies import BodyCalls
from services.identity.entrypoints.clients import ClientCalls
from services.identity.entrypoints.events import EventHandlers
from services.identity.entrypoints.invitations import InvitationCalls
from services.identity.entrypoints.mandates import MandateCalls
from services.identity.entrypoints.members import MemberCalls
from services.identity.entrypoints.people import PeopleCalls
from services.identity.entrypoints.personal_data import PersonalDataCalls
from services.identity.entrypoints.registrations import RegistrationCalls
from services.identity.entrypoints.sessions import SessionCalls
from services.identity.exporting import TrailExporting
from services.identity.reminders import ending_reminders, reminders
from services.identity.retention import Retention
from services.identity.watching import watchdog
from services.identity.words import WORDS


class IdentityService(
    AssistantCalls,
    BodyCalls,
    RegistrationCalls,
    SessionCalls,
    AccountCalls,
    PeopleCalls,
    MemberCalls,
    AuthorityCalls,
    MandateCalls,
    InvitationCalls,
    ClientCalls,
    PersonalDataCalls,
    AuditCalls,
    AuditRunCalls,
    AuditExportCalls,
    EventHandlers,
    Service,
):
    """Bodies, people and what they may do, and the trail of what everyone did."""

    name = "identity"
    words = WORDS
    hearers = ("catalog", "contracts", "identity", "notify", "orders")
    sweeper = BackgroundPart(Retention.of)
    reminders = BackgroundPart(reminders)
    trail_checking = BackgroundPart(TrailChecking.of)
    trail_exporting = BackgroundPart(TrailExporting.of)
    endings = BackgroundPart(ending_reminders)
    watchdog = BackgroundPart(watchdog)
