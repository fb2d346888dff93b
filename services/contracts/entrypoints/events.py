"""What contracts hears from the others, and the read copies it keeps."""

from services.common import clock
from services.common.entrypoints import Part, ReadCopyOf, Snapshots, on_event
from services.common.errors import TooEarly
from services.common.events import Event
from services.contracts.domain.retention import hold_for
from services.contracts.drafting import Drafter
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.levy import LevyRuns
from services.contracts.repositories.mandates import SigningMandates
from services.contracts.repositories.papers import papers_of
from services.contracts.successions import Successions

BEFORE_RELEASE = frozenset({"prepared", "submitted", "asked_back", "rejected", "withdrawn"})


class ContractEvents:
    """The handlers of events."""

    contracts = Part(Contracts.of)
    chains = Part(Chains.of)
    bodies = ReadCopyOf("identity", "body")
    profiles = ReadCopyOf("catalog", "profile")
    vendors = ReadCopyOf("catalog", "vendor")
    mandates_copy = ReadCopyOf("identity", "mandate")
    mandates = Part(SigningMandates.of)
    drafter = Part(Drafter.of)
    successions = Part(Successions.of)
    snapshots = Snapshots(
        to=("catalog", "notify", "orders"),
        chain=lambda runtime: runtime.part(Chains.of).states,
        levy=lambda runtime: runtime.part(LevyRuns.of).states,
        paper=papers_of,
    )

    @on_event("orders", "order.released")
    def on_order_released(self, event: Event) -> None:
        """Draft the contract of a released order."""
        self.drafter.draft(event)

    @on_event("orders", "order.changed")
    def on_order_changed(self, event: Event) -> None:
        """Take over the order's newest contacts; its contract may still have to be drafted."""
        order = event.data["order"]
        contracts = self.contracts.of_order(order["id"])
        for id in contracts:
            self.drafter.follow_order(id, event)
        if not contracts and order["state"] not in BEFORE_RELEASE:
            raise TooEarly(f"no contract yet of order {order['id']}")

    @on_event("orders", "link.published")
    def on_link_published(self, event: Event) -> None:
        """Take over each new link: it is known whom the end of an agreement would concern."""
        for id in self.contracts.of_order(event.data["order"]["id"]):
            self.drafter.follow_order(id, event)

    @on_event("orders", "order.asked_back")
    def on_order_asked_back(self, event: Event) -> None:
        """The order is under review again; its contract is drafted anew when it is released."""
        for id in self.contracts.of_order(event.data["order"]["id"]):
            self.contracts.change(id, lambda c: c.go_back(event.sequence))

    @on_event("orders", "order.withdrawn")
    def on_order_withdrawn(self, event: Event) -> None:
        """The body took its order back."""
        self._end(event)

    @on_event("orders", "order.rejected")
    def on_order_rejected(self, event: Event) -> None:
        """The operator refused the order."""
        self._end(event)

    @on_event("orders", "order.terminated")
    def on_order_terminated(self, event: Event) -> None:
        """Support ended an order, or it followed its contract."""
        self._end(event)

    @on_event("contracts", "chain.changed")
    def on_chain_changed(self, event: Event) -> None:
        """Draft anew what nobody has signed and would outlive its chain, or outlives it already."""
        chain, today = self.chains.get(str(event.data["profile"])), clock.local_date(clock.now())
        whole = chain.is_whole_on(today)
        last_day = chain.ends_on(today) if whole else None
        if not whole or last_day is not None:
            for id in self.contracts.offered_beyond(chain.id, last_day):
                self.drafter.draft_anew(id)
        for later in self.contracts.starting_later(chain.id):
            if not chain.bears(later.valid_until, max(today, later.starts_on or today)):
                self.drafter.draft_anew(later.id)

    @on_event("contracts", "contract.succession_begun")
    def on_succession_begun(self, event: Event) -> None:
        """A contract is to get a successor; it is drafted, if that broke off."""
        self.successions.go_on(event.data)

    @on_event("contracts", "contract.concluded")
    def on_concluded(self, event: Event) -> None:
        """A successor is concluded: the former contract makes way."""
        self.successions.conclude(event.data["contract"]["id"])

    @on_event("contracts", "contract.withdrawn")
    def on_withdrawn(self, event: Event) -> None:
        """A successor was taken back: the former contract goes on alone."""
        contract = event.data["contract"]
        if former := contract.get("replaces"):
            self.successions.give_up(former, contract["id"])

    @on_event("identity", "body.moved")
    def on_body_moved(self, event: Event) -> None:
        """A body has a successor; its contracts follow, the signed documents stay."""
        old, new, name = (str(event.data[key]) for key in ("from", "to", "to_name"))
        for id in self.contracts.of_body(old):
            self.drafter.follow_body(id, old, new, name=name)

    @on_event("identity", "account.erased")
    def on_account_erased(self, event: Event) -> None:
        """A person is forgotten, except for the signatures the law has us keep."""
        account = str(event.data["account"])
        for id in self.contracts.signed_by(account):
            self.contracts.change(id, lambda c: hold_for(c, account, clock.now()))
        for profile in self.chains.proposed_by(account):
            self.chains.change(profile, lambda c: c.forget(account))

    def _end(self, event: Event) -> None:
        order, reason = event.data["order"], event.data["reason"]
        for id in self.contracts.of_order(order["id"]):
            self.contracts.change(id, lambda c: c.end(order, reason, clock.now()))
