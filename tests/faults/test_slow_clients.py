"""Clients that never finish hold up nobody: neither those who ask nor those who look after us.

``SLOW_CLIENTS_S`` says for how many seconds memory is watched beside them.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from deploy.bench.memory import children, held_mb
from deploy.bench.slow import holding
from deploy.local.system import System
from tests.journeys import Journeys

READ, ASKED = "/api/v1/profiles/infektionsschutzbelehrung", "/api/v1/bodies?q=Traunstein"
LONGEST_S = 10
WATCHED_S = float(os.environ.get("SLOW_CLIENTS_S", "1"))
MOST_MB = 32
"""What edge and gateway together may hold more at the end than at the beginning."""
ANSWERED_OR_REFUSED = {200, 429, 503}


def statuses(system: System) -> dict[str, set[int]]:
    """Ask 100 times each for what is held, what is asked of a service, and health."""
    urls = {
        "held": f"{system.gateway_url}{READ}",
        "asked": f"{system.gateway_url}{ASKED}",
        "live": f"{system.inner_url}/health/live",
        "ready": f"{system.inner_url}/health/ready",
    }

    def ask(url: str) -> int:
        return requests.get(url, timeout=LONGEST_S).status_code

    with ThreadPoolExecutor(8) as pool:
        return {name: set(pool.map(ask, [url] * 100)) for name, url in urls.items()}


@pytest.mark.parametrize(
    ("slow", "idle"), [(120, 0), (200, 800)], ids=["60 bodies, 60 headers", "1,000 connections"]
)
def test_slow_clients_keep_nobody_from_an_answer(journeys: Journeys, slow: int, idle: int) -> None:
    system = journeys.system

    with holding(system.ports["edge"], slow=slow, idle=idle):
        found = statuses(system)

    assert found == {name: {200} for name in ("held", "asked", "live", "ready")}


def test_who_signs_in_beside_them_can_work(journeys: Journeys) -> None:
    system = journeys.system

    with holding(system.ports["edge"], slow=200, idle=0):
        journey = journeys.signed_in()
        me = journey.person(journey.clerk).get("me")

    assert me["csrf_token"]


def memory_mb(system: System) -> float:
    """Return what edge and gateway hold of their own, with all their workers."""
    known = system.processes.known()
    masters = [known[name][1] for name in ("edge", "gateway")]
    return held_mb([one for master in masters for one in (master, *children(master))])


def test_memory_stays_flat_beside_a_thousand_connections(journeys: Journeys) -> None:
    system = journeys.system

    with holding(system.ports["edge"], slow=200, idle=792):
        found, held = [statuses(system)], [memory_mb(system)]
        until = time.monotonic() + WATCHED_S
        while time.monotonic() < until:
            found.append(statuses(system))
            held.append(memory_mb(system))

    grown = held[-1] - held[0]
    print(f"{len(held)} looks in {WATCHED_S:.0f} s: {held[0]:.0f} MB, {grown:+.1f} MB at the end")
    assert all(seen <= ANSWERED_OR_REFUSED for one in found for seen in one.values())
    assert grown < MOST_MB, held
