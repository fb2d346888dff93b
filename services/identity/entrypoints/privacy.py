"""What identity answers about a person's own data, and what it forgets by itself."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, on_event, rpc
from services.common.events import Event
from services.common.storage.aggregates import to_plain
from services.common.validation.input import parse
from services.identity.domain.accounts import Account
from services.identity.domain.editions import MoveReason
from services.identity.domain.invitations import InvitationState
from services.identity.domain.mandates import Mandate, MandateState
from services.identity.entrypoints.registrations import settle_seat
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.audit import Trail
from services.identity.repositories.clients import Clients
from services.identity.repositories.invitations import Invitations
from services.identity.repositories.mandates import Mandates
from services.identity.repositories.organisations import Organisations
from services.identity.schemas import people as schemas

Payload = dict[str, Any]
MOST_LINES = 5000
KEPT = (
    {
        "what": "contracts",
        "why": "Unterzeichnete Verträge und ihre Nachweise bleiben bis zum Ende ihrer"
        " Aufbewahrungsfrist erhalten. / Signed contracts are kept for their retention period.",
    },
    {
        "what": "audit",
        "why": "Das Protokoll nennt Sie nur mit einer Kennung, nie mit Namen."
        " / The audit log names an id only.",
    },
)


class PrivacyCalls:
    """The calls about one's own data, and following a body to its successor."""

    accounts = Part(Accounts.of)
    mandates = Part(Mandates.of)
    organisations = Part(Organisations)
    clients = Part(Clients.of)
    invitations = Part(Invitations.of)
    trail = Part(Trail.of)

    @rpc(needs="me:read")
    def export_me(self) -> Payload:
        """Give all that is kept here of the caller, as files of JSON."""
        account: Account = self.accounts.get(context.principal().subject)
        shown = to_plain(account)
        for registration in shown["registrations"]:
            for hidden in ("token_hash", "hints"):
                del registration[hidden]
        mandates = [m.public() for m in self.mandates.of_person(account.id)]
        acts = list(islice(self.trail.stream({"actor": account.id}), MOST_LINES + 1))
        clients = self.clients.page({"created_by": account.id}, limit=1000)
        invitations = self.invitations.page({"accepted_by": account.id}, limit=1000)
        return {
            "files": {
                "identity/account.json": shown,
                "identity/mandates.json": {"items": mandates},
                "identity/clients.json": {"items": [c.public() for c in clients]},
                "identity/invitations.json": {"items": [i.public() for i in invitations]},
                "identity/audit.json": {
                    "items": acts[:MOST_LINES],
                    "complete": len(acts) <= MOST_LINES,
                },
            }
        }

    @rpc(needs="me:read")
    def erase_me(self, payload: Payload) -> Payload:
        """Forget the caller; what the law keeps is named in the answer."""
        parse(schemas.Confirmed, payload)
        self.accounts.change(context.principal().subject, lambda a: a.erase())
        return {"erased": ["account", "registrations", "roles", "contacts", "mails"],
                "kept": list(KEPT)}  # fmt: skip

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
        """Give the place of a registration nobody went on with back."""
        settle_seat(self.organisations, self.accounts, event.subject)

    def _change_mandates(self, account: str, act: Callable[[Mandate], None]) -> None:
        for mandate in self.mandates.of_person(account):
            if mandate.grantee == account:
                self.mandates.change(mandate.id, act)


def _ended(mandate: Mandate) -> None:
    if mandate.state is not MandateState.REVOKED:
        reason = "Das Konto gibt es nicht mehr. / The account ended."
        mandate.revoke("system", reason, clock.now())


def _ended_and_forgotten(mandate: Mandate) -> None:
    mandate.forget_person()
    _ended(mandate)


def _moved(mandate: Mandate, old: str, new: str, name: str, same_body: bool) -> None:
    """Let a mandate follow a new key; end it where the body is another one now."""
    if mandate.state is not MandateState.REVOKED and not same_body:
        reason = "Die Stelle ist in einer anderen aufgegangen. / The body was merged."
        mandate.revoke("system", reason, clock.now())
    mandate.move(old, new, name)
