"""Many webhooks of which some fail, hang, are gone or lead inside; and notify killed meanwhile.

`make faults` posts 100,000 events to 50 webhooks and kills notify twenty times.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Processes
from deploy.local.system import System
from services.common import clock
from services.notify.domain.webhook_deliveries import delivery_id
from services.notify.domain.webhook_schedule import IN_A_ROW
from services.notify.domain.webhooks import WebhookState
from services.notify.repositories.deliveries import Deliveries
from services.notify.repositories.webhook_deliveries import WebhookDeliveries
from services.notify.webhooks.sending import SLOTS
from tests.integration.webhook_receiver import answers, hangs
from tests.integration.webhook_world import HOST, INSIDE, KEY, WebhookWorld, record

Doc = dict[str, Any]

DELIVERIES = int(os.environ.get("WEBHOOK_DELIVERIES", "2000"))
KILLS = int(os.environ.get("WEBHOOK_KILLS", "2"))
VENDORS, PER_VENDOR = 5, 10
WEBHOOKS = VENDORS * PER_VENDOR
EVENTS = DELIVERIES // WEBHOOKS
FAILING, HANGING, GONE, LEADING_INSIDE = range(5), range(5, 7), (7,), (8,)
BAD = (*FAILING, *HANGING, *GONE, *LEADING_INSIDE)
LEFT_ALONE_AFTER = IN_A_ROW + SLOTS
PATIENCE_S = 60 + DELIVERIES / 100


@pytest.fixture
def world(database: Database[Doc], tmp_path: Path) -> Iterator[WebhookWorld]:
    """Fifty webhooks of five vendors at one server."""
    made = WebhookWorld(database, tmp_path, timeout_s=0.5 + DELIVERIES / 50_000)
    made.receiver.keeps, made.patience_s = False, PATIENCE_S
    for number in range(WEBHOOKS):
        host = INSIDE if number in LEADING_INSIDE else HOST
        made.add(f"/{number}", host=host, vendor=f"v{number % VENDORS}")
    yield made
    made.close()


def spoil(world: WebhookWorld) -> None:
    """Let some fail, some hang and one be gone."""
    behaviours = ((FAILING, answers(500)), (HANGING, hangs), (GONE, answers(410)))
    for numbers, behaviour in behaviours:
        world.receiver.behaves |= {f"/{number}": behaviour for number in numbers}


def expected(number: int) -> set[str]:
    """Return the ids of everything one webhook is to get."""
    vendor = f"v{number % VENDORS}"
    return {delivery_id(f"e{n}:{vendor}", f"w-{number}") for n in range(EVENTS)}


def heard(world: WebhookWorld, number: int) -> set[str]:
    return set(world.receiver.heard[f"/{number}"])


def test_nothing_is_lost_nothing_goes_inside_and_the_healthy_wait_for_no_other(
    world: WebhookWorld,
) -> None:
    spoil(world)
    for vendor in range(VENDORS):
        world.tell(EVENTS, vendor=f"v{vendor}")

    healthy = [number for number in range(WEBHOOKS) if number not in BAD]
    for _ in range(3):  # On a busy machine one of the healthy may be late, and is tried again.
        world.post()
        world.clock.pass_by(6)
    assert all(heard(world, number) == expected(number) for number in healthy)
    posts_of_healthy = sum(world.receiver.heard[f"/{number}"].total() for number in healthy)
    tried_in_vain = [doc["health"]["failures"] for doc in world.webhooks.collection.find(
        {"health": {"$exists": True}}, {"health": 1})]  # fmt: skip
    assert len(tried_in_vain) == len(BAD)
    assert max(tried_in_vain) <= LEFT_ALONE_AFTER
    assert sum(tried_in_vain) <= posts_of_healthy / 5

    for _ in range(16):
        world.clock.pass_by(6 * 3600)
        world.post()
    states = {doc["_id"]: doc["state"] for doc in world.webhooks.collection.find()}
    disabled = {id for id, state in states.items() if state == WebhookState.DISABLED.value}
    assert disabled == {f"w-{number}" for number in BAD}
    assert told_of_disabled(world) == {
        f"w-{number}": "gone" if number in GONE else "exhausted" for number in BAD
    }
    assert world.receiver.heard[f"/{LEADING_INSIDE[0]}"].total() == 0
    kept = world.deliveries.collection
    assert kept.count_documents({}) == WEBHOOKS * EVENTS
    assert kept.count_documents({"state": "waiting"}) == 0

    world.receiver.behaves.clear()
    world.as_vendor(*(f"v{number}" for number in range(VENDORS)))
    for number in (*FAILING, *HANGING, *GONE):
        assert world.desk.enable(f"w-{number}")["resumed"] == EVENTS
    world.post()
    for number in (*FAILING, *HANGING, *GONE):
        assert heard(world, number) == expected(number)
        assert kept.count_documents({"webhook": f"w-{number}", "state": "delivered"}) == EVENTS


def told_of_disabled(world: WebhookWorld) -> dict[str, str]:
    """Return why each webhook was disabled, as the world was told, once each."""
    told = [
        (event["data"]["webhook"]["id"], event["data"]["webhook"]["reason"])
        for doc in world.webhooks.collection.find({}, {"outbox": 1})
        for event in doc["outbox"]
        if event["type"] == "webhook.disabled"
    ]
    assert len(told) == len(dict(told))
    return dict(told)


@pytest.fixture
def processes(system: System, database: Database[Doc]) -> Iterator[Processes]:
    """Where the notify of the test runs."""
    own = Processes(system.folder / database.name)
    yield own
    own.kill("notify")


@pytest.fixture
def start(
    system: System, processes: Processes, database: Database[Doc], amqp_uri: str,
    world: WebhookWorld,
) -> Callable[[], int]:  # fmt: skip
    """Start a notify of this store, each time the function is called."""
    usual = system.processes.known()["notify"][0]
    settings = {
        **usual.settings, "AMQP_URI": amqp_uri, "MONGO_DATABASE": database.name, "TOPOLOGY": "",
        "HEARD": "", "HTTP_PORT": str(free_ports(1)[0]), "SECRETS_KEY": KEY,
        "WEBHOOK_STANDS_IN": f"{HOST}=127.0.0.1:{world.receiver.port}",
        "SSL_CERT_FILE": str(world.receiver.certificate),
    }  # fmt: skip
    process = replace(usual, name="notify", settings=settings)
    return lambda: processes.start(process)


def test_notify_killed_again_and_again_loses_nothing_and_doubles_only_under_one_id(
    world: WebhookWorld, database: Database[Doc], processes: Processes, start: Callable[[], int]
) -> None:
    """Events go on coming; those whose lease a killed process held are made due at once."""
    events = Deliveries(database, "deliveries", "waiting")
    posted = WebhookDeliveries(database, "webhook_deliveries", "waiting")
    numbers = [number for number in range(WEBHOOKS) if number not in BAD]
    told = 0

    def all_heard() -> bool:
        return all(len(heard(world, number)) >= told for number in numbers)

    for kill in range(KILLS + 1):
        start()
        upto = EVENTS * (kill + 1) // (KILLS + 1)
        for vendor in range(VENDORS):
            now = clock.now()
            events.put([record(f"v{vendor}", f"e{n}", now) for n in range(told, upto)])
        if kill == KILLS:
            break
        before = world.receiver.posts
        some = before + (upto - told) * len(numbers) // 3
        wait_until(lambda: world.receiver.posts >= some, PATIENCE_S, "too few were posted")  # noqa: B023
        processes.kill("notify")
        told = upto
        past = clock.now() - timedelta(seconds=1)
        posted.collection.update_many({"taken": {"$exists": True}}, {"$set": {"due_at": past}})

    told = EVENTS
    wait_until(all_heard, PATIENCE_S, "something was not posted")
    for number in numbers:
        assert heard(world, number) == expected(number)
    everything = {"webhook": {"$in": [f"w-{number}" for number in numbers]}}
    done = {**everything, "state": "delivered"}
    all_done = len(numbers) * EVENTS
    wait_until(lambda: posted.collection.count_documents(done) == all_done, 30, "not noted")
    assert posted.collection.count_documents(everything) == all_done
    assert world.receiver.posts >= all_done
