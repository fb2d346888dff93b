"""Webhooks on a real database and over real HTTPS, with a clock under test control."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cloudevents.v1.http import from_http
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from services.common import trace
from services.common.errors import Forbidden, Invalid, NotFound, Wrong
from services.notify.domain.webhook_schedule import DELAYS_S, IN_A_ROW
from services.notify.domain.webhooks import MOST_WEBHOOKS, SealedSecret
from services.notify.webhooks.fan_out import WebhookFanOut
from services.notify.webhooks.sending import BATCH, SLOTS
from tests.integration.catalogue_files import Db
from tests.integration.webhook_receiver import answers, hangs
from tests.integration.webhook_world import INSIDE, VENDOR, WebhookWorld, record

Doc = dict[str, Any]


@pytest.fixture
def world(database: Db, tmp_path: Path) -> Iterator[WebhookWorld]:
    """A vendor's server and all that posts to it."""
    made = WebhookWorld(database, tmp_path, timeout_s=2.0)
    yield made
    made.close()


def said(world: WebhookWorld) -> list[Doc]:
    """Return the news of webhooks that wait to be told."""
    docs = world.webhooks.collection.find({}, {"outbox": 1})
    told = [event for doc in docs for event in doc["outbox"]]
    return [event for event in told if event["type"] == "webhook.disabled"]


def test_the_standard_libraries_verify_and_read_what_is_posted(world: WebhookWorld) -> None:
    world.add("/ok")
    world.tell(vendor=VENDOR, name="Prüfung")

    world.post()

    ((_, headers, body),) = world.receiver.kept
    payload = Verifier(world.secret).verify(body.decode(), headers)
    event = from_http(headers, body)
    assert payload["id"] == event["id"] == "Prüfung0"
    assert event["type"] == "de.digitalmarkt.profile.published.v1"
    with pytest.raises(WebhookVerificationError):
        Verifier(world.secret).verify(body.decode() + " ", headers)


def test_an_event_told_ten_times_is_posted_once_to_each_webhook(world: WebhookWorld) -> None:
    world.add("/first")
    world.add("/second")
    for _ in range(10):
        world.tell()
        world.post()

    assert world.receiver.posts == 2
    assert {path: set(ids.values()) for path, ids in world.receiver.heard.items()} == {
        "/first": {1}, "/second": {1},
    }  # fmt: skip
    (kept, _) = world.kept()
    assert kept["state"] == "delivered"
    assert (kept["log"][0]["status"], kept["log"][0]["answer"]) == (200, "ok")


def test_a_webhook_is_sent_only_the_types_it_wants(world: WebhookWorld) -> None:
    world.add("/links", types=["de.digitalmarkt.link.published.v1"])
    world.tell()
    world.post()

    assert world.kept() == []


def test_the_schedule_is_the_documented_one_and_ends_with_a_notice(world: WebhookWorld) -> None:
    id = world.add("/down")
    world.receiver.behaves["/down"] = answers(503, b"\x00<b>zu</b>\r\n voll")
    world.tell()
    world.post()
    assert world.receiver.posts == 1

    for number, delay in enumerate(DELAYS_S[1:], start=2):
        world.clock.pass_by(delay - 1)
        world.post()
        assert world.receiver.posts == number - 1
        world.clock.pass_by(1)
        world.post()
        assert world.receiver.posts == number

    (doc,) = world.kept()
    assert (doc["state"], doc["attempts"]) == ("failed", 10)
    assert {entry["answer"] for entry in doc["log"]} == {"<b>zu</b> voll"}
    assert len(set(world.receiver.heard["/down"])) == 1
    assert world.webhooks.get(id).state == "disabled"
    (news,) = said(world)
    assert news["data"]["webhook"] == {
        "id": id, "host": "hersteller.example", "reason": "exhausted",
    }  # fmt: skip
    assert news["data"]["vendor"] == {"id": VENDOR}


