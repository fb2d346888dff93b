"""Plays a morning for one process, second by second."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from deploy.scaling_simulation.autoscaler import LOOK_EVERY_S, Autoscaler
from deploy.scaling_simulation.morning import COSTS_S, END_S, WORK, Morning
from deploy.scaling_simulation.settings import Scaler, Watched

STARTS_IN_S = 20
"""From the decision until a new replica takes work: its start and ten seconds."""
GIVES_UP_AFTER_S = 5
"""A call nobody has answered by then is given up by its caller."""
AT_MOST = {**dict.fromkeys(WORK, 1.0), "gateway": 2.0, "contracts-worker": 2.0}
"""Cores a replica can use: a service is one loop, the others are two processes."""
GIVEN_UP = frozenset({Watched.CALLS, Watched.REQUESTS})


@dataclass(frozen=True)
class Played:
    """What came of it: work a second at its most, replicas, and what waited."""

    process: str
    busiest_cores: float
    least: int
    most: int
    longest_wait_s: float
    failed: int
    turns: int
    """How often more replicas became fewer, or fewer more."""


class Process:
    """The replicas of one process and what waits for them."""

    def __init__(self, scaler: Scaler) -> None:
        self.autoscaler = Autoscaler(scaler)
        self.ready = scaler.least
        self.waiting = dict.fromkeys(WORK[scaler.process], 0.0)
        self.rates = dict.fromkeys(WORK[scaler.process], 0.0)
        self.failed, self.used = 0.0, 0.0
        self._cores = min(scaler.cores, AT_MOST[scaler.process])
        self._starting: list[int] = []

    def second(self, now_s: int, coming: Mapping[Watched, float]) -> None:
        """Let a second pass."""
        self._starting = [at for at in self._starting if at > now_s]
        self.ready = self.autoscaler.replicas - len(self._starting)
        for watched, number in coming.items():
            self.waiting[watched] += number
            self.rates[watched] += (number - self.rates[watched]) / 60
        self._work()
        if now_s % LOOK_EVERY_S == 0:
            before = self.autoscaler.replicas
            after = self.autoscaler.look(now_s, self._figures(coming))
            self._starting += [now_s + STARTS_IN_S] * max(0, after - before)

    def wait_s(self) -> float:
        """Return how long what waits last will have waited."""
        return self._needed() / (self.ready * self._cores)

    def _needed(self) -> float:
        return sum(COSTS_S[watched] * number for watched, number in self.waiting.items())

    def _work(self) -> None:
        """Do as much of all that waits as the replicas can; callers give up what is too late."""
        can, needed = self.ready * self._cores, self._needed()
        self.used = min(can, needed)
        share = 1 - self.used / needed if needed else 0.0
        for watched in self.waiting:
            self.waiting[watched] *= share
        late = max(0.0, self.wait_s() - GIVES_UP_AFTER_S) / max(self.wait_s(), 1e-9)
        for watched in GIVEN_UP & self.waiting.keys():
            self.failed += self.waiting[watched] * late
            self.waiting[watched] *= 1 - late

    def _figures(self, coming: Mapping[Watched, float]) -> dict[Watched, float]:
        """Return what the autoscaler sees: what waits and what is at work, rates, CPU."""
        seen = {w: n + coming[w] * COSTS_S[w] for w, n in self.waiting.items()}
        if Watched.REQUESTS in self.rates:
            seen[Watched.REQUESTS] = self.rates[Watched.REQUESTS]
        return {**seen, Watched.CPU: self.used}


def play(scaler: Scaler, morning: Morning) -> Played:
    """Return what becomes of a process on this morning."""
    process, active = Process(scaler), morning.active()
    chance = random.Random(7)
    each = {w: n * morning.factor / morning.works_s for w, n in WORK[scaler.process].items()}
    replicas, waits, cores = [scaler.least], [0.0], [0.0]
    for now_s in range(END_S):
        mean = {watched: rate * active[now_s] for watched, rate in each.items()}
        coming = {w: max(0.0, chance.gauss(rate, rate**0.5)) for w, rate in mean.items()}
        process.second(now_s, coming)
        replicas.append(process.autoscaler.replicas)
        waits.append(process.wait_s())
        cores.append(sum(COSTS_S[w] * n for w, n in mean.items()))
    return Played(
        scaler.process, max(cores), min(replicas), max(replicas), max(waits),
        round(process.failed), turns(replicas),
    )  # fmt: skip


def turns(replicas: list[int]) -> int:
    """Count how often the number turned from growing to falling, or back."""
    moves = [after - before for before, after in pairwise(replicas)]
    ways = [move > 0 for move in moves if move]
    return sum(way != before for before, way in pairwise(ways))
