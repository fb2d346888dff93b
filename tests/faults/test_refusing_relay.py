"""A relay that refuses for minutes: nothing is lost, nobody is left in the dark, all can go out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.mails import mails_in
from deploy.local.ports import wait_until
from deploy.local.sink import ANSWERS
from tests.journeys import Journeys

PATIENCE_S = 60


@contextmanager
def refusing(mail_dir: Path, **answers: str) -> Iterator[None]:
    """Let the relay answer a stage of each mail like this."""
    script = mail_dir / ANSWERS
    script.write_text(json.dumps(answers))
    try:
        yield
    finally:
        script.unlink()


def arrived(mail_dir: Path, docs: list[dict[str, Any]]) -> dict[str, int]:
    """Count how often each of these mails lies in the sink."""
    ids = [str(mail["Message-ID"]).strip() for mail in mails_in(mail_dir)]
    return {doc["message_id"]: ids.count(doc["message_id"]) for doc in docs}


def test_mails_a_relay_refused_for_minutes_arrive_once_when_it_takes_them_again(
    journeys: Journeys,
) -> None:
    stored, mail_dir = journeys.stored("notify")["mails"], journeys.system.mail_dir
    journey = journeys.next()

    with refusing(mail_dir, data="554 transaction failed"):
        journey.clerk_orders()
        mine = {"about.order": journey.wait_for_state("submitted")["id"]}
        doubted = {**mine, "doubts": {"$gte": 1}}
        wait_until(lambda: stored.count_documents(doubted) > 0, PATIENCE_S, "no mail was tried")
    kept = list(stored.find(doubted))
    stored.update_many(doubted, [{"$set": {"due_at": "$$NOW"}}])
    sent = {"_id": {"$in": [doc["_id"] for doc in kept]}, "state": "sent"}
    wait_until(lambda: stored.count_documents(sent) == len(kept), PATIENCE_S, "mails wait on")

    assert {doc["state"] for doc in kept} == {"queued"}
    assert all(doc["text"] for doc in kept)
    assert set(arrived(mail_dir, kept).values()) == {1}
    assert stored.count_documents({**mine, "state": "failed"}) == 0


def test_a_refused_address_is_told_in_the_ticket_and_the_mail_sent_again_by_support(
    journeys: Journeys,
) -> None:
    stored, mail_dir = journeys.stored("notify")["mails"], journeys.system.mail_dir
    journey = journeys.next()
    waiting = {"state": "queued", "doubts": {"$not": {"$gte": 1}}}
    wait_until(lambda: stored.count_documents(waiting) == 0, PATIENCE_S, "mails wait before it")

    with refusing(mail_dir, rcpt="550 5.1.1 no such user"):
        journey.clerk_orders()
        order = journey.wait_for_state("submitted")["id"]
        clerk, thread = journey.person(journey.clerk), f"orders/{order}/comments"

        def told() -> bool:
            return any("nicht zustellbar" in line["text"] for line in clerk.get(thread)["items"])

        wait_until(told, PATIENCE_S, "nobody is told")
    failed = list(stored.find({"about.order": order, "state": "failed"}))
    support = journey.person("support")
    listed = {mail["id"]: mail for mail in support.get("mails", state="failed", limit=200)["items"]}
    for doc in failed:
        support.post(f"mails/{doc['_id']}/resend")
    ids = [doc["_id"] for doc in failed]
    sent = {"_id": {"$in": ids}, "state": "sent"}
    wait_until(lambda: stored.count_documents(sent) == len(ids), PATIENCE_S, "not sent again")
    for address in support.get("paused-addresses", limit=200)["items"]:
        support.post(f"paused-addresses/{address['id']}/resume")

    assert support.get("paused-addresses")["items"] == []
    assert all(listed[id]["answer"] == "550 5.1.1 no such user" for id in ids)
    assert set(arrived(mail_dir, failed).values()) == {1}
