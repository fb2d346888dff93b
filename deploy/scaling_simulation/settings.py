"""What the manifests say of each autoscaler: KEDA's component where it is there, else the HPAs."""

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


def scalers(k8s: Path = K8S) -> list[Scaler]:
    """Return all of them."""
    keda = k8s / "components/keda"
    folder = keda if keda.exists() else k8s / "components/cpu-hpa"
    docs = [doc for path in sorted(folder.glob("*.yaml")) for doc in _docs(path)]
    return [READERS[doc["kind"]](doc["spec"], k8s) for doc in docs if doc["kind"] in READERS]


def _docs(path: Path) -> Iterator[Doc]:
    return (doc for doc in yaml.safe_load_all(path.read_text()) if doc)


def _of_keda(spec: Doc, k8s: Path) -> Scaler:
    behavior = spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]
    name, least, most = spec["scaleTargetRef"]["name"], "minReplicaCount", "maxReplicaCount"
    asked, cores = cores_of(name, k8s)
    triggers = tuple(_trigger(told, asked) for told in spec["triggers"])
    return Scaler(name, spec[least], spec[most], triggers, *_going_down(behavior), cores)


def _trigger(told: Doc, asked_cores: float) -> Trigger:
    data = told["metadata"]
    if told["type"] == "cpu":
        whole = told.get("metricType") == "AverageValue"
        share = _cores(data["value"]) if whole else float(data["value"]) / 100 * asked_cores
        return Trigger(Watched.CPU, share)
    if told["type"] == "prometheus":
        return Trigger(Watched.REQUESTS, float(data["threshold"]))
    queue = data["queueName"]
    watched = Watched.CALLS if queue.startswith("rpc-") else Watched.EVENTS
    special = [kind for end, kind in OF_QUEUE.items() if queue.endswith(end)]
    return Trigger(special[0] if special else watched, float(data["value"]))


def _of_hpa(spec: Doc, k8s: Path) -> Scaler:
    shares = [metric["resource"]["target"]["averageUtilization"] for metric in spec["metrics"]]
    name, least, most = spec["scaleTargetRef"]["name"], spec["minReplicas"], spec["maxReplicas"]
    asked, cores = cores_of(name, k8s)
    triggers = tuple(Trigger(Watched.CPU, share / 100 * asked) for share in shares)
    return Scaler(name, least, most, triggers, *_going_down(spec["behavior"]), cores)


def _going_down(behavior: Doc) -> tuple[int, int, int]:
    down = behavior["scaleDown"]
    [policy] = down["policies"]
    return down["stabilizationWindowSeconds"], policy["value"], policy["periodSeconds"]


def cores_of(process: str, k8s: Path) -> tuple[float, float]:
    """Return the cores a replica of a process asks for, and those it may use."""
    [deployment] = _docs(k8s / "base" / process / "deployment.yaml")
    containers = {c["name"]: c for c in deployment["spec"]["template"]["spec"]["containers"]}
    resources = containers["main"]["resources"]
    return _cores(resources["requests"]["cpu"]), _cores(resources["limits"]["cpu"])


def _cores(quantity: object) -> float:
    """Return a quantity of Kubernetes in cores: ``700m`` is 0.7."""
    text = str(quantity)
    return float(text.removesuffix("m")) / (1000 if text.endswith("m") else 1)


READERS = {"ScaledObject": _of_keda, "HorizontalPodAutoscaler": _of_hpa}
