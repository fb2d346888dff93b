"""What the manifests say of each autoscaler: those of KEDA's component, or those by CPU alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

K8S = Path(__file__).parents[1] / "k8s"
Doc = dict[str, Any]


class Watched(Enum):
    """What a number of replicas follows."""

    CALLS = "calls"
    EVENTS = "events"
    DOCUMENTS = "documents"
    SEALS = "seals"
    REQUESTS = "requests"
    CPU = "cpu"


OF_QUEUE = {"contract.drafted--contracts.worker": Watched.DOCUMENTS,
            "contract.seal_wanted--contracts.closer": Watched.SEALS}  # fmt: skip


@dataclass(frozen=True)
class Trigger:
    """So much of something is meant for one replica; of the CPU, so many cores."""

    watched: Watched
    per_replica: float


@dataclass(frozen=True)
class Scaler:
    """One autoscaler; ``down_pods`` may go in ``down_period_s``, ``window_s`` after the need.

    ``cores`` is what a replica may use at most.
    """

    process: str
    least: int
    most: int
    triggers: tuple[Trigger, ...]
    window_s: int
    down_pods: int
    down_period_s: int
    cores: float


def scalers(component: str, k8s: Path = K8S) -> list[Scaler]:
    """Return all of a component."""
    folder = k8s / "components" / component
    docs = [doc for path in sorted(folder.glob("*.yaml")) for doc in _docs(path)]
    return [READERS[doc["kind"]](doc["spec"], k8s) for doc in docs if doc["kind"] in READERS]


def _docs(path: Path) -> Iterator[Doc]:
    return (doc for doc in yaml.safe_load_all(path.read_text()) if doc)


def _of_keda(spec: Doc, k8s: Path) -> Scaler:
    behavior = spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]
    name, least, most = spec["scaleTargetRef"]["name"], "minReplicaCount", "maxReplicaCount"
    triggers, going = tuple(map(_trigger, spec["triggers"])), _going_down(behavior)
    return Scaler(name, spec[least], spec[most], triggers, *going, most_cores(name, k8s))


def _trigger(told: Doc) -> Trigger:
    data = told["metadata"]
    if told["type"] == "cpu":
        return Trigger(Watched.CPU, _cores(data["value"]))
    if told["type"] == "prometheus":
        return Trigger(Watched.REQUESTS, float(data["threshold"]))
    queue = data["queueName"]
    watched = Watched.CALLS if queue.startswith("rpc-") else Watched.EVENTS
    special = [kind for end, kind in OF_QUEUE.items() if queue.endswith(end)]
    return Trigger(special[0] if special else watched, float(data["value"]))


def _of_hpa(spec: Doc, k8s: Path) -> Scaler:
    cores = [metric["resource"]["target"]["averageValue"] for metric in spec["metrics"]]
    name, least, most = spec["scaleTargetRef"]["name"], spec["minReplicas"], spec["maxReplicas"]
    triggers = tuple(Trigger(Watched.CPU, _cores(each)) for each in cores)
    going = _going_down(spec["behavior"])
    return Scaler(name, least, most, triggers, *going, most_cores(name, k8s))


def _going_down(behavior: Doc) -> tuple[int, int, int]:
    down = behavior["scaleDown"]
    [policy] = down["policies"]
    return down["stabilizationWindowSeconds"], policy["value"], policy["periodSeconds"]


def most_cores(process: str, k8s: Path) -> float:
    """Return the cores a replica of a process may use."""
    [deployment] = _docs(k8s / "base" / process / "deployment.yaml")
    containers = {c["name"]: c for c in deployment["spec"]["template"]["spec"]["containers"]}
    return _cores(containers["main"]["resources"]["limits"]["cpu"])


def _cores(quantity: object) -> float:
    """Return a quantity of Kubernetes in cores: ``700m`` is 0.7."""
    text = str(quantity)
    return float(text.removesuffix("m")) / (1000 if text.endswith("m") else 1)


READERS = {"ScaledObject": _of_keda, "HorizontalPodAutoscaler": _of_hpa}
