"""Messages lost at random on their way: everything comes to the same end, and nothing twice."""

import json
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import amqp
import pytest

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.specs import KEEPER
from deploy.local.system import SERVICES
from services.common import topology
from services.common.messaging import names, rpc_messages
from services.common.messaging.connection import open_line
from services.common.messaging.names import COUNTED
from tests.faults.counting import counting_often
from tests.faults.test_killed import ACTIONS, check_mails, check_once
from tests.journeys import Journeys

PATIENCE_S = 75.0
LOST = 0.3
MOST_IN_A_ROW = 2
"""So often the same event is lost for a hearer, a count one time less: each is looked for at ages
that double, so without this a run may wait for ever longer, and none of it for a fault."""
PLANS = [topology.plan_of(topology.service_class(name)) for name in SERVICES]
WAYS = [heard for plan in PLANS for heard in plan.heard if not heard.kind.startswith("copy.")]


class Lossy:
    """Stands between every exchange and every queue, and loses some of what passes."""

    def __init__(self, uri: str) -> None:
        self.lost: Counter[str] = Counter()
        self._in_a_row: Counter[tuple[str, str]] = Counter()
        self._uri, self._chance = uri, random.Random(9)
        self._began, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        assert self._began.wait(60)

    def stop(self) -> None:
        """Let everything pass again; what is on its way is lost with this."""
        topology.declare(PLANS, self._uri)
        self._ended.set()
        self._thread.join(10)

    def _run(self) -> None:
        with open_line(self._uri, "lossy") as taking, open_line(self._uri, "lossy-on") as passing:
            channel, self._onwards = taking.channel(), passing.channel()
            for way in WAYS:
                between, exchange = f"lossy.{way.queue}", names.events_exchange(way.source)
                channel.queue_declare(between, exclusive=True)
                channel.queue_bind(between, exchange, way.kind)
                channel.queue_unbind(way.queue, exchange, way.kind)
                channel.basic_consume(
                    between, no_ack=True, callback=lambda m, q=way.queue: self._take(q, m)
                )
            self._began.set()
            while not self._ended.is_set():
                with suppress(TimeoutError):
                    taking.drain_events(timeout=0.2)
                taking.tend()
                passing.take_what_came()
                passing.tend()

    def _take(self, queue: str, message: Any) -> None:
        event = json.loads(rpc_messages.body_bytes(message))
        is_count = event["type"] == COUNTED
        same = (queue, event["subject"] if is_count else event["id"])
        if self._chance.random() < LOST and self._in_a_row[same] < MOST_IN_A_ROW - is_count:
            self.lost[queue] += 1
            self._in_a_row[same] += 1
            return
        del self._in_a_row[same]
        known = {k: message.properties[k] for k in ("content_type", "message_id")}
        again = amqp.Message(rpc_messages.body_bytes(message), delivery_mode=2, **known)
        self._onwards.basic_publish(again, "", queue)


@pytest.fixture
def counted(journeys: Journeys, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journeys]:
    # What tells of a loss is lost as often: a step may take several rounds of counting.
    monkeypatch.setattr("deploy.local.journey.WAIT_S", 300)
    system = journeys.system
    system.processes.stop(KEEPER)
    with counting_often(system):
        yield journeys
    system.start(KEEPER)


def played(journey: Journey) -> dict[str, Any]:
    """Play the main job to its end."""
    journey.patience_s = PATIENCE_S
    for _, act in journey.steps()[5:]:
        act()
    return journey.wait_for_state("live")


def traces(journeys: Journeys, order: dict[str, Any]) -> dict[str, Counter[str]]:
    """Return what the order left behind with the others, each by its kind.

    How many people a mail is for depends on who has signed in by then.
    """
    notify = journeys.stored("notify")
    lines = notify["ticket_lines"].find({"ticket": order["id"], "kind": "status"})
    told = {"$regex": f"^(orders|contracts|notify)/({order['id']}|{order['contract']}):"}
    deliveries = notify["deliveries"].find({"envelope.subject": order["id"]})
    return {
        "lines": Counter(line["text"] for line in lines),
        "mails": Counter({mail["kind"] for mail in notify["mails"].find({"event": told})}),
        "deliveries": Counter(doc["envelope"]["type"] for doc in deliveries),
    }


def test_what_is_lost_on_its_way_is_told_again_and_has_its_effect_once(counted: Journeys) -> None:
    straight = played(counted.next())
    wait_until(lambda: "service_live" in traces(counted, straight)["mails"], 75, "no last mail")
    expected = traces(counted, straight)
    journey = counted.next()
    lossy = Lossy(counted.system.broker.amqp_uri)

    try:
        order = played(journey)
    finally:
        lossy.stop()

    print(f"lost: {dict(lossy.lost)}")
    assert sum(n for queue, n in lossy.lost.items() if COUNTED not in queue) > 5
    assert all(sum(one.values()) for one in expected.values()), expected
    wait_until(
        lambda: traces(counted, order) == expected, 75, f"{traces(counted, order)} {expected}"
    )
    actions = [entry["action"] for entry in order["history"]]
    # Where the word of the signature was lost, that of the conclusion came first and is enough.
    assert actions == [action for action in ACTIONS if action in actions or action != "sign"]
    check_once(counted, journey, order, actions)
    check_mails(counted, order["number"])
