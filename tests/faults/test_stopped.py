"""A stopped service says so at once, and nobody else gets slow; a late one hears all."""

import statistics
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from deploy.local.client import Person
from deploy.local.ports import wait_until
from deploy.local.system import SERVICES, WORKER, System
from tests.journeys import Journeys

CACHED = "/api/v1/profiles/infektionsschutzbelehrung"
PATHS = {
    "identity": "/api/v1/bodies?q=",
    "catalog": "/api/v1/profiles?q=",
    "orders": f"{CACHED}/orderable?body=09162000&x=",
    "contracts": "/api/v1/contracts?x=",
    "notify": "/api/v1/orders/none/comments?x=",
}
SLACK_S = 3.0
"""What a loaded machine may add; waiting for the call's deadline would take longer still."""


def timed(person: Person, path: str) -> tuple[float, requests.Response]:
    """Return the seconds a read took, and its answer."""
    before = time.monotonic()
    answer = requests.get(f"{person.gateway}{path}", cookies=person.browser.cookies, timeout=20)
    return time.monotonic() - before, answer


def median_s(person: Person, path: str, times: int = 60) -> float:
    """Return the median time of a read."""
    return statistics.median(timed(person, path)[0] for _ in range(times))


def health_s(system: System) -> float:
    """Return the seconds the gateway took to say that it lives, on its inner port."""
    answer = requests.get(f"{system.inner_url}/health/live", timeout=20)
    answer.raise_for_status()
    return answer.elapsed.total_seconds()


@pytest.mark.parametrize("service", SERVICES)
def test_a_stopped_service_answers_503_within_a_second_and_others_stay_fast(
    journeys: Journeys, service: str
) -> None:
    system = journeys.system
    journey = journeys.signed_in()
    clerk = journey.person(journey.clerk)
    timed(clerk, CACHED)
    quiet_s = median_s(clerk, CACHED)
    system.processes.stop(service)

    try:
        took_s, answer = timed(clerk, PATHS[service] + uuid.uuid4().hex)
        ended = threading.Event()

        def hammer(_: int) -> list[tuple[float, int]]:
            found = []
            while not ended.is_set():
                s, refused = timed(clerk, PATHS[service] + uuid.uuid4().hex)
                found.append((s, refused.status_code))
            return found

        with ThreadPoolExecutor(50) as pool:
            hammering = [pool.submit(hammer, n) for n in range(50)]
            busy_s = median_s(clerk, CACHED)
            live_s = statistics.median(health_s(system) for _ in range(20))
            ended.set()
            answers = [one for done in hammering for one in done.result()]
    finally:
        system.start(service)

    assert answer.status_code == 503, answer.text
    assert int(answer.headers["Retry-After"]) >= 1
    assert took_s < 1 + SLACK_S
    assert {status for _, status in answers} == {503}
    assert statistics.quantiles([s for s, _ in answers], n=20)[-1] < 1 + SLACK_S
    assert max(busy_s, live_s) < max(0.25, 60 * quiet_s), (quiet_s, busy_s, live_s)


def test_a_service_started_late_hears_everything(journeys: Journeys) -> None:
    system, journey = journeys.system, journeys.next()
    late = ["notify", "contracts", WORKER]
    system.processes.stop_all(late)

    journey.clerk_orders()
    journey.reviewer_releases()
    for name in late:
        system.start(name)

    offered = journey.wait_for_state("contract_offered")
    clerk, path = journey.person(journey.clerk), f"orders/{offered['id']}/comments"
    wait_until(lambda: clerk.ask("GET", path).ok, 20, "no ticket")
    wait_until(lambda: clerk.get(path)["total"] >= 3, 20, "the ticket misses something")
    journey.mail("@", offered["number"])
    assert offered["contract"]
