"""The examples of docs/vendors, run as a vendor would: by queue, webhook and feed."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from standardwebhooks import Webhook

from deploy.local.client import Person
from deploy.local.journey import Journey
from deploy.local.ports import free_ports, wait_until
from tests.journeys import Journeys
from tests.shape.sources import ROOT
from tests.told_events import end, examples_of_events

EXAMPLES = ROOT / "docs/vendors"
VENDOR = "demo-fachverfahren"
LONGEST_S = 30
SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def run(example: str, *arguments: str, **settings: str) -> str:
    """Run an example to its end and return what it printed."""
    command = [sys.executable, example, *arguments]
    done = subprocess.run(
        command, cwd=EXAMPLES, env={**os.environ, **settings}, capture_output=True, text=True,
        timeout=LONGEST_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def journey(journeys: Journeys) -> Journey:
    """An order the vendor is asked to set up."""
    return journeys.next_in_setup()


def test_an_example_fits_on_one_screen() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in EXAMPLES.glob("*.py")}

    assert {name for name, lines in lengths.items() if lines >= 40} == set()
    assert len(lengths) == 4


def test_the_queue_is_read_once(journey: Journey) -> None:
    uri, queue = journey.place.vendor_uri, f"vendor.{VENDOR}"

    first = run("amqp.py", uri, queue, "2")
    again = run("amqp.py", uri, queue, "1")

    told = f"de.digitalmarkt.order.setup_requested.v1 {journey.order['number']} setup_requested"
    assert told in first.splitlines()
    assert journey.order["number"] not in again


def test_the_feed_is_read_on_from_where_it_got_to(journey: Journey, tmp_path: Path) -> None:
    manager = Person(journey.place.gateway, "vendor-fachverfahren").sign_in()
    asked = {"name": "Feed", "scope": f"vendor:{VENDOR}", "scopes": ["events:read"]}
    client = manager.post("clients", asked)
    secrets = {"CLIENT_ID": client["client_id"], "CLIENT_SECRET": client["client_secret"]}
    here = (journey.place.gateway, str(tmp_path / "cursor.json"))

    first = run("feed.py", *here, **secrets)
    again = run("feed.py", *here, **secrets)

    assert f"{journey.order['number']} setup_requested" in first
    assert journey.order["number"] not in again


def test_a_webhook_is_believed_by_its_signature_only(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    address = f"http://127.0.0.1:{port}/"
    body = json.dumps(examples_of_events()["de.digitalmarkt.order.setup_requested.v1"])
    now, signed = datetime.now(UTC), Webhook(SECRET)
    headers = {
        "webhook-id": "m1", "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": f"v1,none {signed.sign('m1', now, body)}",
    }  # fmt: skip
    with (tmp_path / "said").open("w") as said:
        receiver = subprocess.Popen(
            [sys.executable, "webhook.py", str(port)], cwd=EXAMPLES, stdout=said,
            env={**os.environ, "WEBHOOK_SECRET": SECRET},
        )  # fmt: skip
    try:
        wait_until(lambda: answers(address), LONGEST_S, "the receiver does not listen")
        forged = json.dumps(end())
        got = [
            requests.post(address, data=data.encode(), headers=headers, timeout=10).status_code
            for data in (body, body, forged)
        ]
    finally:
        receiver.terminate()
        receiver.wait(LONGEST_S)

    assert got == [204, 204, 401]
    assert len((tmp_path / "said").read_text().splitlines()) == 1


def answers(address: str) -> bool:
    """Tell whether something listens there."""
    try:
        requests.get(address, timeout=2)
    except requests.ConnectionError:
        return False
    return True
