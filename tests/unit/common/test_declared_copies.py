"""A copy or a snapshot declared in one line hears what it needs, on queues that stay."""

from types import SimpleNamespace
from typing import Any

from services.common import topology
from services.common.base_service import Service
from services.common.entrypoints import ReadCopyOf, Snapshots


class Nouns:
    """What another part of the class declares."""

    bodies = ReadCopyOf("identity", "body")


class ProbeService(Nouns, Service):
    """Keeps two copies and gives one."""

    name = "probe"
    offers = ReadCopyOf("catalog", "offer", keeps="take_offer", fills="take_offers")
    snapshots = Snapshots(to=("orders",), thing=lambda _: lambda _after: iter(()))


class Kept:
    """Notes what it is given."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Any]] = []

    def keep_events(self, events: Any) -> None:
        self.heard.append(("events", events))

    def keep_page(self, event: Any) -> None:
        self.heard.append(("page", event))


def test_its_queues_are_named_after_the_handlers_it_makes() -> None:
    queues = {heard.queue for heard in topology.plan_of(ProbeService).heard}

    assert queues == {
        "evt-identity-body.changed--probe.keep_body",
        "evt-identity-copy.page.probe.body--probe.fill_bodies",
        "evt-catalog-offer.changed--probe.take_offer",
        "evt-catalog-copy.page.probe.offer--probe.take_offers",
        "evt-orders-copy.wanted--probe.send_to_orders",
    }


def test_a_change_and_a_page_go_to_the_copy_of_that_attribute() -> None:
    service: Any = ProbeService()
    service.bodies, service.offers = Kept(), Kept()

    service.keep_body(["b"])
    service.take_offers("page")

    assert service.bodies.heard == [("events", ["b"])]
    assert service.offers.heard == [("page", "page")]


def test_who_asks_is_answered_with_what_is_declared() -> None:
    service: Any = ProbeService()
    wanted: list[Any] = []
    service.snapshots = wanted.append

    service.send_to_orders("asks")

    assert wanted == ["asks"]


def test_the_pages_sent_are_those_of_the_declared_nouns() -> None:
    answered: list[Any] = []
    runtime = SimpleNamespace(answer_snapshot=lambda *told: answered.append(told))
    container = SimpleNamespace(config={"runtime": runtime})
    snapshots = Snapshots(to=("orders",), thing=lambda _: "items")  # type: ignore[arg-type, return-value]
    snapshots.container = container

    snapshots.get_dependency(None)("asks")  # type: ignore[arg-type]

    assert answered == [("asks", {"thing": "items"})]
