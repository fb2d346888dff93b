"""What orders hears from the others, and the read copies it keeps."""

from typing import Any

from services.common import clock
from services.common.entrypoints import Part, ReadCopyOf, Snapshots, on_event
from services.common.events import Event
from services.orders import body_successions, successions
from services.orders.bulk import erasure, hand_over, rights
from services.orders.domain import contract_following
from services.orders.domain.history import Actor
from services.orders.domain.reasons import Why
from services.orders.repositories.baskets import Baskets
from services.orders.repositories.bodies import Declarations, SystemsOfBodies, UncontractedUses
from services.orders.repositories.bulk import BulkItems, BulkRequests
from services.orders.repositories.changed_profiles import ChangedProfiles
from services.orders.repositories.orders import Orders
from services.orders.repositories.portal_numbers import PortalNumberStore
from services.orders.words import REASONS

CONFIRMED, SETTLED = "confirm-link", "settle"
CONTRACTS = Actor("service:contracts", "DigitalMarkt")


class OrderEvents:
    """The handlers of events."""

    orders = Part(Orders.of)
    in_use = Part(SystemsOfBodies.of)
    declared = Part(Declarations.of)
    gaps = Part(UncontractedUses.of)
    portal_numbers = Part(PortalNumberStore.of)
    baskets = Part(Baskets.of)
    changed_profiles = Part(ChangedProfiles.of)
    bulk_requests = Part(BulkRequests.of)
    bulk_items = Part(BulkItems.of)
    bodies = ReadCopyOf("identity", "body")
    standings = ReadCopyOf("identity", "standing")
    profiles = ReadCopyOf("catalog", "profile")
    vendors = ReadCopyOf("catalog", "vendor")
    systems = ReadCopyOf("catalog", "system")
    chains = ReadCopyOf("contracts", "chain")
    snapshots = Snapshots(
        to=("catalog",),
        use=lambda runtime: runtime.part(Orders.of).uses,
        body_systems=lambda runtime: runtime.part(SystemsOfBodies.of).states,
    )

    @on_event("contracts", "contract.offered")
    def on_contract_offered(self, event: Event) -> None:
        """The contract can be signed."""
        self._follow(event, "offer")

    @on_event("contracts", "contract.signed")
    def on_contract_signed(self, event: Event) -> None:
        """The body has signed."""
        self._follow(event, "sign")

    @on_event("contracts", "contract.concluded")
    def on_contract_concluded(self, event: Event) -> None:
        """Both sides have signed; the setup or the link comes next."""
        self._follow(event, "conclude")

    @on_event("contracts", "contract.refused")
    def on_contract_refused(self, event: Event) -> None:
        """The chain was broken after all, or a fact the contract rests on is missing."""
        self._go_back(event, "refuse")

    @on_event("contracts", "contract.document_failed")
    def on_document_failed(self, event: Event) -> None:
        """The contract's document could not be made; a person decides."""
        self._go_back(event, "document-failed")

    @on_event("contracts", "contract.withdrawn")
    def on_contract_withdrawn(self, event: Event) -> None:
        """The operator took the contract back before it was concluded."""
        self._go_back(event, "contract-withdrawn")

    @on_event("contracts", "contract.notice_given")
    def on_notice_given(self, event: Event) -> None:
        """The contract will end on a day."""
        contract, reason = event.data["contract"], event.data["reason"]
        self.orders.change(
            contract["order"],
            lambda o: contract_following.note_notice(
                o, contract, reason, by=CONTRACTS, now=clock.now()
            ),
        )

    @on_event("contracts", "contract.terminated")
    def on_contract_terminated(self, event: Event) -> None:
        """The contract has ended by notice, or because the order did."""
        self._end(event)

    @on_event("contracts", "contract.expired")
    def on_contract_expired(self, event: Event) -> None:
        """The term of the contract is over."""
        self._end(event)

    @on_event("identity", "body.moved")
    def on_body_moved(self, event: Event) -> None:
        """A body has a successor; its orders follow, and what it said."""
        successions.move_body(self.orders, event.data, clock.now())
        body_successions.move(self.in_use, self.declared, self.gaps, event.data)
        body_successions.move_basket(self.baskets, event.data)
        self.portal_numbers.move(str(event.data["from"]), str(event.data["to"]))

    @on_event("catalog", "profile.changed")
    def on_profile_changed(self, event: Event) -> None:
        """A service is newer, paused, retired or back; the orders that wait hear of it."""
        self.profiles.keep(event.subject, event.sequence, event.data)
        self.changed_profiles.note(event.subject)

    @on_event("orders", "link.published")
    def on_link_published(self, event: Event) -> None:
        """A link a person confirmed teaches by which numbers the portal knows the body."""
        if event.data["action"] == CONFIRMED:
            order, by = event.data["order"], event.data["by"]["id"]
            self.portal_numbers.learn(
                order["body"], order["link"], order=order["id"], by=by, now=clock.now()
            )

    @on_event("orders", "order.terminated")
    def on_order_terminated(self, event: Event) -> None:
        """One of two active orders of a service has ended; the other holds alone."""
        if event.data["action"] == SETTLED:
            successions.settle(self.orders, event.data, clock.now())

    @on_event("identity", "contact.handed_over")
    def on_contact_handed_over(self, event: Event) -> None:
        """One person takes over the open orders of another, and what is being ordered."""
        hand_over.hand_over(self.bulk_items, event.data)
        successions.hand_over(self.orders, event.data, clock.now())
        body_successions.hand_over(self.in_use, event.data)

    @on_event("orders", "body_contact.handed_over")
    def on_body_contact_handed_over(self, event: Event) -> None:
        """Another person takes the place of a contact in what the body has or is being ordered."""
        hand_over.hand_over(self.bulk_items, event.data)
        successions.hand_over_contact(self.orders, event.data, clock.now())

    @on_event("identity", "account.erased")
    def on_account_erased(self, event: Event) -> None:
        """A person is forgotten."""
        successions.forget(self.orders, event.data, clock.now())
        body_successions.forget(self.in_use, self.declared, event.data)
        body_successions.forget_in_baskets(self.baskets, event.data)
        erasure.forget(self.bulk_requests, self.bulk_items, event.data, clock.now())

    @on_event("identity", "account.suspended")
    def on_account_suspended(self, event: Event) -> None:
        """A person may do nothing any more."""
        rights.end_for(self.bulk_requests, event.data["person"]["id"], event)

    @on_event("identity", "account.closed")
    def on_account_closed(self, event: Event) -> None:
        """An account has ended."""
        rights.end_for(self.bulk_requests, event.data["person"]["id"], event)

    @on_event("identity", "account.rebound")
    def on_account_rebound(self, event: Event) -> None:
        """Another certificate opens the account; what was begun with the former one ends."""
        rights.end_for(self.bulk_requests, event.data["person"]["id"], event)

    @on_event("identity", "account.roles_changed")
    def on_roles_changed(self, event: Event) -> None:
        """A person may do other things than before."""
        rights.end_for(self.bulk_requests, event.data["person"]["id"], event)

    @on_event("identity", "authority.revoked")
    def on_authority_revoked(self, event: Event) -> None:
        """A person signs no more, and orders by that no more."""
        rights.end_for(self.bulk_requests, event.data["person"]["id"], event)

    @on_event("identity", "client.revoked")
    def on_client_revoked(self, event: Event) -> None:
        """An API client has ended."""
        rights.end_for(self.bulk_requests, event.data["client"]["client_id"], event)

    @on_event("identity", "mandate.revoked")
    def on_mandate_revoked(self, event: Event) -> None:
        """A delegation has ended before its time."""
        rights.end_loan(self.bulk_requests, event.data["mandate"]["id"], event)

    def _go_back(self, event: Event, action: str) -> None:
        contract, reason = event.data["contract"], reason_told(event.data)
        self.orders.change(
            contract["order"],
            lambda o: contract_following.go_back(
                o, action, reason, contract, by=CONTRACTS, now=clock.now()
            ),
        )

    def _end(self, event: Event) -> None:
        contract, reason = event.data["contract"], reason_told(event.data)
        self.orders.change(
            contract["order"],
            lambda o: contract_following.end(o, reason, contract, by=CONTRACTS, now=clock.now()),
        )

    def _follow(self, event: Event, action: str) -> None:
        contract: dict[str, Any] = event.data["contract"]
        self.orders.change(
            contract["order"],
            lambda o: contract_following.follow(o, action, contract, CONTRACTS, clock.now()),
        )


def reason_told(told: dict[str, Any]) -> Why:
    """Return why contracts went back: a code of ours or a person's words, also as told earlier."""
    reason = told["reason"]
    text = reason["de"] if isinstance(reason, dict) else reason
    code = told.get("reason_code") or text
    facts = told.get("reason_facts") or {}
    return Why(code=code, facts=facts) if code in REASONS else Why(text)
