"""What got lost between two services is found by counting, and told again under its old id."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from deploy.local.ports import wait_until
from services.common import retell, topology
from services.common.config import ServiceSettings
from services.common.events import Event, read_event
from services.common.messaging import journal, rpc_messages
from services.common.messaging.connection import open_line
from services.common.messaging.journal import TOLD
from services.common.messaging.names import COUNTED
from services.common.reconciliation import Recount, tell_again
from services.common.runtime import Runtime
from services.common.storage import mongo
from services.common.topology import Heard, Plan
from tests import builders
from tests.integration.kernel import Counter, Counters

GREW = "counter.grew"
QUEUE, COUNTS = "evt-speaker-counter.grew--hearer.hear", "evt-hearer-news.counted--speaker.count"
PLANS = [
    Plan("hearer", (Heard(QUEUE, "speaker", GREW),)),
    Plan("speaker", (Heard(COUNTS, "hearer", COUNTED),)),
]


class Both:
    """A speaker and a hearer on one broker; what is on its way between them can be lost."""

    def __init__(self, mongo_uri: str, prefix: str, uri: str, public_key: str) -> None:
        self.uri = uri
        topology.declare(PLANS, uri)
        told = topology.settings_of(PLANS)
        self.settings = {
            name: ServiceSettings(
                amqp_uri=uri, mongo_uri=mongo_uri, mongo_database=f"{prefix}_{name}",
                principal_public_key=public_key, topology=told["TOPOLOGY"],
                heard=told["HEARD"], http_port=0, recount_s=1,
            )
            for name in ("speaker", "hearer")
        }  # fmt: skip
        self.speaker = Runtime("speaker", self.settings["speaker"])
        self.hearer = Runtime("hearer", self.settings["hearer"])
        for runtime in (self.speaker, self.hearer):
            runtime.journal.prepare()
            runtime.ledger.prepare()
            runtime.ledger._started = True
            runtime.relay.declared.set()
        self.later_s = 0
        heard = [(QUEUE, "speaker", GREW)]
        self.recount = Recount(self.hearer, heard, lambda: time.time() + self.later_s)
        self.applied: list[str] = []

    def say(self, *ids: str) -> None:
        counters = Counters.of(self.speaker)
        for id in ids:
            counters.add(Counter(id=id))
            counters.change(id, lambda c: c.add("x"))
        self.speaker.relay._round()

    def lose(self) -> int:
        with open_line(self.uri, "thief") as line:
            return int(line.channel().queue_purge(QUEUE))

    def hear(self) -> list[str]:
        """Let the hearer take what is there; give the ids of the events."""
        ids = []
        for body in self._take(QUEUE):
            self.settle(body)
            ids.append(json.loads(body)["id"])
        self.hearer.ledger.flush()
        return ids

    def settle(self, body: bytes) -> None:
        self.hearer.hearing.settle(
            QUEUE, "speaker", GREW, body=body, apply=self._apply, gone=lambda: True
        )

    def count(self) -> None:
        """Let a second go by, the hearer count, and the speaker compare."""
        self.later_s += 1
        self.recount.round()
        for body in self._take(COUNTS):
            tell_again(self.speaker, read_event(body, "hearer", COUNTED))

    def _apply(self, event: Event) -> None:
        self.applied.append(event.id)

    def _take(self, queue: str) -> Iterator[bytes]:
        with open_line(self.uri, "taker") as line:
            channel = line.channel()
            while message := channel.basic_get(queue, no_ack=True):
                yield rpc_messages.body_bytes(message)


def failing(_: float) -> Any:
    """Stand for a database that is away."""
    raise ConnectionError("away")


@pytest.fixture
def both(
    database: Database[dict[str, Any]], mongo_uri: str, amqp_uri: str, key_pair: tuple[str, str]
) -> Iterator[Both]:
    made = Both(mongo_uri, database.name, amqp_uri, key_pair[1])
    yield made
    for runtime in (made.speaker, made.hearer):
        runtime.client.drop_database(runtime.database.name)
        runtime.stop()


def test_a_lost_event_is_told_again_within_three_counts(both: Both) -> None:
    both.say("heard")
    both.hear()
    both.say("lost")
    assert both.lose() >= 1

    for _ in range(3):
        both.count()
    both.hear()

    assert set(both.applied) == {"heard:2:0", "lost:2:0"}


def test_what_was_heard_is_not_told_again(both: Both) -> None:
    both.say("a", "b", "c")
    heard = both.hear()

    for _ in range(6):
        both.count()

    assert len(heard) == 3
    assert both.hear() == []


def test_what_was_heard_long_ago_has_no_second_effect_whatever_the_documents_remember(
    both: Both,
) -> None:
    an_hour_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="milliseconds")
    event = builders.event(id="old:1:0", source="speaker", type=GREW, subject="old")
    body = json.dumps({**event.raw, TOLD: an_hour_ago}).encode()

    for _ in range(2):
        both.settle(body)
    both.hearer.ledger.flush()
    both.settle(body)

    assert both.applied == ["old:1:0"]


def test_a_note_that_could_not_be_written_is_written_later(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.say("a")
    with monkeypatch.context() as away:
        away.setattr(mongo, "bounded", failing)
        with pytest.raises(ConnectionError):
            both.hear()

    both.hearer.ledger.flush()

    assert both.hearer.database["heard"].count_documents({}) == 1


def test_a_process_that_ends_writes_its_notes(both: Both) -> None:
    ending = Runtime("hearer", both.settings["hearer"])
    both.say("a")
    (body,) = both._take(QUEUE)
    ending.ledger.note(QUEUE, read_event(body, "speaker", GREW))

    ending.stop()

    assert both.hearer.database["heard"].count_documents({}) == 1


def test_who_ends_leaves_the_counting_to_the_next_at_once(both: Both) -> None:
    both.say("lost")
    both.lose()
    runtime = Runtime("hearer", both.settings["hearer"])
    runtime.relay.declared.set()
    ended = Recount(runtime, [(QUEUE, "speaker", GREW)])
    ended.round()

    ended.stop()
    for _ in range(3):
        both.count()

    assert both.hear() == ["lost:2:0"]


def test_more_than_can_be_counted_at_once_is_counted_in_parts(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MOST_AT_ONCE", 2)
    for id in ("a", "b"):
        both.say(id)
        both.hear()
        said_at = int(time.time())
        wait_until(lambda at=said_at: int(time.time()) > at, 10, "no new second")
    both.say("lost", "too")
    both.lose()

    for _ in range(9):
        both.count()

    assert sorted(both.hear()) == ["lost:2:0", "too:2:0"]


def test_a_lost_count_or_a_lost_repetition_is_made_good_by_a_later_one(both: Both) -> None:
    both.say("lost")
    both.lose()

    for _ in range(3):
        both.recount.round()
        both.later_s += 1
        list(both._take(COUNTS))
    for _ in range(3):
        both.count()
    lost_again = both.lose()
    for _ in range(9):
        both.count()
    both.hear()

    assert lost_again >= 1
    assert set(both.applied) == {"lost:2:0"}


def test_when_a_queue_is_back_all_the_time_it_was_gone_is_counted(both: Both) -> None:
    both.say("lost")
    with open_line(both.uri, "test") as line:
        line.channel().queue_delete(QUEUE)
    both.count()
    both.later_s += 20
    topology.declare(PLANS, both.uri)

    both.count()
    both.hear()

    assert both.applied == ["lost:2:0"]


def test_what_waits_in_the_queue_is_not_lost(both: Both) -> None:
    both.say("waits")

    for _ in range(3):
        both.count()

    assert both.hear() == ["waits:2:0"]


def test_the_news_of_one_thing_are_told_again_by_a_command(
    both: Both, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    both.say("one", "other")
    both.hear()
    for name, value in vars(both.settings["speaker"]).items():
        monkeypatch.setenv(name.upper(), str(value))

    assert retell.main(["speaker", "one"]) == 0

    assert both.hear() == ["one:2:0"]
    assert "one:2:0\tcounter.grew" in capsys.readouterr().out
    assert retell.main(["speaker", "unknown"]) == 1
    assert retell.main(["speaker", "all"]) == 0
    assert sorted(both.hear()) == ["one:2:0", "other:2:0"]