def test_what_waited_for_a_disabled_webhook_follows_when_it_is_enabled(
    world: WebhookWorld,
) -> None:
    id = world.add("/gone")
    world.receiver.behaves["/gone"] = answers(410)
    world.tell(3, name="before")
    world.post()
    world.tell(2, name="after")
    world.post()
    assert world.receiver.posts == 1
    assert [doc["state"] for doc in world.kept()] == ["held"] * 5

    world.receiver.behaves["/gone"] = answers(204, b"")
    world.as_vendor(VENDOR)
    enabled = world.desk.enable(id)
    world.post()

    assert (enabled["state"], enabled["resumed"]) == ("enabled", 5)

    assert {doc["state"] for doc in world.kept()} == {"delivered"}
    assert len(world.receiver.heard["/gone"]) == 5
    assert len(said(world)) == 1


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        ("7200", 7200), ("1", 5), ("999999999", 86400), ("9" * 5000, 86400), ("-1", 5), (",", 5),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999999999", 5),
        ("Mon, 99999999999999999999 Jan 2024 00:00:00 GMT", 5),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 5), ("Fri, 31 Dec 9999 23:59:59 -2359", 86400),
    ],
)  # fmt: skip
def test_what_the_receiver_asks_to_wait_is_kept_within_a_day(
    world: WebhookWorld, asked: str, waits: int
) -> None:
    world.add("/busy")
    world.receiver.behaves["/busy"] = answers(429, Retry_After=asked)
    world.tell()

    world.post()

    (doc,) = world.kept()
    assert doc["due_at"] - world.clock() == pytest.approx(timedelta(seconds=waits), abs=SECOND)


SECOND = timedelta(seconds=1)


def test_nothing_is_sent_inside_nor_where_a_redirect_leads(world: WebhookWorld) -> None:
    world.add("/inside", host=INSIDE)
    world.add("/moved")
    elsewhere = f"https://{INSIDE}:{world.receiver.port}/inside"
    world.receiver.behaves["/moved"] = answers(307, Location=elsewhere)
    world.tell()

    world.post()

    assert dict(world.receiver.heard).keys() == {"/moved"}
    outcomes = {doc["webhook"]: doc["log"][0]["outcome"] for doc in world.kept()}
    assert outcomes == {"w-inside": "internal-address", "w-moved": "status"}


def test_a_webhook_that_fails_delays_no_other_and_rests_after_some_failures(
    world: WebhookWorld,
) -> None:
    world.add("/down")
    world.add("/ok")
    world.receiver.behaves["/down"] = answers(500)
    world.tell(40)

    world.post()

    assert len(world.receiver.heard["/ok"]) == 40
    assert IN_A_ROW <= world.receiver.heard["/down"].total() < IN_A_ROW + SLOTS
    assert {doc["state"] for doc in world.kept(webhook="w-down")} == {"waiting"}


def test_a_receiver_that_does_not_answer_in_time_is_left_and_tried_again(
    database: Db, tmp_path: Path
) -> None:
    world = WebhookWorld(database, tmp_path, timeout_s=0.3)
    world.add("/hangs")
    world.receiver.behaves["/hangs"] = hangs
    world.tell()

    world.post()
    (doc,) = world.kept()
    world.receiver.behaves["/hangs"] = answers(200)
    world.clock.pass_by(5)
    world.post()
    world.close()

    assert doc["log"][0]["outcome"] == "timeout"
    assert [entry["outcome"] for entry in world.kept()[0]["log"]] == ["timeout", "arrived"]
    assert world.webhooks.health("w-hangs").failures == 0


def test_two_processes_share_what_is_due_and_a_killed_one_loses_nothing(
    world: WebhookWorld,
) -> None:
    world.add("/ok")
    world.tell(60)
    killed = world.deliveries.take_of("w-ok", 10)

    world.post(world.sender, world.new_sender())
    heard_at_first = len(world.receiver.heard["/ok"])
    world.clock.pass_by(31)
    world.post()

    assert heard_at_first == 50
    assert len(world.receiver.heard["/ok"]) == world.receiver.posts == 60
    assert {doc["_id"] for doc in killed} <= set(world.receiver.heard["/ok"])


def test_connections_are_used_again(world: WebhookWorld) -> None:
    world.add("/ok")
    world.tell(50)

    world.post()

    assert len(world.receiver.heard["/ok"]) == 50
    assert world.receiver.connections <= 4


def test_after_a_change_of_secret_both_hold_for_a_day(world: WebhookWorld) -> None:
    id, old = world.add("/ok"), world.secret
    new = "whsec_" + "QUFB" * 8
    sealed = world.box.seal(new, f"webhook:{id}")
    secret = SealedSecret(sealed, world.clock(), call="once")
    world.webhooks.change(id, lambda webhook: webhook.rotate(secret, lambda _, kept: kept))
    world.tell(name="within")
    world.post()
    world.clock.pass_by(24 * 3600 + 1)
    world.tell(name="later")
    world.post()

    (_, first, body), (_, second, later) = world.receiver.kept
    for secret in (old, new):
        Verifier(secret).verify(body.decode(), first)
    Verifier(new).verify(later.decode(), second)
    with pytest.raises(WebhookVerificationError):
        Verifier(old).verify(later.decode(), second)
    assert new not in json.dumps(list(world.webhooks.collection.find()), default=str)


