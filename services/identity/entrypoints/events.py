"""What identity hears from itself and the others, and the read copies it keeps."""

from collections.abc import Callable, Sequence

from services.common import clock
from services.common.entrypoints import Part, ReadCopyOf, Snapshots, on_event
from services.common.events import Event
from services.identity.domain.editions import MoveReason
from services.identity.domain.invitations import (
    InvitationState,
)
from services.identity.domain.mandates import Mandate, MandateState
from services.identity.entrypoints.registrations import owner_of, settle_seat
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.clients import Clients
from services.identity.repositories.invitations import Invitations
from services.identity.repositories.mandates import Mandates
from services.identity.repositories.organisations import Organisations

ACTS_AT_ONCE = 50


class EventHandlers:
    """The handlers of events."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    mandates = Part(Mandates.of)
    organisations = Part(Organisations)
    clients = Part(Clients.of)
    invitations = Part(Invitations.of)
    vendors = ReadCopyOf("catalog", "vendor")
    trail = Part(AuditTrail.of)
    snapshots = Snapshots(
        to=("catalog", "contracts", "notify", "orders"),
        body=lambda runtime: runtime.part(Bodies.of).states,
        account=lambda runtime: runtime.part(Accounts.of).states,
        standing=lambda runtime: runtime.part(Accounts.of).standings,
        mandate=lambda runtime: runtime.part(Mandates.of).states,
    )

    @on_event("notify", "delivery.mail_failed")
    def note_undelivered(self, event: Event) -> None:
        """Show the applicant that the confirmation mail did not arrive."""
        told, id = event.data, event.data["about"].get("registration")
        if id:
            self.accounts.change(
                owner_of(id),
                lambda a: a.registration(id).note_undelivered(told["address_hash"], told["reason"]),
            )

    @on_event("identity", "audit.recorded", at_once=ACTS_AT_ONCE)
    @on_event("catalog", "audit.recorded", at_once=ACTS_AT_ONCE)
    @on_event("orders", "audit.recorded", at_once=ACTS_AT_ONCE)
    @on_event("contracts", "audit.recorded", at_once=ACTS_AT_ONCE)
    @on_event("notify", "audit.recorded", at_once=ACTS_AT_ONCE)
    def record(self, events: Sequence[Event]) -> None:
        """Add the acts to the trail."""
        self.trail.append(*events)

    @on_event("identity", "body.moved")
    def follow_body(self, event: Event) -> None:
        """Let people of a body that ended go to its successor.

        Mandates, programs and invitations follow a body that only has a new key; after a
        merger somebody grants them anew.
        """
        old, new = str(event.data["from"]), str(event.data["to"])
        name, same_body = str(event.data["to_name"]), event.data["reason"] == MoveReason.REKEYED
        for id in list(self.accounts.of_body(old)):
            self.accounts.change(id, lambda a: a.move(old, new, name, same_body=same_body))
        for id in self.mandates.of_body(old):
            self.mandates.change(id, lambda m: _moved(m, old, new, name, same_body))
        for client in self.clients.page({"place": old}, limit=1000):
            self.clients.change(client.id, lambda c: c.move(new, same_body, clock.now()))
        for id in self.invitations.ids({"scope": old, "state": InvitationState.OPEN.value}):
            self.invitations.change(id, lambda i: i.revoke())

    @on_event("identity", "account.closed")
    def end_account(self, event: Event) -> None:
        """Give a closed account's place back and end the mandates given to it."""
        settle_seat(self.organisations, self.accounts, event.subject)
        self._change_mandates(event.subject, _ended)

    @on_event("identity", "account.erased")
    def forget_account(self, event: Event) -> None:
        """Do the same for an erased one, and forget the person in mandates and invitations."""
        account = event.subject
        self.organisations.give_back(str(event.data["organisation"]), account)
        self._change_mandates(account, _ended_and_forgotten)
        for id in self.invitations.ids({"accepted_by": account}):
            self.invitations.change(id, lambda i: i.forget_person())

    @on_event("identity", "registration.expired")
    def free_seat(self, event: Event) -> None:
        """Give back the place of a registration nobody went on with."""
        settle_seat(self.organisations, self.accounts, event.subject)

    def _change_mandates(self, account: str, act: Callable[[Mandate], None]) -> None:
        for mandate in self.mandates.of_person(account):
            if mandate.grantee == account:
                self.mandates.change(mandate.id, act)


def _ended(mandate: Mandate) -> None:
    if mandate.state is not MandateState.REVOKED:
        mandate.end("account-ended", clock.now())


def _ended_and_forgotten(mandate: Mandate) -> None:
    mandate.forget_person()
    _ended(mandate)


def _moved(mandate: Mandate, old: str, new: str, name: str, same_body: bool) -> None:
    """Let a mandate follow a new key; end it where the body is another one now."""
    if mandate.state is not MandateState.REVOKED and not same_body:
        mandate.end("body-merged", clock.now())
    mandate.move(old, new, name)
