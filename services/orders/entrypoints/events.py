"""What orders hears from the others, and the read copies it keeps."""

from typing import Any

from services.common import clock
from services.common.entrypoints import Part, on_event
from services.common.events import Event
from services.orders import successions
from services.orders.domain.history import Actor
from services.orders.domain.reasons import Why
from services.orders.repositories.copies import (
    bodies_copy,
    chains_copy,
    profiles_copy,
    systems_copy,
    vendors_copy,
)
from services.orders.repositories.orders import Orders
from services.orders.words import REASONS

CONTRACTS = Actor("service:contracts", "DigitalMarkt")


class OrderEvents:
    """The handlers of events."""

    orders = Part(Orders.of)
    bodies = Part(bodies_copy)
    profiles = Part(profiles_copy)
    vendors = Part(vendors_copy)
    systems = Part(systems_copy)
    chains = Part(chains_copy)
    runtime = Part(lambda runtime: runtime)

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
        """The chain was broken after all."""
        self._go_back(event, "refuse")

    @on_event("contracts", "contract.document_failed")
    def on_document_failed(self, event: Event) -> None:
        """The contract's document could not be made; a person decides."""
        self._go_back(event, "document-failed")

    @on_event("contracts", "contract.withdrawn")
    def on_contract_withdrawn(self, event: Event) -> None:
        """The operator took the contract back before it was concluded."""
        self._go_back(event, "contract-withdrawn")

    @on_event("notify", "ticket.opened")
    def on_ticket_opened(self, event: Event) -> None:
        """The order's ticket has a number."""
        number = str(event.data["number"])
        self.orders.change(event.data["order"], lambda o: setattr(o, "ticket", number))

    @on_event("identity", "body.moved")
    def on_body_moved(self, event: Event) -> None:
        """A body has a successor; its orders follow."""
        successions.move_body(self.orders, event.data, clock.now())

    @on_event("identity", "contact.handed_over")
    def on_contact_handed_over(self, event: Event) -> None:
        """One person takes over the open orders of another."""
        successions.hand_over(self.orders, event.data, clock.now())

    @on_event("identity", "account.erased")
    def on_account_erased(self, event: Event) -> None:
        """A person is forgotten."""
        successions.forget(self.orders, event.data, clock.now())

    @on_event("identity", "body.changed", copy=True)
    def keep_body(self, event: Event) -> None:
        """Keep the newest state of a body."""
        self.bodies.keep_event(event)

    @on_event("catalog", "profile.changed", copy=True)
    def keep_profile(self, event: Event) -> None:
        """Keep the newest state of a profile."""
        self.profiles.keep_event(event)

    @on_event("catalog", "vendor.changed", copy=True)
    def keep_vendor(self, event: Event) -> None:
        """Keep the newest state of a vendor."""
        self.vendors.keep_event(event)

    @on_event("catalog", "system.changed", copy=True)
    def keep_system(self, event: Event) -> None:
        """Keep the newest state of a specialist system."""
        self.systems.keep_event(event)

    @on_event("contracts", "chain.changed", copy=True)
    def keep_chain(self, event: Event) -> None:
        """Keep the newest state of a chain."""
        self.chains.keep_event(event)

    @on_event("identity", "copy.page.orders.body", copy=True)
    def fill_bodies(self, event: Event) -> None:
        """Take a page of bodies."""
        self.bodies.keep_page(event)

    @on_event("catalog", "copy.page.orders.profile", copy=True)
    def fill_profiles(self, event: Event) -> None:
        """Take a page of profiles."""
        self.profiles.keep_page(event)

    @on_event("catalog", "copy.page.orders.vendor", copy=True)
    def fill_vendors(self, event: Event) -> None:
        """Take a page of vendors."""
        self.vendors.keep_page(event)

    @on_event("catalog", "copy.page.orders.system", copy=True)
    def fill_systems(self, event: Event) -> None:
        """Take a page of specialist systems."""
        self.systems.keep_page(event)

    @on_event("contracts", "copy.page.orders.chain", copy=True)
    def fill_chains(self, event: Event) -> None:
        """Take a page of chains."""
        self.chains.keep_page(event)

    @on_event("catalog", "copy.wanted")
    def send_to_catalog(self, event: Event) -> None:
        """Send catalog its snapshot."""
        self.runtime.answer_snapshot(event, {"use": self.orders.uses})

    def _go_back(self, event: Event, action: str) -> None:
        contract, reason = event.data["contract"], reason_told(event.data)
        self.orders.change(
            contract["order"],
            lambda o: o.contract_refused(action, reason, contract, CONTRACTS, clock.now()),
        )

    def _follow(self, event: Event, action: str) -> None:
        contract: dict[str, Any] = event.data["contract"]
        self.orders.change(
            contract["order"],
            lambda o: o.contract_moved(action, contract, CONTRACTS, clock.now()),
        )


def reason_told(told: dict[str, Any]) -> Why:
    """Return why contracts went back: a code of ours or a person's words, also as told earlier."""
    reason = told["reason"]
    text = reason["de"] if isinstance(reason, dict) else reason
    code = told.get("reason_code") or text
    return Why(code=code) if code in REASONS else Why(text)
