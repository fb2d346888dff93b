"""The first steps on the page of the API work as they stand there."""

import os
import subprocess
from pathlib import Path

import lxml.html
import pytest

from deploy.local.client import Person
from tests.e2e.people import put
from tests.journeys import Journeys

VENDOR = "demo-fachverfahren"
SAID = [
    "True", "submitted", "Idempotent-Replayed: true", "200", "False", "efa",
    "text/csv; charset=utf-8", "Your authority may order this service.",
    "RateLimit-Limit: 3000000", "200",
]  # fmt: skip


def client(of: Person, scope: str, *scopes: str) -> tuple[str, str]:
    """Return id and secret of a new API client."""
    asked = {"name": "Erste Schritte", "scope": scope, "scopes": list(scopes)}
    made = of.post("clients", asked)
    return made["client_id"], made["client_secret"]


@pytest.fixture(scope="module")
def settings(journeys: Journeys) -> dict[str, str]:
    """What the page asks the reader to set."""
    journey = journeys.next()
    clerk, body = journey.person(journey.clerk), journey.body
    path = f"bodies/{body}/members/{clerk.get('me')['account']}/roles"
    put(journey.person("admin"), path, {"roles": ["officer", "body_admin"]})
    ours = client(clerk, body, "orders:read", "orders:write")
    vendor = journey.person("vendor-fachverfahren")
    theirs = client(vendor, f"vendor:{VENDOR}", "events:read")
    names = ("CLIENT_ID", "CLIENT_SECRET", "VENDOR_CLIENT_ID", "VENDOR_CLIENT_SECRET")
    return {
        **dict(zip(names, (*ours, *theirs), strict=True)),
        "COOKIE": "; ".join(f"{one.name}={one.value}" for one in clerk.browser.cookies),
        "BODY": body,
        "SERVICE": clerk.get(f"profiles/{journey.profile}")["title"]["de"],
    }


def test_the_first_steps_work(journeys: Journeys, settings: dict[str, str], tmp_path: Path) -> None:
    page = Person(journeys.system.gateway_url).browser.get(
        f"{journeys.system.gateway_url}/api/docs", timeout=20
    )
    lines = "\n".join(one.text_content() for one in lxml.html.fromstring(page.text).xpath("//pre"))

    done = subprocess.run(
        ["bash", "-u", "-c", lines], cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env={**os.environ, **settings},
    )  # fmt: skip

    assert done.stdout.split("\n")[:-1] == SAID, done.stderr[-2000:]
