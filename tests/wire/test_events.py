"""Nobody listens to what nobody says, and hearers find what they need in what is said."""

import importlib
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.common import topology
from services.common.events import Event
from services.common.messaging import names, snapshots
from services.common.reconciliation import is_counted
from services.common.storage.aggregates import to_plain
from services.contracts.domain.contracts import Contract
from services.notify.domain.recipients import may_sign
from services.notify.domain.tickets import Ticket
from services.notify.notifier import Notifier
from services.orders.domain import contract_following
from services.orders.domain.eligibility import is_whole
from services.orders.domain.states import OrderState
from services.orders.domain.successions import follow_body, forget, hand_over
from services.orders.entrypoints.events import reason_told
from tests import builders
from tests.unit.notify import samples as notify_samples
from tests.wire.samples import all_events

SERVICES = topology.SERVICES
EVENTS = all_events()
PLANS = {name: topology.plan_of(topology.service_class(name)) for name in SERVICES}
HEARD = sorted({(h.source, h.kind) for plan in PLANS.values() for h in plan.heard})
BY_NOTIFY = {(h.source, h.kind) for h in PLANS["notify"].heard}
PAGE, WANTED = "copy.page.", snapshots.WANTED
RECORDED = "audit.recorded"
KERNEL = {WANTED, names.COUNTED}
DOMAIN = [pair for pair in HEARD if not pair[1].startswith("copy.") and pair[1] not in KERNEL]
OF_ORDERS = [
    event
    for (source, kind), event in EVENTS.items()
    if source in ("orders", "contracts")
    and kind not in ("body_systems.changed", "use.changed", "levy.changed", RECORDED)
    and not kind.startswith(("chain.", "bulk_", "declaration.", "portal.", "body_contact."))
]
MORE = {
    "order.reminded": {"to"}, "order.escalated": {"to"}, "order.support_answered": {"side"},
    "order.profile_changed": {"change"},
    "order.support_reminded": {"to", "support"}, "order.support_escalated": {"to", "support"},
}  # fmt: skip
"""What an event of an order says beside the order, by its type."""
IN_ORDER_EVENTS = {
    "id", "number", "body", "body_name", "profile", "profile_title", "profile_version", "usage",
    "functional_contact", "technical_contact", "specialist_system", "setup_by", "wanted_on",
    "remark", "costs_acknowledged", "state", "waiting_for", "ticket", "contract", "link",
    "ordered_by", "created_at", "changed_at", "mandate", "contract_number", "leika_keys",
}  # fmt: skip
IN_CONTRACT_EVENTS = {
    "id", "number", "order", "body", "body_name", "profile", "profile_title", "state", "usage",
    "document_hash", "template_version", "offered_at", "signed_at", "signed_by", "concluded_at",
    "countersigned_by", "valid_until", "chain", "body_at_signature",
}  # fmt: skip


class Directory(notify_samples.People):
    """The people of notify's samples, who all are known."""

    def account(self, id: str) -> dict[str, Any] | None:
        return super().account(id) or notify_samples.account(id, f"{id}@prien.example")


class DatabaseClock:
    """What writing a mail needs of a database."""

    def now(self) -> datetime:
        return datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("service", SERVICES)
def test_who_speaks_counts_with_everybody_who_hears_it(service: str) -> None:
    hearers = {
        plan.service
        for plan in PLANS.values()
        for h in plan.heard
        if h.source == service and is_counted(h.kind)
    }

    assert set(topology.service_class(service).hearers) == hearers
    assert names.COUNTED in events_of(service).SAYS


def events_of(source: str) -> Any:
    return importlib.import_module(f"services.{source}.events")


@pytest.mark.parametrize(("source", "kind"), HEARD)
def test_whatever_is_heard_is_said(source: str, kind: str) -> None:
    if kind.startswith(PAGE):
        asker, noun = kind.removeprefix(PAGE).split(".")

        assert noun in events_of(source).SNAPSHOTS
        assert WANTED in events_of(asker).SAYS
        assert (asker, WANTED) in {(h.source, h.kind) for h in PLANS[source].heard}
    else:
        assert kind in events_of(source).SAYS


