"""Support sees what waits on its way to each vendor, and has it sent again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, NotFound
from services.notify.domain.broker_access import Filling
from services.notify.domain.failures import DeliveryFailure, Failure
from services.notify.repositories.broker_accesses import BrokerAccesses
from services.notify.vendor_ways import VendorWays
from tests.integration.catalogue_files import Db
from tests.integration.webhook_receiver import answers
from tests.integration.webhook_world import VENDOR, WebhookWorld
from tests.unit.notify import samples

Doc = dict[str, Any]


@pytest.fixture
def world(database: Db, tmp_path: Path) -> Iterator[WebhookWorld]:
    """A vendor's server and all that posts to it."""
    made = WebhookWorld(database, tmp_path, timeout_s=2.0)
    context.enter(Call(action="notify.test"))
    yield made
    made.close()


def ways_of(world: WebhookWorld, woken: list[bool] | None = None) -> VendorWays:
    people: Any = samples.People()
    wake = (woken if woken is not None else []).append
    accesses = BrokerAccesses(world.webhooks.collection.database, "notify", lambda *_: None)
    return VendorWays(world.events, world.desk, people, accesses, lambda: wake(True))


def test_nothing_waits_where_all_was_taken(world: WebhookWorld) -> None:
    world.add("/ok")
    world.tell()
    world.post()

    assert ways_of(world).waiting() == []
    assert ways_of(world).count() == {"count": 0, "since": None}


def test_a_webhook_that_fails_is_listed_until_it_is_stopped_and_taken_up_again(
    world: WebhookWorld,
) -> None:
    webhook = world.add("/gone")
    world.receiver.behaves["/gone"] = answers(503)
    world.tell(2)
    world.post()
    (failing,) = ways_of(world).waiting()
    world.clock.pass_by(3600)
    world.receiver.behaves["/gone"] = answers(410)
    world.post()
    (stopped,) = ways_of(world).waiting()

    ways_of(world).retry_webhook(webhook)
    world.receiver.behaves["/gone"] = answers(200)
    world.post()

    assert (failing["way"], failing["vendor"], failing["waiting"]) == ("webhook", VENDOR, 2)
    assert (failing["state"], failing["host"]) == ("waiting", "hersteller.example")
    assert stopped["state"] == "stopped"
    assert "410" in stopped["reason"].de
    assert stopped["since"] == failing["since"]
    assert ways_of(world).waiting() == []
    with pytest.raises(NotFound):
        ways_of(world).retry_webhook("w-nothing")


def test_a_webhook_its_vendor_has_paused_is_listed_but_waits_for_nobody_of_the_operator(
    world: WebhookWorld,
) -> None:
    webhook = world.add("/ok")
    world.as_vendor(VENDOR)
    world.desk.pause(webhook)
    world.tell(2)

    (way,) = ways_of(world).waiting()

    assert (way["state"], way["waiting"], way["can_retry"]) == ("paused", 2, False)
    assert ways_of(world).count() == {"count": 0, "since": None}
    with pytest.raises(Conflict, match="webhook-paused"):
        ways_of(world).retry_webhook(webhook)


def test_what_a_full_queue_keeps_waiting_is_published_at_once_on_request(
    world: WebhookWorld,
) -> None:
    world.tell(3)
    docs = world.events.take(3)
    world.events.put_off(docs, timedelta(hours=1), FULL)
    woken: list[bool] = []

    (way,) = ways_of(world).waiting()
    ways_of(world, woken).retry_queue(VENDOR)

    assert (way["way"], way["vendor"], way["waiting"]) == ("queue", VENDOR, 3)
    assert "voll" in way["reason"].de
    assert world.events.count_due(9) == 3
    assert woken == [True]
    with pytest.raises(NotFound):
        ways_of(world).retry_queue("another")


def test_a_queue_that_fills_up_is_listed_before_anything_waits(world: WebhookWorld) -> None:
    ways = ways_of(world)
    for vendor, filling in (("full", Filling.HIGH), ("calm", Filling.NORMAL)):
        ways._accesses.opened(vendor, vendor)
        ways._accesses.change(vendor, lambda a, f=filling: a.note_filling(f, 80, 100))

    (way,) = ways.waiting()

    assert (way["vendor"], way["state"], way["can_retry"]) == ("full", "filling", False)
    assert "fast voll" in way["reason"].de
    with pytest.raises(NotFound):
        ways.retry_queue("full")


FULL = Failure(DeliveryFailure.QUEUE_FULL)
