"""What identity answers about a person's own data, and what it forgets by itself."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.storage.aggregates import to_plain
from services.identity.domain import erasure
from services.identity.domain.accounts import Account
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.clients import Clients
from services.identity.repositories.invitations import Invitations
from services.identity.repositories.mandates import Mandates
from services.identity.repositories.organisations import Organisations
from services.identity.schemas import accounts as schemas
from services.identity.words.people import PEOPLE

Payload = dict[str, Any]
MOST_LINES = 5000
KEPT = (
    {
        "what": "contracts",
        "why": PEOPLE["kept-contracts"].filled(),
    },
    {
        "what": "audit",
        "why": PEOPLE["kept-audit"].filled(),
    },
)


class PersonalDataCalls:
    """The calls about one's own data, and following a body to its successor."""

    accounts = Part(Accounts.of)
    mandates = Part(Mandates.of)
    organisations = Part(Organisations)
    clients = Part(Clients.of)
    invitations = Part(Invitations.of)
    trail = Part(AuditTrail.of)

    @rpc(needs="me:read")
    def export_me(self) -> Payload:
        """Return all that is kept here of the caller, as files of JSON."""
        account: Account = self.accounts.get(context.principal().subject)
        person = to_plain(account)
        for registration in person["registrations"]:
            for hidden in ("token_hash", "hints"):
                del registration[hidden]
        mandates = [m.public() for m in self.mandates.of_person(account.id)]
        acts = self.trail.export({"actor": account.id, "limit": MOST_LINES})
        clients = self.clients.page({"created_by": account.id}, limit=1000)
        invitations = self.invitations.page({"accepted_by": account.id}, limit=1000)
        return {
            "files": {
                "identity/account.json": person,
                "identity/mandates.json": {"items": mandates},
                "identity/clients.json": {"items": [c.public() for c in clients]},
                "identity/invitations.json": {"items": [i.public() for i in invitations]},
                "identity/audit.json": {
                    "items": acts[:MOST_LINES],
                    "complete": len(acts) <= MOST_LINES,
                },
            }
        }

    @rpc(needs="me:read", payload=schemas.Confirmed)
    def erase_me(self, payload: Payload) -> Payload:
        """Forget the caller; what the law keeps is named in the answer."""
        self.accounts.change(context.principal().subject, lambda a: erasure.erase(a))
        return {"erased": ["account", "registrations", "roles", "contacts", "mails"],
                "kept": list(KEPT)}  # fmt: skip
