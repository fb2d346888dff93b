"""Where it is measured: a system of its own, each gateway a single process, and the reference."""

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import requests

from deploy.bench import seed
from deploy.bench.filling.sizes import Sizes
from deploy.local.client import Person
from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Process
from deploy.local.specs import SERVICES
from deploy.local.system import System

REFERENCE = "deploy.bench.bare:app"
EDITOR = "editor"
QUIET_S = 2.0
FAILURE = re.compile(
    r"\"level\": \"error\"|^(?!BrokenPipe)[\w.]*(Error|Unavailable|Timeout|Exit)\b.*:"
)


@dataclass(frozen=True)
class Place:
    """A running system; ``bare`` and ``second`` are the ports of reference and second gateway.

    ``sizes`` is how much it is to be filled with where a measurement fills it.

    Gateway and reference are both asked past the edge, which would cost both the same.
    """

    system: System
    bare: int
    second: int
    sizes: Sizes = field(default_factory=Sizes)

    @property
    def gateway(self) -> int:
        """Return the port of the gateway."""
        return self.system.ports["gateway"]

    @property
    def gateway_pid(self) -> int:
        """Return the pid of the gateway's master process."""
        return self.system.processes.known()["gateway"][1]

    def sign_in(self, username: str) -> Person:
        """Return a signed-in test person."""
        return Person(self.system.gateway_url, username).sign_in()

    def read(self, path: str) -> requests.Response:
        """Read one thing from the API, once."""
        answer = requests.get(f"{self.system.gateway_url}{path}", timeout=60)
        answer.raise_for_status()
        return answer

    def finds(self, profiles: int) -> bool:
        """Tell whether a search finds that many profiles; until then catalog is not warm."""
        answer = requests.get(f"{self.system.gateway_url}/api/v1/profiles?limit=1", timeout=60)
        return bool(answer.ok and answer.json()["total"] == profiles)

    def is_quiet(self) -> bool:
        """Tell whether no service has heard anything for a while: copies fill after a start."""
        before = [heard(self.service_metrics(service)) for service in SERVICES]
        time.sleep(QUIET_S)
        return before == [heard(self.service_metrics(service)) for service in SERVICES]

    def service_metrics(self, service: str) -> str:
        """Return what a service counts, in Prometheus' format."""
        url = f"http://127.0.0.1:{self.system.ports[service]}/metrics"
        answer = requests.get(url, timeout=10)
        return str(answer.text)


def heard(metrics: str) -> list[str]:
    """Return the lines of a service's metrics that count events."""
    return [line for line in metrics.splitlines() if line.startswith("events_heard_total")]


@contextmanager
def running(profiles: int, sizes: Sizes = Sizes()) -> Iterator[Place]:
    """Start everything with that many profiles, and stop and delete it at the end.

    Of the rest it holds nothing until a measurement fills it to these sizes.
    """
    folder = Path(tempfile.mkdtemp(prefix="digitalmarkt-bench-"))
    system = System(folder)
    try:
        system.up()
        system.processes.stop("catalog")
        seed.fill(system.mongo_uri, f"{system.database_prefix}catalog", profiles)
        system.start("catalog")
        place = replace(_with_single_processes(system), sizes=sizes)
        wait_until(lambda: place.finds(profiles), 120, "the catalogue is not found whole")
        wait_until(place.is_quiet, 120, "the services still fill their copies", every_s=0.0)
        yield place
    except Exception:
        _show_errors(folder)
        raise
    finally:
        system.down()
        system.clean()


def _with_single_processes(system: System) -> Place:
    """Serve by one process each: the gateway, a second one, and the reference."""
    gateway = system.processes.known()["gateway"][0]
    system.processes.stop("gateway")
    bare, second = free_ports(2)
    single = _single(gateway, "gateway", system.ports["gateway"])
    for process in (
        single,
        _single(gateway, "gateway-2", second),
        _single(gateway, "bare", bare, REFERENCE),
    ):
        system.processes.start(process)
    for name in ("gateway", "gateway-2"):
        system.wait_ready(name)
    return Place(system, bare, second)


def _single(gateway: Process, name: str, port: int, application: str | None = None) -> Process:
    """Return the gateway's command with one worker process, on this port."""
    command: list[Any] = [*gateway.command[:-1], "-w", "1", application or gateway.command[-1]]
    inner = gateway.health if name == gateway.name else free_ports(1)[0]
    settings = {**gateway.settings, "HTTP_PORT": str(port), "INNER_PORT": str(inner)}
    health = None if application else inner
    return replace(gateway, name=name, command=command, settings=settings, health=health)


def _show_errors(folder: Path) -> None:
    """Print the last trouble of each process, before its log is deleted."""
    for log in sorted((folder / "logs").glob("*.log")):
        lines = log.read_text(errors="replace").splitlines()
        bad = [line for line in lines if FAILURE.search(line)]
        for line in bad[-3:]:
            print(f"{log.name}: {line[:1500]}", file=sys.stderr)
