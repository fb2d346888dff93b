"""Check what others act on: monitors, ingress, patches, stores of secrets, rights on the broker."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from deploy.k8s_render import K8S, Rendering, Resource, read_yaml
from deploy.k8s_resources import containers, named, of_kind, pods, selected, title

SETTINGS = "settings"
CLUSTER = "rabbitmqClusterReference"


def monitors_find_ports(rendering: Rendering) -> Iterator[str]:
    """Complain about a monitor that selects no pod, or asks a port none of them opens."""
    for monitor in of_kind(rendering.resources, "PodMonitor"):
        found = selected(monitor["spec"]["selector"], pods(rendering.resources))
        if not found:
            yield f"{title(monitor)}: selects no pod"
        asked = {endpoint["port"] for endpoint in monitor["spec"]["podMetricsEndpoints"]}
        for pod in found:
            opened = {port.get("name") for c in containers(pod) for port in c.get("ports", [])}
            for port in sorted(asked - opened):
                yield f"{title(monitor)}: {title(pod)} opens no port {port}"


def monitors_are_let_in(rendering: Rendering) -> Iterator[str]:
    """Complain about a port a monitor asks that the policies keep closed."""
    policies = of_kind(rendering.resources, "NetworkPolicy")
    if not any(policy["spec"]["podSelector"] == {} for policy in policies):
        return
    for monitor in of_kind(rendering.resources, "PodMonitor"):
        asked = {endpoint["port"] for endpoint in monitor["spec"]["podMetricsEndpoints"]}
        for pod in selected(monitor["spec"]["selector"], pods(rendering.resources)):
            own = [p for p in policies if selected(p["spec"]["podSelector"], [pod])]
            rules = [rule for policy in own for rule in policy["spec"].get("ingress", [])]
            opened = {port.get("port") for rule in rules for port in rule.get("ports", [])}
            for port in sorted(asked - opened):
                yield f"{title(monitor)}: no policy opens {port} of {title(pod)}"


def ingress_leads_home(rendering: Rendering) -> Iterator[str]:
    """Complain about an ingress to no service, and a host without TLS or beside ``PUBLIC_URL``."""
    for ingress in of_kind(rendering.resources, "Ingress"):
        spec = ingress["spec"]
        hosts = {rule["host"] for rule in spec["rules"]}
        for host in sorted(hosts ^ {host for tls in spec.get("tls", []) for host in tls["hosts"]}):
            yield f"{title(ingress)}: {host} is not both served and secured"
        if hosts != {_public_host(rendering)}:
            yield f"{title(ingress)}: PUBLIC_URL is not https://{', '.join(sorted(hosts))}"
        for path in (path for rule in spec["rules"] for path in rule["http"]["paths"]):
            asked = path["backend"]["service"]
            service = named(rendering.resources, "Service", asked["name"])
            ports = {port["name"] for port in service["spec"]["ports"]} if service else set()
            if asked["port"].get("name") not in ports:
                yield f"{title(ingress)}: Service {asked['name']} has no port {asked['port']}"


def _public_host(rendering: Rendering) -> str | None:
    for found in of_kind(rendering.resources, "ConfigMap"):
        if found["metadata"]["name"].startswith(f"{SETTINGS}-"):
            url: str = found["data"]["PUBLIC_URL"]
            return urlsplit(url).hostname
    return None


def patches_hit(rendering: Rendering) -> Iterator[str]:
    """Complain about a patch whose target is not there: kustomize says nothing."""
    if not rendering.complete:
        return
    for place, kustomization in _kustomizations(rendering):
        for patch in kustomization.get("patches", []):
            target = patch["target"]
            if not any(_is_meant(target, resource) for resource in rendering.resources):
                yield f"{place}: a patch of {target} hits nothing"


def _kustomizations(rendering: Rendering) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "overlay", rendering.kustomization
    for entry in rendering.kustomization.get("components", []):
        name = Path(entry).name
        yield name, read_yaml(K8S / "components" / name / "kustomization.yaml")


def _is_meant(target: dict[str, str], resource: Resource) -> bool:
    labels = resource["metadata"].get("labels", {})
    asked = [pair.split("=") for pair in target.get("labelSelector", "").split(",") if pair]
    return (
        target.get("kind", resource["kind"]) == resource["kind"]
        and target.get("name", resource["metadata"]["name"]) == resource["metadata"]["name"]
        and all(labels.get(key) == value for key, value in asked)
    )


def external_secrets_match(rendering: Rendering) -> Iterator[str]:
    """Complain where what comes from the store is not what the table asks for."""
    taken = {
        external["spec"]["target"]["name"]: {row["secretKey"] for row in external["spec"]["data"]}
        for external in of_kind(rendering.resources, "ExternalSecret")
    }
    for (kind, name), keys in rendering.required.items():
        if taken and kind == "Secret" and not name.startswith("dev-"):
            for key in sorted(taken.get(name, set()) ^ keys):
                yield f"ExternalSecret {name}: {key} is not both documented and taken"


def rights_belong_to_users(rendering: Rendering) -> Iterator[str]:
    """Complain about rights on the broker of a user or broker that nobody makes."""
    for resource in rendering.resources:
        spec = resource.get("spec", {})
        for kind, field in (("User", "userReference"), ("RabbitmqCluster", CLUSTER)):
            name = spec.get(field, {}).get("name")
            if name and named(rendering.resources, kind, name) is None:
                yield f"{title(resource)}: {kind} {name} does not exist"
