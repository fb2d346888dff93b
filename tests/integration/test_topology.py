"""Topology and rights on a real broker: markers, repetition, and resync."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.ports import wait_until
from services.common import resync, topology
from services.common.messaging.publisher import ConfirmingPublisher, NotRouted
from services.common.topology import Heard, Plan
from tests.journeys import Journeys

QUEUE = "evt-probe-thing.made--listener.hear"
PLAN = Plan("probe", (Heard(QUEUE, "probe", "thing.made"),))
ALTERED = {
    "orders": "copy_catalog_profile", "contracts": "copy_identity_body",
    "notify": "copy_identity_account", "catalog": "copy_orders_use",
}  # fmt: skip
EVENT = {"id": "t1:1:0", "type": "thing.made"}


def test_declaring_again_changes_nothing(amqp_uri: str) -> None:
    topology.declare([PLAN], amqp_uri)
    topology.declare([PLAN], amqp_uri)

    publisher = ConfirmingPublisher(amqp_uri, "test")
    assert publisher.exchange_exists(PLAN.marker)
    assert not publisher.exchange_exists("topology.probe.other")
    publisher.close()


def test_a_marker_changes_with_what_is_heard() -> None:
    more = Plan("probe", (*PLAN.heard, Heard("evt-x", "probe", "thing.lost")))

    assert more.marker != PLAN.marker


def test_what_no_queue_takes_is_told_when_asked_for(amqp_uri: str) -> None:
    topology.declare([PLAN], amqp_uri)
    publisher = ConfirmingPublisher(amqp_uri, "test")

    with pytest.raises(NotRouted) as refused:
        publisher.publish_to(
            "probe.events", [("thing.made", EVENT), ("nobody.hears", EVENT)], mandatory=True
        )

    assert refused.value.routing_keys == {"nobody.hears"}
    publisher.close()


def test_queues_are_emptied_so_that_nobody_hears_what_is_lost(amqp_uri: str) -> None:
    topology.declare([PLAN], amqp_uri)
    publisher = ConfirmingPublisher(amqp_uri, "test")
    publisher.publish_to("probe.events", [("thing.made", EVENT)], mandatory=True)
    undeclared = Plan("nobody", (Heard("evt-nobody", "probe", "thing.lost"),))

    dropped = topology.purge([PLAN, undeclared], amqp_uri)

    assert dropped == 1
    assert topology.purge([PLAN], amqp_uri) == 0
    publisher.close()


def test_a_copy_that_lost_its_documents_is_filled_again(
    journeys: Journeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = journeys.stored("orders")
    bodies, filling = stored["copy_identity_body"], {"_id": "identity.body.fill"}
    wait_until(lambda: stored["snapshots"].find_one(filling)["complete_at"], 60, "never full")
    before = bodies.count_documents({})
    bodies.delete_many({})
    settings = journeys.system.processes.known()["orders"][0].settings
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    assert resync.main(["orders"]) == 0

    wait_until(lambda: bodies.count_documents({}) == before, 20, "the copy stays empty")
    assert before > 2600


@pytest.mark.parametrize("service", ["orders", "contracts", "notify", "catalog"])
def test_after_all_that_happened_the_copies_are_equal_to_their_owners(
    journeys: Journeys, monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    journey = journeys.next()
    journey.clerk_orders()
    journey.reviewer_releases()
    journey.contract_is_offered()
    settings = journeys.system.processes.known()[service][0].settings
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    wait_until(lambda: resync.main(["check", service]) == 0, 30, "it differs")

    altered = journeys.stored(service)[ALTERED[service]]
    id = altered.find_one({})["_id"]

    def alter_and_check() -> bool:
        altered.update_one({"_id": id}, {"$set": {"older": "shape"}})
        return resync.main(["check", service]) == 1

    wait_until(alter_and_check, 30, "it is not found, or each time mended by an event before")
    assert resync.main([service]) == 0
    wait_until(lambda: "older" not in altered.find_one({"_id": id}), 30, "it stays altered")


def test_a_service_that_starts_before_broker_and_database_waits_for_them(
    tmp_path: Path, key_pair: tuple[str, str]
) -> None:
    settings = {
        "AMQP_URI": "amqp://nobody:nothing@127.0.0.1:9/", "MONGO_URI": "mongodb://127.0.0.1:9/",
        "MONGO_DATABASE": "none", "PRINCIPAL_PUBLIC_KEY": key_pair[1], "TOPOLOGY": "x",
        "HEARD": "",        "HTTP_PORT": "0", "PATH": os.environ["PATH"],
    }  # fmt: skip
    log = tmp_path / "log"
    with log.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "services.orders"], env=settings, stderr=out, stdout=out
        )
    try:
        wait_until(lambda: log.read_text().count("database_away") > 1, 30, "it does not wait")
        assert child.poll() is None
    finally:
        child.terminate()
        child.wait(10)
