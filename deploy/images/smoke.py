"""Each image started once as in the cluster, with a real broker and database beside.

Root read-only, a user without rights, settings as `make up` has them. Each must live, be ready,
and end in time; through the edge the pages, their assets and an RPC must answer.
"""

import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import requests

from deploy.images.archive import Archive
from deploy.images.engines import Engine
from deploy.local.ports import wait_until
from deploy.local.processes import Process
from deploy.local.specs import SERVICES
from deploy.local.system import System

LIVE_S, READY_S, END_S = 30, 60, 30
OURS_ALONE = ("PYTHONPATH", "PYTHONWARNINGS", "SSL_CERT_FILE")
"""Settings that name something of this machine, which no image knows."""
IN_IMAGE = {"HOME": "/tmp", "EDGE_FOLDER": "/tmp/edge"}
ASKED = ("/", "/static/vendor/htmx.min.js", "/api/v1/profiles?limit=1")
JOBS = {
    service: (
        ["python", "-m", "services.common.schema", "apply", "--service", service],
        ["python", "-m", "services.common.topology", "declare", "--service", service],
    )
    for service in SERVICES
} | {"gateway": (["python", "-m", "gateway.schema", "apply"],)}


@dataclass(frozen=True)
class Image:
    """One image: its short name (``orders``), its whole name, and what its engine hands out."""

    short: str
    name: str
    archive: Archive


@dataclass(frozen=True)
class Times:
    """Seconds from the start until it lived and was ready, and from SIGTERM until it had ended."""

    live: float
    ready: float
    end: float


def smoke(engine: Engine, images: list[Image], logs: Path) -> dict[str, Times]:
    """Start all images, ask through the edge, stop all; return how long each took.

    What was said is left in ``logs``. Raises TimeoutError, ChildProcessError or AssertionError
    with a sentence where one fails.
    """
    system = System(Path(tempfile.mkdtemp(prefix="digitalmarkt-images-")))
    try:
        system.start_servers()
        system.prepare()
        _run_jobs(engine, images, system)
        return _times(engine, images, system)
    finally:
        system.down()
        for image in images:
            engine.forget(image.name)
        shutil.copytree(system.folder / "logs", logs, dirs_exist_ok=True)
        system.clean()


def _run_jobs(engine: Engine, images: list[Image], system: System) -> None:
    """Run what comes before a rollout, each service's from its own image."""
    for image in images:
        for number, run in enumerate(JOBS.get(image.short, ())):
            settings = {
                "MONGO_URI": system.mongo_uri,
                "MONGO_DATABASE": f"{system.database_prefix}{image.short}",
                "AMQP_ADMIN_URI": system.broker.amqp_uri,
            }
            _run(engine, image, system, f"job-{image.short}-{number}", run, settings)


def _run(
    engine: Engine, image: Image, system: System, name: str, run: list[str],
    settings: Mapping[str, str],
) -> None:  # fmt: skip
    words, surroundings = engine.command(image.name, image.archive, run, {**settings, **IN_IMAGE})
    system.processes.start(Process(name, words, surroundings))
    wait_until(lambda: not system.processes.alive(name), READY_S, f"{name} has not ended")
    if code := system.processes.code(name):
        raise ChildProcessError(f"{name} ended with {code}")


def _times(engine: Engine, images: list[Image], system: System) -> dict[str, Times]:
    began, lived, ready = {}, {}, {}
    for image in images:
        began[image.short] = time.monotonic()
        system.processes.start(_process(engine, image, system))
    for image in images:
        system.wait_live(image.short, LIVE_S)
        lived[image.short] = time.monotonic()
    for image in images:
        system.wait_ready(image.short, READY_S)
        ready[image.short] = time.monotonic()
    _ask(system, images)
    return {
        short: Times(lived[short] - start, ready[short] - start, _end(system, short))
        for short, start in began.items()
    }


def _process(engine: Engine, image: Image, system: System) -> Process:
    process = system.process(image.short)
    told = {key: value for key, value in process.settings.items() if key not in OURS_ALONE}
    changed = {key: value for key, value in IN_IMAGE.items() if key in told or key == "HOME"}
    command, settings = engine.command(image.name, image.archive, [], {**told, **changed})
    return replace(process, command=command, settings=settings)


def _ask(system: System, images: list[Image]) -> None:
    """Ask as a person would, where what it takes is among the images."""
    if not {"edge", "gateway", "catalog"} <= {image.short for image in images}:
        return
    for path in ASKED:
        answer = requests.get(system.gateway_url + path, timeout=20)
        if answer.status_code != 200:
            raise AssertionError(f"{path} was answered with {answer.status_code}")


def _end(system: System, name: str) -> float:
    began = time.monotonic()
    system.processes.stop(name, END_S)
    took = time.monotonic() - began
    if took > END_S:
        raise TimeoutError(f"{name} did not end within {END_S} s of SIGTERM")
    return took
