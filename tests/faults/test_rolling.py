"""Two replicas of a process, replaced one after the other under load: no request and no event is
lost, each ends in time, and a new one has work soon.
"""

import os
import threading
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.faults.rolling import END_S, Pods, under_load
from tests.faults.test_killed import ACTIONS, check_once, mails_about
from tests.journeys import Journeys

ROLLED = os.environ.get("ROLLED", "orders").split()
WHOLE = len(ROLLED) > 1
"""In `make test` the one replica of one process is replaced while an order is released; in `make
faults` two of each, while an order walks the whole path."""
FEWEST_ASKED = 50


def comments_of(journey: Journey, texts: list[str]) -> list[str]:
    """Return these texts as often as the order's thread has them."""
    clerk, found, cursor = journey.person(journey.clerk), [], {}
    while True:
        page = clerk.get(f"orders/{journey.order['id']}/comments", limit=200, **cursor)
        found += [entry["text"] for entry in page["items"] if entry.get("text") in texts]
        if not page.get("next_cursor"):
            return found
        cursor = {"cursor": page["next_cursor"]}


def check_mails(journeys: Journeys, number: str) -> None:
    """Every mail about the order has been sent, and none twice: nobody was killed."""
    stored = journeys.stored("notify")["mails"]
    wait_until(lambda: stored.count_documents({"state": "queued"}) == 0, 75, "mails are waiting")
    told = [mail for mail in stored.find() if number in str(mail.get("subject", ""))]
    sent = [message_id for _, _, message_id in mails_about(journeys, number)]
    assert len(sent) >= len(told)
    assert [id for id, times in Counter(sent).items() if times > 1] == []


def walk(steps: Sequence[Callable[[], str]]) -> None:
    for act in steps:
        act()


@pytest.mark.parametrize("name", ROLLED)
def test_a_rolling_restart_loses_nothing(journeys: Journeys, name: str) -> None:
    pods, journey = Pods(journeys.system, name), journeys.next()
    journey.clerk_orders()
    steps = [act for _, act in journey.steps()[6 : None if WHOLE else 8]]

    try:
        with under_load(journey, pods) as load:
            if WHOLE:
                pods.scale_up()
            rolling = threading.Thread(target=pods.roll)
            rolling.start()
            # Whoever walks the path knows one entrance, which is away for a moment.
            if name != "gateway":
                walk(steps)
            rolling.join()
    finally:
        pods.settle()
    if name == "gateway":
        walk(steps)

    assert Counter(load.lost) == Counter()
    assert load.asked > FEWEST_ASKED
    assert max(pods.ended_after_s) < END_S
    assert sorted(comments_of(journey, load.said)) == sorted(load.said)
    order = journey.wait_for_state("live" if WHOLE else "contract_offered")
    check_once(journeys, journey, order, ACTIONS[: None if WHOLE else 4])
    check_mails(journeys, order["number"])
