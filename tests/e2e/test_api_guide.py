"""The first steps on the page of the API work as they stand there."""

import os
import subprocess
from pathlib import Path

import lxml.html

from deploy.local.client import Person
from tests.api_clients import access
from tests.journeys import Journeys

# Whether the vendor's feed goes on depends on what the tests before have ordered of its services.
SAID = [
    {"True"}, {"submitted"}, {"Idempotent-Replayed: true"}, {"200"}, {"True", "False"}, {"efa"},
    {"text/csv; charset=utf-8"}, {"Your authority may order this service."},
    {"RateLimit-Limit: 3000000"}, {"200"},
]  # fmt: skip
"""What the lines after the first say; that one names the body the program acts for."""


def test_the_first_steps_work(journeys: Journeys, tmp_path: Path) -> None:
    server = journeys.system.gateway_url
    page = Person(server).browser.get(f"{server}/api/docs", timeout=20)
    lines = "\n".join(one.text_content() for one in lxml.html.fromstring(page.text).xpath("//pre"))
    settings = access(journeys).settings

    done = subprocess.run(
        ["bash", "-u", "-c", lines], cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env={**os.environ, **settings},
    )  # fmt: skip

    body, *told = done.stdout.splitlines()
    assert body == settings["BODY"]
    assert len(told) == len(SAID), done.stderr[-2000:]
    assert [one for one, may in zip(told, SAID, strict=True) if one not in may] == []