def test_a_replay_sends_what_was_told_in_a_time_under_the_same_ids(world: WebhookWorld) -> None:
    world.add("/ok")
    world.tell(3, name="early")
    world.clock.pass_by(3600)
    start = world.clock()
    world.tell(4, name="late")
    world.post()

    assert world.replays.begin("w-ok", start, start + timedelta(hours=1), "party")
    assert not world.replays.begin("w-ok", start, start + timedelta(hours=1), "party")
    while world.replaying.round():
        pass
    world.post()

    counted = sorted(world.receiver.heard["/ok"].values())
    assert counted == [1, 1, 1, 2, 2, 2, 2]
    assert (world.replays.of("w-ok") or {})["events"] == 4


def test_a_vendor_has_ten_webhooks_at_most(world: WebhookWorld) -> None:
    for number in range(MOST_WEBHOOKS):
        world.add(f"/{number}")

    with pytest.raises(Exception, match="too-many-webhooks"):
        world.add("/one-more")


def test_an_address_inside_or_without_tls_is_refused_when_it_is_entered(
    world: WebhookWorld,
) -> None:
    world.as_vendor(VENDOR)
    refused = {
        "http://hersteller.example/": "webhook-url-not-https",
        "https://hersteller.example:8443/": "webhook-url-other-port",
        "https://127.0.0.1/": "webhook-url-internal-address",
        "https://[::1]/": "webhook-url-internal-address",
        "https://169.254.169.254/": "webhook-url-internal-address",
        "https://name@hersteller.example/": "webhook-url-malformed",
    }

    for url, key in refused.items():
        with pytest.raises(Invalid) as caught:
            world.desk.add(VENDOR, {"url": url, "description": "", "types": []})
        assert caught.value.wrong == [("/url", Wrong(key))]
    assert world.webhooks.collection.count_documents({}) == 0


def test_a_secret_is_shown_once_and_signs_the_test_that_follows(world: WebhookWorld) -> None:
    world.as_vendor(VENDOR)
    facts = {"url": "https://hersteller.example/new", "description": "Neu", "types": []}
    added = world.desk.add(VENDOR, facts)

    tried = world.desk.test(added["id"])

    ((_, headers, body),) = world.receiver.kept
    told = Verifier(added["secret"]).verify(body.decode(), headers)
    assert told["type"] == "de.digitalmarkt.test.v1"
    assert headers["traceparent"] == told["traceparent"] == trace.read(told["traceparent"])
    assert (tried["state"], tried["log"][0]["status"]) == ("delivered", 200)
    assert "secret" not in world.desk.view(world.desk.get(added["id"]))
    assert added["secret"] not in str(world.webhooks.collection.find_one())


def test_of_another_vendor_s_webhooks_nobody_sees_or_changes_anything(world: WebhookWorld) -> None:
    id = world.add("/ok")
    world.as_vendor("fremd")

    for act in (world.desk.get, world.desk.enable, world.desk.rotate, world.desk.delete,
                world.desk.test):  # fmt: skip
        with pytest.raises(NotFound):
            act(id)
    with pytest.raises(Forbidden):
        world.desk.add(VENDOR, {"url": "https://a.example/", "description": "", "types": []})


def test_what_was_deleted_is_posted_no_more_and_leaves_its_place(world: WebhookWorld) -> None:
    id = world.add("/ok")
    world.as_vendor(VENDOR)
    world.tell()
    world.desk.delete(id)
    world.tell(name="later")
    world.post()

    assert world.receiver.posts == 0
    assert world.kept() == []
    assert world.webhooks.count_of([VENDOR]) == 0


def test_what_there_is_room_for_is_posted_at_once_and_never_twice(world: WebhookWorld) -> None:
    world.add("/ok")
    straight = WebhookFanOut(world.webhooks, world.deliveries, world.sender)
    records = [record(VENDOR, f"e{n}", world.clock()) for n in range(BATCH + 3)]
    world.events.put(records)

    for _ in range(3):
        straight.take(records)
        assert world.sender.wait_until_idle(30)
    handed = set(world.receiver.heard["/ok"])
    world.post()

    assert len(handed) == BATCH
    assert len(world.receiver.heard["/ok"]) == world.receiver.posts == BATCH + 3
    assert {doc["state"] for doc in world.kept()} == {"delivered"}
    assert world.sender._busy.total() == 0
