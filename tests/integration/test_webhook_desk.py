"""What a vendor does with its webhooks is shown as it is, and holds up none of its events."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook as Verifier

from services.common import clock, context
from services.common.errors import Conflict
from services.common.words import in_language
from services.notify import reseal
from services.notify.domain.webhook_deliveries import Attempt
from services.notify.domain.webhooks import OVERLAP
from services.notify.secrets_box import SecretsBox
from services.notify.webhooks.posting import purpose_of
from tests.integration.catalogue_files import Db
from tests.integration.webhook_receiver import answers
from tests.integration.webhook_world import KEY, VENDOR, WebhookWorld


@pytest.fixture
def world(database: Db, tmp_path: Path) -> Iterator[WebhookWorld]:
    """A vendor's server and all that posts to it."""
    made = WebhookWorld(database, tmp_path, timeout_s=2.0)
    made.as_vendor(VENDOR)
    yield made
    made.close()


def rotated(world: WebhookWorld, id: str, once: str) -> str:
    """Rotate the secret by the request of this name; give the secret that is answered."""
    context.enter(replace(context.current(), once=once))
    return str(world.desk.rotate(id)["secret"])


def last_headers(world: WebhookWorld) -> tuple[str, dict[str, str]]:
    """Return body and headers of what was posted last."""
    _, headers, body = world.receiver.kept[-1]
    return body.decode(), headers


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


def test_a_paused_webhook_holds_what_comes_and_sends_it_the_oldest_first(
    world: WebhookWorld,
) -> None:
    id = world.add("/ok")
    paused = world.desk.pause(id)
    for name in "cab":
        world.tell(name=name)
        world.clock.pass_by(1)
    world.post()
    held, posts = world.kept(), world.receiver.posts

    resumed = world.desk.enable(id)
    world.post()

    assert (paused["state"], paused["disabled_reason"]) == ("disabled", "paused")
    assert ([doc["state"] for doc in held], posts) == (["held"] * 3, 0)
    assert (resumed["state"], resumed["resumed"], resumed["disabled_at"]) == ("enabled", 3, None)
    told = [json.loads(body)["id"] for _, _, body in world.receiver.kept]
    assert told == ["c0", "a0", "b0"]


def test_what_is_on_its_way_while_it_is_paused_is_noted_and_what_comes_back_is_held(
    world: WebhookWorld,
) -> None:
    id = world.add("/ok")
    world.tell(2)
    arriving, failing = world.deliveries.take_of(id, 2)

    world.desk.pause(id)
    world.deliveries.arrived([(arriving, Attempt(world.clock(), 5, None, 200))])
    world.deliveries.put_back([failing])
    world.post()

    states = {doc["_id"]: doc["state"] for doc in world.kept()}
    assert states == {arriving["_id"]: "delivered", failing["_id"]: "held"}
    assert world.receiver.posts == 0


def test_one_that_is_stopped_already_cannot_be_paused(world: WebhookWorld) -> None:
    id = world.add("/ok")
    world.desk.pause(id)

    with pytest.raises(Conflict) as again:
        world.desk.pause(id)
    with pytest.raises(Conflict) as replayed:
        world.desk.replay(id, world.clock(), world.clock())

    codes = (again.value.code, replayed.value.code)
    assert codes == ("webhook-wrong-state", "webhook-disabled")


def test_a_secret_asked_for_twice_by_one_request_is_one_that_signs(world: WebhookWorld) -> None:
    id, old = world.add("/ok"), world.secret
    first = rotated(world, id, "double click")

    second = rotated(world, id, "double click")
    world.tell()
    world.post()

    body, headers = last_headers(world)
    assert first == second
    for secret in (old, first):
        Verifier(secret).verify(body, headers)
    assert len(world.webhooks.get(id).secrets) == 2


def test_a_request_that_comes_again_after_another_change_shows_no_secret(
    world: WebhookWorld,
) -> None:
    id = world.add("/ok")
    rotated(world, id, "first")
    newest = rotated(world, id, "second")

    with pytest.raises(Conflict):
        rotated(world, id, "first")
    world.clock.pass_by(OVERLAP.total_seconds() + 1)
    world.tell()
    world.post()

    body, headers = last_headers(world)
    Verifier(newest).verify(body, headers)


