"""What identity answers about a person's own data, and what it forgets by itself."""

from itertools import islice
from typing import Any

from services.common import context
from services.common.aggregate import to_plain
from services.common.border import parse
from services.common.event import Event
from services.common.wire import Part, on_event, rpc
from services.identity import schemas
from services.identity.domain.accounts import Account
from services.identity.entrypoints.registrations import settle_seat
from services.identity.repository import Accounts, Mandates, Organisations
from services.identity.trail import Trail

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
    trail = Part(Trail.of)

    @rpc(needs="me:read")
    def export_me(self) -> Payload:
        """Give all that is kept here of the caller, as files of JSON."""
        account: Account = self.accounts.get(context.principal().subject)
        shown = to_plain(account)
        for registration in shown["registrations"]:
            for hidden in ("token_hash", "hints"):
                del registration[hidden]
        mandates = [m.public() for m in self.mandates.given_to([account.id])]
        acts = self.trail.stream({"actor": account.id})
        return {
            "files": {
                "identity/account.json": shown,
                "identity/mandates.json": {"items": mandates},
                "identity/audit.json": {"items": list(islice(acts, MOST_LINES))},
            }
        }

    @rpc(needs="me:read")
    def erase_me(self, payload: Payload) -> Payload:
        """Forget the caller; what the law keeps is named in the answer."""
        parse(schemas.Confirmed, payload)
        before: Account = self.accounts.get(context.principal().subject)
        self.accounts.change(before.id, lambda a: a.erase())
        if before.organisation:
            self.organisations.give_back(before.organisation, before.id)
        return {"erased": ["account", "registrations", "roles", "contacts", "mails"],
                "kept": list(KEPT)}  # fmt: skip

    @on_event("identity", "body.moved")
    def follow_body(self, event: Event) -> None:
        """Let people and mandates of a body that ended go to its successor."""
        old, new = str(event.data["from"]), str(event.data["to"])
        name = str(event.data["to_name"])
        for id in list(self.accounts.of_body(old)):
            self.accounts.change(id, lambda a: a.move(old, new, name))
        for id in self.mandates.of_body(old):
            self.mandates.change(id, lambda m: m.move(old, new, name))

    @on_event("identity", "account.closed")
    def free_seat(self, event: Event) -> None:
        """Give a closed account's place back, should the call have ended before it could."""
        settle_seat(self.organisations, self.accounts.get(event.subject))

    @on_event("identity", "registration.expired")
    def free_seat_of_unanswered(self, event: Event) -> None:
        """Give the place of a registration nobody went on with back."""
        settle_seat(self.organisations, self.accounts.get(event.subject))
