"""What a vendor does with its webhooks is shown as it is, and holds up none of its events."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.catalogue_files import Db
from tests.integration.webhook_receiver import answers
from tests.integration.webhook_world import VENDOR, WebhookWorld


@pytest.fixture
def world(database: Db, tmp_path: Path) -> Iterator[WebhookWorld]:
    """A vendor's server and all that posts to it."""
    made = WebhookWorld(database, tmp_path, timeout_s=2.0)
    made.as_vendor(VENDOR)
    yield made
    made.close()


def test_a_test_that_failed_is_over_and_holds_up_nothing_when_it_is_enabled(
    world: WebhookWorld,
) -> None:
    id = world.add("/gone")
    world.receiver.behaves["/gone"] = answers(410)
    failed = world.desk.test(id)
    world.tell(3)
    world.post()

    world.receiver.behaves["/gone"] = answers(204, b"")
    enabled = world.desk.enable(id)
    world.post()

    states = {doc["_id"]: doc["state"] for doc in world.kept()}
    assert enabled["resumed"] == 3
    assert states.pop(failed["id"]) == "failed"
    assert set(states.values()) == {"delivered"}


@pytest.mark.parametrize("missing", ["record", "event", "attempts"])
def test_one_that_cannot_be_posted_as_it_is_kept_fails_alone(
    world: WebhookWorld, missing: str
) -> None:
    world.add("/ok")
    world.tell(3)
    broken = world.kept()[0]["_id"]
    world.deliveries.collection.update_one({"_id": broken}, {"$unset": {missing: ""}})
    if missing == "attempts":
        world.receiver.behaves["/ok"] = answers(500)
        world.post()
        world.receiver.behaves["/ok"] = answers(204, b"")
        world.clock.pass_by(6)

    for _ in range(4):
        world.post()
        world.clock.pass_by(1)

    states = {doc["_id"]: doc["state"] for doc in world.kept()}
    assert states.pop(broken) == "failed"
    assert set(states.values()) == {"delivered"}