@pytest.mark.parametrize("service", SERVICES)
def test_every_copy_is_filled_by_pages_of_its_owner(service: str) -> None:
    heard = {(h.source, h.kind) for h in PLANS[service].heard}

    for copy in topology.copies_of(service):
        assert (copy.owner, names.page_type(service, copy.noun)) in heard


@pytest.mark.parametrize(("source", "kind"), DOMAIN)
def test_every_event_that_is_heard_has_a_sample(source: str, kind: str) -> None:
    assert (source, kind) in EVENTS


@pytest.mark.parametrize("event", OF_ORDERS, ids=lambda e: e.type)
def test_an_event_of_an_order_or_a_contract_carries_it_whole(event: Event) -> None:
    assert event.data["order"].keys() >= IN_ORDER_EVENTS
    if event.type.startswith("contract."):
        assert event.data["contract"].keys() >= IN_CONTRACT_EVENTS
        assert event.data["contract"]["order"] == event.data["order"]["id"]
    if event.source == "orders":
        facts = {"order", "action", "reason", "reason_code", "by"}
        assert event.data.keys() == facts | MORE.get(event.type, set())
        assert event.data["by"].keys() == {"id", "name"}


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda e: e.type)
def test_an_event_about_a_person_carries_what_can_be_mailed(event: Event) -> None:
    if event.type.startswith("registration."):
        registration = event.data["registration"]
        assert registration.keys() >= {"id", "body", "body_name", "given_name", "email", "state"}
        assert ("token" in event.data) == (event.type == "registration.confirmation_wanted")
    if event.type.startswith("authority."):
        assert event.data["authority"].keys() >= {"id", "body", "basis", "title", "valid_from"}
        assert event.data["person"].keys() >= {"id", "name", "email", "state"}


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("contract.offered", OrderState.CONTRACT_OFFERED),
        ("contract.signed", OrderState.CONTRACT_SIGNED),
        ("contract.concluded", OrderState.SETUP_REQUESTED),
    ],
)
def test_orders_follows_what_contracts_says(kind: str, state: OrderState) -> None:
    told = EVENTS["contracts", kind].data["contract"]
    order = builders.order_in(OrderState.RELEASED)
    action = {"offered": "offer", "signed": "sign", "concluded": "conclude"}[kind.split(".")[1]]

    assert told["order"] == order.id
    contract_following.follow(order, action, told, builders.REVIEWER, builders.NOW)

    assert (order.state, order.contract) == (state, "c1")


@pytest.mark.parametrize(
    ("kind", "action", "state"),
    [
        ("contract.document_failed", "document-failed", OrderState.RELEASED),
        ("contract.refused", "refuse", OrderState.SUBMITTED),
        ("contract.withdrawn", "contract-withdrawn", OrderState.WITHDRAWN),
    ],
)
def test_orders_goes_back_by_what_contracts_says(kind: str, action: str, state: OrderState) -> None:
    told = EVENTS["contracts", kind].data
    order = builders.order_in(OrderState.RELEASED)

    contract_following.go_back(
        order, action, reason_told(told), told["contract"], by=builders.REVIEWER, now=builders.NOW
    )

    line = order.history[-1]
    assert (order.state, line.reason_code) == (state, told["reason_code"])
    assert to_plain(line.line()["reason"]) == told["reason"]


@pytest.mark.parametrize("kind", ["order.withdrawn", "order.rejected", "order.terminated"])
def test_a_contract_ends_by_what_orders_says(kind: str) -> None:
    told = EVENTS["orders", kind].data
    contract = builders.offered()

    contract.end(told["order"], told["reason"], builders.NOW)

    assert contract.state == "withdrawn"


def test_contracts_makes_a_contract_of_what_orders_says() -> None:
    from services.contracts.drafting import _new_contract

    made = _new_contract(EVENTS["orders", "order.released"].data["order"])

    assert isinstance(made, Contract)
    assert (made.order, made.released_by) == ("o1", builders.REVIEWER.id)


