"""Read rendered Kubernetes resources: pods, containers, selectors and references."""

from collections.abc import Iterable, Iterator
from typing import Any

from deploy.k8s_custom import Reference, references_of_custom
from deploy.k8s_render import Resource

_ENV_SOURCES = {"configMapKeyRef": "ConfigMap", "secretKeyRef": "Secret"}
_WHOLE_SOURCES = {"configMapRef": "ConfigMap", "secretRef": "Secret"}


def title(resource: Resource) -> str:
    """Name a resource for a person: its kind and name."""
    return f"{resource['kind']} {resource['metadata']['name']}"


def of_kind(resources: Iterable[Resource], kind: str) -> list[Resource]:
    """Return the resources of one kind."""
    return [resource for resource in resources if resource["kind"] == kind]


def named(resources: Iterable[Resource], kind: str, name: str) -> Resource | None:
    """Return the one resource of that kind and name, if it is rendered."""
    found = [r for r in of_kind(resources, kind) if r["metadata"]["name"] == name]
    return found[0] if found else None


def pods(resources: Iterable[Resource]) -> list[Resource]:
    """Return the pod template of every workload."""
    return [pod_template(resource) for resource in resources if _has_pods(resource)]


def pod_template(workload: Resource) -> Resource:
    """Return a workload's pod: its kind and name, labels, spec, and the volumes it claims."""
    template = workload["spec"]["template"]
    return {
        "kind": workload["kind"],
        "metadata": {
            "name": workload["metadata"]["name"],
            "labels": template.get("metadata", {}).get("labels", {}),
        },
        "spec": template["spec"],
        "claims": workload["spec"].get("volumeClaimTemplates", []),
    }


def _has_pods(resource: Resource) -> bool:
    return "template" in resource.get("spec", {})


def containers(template: Resource) -> list[dict[str, Any]]:
    """Return a pod's containers, those that run first included."""
    spec = template["spec"]
    return [*spec.get("initContainers", []), *spec["containers"]]


def selected(selector: dict[str, Any], templates: Iterable[Resource]) -> list[Resource]:
    """Return the pods that a label selector matches; an empty one matches all."""
    return [t for t in templates if _matches(selector, t["metadata"]["labels"])]


def _matches(selector: dict[str, Any], labels: dict[str, str]) -> bool:
    wanted = selector.get("matchLabels") or {}
    expressions = selector.get("matchExpressions") or []
    return all(labels.get(key) == value for key, value in wanted.items()) and all(
        _holds(expression, labels) for expression in expressions
    )


def _holds(expression: dict[str, Any], labels: dict[str, str]) -> bool:
    key, values = expression["key"], expression.get("values", [])
    verdicts = {
        "In": labels.get(key) in values,
        "NotIn": labels.get(key) not in values,
        "Exists": key in labels,
        "DoesNotExist": key not in labels,
    }
    return verdicts[expression["operator"]]


def references(resource: Resource) -> Iterator[Reference]:
    """Yield what a workload needs: kind, name and key (empty where the whole object is meant)."""
    yield from references_of_custom(resource)
    if not _has_pods(resource):
        return
    template = pod_template(resource)
    for container in containers(template):
        yield from _from_environment(container)
    for volume in template["spec"].get("volumes", []):
        yield from _from_volume(volume)
    if "serviceAccountName" in template["spec"]:
        yield "ServiceAccount", template["spec"]["serviceAccountName"], ""


def _from_environment(container: dict[str, Any]) -> Iterator[Reference]:
    for setting in container.get("env", []):
        for source, kind in _ENV_SOURCES.items():
            if source in setting.get("valueFrom", {}):
                reference = setting["valueFrom"][source]
                yield kind, reference["name"], reference["key"]
    for group in container.get("envFrom", []):
        for source, kind in _WHOLE_SOURCES.items():
            if source in group:
                yield kind, group[source]["name"], ""


def _from_volume(volume: dict[str, Any]) -> Iterator[Reference]:
    for source, kind, name in (
        ("configMap", "ConfigMap", "name"),
        ("secret", "Secret", "secretName"),
    ):
        if source in volume:
            keys = [item["key"] for item in volume[source].get("items", [])] or [""]
            yield from ((kind, volume[source][name], key) for key in keys)
