"""Identity's service class: the calls and handlers stand in ``entrypoints``, noun by noun."""

from services.common.background import Working
from services.common.base_service import Service
from services.common.entrypoints import Part, on_event
from services.common.events import Event
from services.identity.entrypoints.assistant import AssistantCalls
from services.identity.entrypoints.audit import TrailCalls
from services.identity.entrypoints.authorities import AuthorityCalls
from services.identity.entrypoints.bodies import BodyCalls
from services.identity.entrypoints.clients import ClientCalls
from services.identity.entrypoints.invitations import InvitationCalls
from services.identity.entrypoints.mandates import MandateCalls
from services.identity.entrypoints.people import PeopleCalls
from services.identity.entrypoints.privacy import PrivacyCalls
from services.identity.entrypoints.registrations import RegistrationCalls
from services.identity.sweeping import Sweeper


class IdentityService(
    AssistantCalls,
    BodyCalls,
    RegistrationCalls,
    PeopleCalls,
    AuthorityCalls,
    MandateCalls,
    InvitationCalls,
    ClientCalls,
    PrivacyCalls,
    TrailCalls,
    Service,
):
    """Bodies, people and what they may do, and the trail of what everyone did."""

    name = "identity"
    hearers = ("catalog", "contracts", "identity", "notify", "orders")
    runtime = Part(lambda runtime: runtime)
    sweeper = Working(Sweeper.of)

    @on_event("orders", "copy.wanted")
    def send_to_orders(self, event: Event) -> None:
        """Send orders its snapshot."""
        self._send(event)

    @on_event("contracts", "copy.wanted")
    def send_to_contracts(self, event: Event) -> None:
        """Send contracts its snapshot."""
        self._send(event)

    @on_event("notify", "copy.wanted")
    def send_to_notify(self, event: Event) -> None:
        """Send notify its snapshot."""
        self._send(event)

    @on_event("catalog", "copy.wanted")
    def send_to_catalog(self, event: Event) -> None:
        """Send catalog its snapshot."""
        self._send(event)

    def _send(self, event: Event) -> None:
        nouns = {
            "body": self.bodies.states,
            "account": self.accounts.states,
            "mandate": self.mandates.states,
        }
        self.runtime.answer_snapshot(event, nouns)
