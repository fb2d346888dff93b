"""Clients that public generators make of our description: they compile, and they work.

Of a few operations, or of all where ``CLIENT_OPERATIONS`` says ``all``.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.api_clients import Access, access, part_of
from tests.e2e.people import order_for
from tests.journeys import Journeys
from tests.shape.sources import ROOT

EXAMPLES = ROOT / "tests/clients"
TOOLS = EXAMPLES / "node_modules/.bin"
USED = ("oauth_token", "catalog_search", "orders_place", "notify_list_events")
WHOLE = os.environ.get("CLIENT_OPERATIONS") == "all"
LONGEST_S = 300
NO_FILES_YET = ("Unsupported content_type", "Unsupported content type")
"""What openapi-python-client says where a file travels; everything else must come through."""
BY_NAME = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def run(*command: Any, **settings: str) -> str:
    """Run a program to its end and return what it printed."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=LONGEST_S,
        env={**os.environ, **BY_NAME, **settings}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def given(journeys: Journeys) -> Access:
    """What the developers of the clients have."""
    return access(journeys)


@pytest.fixture(scope="module")
def settings(given: Access) -> dict[str, str]:
    order = {**order_for(given.journey.body), "profile": given.journey.profile}
    server = given.journey.place.gateway
    ordered = json.dumps({**order, "costs_acknowledged": True})
    return {**given.settings, "SERVER": server, "ORDER": ordered}


@pytest.fixture(scope="module")
def description(given: Access, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The description as it is served, or as much of it as is used."""
    answer = requests.get(f"{given.journey.place.gateway}/api/v1/openapi.json", timeout=20)
    document = answer.json()
    file = tmp_path_factory.mktemp("api") / "openapi.json"
    file.write_text(json.dumps(document if WHOLE else part_of(document, USED)))
    return file


def done_by(given: Access, said: str) -> tuple[list[int], str, str]:
    """Return how a program's search, order and read of events were answered, what it found first
    and how its order stands; the order is taken back."""
    told = json.loads(said)
    given.withdraw(told["order"])
    return told["statuses"], told["services"][0], told["state"]


def test_a_python_client_is_made_and_works(
    given: Access, settings: dict[str, str], description: Path
) -> None:
    folder = description.parent
    (folder / "config.yaml").write_text("post_hooks: []\n")

    said = run(
        Path(sys.executable).with_name("openapi-python-client"), "generate", "--meta", "none",
        "--path", description, "--output-path", folder / "market_client",
        "--config", folder / "config.yaml",
    )  # fmt: skip
    done = run(sys.executable, EXAMPLES / "main.py", PYTHONPATH=str(folder), **settings)

    warnings = [part for part in said.split("WARNING")[1:] if "parsing" in part]
    assert [w for w in warnings if not any(word in w for word in NO_FILES_YET)] == []
    assert done_by(given, done) == ([200, 201, 200], given.journey.profile, "submitted")


def test_a_typescript_client_is_made_checked_and_works(
    given: Access, settings: dict[str, str], description: Path
) -> None:
    folder = description.parent / "typescript"
    folder.mkdir()
    for name in ("main.ts", "tsconfig.json", "package.json"):
        shutil.copy(EXAMPLES / name, folder)
    (folder / "node_modules").symlink_to(EXAMPLES / "node_modules")

    run(TOOLS / "openapi-typescript", description, "-o", folder / "schema.d.ts")
    run(TOOLS / "tsc", "-p", folder)
    done = run("node", folder / "out/main.js", **settings)

    assert done_by(given, done) == ([200, 201, 200], given.journey.profile, "submitted")
