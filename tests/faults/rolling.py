"""A rolling restart as Kubernetes does it, and the load that tells whether it lost anything."""

import itertools
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests

from deploy.local.client import Person
from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.specs import WORKER
from deploy.local.system import System
from services.contracts.hearing import queue_of
from services.contracts.worker import HANDLER, KIND

END_S, SHARES_S, READERS = 30, 10, 3
"""What a process may take to end, and a new replica until it has work; who reads meanwhile."""
PRE_STOP_S = 0.5
"""How long a pod goes on taking what is sent to it by who does not know yet that it ends."""
MOST_COMMENTS, COMMENT_EVERY_S = 40, 0.2
"""A person may write fifty a day."""
DRAFTED = queue_of(KIND, HANDLER)
READ = (
    "bodies?q={}", "profiles?q={}", "profiles/{profile}/orderable?body={body}",
    "contracts", "orders/none/comments",
)  # fmt: skip
"""One path to each service; what the gateway would keep, with a word no cache has seen."""


@dataclass
class Pods:
    """The replicas of one process, and which of them get requests; first only the plain one."""

    system: System
    name: str
    running: list[str] = field(default_factory=list)
    ended_after_s: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.running = self.running or [self.name]
        self._numbers = itertools.count(2)

    def scale_up(self) -> str:
        """Start one more and return it when it is ready."""
        added = f"{self.name}-{next(self._numbers)}"
        self.start(added)
        return added

    def start(self, pod: str) -> None:
        """Start a pod; it gets requests as soon as it is ready."""
        for process in self._of(pod):
            self.system.start(process)
        self.running.append(pod)

    def end(self, pod: str) -> None:
        """Give a pod no more requests, then tell it to end: the edge first, as its pod does."""
        self.running.remove(pod)
        if self.name == "gateway":
            time.sleep(PRE_STOP_S)
        for process in reversed(self._of(pod)):
            began = time.monotonic()
            self._tell(process)
            self.system.processes.stop(process, END_S + 10)
            self.ended_after_s.append(time.monotonic() - began)

    def _tell(self, process: str) -> None:
        """Tell the edge to end as its image asks to be told: what it has taken, it hands on."""
        if process.startswith("edge"):
            processes = self.system.processes
            processes.signal(process, signal.SIGQUIT)
            wait_until(lambda: not processes.alive(process), END_S, f"{process} did not end")

    def roll(self) -> None:
        """Replace each pod by a new one: first one more, then one fewer, as a rollout does."""
        for old in [*self.running]:
            self.wait_shares(self.scale_up())
            self.end(old)

    def settle(self) -> None:
        """Leave the plain process alone, as other tests expect it."""
        if self.name not in self.running:
            self.start(self.name)
        for pod in [*self.running]:
            if pod != self.name:
                self.end(pod)

    def entrances(self) -> list[str]:
        """Return the addresses requests may go to, as an ingress knows them."""
        if self.name != "gateway":
            return [self.system.gateway_url]
        edges = [pod.replace("gateway", "edge") for pod in self.running]
        return [f"http://127.0.0.1:{self.system.ports[edge]}" for edge in edges]

    def wait_shares(self, pod: str) -> None:
        """Wait until a pod has done something of what all do."""
        if self.name == WORKER:
            check, what = self._consumers, "consumers"
        else:
            check, what = (lambda: self._done_by(pod)), "calls"
        wait_until(check, SHARES_S, f"{pod} has no {what} after {SHARES_S} s")

    def _of(self, pod: str) -> list[str]:
        return [pod, pod.replace("gateway", "edge")] if self.name == "gateway" else [pod]

    def _consumers(self) -> bool:
        queues = self.system.broker.call("GET", "queues/%2F") or []
        taken = {queue["name"]: queue["consumers"] for queue in queues}
        return int(taken[DRAFTED]) >= len(self.running)

    def _done_by(self, pod: str) -> bool:
        port = self.system.processes.known()[pod][0].health
        lines = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=5).text.splitlines()
        counted = ("rpc_seconds_count", "http_request_seconds_count")
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(counted)) > 0


@dataclass
class Load:
    """What was asked while something happened, and what was not answered as it should be."""

    asked: int = 0
    lost: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def note(self, what: str, answer: requests.Response | None, wanted: int) -> bool:
        """Note an answer; tell whether it is the one that was due."""
        self.asked += 1
        status = answer.status_code if answer is not None else 0
        if status != wanted:
            said = answer.text[:300] if answer is not None else "no answer"
            self.lost.append(f"{what}: {status} {said}")
        return status == wanted


@contextmanager
def under_load(journey: Journey, pods: Pods) -> Iterator[Load]:
    """Read from all services, write comments and a basket, without ever asking twice."""
    load, ended = Load(), threading.Event()
    clerk, patience_s = journey.person(journey.clerk), journey.patience_s
    _be_patient(journey, 0)
    works: list[Callable[[Person], None]] = [
        *[lambda person: _read(person, journey, load)] * READERS,
        lambda person: _comment(person, journey, load),
        lambda person: _fill_basket(person, journey, load),
    ]

    def work(one: Callable[[Person], None]) -> None:
        turn = itertools.count()
        while not ended.is_set():
            entrances = pods.entrances()
            one(_at(clerk, entrances[next(turn) % len(entrances)]))

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        ended.set()
        for thread in threads:
            thread.join()
        _be_patient(journey, patience_s)


def _be_patient(journey: Journey, seconds: float) -> None:
    """Say how long people ask again: not at all while it counts who is not answered."""
    journey.patience_s = seconds
    for person in journey.people.values():
        person.patience_s = seconds


def _at(person: Person, entrance: str) -> Person:
    """Return a person's session at another entrance, on a connection of its own, never patient."""
    browser = requests.Session()
    browser.cookies.update(person.browser.cookies)
    return Person(entrance, person.username, browser, person.csrf)


def _ask(person: Person, load: Load, wanted: int, method: str, path: str, **more: Any) -> bool:
    try:
        answer = person.ask(method, path, **more)
    except requests.RequestException as error:
        load.lost.append(f"{method} {path}: {error!r}")
        return False
    return load.note(f"{method} {path}", answer, wanted)


def _read(person: Person, journey: Journey, load: Load) -> None:
    place = {"body": journey.body, "profile": journey.profile}
    for path in READ:
        wanted = 404 if "none" in path else 200
        _ask(person, load, wanted, "GET", path.format(uuid.uuid4().hex, **place))


def _comment(person: Person, journey: Journey, load: Load) -> None:
    time.sleep(COMMENT_EVERY_S)
    if len(load.said) == MOST_COMMENTS:
        return
    text, key = uuid.uuid4().hex, {"Idempotency-Key": uuid.uuid4().hex}
    path = f"orders/{journey.order['id']}/comments"
    if _ask(person, load, 201, "POST", path, json={"text": text}, headers=key):
        load.said.append(text)


def _fill_basket(person: Person, journey: Journey, load: Load) -> None:
    """Put something in and take it out again, after as long as a person needs to look."""
    path, key = f"bodies/{journey.body}/basket", {"Idempotency-Key": uuid.uuid4().hex}
    lying = {"profile": "elektronische-wohnsitzanmeldung"}
    _ask(person, load, 200, "POST", path, json=lying, headers=key)
    _ask(person, load, 200, "DELETE", f"{path}/{lying['profile']}", headers=key)
    time.sleep(0.05)
