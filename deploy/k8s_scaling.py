"""Check the autoscalers: each scales a workload that exists and leaves its number to it."""

from collections.abc import Iterator

from deploy.k8s_render import Rendering, Resource
from deploy.k8s_resources import named, title

LOWEST = {"HorizontalPodAutoscaler": "minReplicas", "ScaledObject": "minReplicaCount"}
HIGHEST = {"HorizontalPodAutoscaler": "maxReplicas", "ScaledObject": "maxReplicaCount"}


def scale_targets_exist(rendering: Rendering) -> Iterator[str]:
    """Complain about an autoscaler without its workload, and one that another number overrules."""
    scaled: set[tuple[str, str]] = set()
    for scaler in (found for found in rendering.resources if found["kind"] in LOWEST):
        target = scaler["spec"]["scaleTargetRef"]
        key = (target["kind"], target["name"])
        workload = named(rendering.resources, *key)
        if key in scaled:
            yield f"{title(scaler)}: {key[0]} {key[1]} has another autoscaler"
        scaled.add(key)
        if workload is None:
            yield f"{title(scaler)}: {key[0]} {key[1]} does not exist"
        elif "replicas" in workload["spec"]:
            yield f"{title(scaler)}: {title(workload)} says spec.replicas itself"
        yield from _bounds(scaler)


def scalers_may_ask(rendering: Rendering) -> Iterator[str]:
    """Complain about a trigger whose credentials are not there."""
    for scaler in (found for found in rendering.resources if found["kind"] == "ScaledObject"):
        for trigger in scaler["spec"]["triggers"]:
            name = trigger.get("authenticationRef", {}).get("name")
            if name and named(rendering.resources, "TriggerAuthentication", name) is None:
                yield f"{title(scaler)}: TriggerAuthentication {name} does not exist"


def queries_stay_at_home(rendering: Rendering) -> Iterator[str]:
    """Complain about a query that would count what other environments do, too."""
    if not rendering.complete:
        return
    for scaler in (found for found in rendering.resources if found["kind"] == "ScaledObject"):
        own = f'namespace="{scaler["metadata"]["namespace"]}"'
        for trigger in scaler["spec"]["triggers"]:
            if trigger["type"] == "prometheus" and own not in trigger["metadata"]["query"]:
                yield f"{title(scaler)}: its query does not ask for {own}"


def _bounds(scaler: Resource) -> Iterator[str]:
    lowest = scaler["spec"].get(LOWEST[scaler["kind"]], 1)
    highest = scaler["spec"][HIGHEST[scaler["kind"]]]
    if not 1 <= lowest <= highest:
        yield f"{title(scaler)}: from {lowest} to {highest} pods leads nowhere"
