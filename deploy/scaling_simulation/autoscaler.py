"""The algorithm of Kubernetes' HorizontalPodAutoscaler, which KEDA's scalers give their figures.

Every 15 s, of each figure as many replicas as bring it to its target; the highest counts. Up by
four pods or twice as many at most, down only below what no look within the window asked for, and
slowly (https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/).
"""

import math
from collections import deque
from collections.abc import Mapping

from deploy.scaling_simulation.settings import Scaler, Trigger, Watched

LOOK_EVERY_S = 15
TOLERANCE = 0.1
UP_PODS, UP_FACTOR = 4, 2


class Autoscaler:
    """Decides for one process."""

    def __init__(self, scaler: Scaler) -> None:
        self.scaler, self.replicas = scaler, scaler.least
        self._wanted: deque[tuple[int, int]] = deque()
        self._gone: deque[tuple[int, int]] = deque()

    def look(self, now_s: int, figures: Mapping[Watched, float]) -> int:
        """Take the figures of all replicas together (of the CPU: used cores), give their number."""
        wanted = max((self._of(trigger, figures) for trigger in self.scaler.triggers), default=0)
        wanted = min(self.scaler.most, max(self.scaler.least, wanted))
        self._wanted.append((now_s, wanted))
        while self._wanted[0][0] < now_s - self.scaler.window_s:
            self._wanted.popleft()
        if wanted > self.replicas:
            most = max(self.replicas + UP_PODS, self.replicas * UP_FACTOR)
            self.replicas = min(wanted, most)
        else:
            self._go_down(now_s, max(number for _, number in self._wanted))
        return self.replicas

    def _of(self, trigger: Trigger, figures: Mapping[Watched, float]) -> int:
        there, meant = figures.get(trigger.watched, 0.0), trigger.per_replica
        if abs(there / (meant * self.replicas) - 1) <= TOLERANCE:
            return self.replicas
        return math.ceil(there / meant)

    def _go_down(self, now_s: int, to: int) -> None:
        while self._gone and self._gone[0][0] <= now_s - self.scaler.down_period_s:
            self._gone.popleft()
        free = self.scaler.down_pods - sum(number for _, number in self._gone)
        leaving = min(self.replicas - to, free)
        if leaving > 0:
            self.replicas -= leaving
            self._gone.append((now_s, leaving))