def test_the_log_says_in_words_what_came_of_an_attempt(world: WebhookWorld) -> None:
    id = world.add("/ok")

    tried: Any = in_language(world.desk.test(id), "de")

    assert isinstance(tried["state_label"], str)
    assert isinstance(tried["log"][0]["outcome_label"], str)


NEW_KEY = base64.b64encode(bytes([1]) * 32).decode()


Run = Callable[[str], tuple[int, dict[str, Any]]]


@pytest.fixture
def run(
    world: WebhookWorld, mongo_uri: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:  # fmt: skip
    """Run the command that seals anew, with these keys; give how it ended and what it wrote."""
    monkeypatch.setenv("MONGO_URI", mongo_uri)
    monkeypatch.setenv("MONGO_DATABASE", world.webhooks.collection.database.name)

    def command(keys: str) -> tuple[int, dict[str, Any]]:
        monkeypatch.setenv("SECRETS_KEY", keys)
        ended = reseal.main()
        return ended, json.loads(capsys.readouterr().out)

    return command


def test_a_key_goes_when_all_it_sealed_is_sealed_anew(world: WebhookWorld, run: Run) -> None:
    id = world.add("/ok")
    before, newest = world.secret, rotated(world, id, "once")
    version = world.webhooks.get(id).version

    first, again = run(f"{NEW_KEY},{KEY}"), run(f"{NEW_KEY},{KEY}")
    world.box = SecretsBox(NEW_KEY)
    world.tell()
    world.post(world.new_sender())

    assert first == (0, {"resealed": 2, "left": 0, "lost": []})
    assert again == (0, {"resealed": 0, "left": 0, "lost": []})
    assert world.webhooks.get(id).version == version
    for secret in (before, newest):
        Verifier(secret).verify(*last_headers(world))


def test_a_secret_changed_while_it_is_sealed_anew_needs_no_older_key(
    world: WebhookWorld, run: Run
) -> None:
    keys = f"{NEW_KEY},{KEY}"

    class ReadBefore(SecretsBox):
        """Belongs to a desk that has read the webhook when the command begins."""

        def renew(self, sealed: str, purpose: str) -> str:
            assert run(keys) == (0, {"resealed": 1, "left": 0, "lost": []})
            return super().renew(sealed, purpose)

    id = world.add("/ok")
    world.desk = world.new_desk(ReadBefore(keys))
    before, newest = world.secret, rotated(world, id, "once")
    world.box = SecretsBox(NEW_KEY)
    world.tell()
    world.post(world.new_sender())

    for secret in (before, newest):
        Verifier(secret).verify(*last_headers(world))


def test_what_no_key_opens_is_named_and_stays(world: WebhookWorld, run: Run) -> None:
    id = world.add("/ok")

    ended, said = run(NEW_KEY)

    assert (ended, said) == (1, {"resealed": 0, "left": 1, "lost": [id]})
    kept = world.webhooks.get(id).secrets[0].sealed
    assert world.box.open(kept, purpose_of(id)) == world.secret


def test_a_secret_on_its_way_out_that_no_key_opens_stops_nothing(
    world: WebhookWorld, run: Run
) -> None:
    id = world.add("/ok")
    newest = rotated(world, id, "once")
    lost, kept = world.webhooks.get(id).secrets
    opened = world.box.open(kept.sealed, purpose_of(id))
    sealed = SecretsBox(NEW_KEY).seal(opened, purpose_of(id))
    world.webhooks.collection.update_one({"_id": id}, {"$set": {"secrets.1.sealed": sealed}})
    world.box = SecretsBox(NEW_KEY)

    world.tell()
    world.post(world.new_sender())
    early = run(NEW_KEY)
    over = clock.now() - timedelta(minutes=1)
    world.webhooks.collection.update_one({"_id": id}, {"$set": {"secrets.0.expires_at": over}})

    assert lost.expires_at is not None
    Verifier(newest).verify(*last_headers(world))
    assert early == (1, {"resealed": 0, "left": 1, "lost": [id]})
    assert run(NEW_KEY) == (0, {"resealed": 0, "left": 0, "lost": []})