def test_orders_follows_what_identity_says_of_bodies_and_people() -> None:
    order = builders.order(ordered_by="clerk")
    order.functional_contact.email = "Sabine@prien.example"
    moved, handed, erased = (
        EVENTS["identity", kind].data
        for kind in ("body.moved", "contact.handed_over", "account.erased")
    )

    made: dict[str, Any] = {"by": builders.CLERK, "now": builders.NOW}
    follow_body(order, moved["from"], moved["to"], moved["to_name"], **made)
    hand_over(order, handed["from"], handed["to"], **made)
    forget(order, erased, **made)

    assert (order.body, order.body_name) == (builders.MUNICH, "München")
    assert (order.ordered_by, order.functional_contact.name) == ("eva", "Gelöschte Person")


def test_contracts_prints_a_mandate_to_sign_as_identity_tells_it() -> None:
    from services.contracts.rendering import MandateFacts

    mandate = EVENTS["identity", "mandate.changed"].data
    looked_up = {"id", "grantor", "scope", "state", "released_by", "services", "grantee_name"}

    assert mandate.keys() >= looked_up
    assert mandate.keys() >= MandateFacts.__annotations__.keys() - {"number", "grantee"}
    assert all(isinstance(mandate[name], str) for name in ("valid_from", "valid_until"))


def test_notify_finds_who_may_sign_in_what_identity_says_of_a_person() -> None:
    granted = EVENTS["identity", "authority.granted"].data["person"]
    (held,) = granted["signing"]

    assert may_sign(granted, [held["body"]], date.fromisoformat(held["valid_from"]))


@pytest.mark.parametrize(
    "event",
    [event for pair, event in EVENTS.items() if pair in BY_NOTIFY],
    ids=lambda event: event.type,
)
def test_notify_writes_its_mails_from_what_the_others_say(event: Event) -> None:
    nothing: Any = None
    clock: Any = DatabaseClock()
    notifier = Notifier(
        "https://markt.example", Directory(), mails=clock, inbox=nothing, deliveries=nothing,
        senders=(nothing, nothing),
    )  # fmt: skip

    if event.type == "notice.published":
        told = notifier.told_by_notice(event, [OF_ORDERS[0].data["order"]], [])
    else:
        told = notifier.told_by(event)
    docs = told.mails

    assert all(doc["state"] == "queued" for doc in docs)
    assert all(doc["subject"] and doc["address"] for doc in docs)
    assert all("None" not in doc["text"] + doc["html"] for doc in docs)
    assert all(entry["path"].startswith("/") and entry["account"] for entry in told.entries)


@pytest.mark.parametrize("event", OF_ORDERS, ids=lambda e: e.type)
def test_every_event_of_an_order_can_open_its_ticket(event: Event) -> None:
    ticket = Ticket.of_event(event)

    assert ticket.id == builders.order().id
    assert event.data["order"].get("ticket") in (ticket.number, None)


@pytest.mark.parametrize(
    ("kind", "noun"), [("account.changed", "account"), ("profile.changed", "profile"),
                       ("chain.changed", "chain"), ("body.changed", "body"),
                       ("mandate.changed", "mandate"), ("use.changed", "use"),
                       ("standing.changed", "standing")],
)  # fmt: skip
def test_an_event_that_fills_a_copy_carries_the_whole_state(kind: str, noun: str) -> None:
    states = {
        "account": builders.account().public(),
        "profile": builders.profile().public(),
        "chain": builders.chain().public(),
        "body": builders.body().public(),
        "mandate": builders.mandate().public(),
        "use": builders.order().use(),
        "standing": builders.account().standing(),
    }
    (event,) = (e for e in EVENTS.values() if e.type == kind)

    assert event.data.keys() == states[noun].keys()


def test_orders_releases_nothing_by_what_contracts_says_of_a_broken_chain() -> None:
    broken = EVENTS["contracts", "chain.changed"].data

    assert is_whole(broken, "2026-11-01")
    assert not is_whole(broken, builders.TODAY.isoformat())


def test_there_is_a_sample_of_every_event_anybody_says() -> None:
    said = {(name, kind) for name in SERVICES for kind in events_of(name).SAYS}

    assert EVENTS.keys() == {(name, kind) for name, kind in said if kind not in KERNEL}
