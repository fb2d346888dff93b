"""Every process killed in the middle of the path and started again: the path completes,
and everything is there once.

Each is killed at a third of the steps, so that each step meets some of them; at every step where
``KILLS`` says ``all``.
"""

import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from deploy.local import mails
from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.system import SERVICES, WORKER
from tests.journeys import Journeys

PROCESSES = (*SERVICES, WORKER, "gateway")
EVERY = 1 if os.environ.get("KILLS") == "all" else 3
DELAYS_S = (0.0, 0.03, 0.1)
ACTIONS = [
    "submit", "claim", "release", "offer", "sign", "conclude", "request-setup",
    "acknowledge", "progress", "done", "link",
]  # fmt: skip


def under_fire(journeys: Journeys, name: str, act: Callable[[], str], delay_s: float) -> None:
    """Do a step while the process is killed ``delay_s`` after its begin, and starts again."""
    system = journeys.system

    def kill() -> None:
        time.sleep(delay_s)
        system.processes.kill(name)
        system.start_only(name)

    killer = threading.Thread(target=kill)
    killer.start()
    act()
    killer.join()
    system.start_if_down(name)


def mails_about(journeys: Journeys, number: str) -> list[tuple[str, str, str]]:
    """Return recipient, subject and Message-ID of every mail about an order."""
    return [
        (str(mail["To"]), str(mail["Subject"]), str(mail["Message-ID"]))
        for mail in mails.mails_in(journeys.system.mail_dir)
        if number in str(mail["Subject"]) + mails.text_of(mail)
    ]


def check_once(
    journeys: Journeys, journey: Journey, order: dict[str, Any], actions: Sequence[str] = ACTIONS
) -> None:
    """Count what there must be one of."""
    id = order["id"]
    contracts = list(journeys.stored("contracts")["contracts"].find({"order": id}))
    tickets = journeys.stored("notify")["tickets"].count_documents({"_id": id})
    by_clerk = {"ordered_by": order["ordered_by"]}
    same = {"body": journey.body, "profile": journey.profile, **by_clerk}
    filename = {"filename": f"{contracts[0]['number']}.pdf"}
    assert len(contracts) == 1
    assert tickets == 1
    assert journeys.stored("orders")["orders"].count_documents(same) == 1
    assert journeys.stored("contracts")["documents.files"].count_documents(filename) == 1
    assert [entry["action"] for entry in order["history"]] == list(actions)
    assert order["contract"] == contracts[0]["_id"]
    if "conclude" in actions:
        check_sealed(journeys, journey, str(contracts[0]["_id"]))


def check_sealed(journeys: Journeys, journey: Journey, id: str) -> None:
    """Wait for the final document; a worker killed between its two writes leaves a spare file.

    One whose sealing was killed each time is the operator's task.
    """
    store, operator = journeys.stored("contracts"), journey.person("reviewer2")

    def is_sealed() -> bool:
        final = (store["contracts"].find_one({"_id": id}) or {})["final"]
        if final["failure"]:
            operator.post(f"contracts/{id}/seal")
        files = store["documents.files"]
        return files.count_documents({"_id": final["document_hash"]}) == 1

    wait_until(is_sealed, 75, "the final document is not there")


def check_mails(journeys: Journeys, number: str) -> None:
    """Every mail is there, and a second copy of one has the same Message-ID."""
    queued = {"state": "queued"}
    stored = journeys.stored("notify")["mails"]
    wait_until(lambda: stored.count_documents(queued) == 0, 75, "mails are waiting")
    found = mails_about(journeys, number)
    per_mail: dict[tuple[str, str], set[str]] = {}
    for recipient, subject, message_id in found:
        per_mail.setdefault((recipient, subject), set()).add(message_id)
    sent = [m for m in stored.find() if number in str(m.get("subject", ""))]
    assert len({m for _, _, m in found if m}) >= len(sent)
    assert {len(ids) for ids in per_mail.values()} == {1}, per_mail


@pytest.mark.parametrize("name", PROCESSES)
def test_the_path_completes_and_everything_is_there_once(journeys: Journeys, name: str) -> None:
    journey = journeys.next()
    steps = [act for _, act in journey.steps()[5:]]

    for number, act in enumerate(steps, start=PROCESSES.index(name)):
        if number % EVERY == 0:
            under_fire(journeys, name, act, DELAYS_S[number // EVERY % len(DELAYS_S)])
        else:
            act()

    order = journey.wait_for_state("live")
    check_once(journeys, journey, order)
    check_mails(journeys, order["number"])
