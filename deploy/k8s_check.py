"""Check the Kubernetes manifests without a cluster: ``python -m deploy.k8s_check``.

Every overlay is rendered as it is written, and the first with each component alone, with all that
may meet, and so that every pair of components meets. What a schema can say is left to the
schemas; the rules here follow the references between manifests, which no linter does.
Prints one line per rule; exits 1 if one is broken.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from deploy.k8s_combinations import component_names, component_sets
from deploy.k8s_edges import (
    external_secrets_match,
    ingress_leads_home,
    monitors_are_let_in,
    monitors_find_ports,
    patches_hit,
    rights_belong_to_users,
)
from deploy.k8s_policies import policies_select_pods, services_stay_apart
from deploy.k8s_render import (
    K8S,
    Rendering,
    RenderingFailed,
    Resource,
    Variation,
    overlay_names,
    rendered,
)
from deploy.k8s_resources import (
    containers,
    named,
    of_kind,
    pod_template,
    pods,
    references,
    selected,
    title,
)
from deploy.k8s_scaling import queries_stay_at_home, scale_targets_exist, scalers_may_ask
from deploy.k8s_schemas import schemas_hold

Rule = Callable[[Rendering], Iterator[str]]

LONG_RUNNING = ("Deployment", "StatefulSet", "DaemonSet")
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
SECRET_ENDINGS = ("_URI", "PRIVATE_KEY", "PASSWORD", "_SECRET", "_TOKEN")


def renderings() -> list[Rendering]:
    """Render every overlay as it is written, then the first with other sets of components."""
    names = overlay_names()
    written: list[Variation] = [(name, None) for name in names]
    varied: list[Variation] = [(names[0], s) for s in component_sets(component_names())]
    return rendered(K8S, [*written, *varied])


def selectors_match(rendering: Rendering) -> Iterator[str]:
    """Complain where a Service, budget or workload selects no pod, or more than one workload's."""
    for resource in rendering.resources:
        if resource["kind"] in LONG_RUNNING:
            if not selected(resource["spec"]["selector"], [pod_template(resource)]):
                yield f"{title(resource)}: its selector does not match its own pods"
        elif resource["kind"] in ("Service", "PodDisruptionBudget"):
            found = selected(_selector(resource), pods(rendering.resources))
            if len(found) != 1:
                yield f"{title(resource)}: selects the pods of {len(found)} workloads, not of one"


def _selector(resource: Resource) -> dict[str, Any]:
    selector: dict[str, Any] = resource["spec"].get("selector") or {}
    return {"matchLabels": selector} if resource["kind"] == "Service" else selector


def references_exist(rendering: Rendering) -> Iterator[str]:
    """Complain about a ConfigMap, Secret or key that is neither rendered nor documented."""
    for resource in rendering.resources:
        for kind, name, key in references(resource):
            keys = _keys_of(rendering, kind, name)
            if keys is None:
                yield f"{title(resource)}: {kind} {name} does not exist"
            elif key and key not in keys:
                yield f"{title(resource)}: {kind} {name} has no key {key}"


def _keys_of(rendering: Rendering, kind: str, name: str) -> frozenset[str] | None:
    documented = rendering.required.get((kind, name))
    if documented is not None:
        return documented
    found = named(rendering.resources, kind, name)
    return None if found is None else frozenset(found.get("data", {}))


def documented_objects_are_used(rendering: Rendering) -> Iterator[str]:
    """Complain about a documented Secret, ConfigMap or key that nothing refers to."""
    used = {found for resource in rendering.resources for found in references(resource)}
    for (kind, name), keys in rendering.required.items():
        for key in sorted(keys):
            if (kind, name, key) not in used:
                yield f"README.md: nothing uses {key} of {kind} {name}"


def ports_exist(rendering: Rendering) -> Iterator[str]:
    """Complain about a port of a Service or a probe that no container opens under that name."""
    templates = pods(rendering.resources)
    for service in of_kind(rendering.resources, "Service"):
        for template in selected(_selector(service), templates):
            for port in service["spec"]["ports"]:
                if port.get("targetPort", port["port"]) not in _open_ports(containers(template)):
                    yield f"{title(service)}: port {port['name']} leads nowhere"
    for template in templates:
        for container in containers(template):
            for port in _probed_ports(container):
                if port not in _open_ports([container]):
                    yield f"{title(template)}: a probe of {container['name']} asks port {port}"


def _open_ports(of: Iterable[dict[str, Any]]) -> set[str | int]:
    ports = [port for container in of for port in container.get("ports", [])]
    return {port["containerPort"] for port in ports} | {port.get("name", "") for port in ports}


def _probed_ports(container: dict[str, Any]) -> Iterator[str | int]:
    for probe in PROBES:
        for way in ("httpGet", "tcpSocket"):
            if way in container.get(probe, {}):
                yield container[probe][way]["port"]


def images_are_named(rendering: Rendering) -> Iterator[str]:
    """Complain about an ``images`` entry that changed nothing, and an image without a version."""
    images = {c["image"] for template in pods(rendering.resources) for c in containers(template)}
    for entry in rendering.kustomization.get("images", []):
        name = entry.get("newName", entry["name"])
        version = f"@{entry['digest']}" if "digest" in entry else f":{entry.get('newTag', '')}"
        if f"{name}{version}" not in images:
            yield f"images: {entry['name']} matches no container"
    for image in sorted(images):
        tag = image.rpartition("/")[2].partition(":")[2]
        if "@" not in image and tag in ("", "latest"):
            yield f"images: {image} has no version"


def containers_are_confined(rendering: Rendering) -> Iterator[str]:
    """Complain about a container that lacks limits, or what restricted Pod Security asks for."""
    for template in pods(rendering.resources):
        for container in containers(template):
            lacking = [*_lacking_resources(container), *_lacking_security(template, container)]
            for lack in lacking:
                yield f"{title(template)}: container {container['name']} lacks {lack}"


def _lacking_resources(container: dict[str, Any]) -> Iterator[str]:
    for side in ("requests", "limits"):
        for what in ("cpu", "memory"):
            if what not in container.get("resources", {}).get(side, {}):
                yield f"resources.{side}.{what}"


def _lacking_security(template: Resource, container: dict[str, Any]) -> Iterator[str]:
    pod = template["spec"].get("securityContext", {})
    own = container.get("securityContext", {})
    expected = {
        "runAsNonRoot": pod.get("runAsNonRoot") is True,
        "runAsUser": pod.get("runAsUser", 0) > 0,
        "seccompProfile": pod.get("seccompProfile") == {"type": "RuntimeDefault"},
        "allowPrivilegeEscalation: false": own.get("allowPrivilegeEscalation") is False,
        "readOnlyRootFilesystem": own.get("readOnlyRootFilesystem") is True,
        "capabilities.drop: [ALL]": own.get("capabilities") == {"drop": ["ALL"]},
        "automountServiceAccountToken: false": template["spec"].get("automountServiceAccountToken")
        is False,
    }
    return (name for name, holds in expected.items() if not holds)


def processes_are_probed(rendering: Rendering) -> Iterator[str]:
    """Complain about a long-running container without all three probes."""
    for resource in rendering.resources:
        if resource["kind"] in LONG_RUNNING:
            for container in pod_template(resource)["spec"]["containers"]:
                for probe in PROBES:
                    if probe not in container:
                        yield f"{title(resource)}: {container['name']} has no {probe}"


def volumes_are_declared(rendering: Rendering) -> Iterator[str]:
    """Complain about a mount without a volume, and a volume that is never mounted."""
    for template in pods(rendering.resources):
        declared = {volume["name"] for volume in template["spec"].get("volumes", [])}
        declared |= {claim["metadata"]["name"] for claim in template["claims"]}
        mounts = [m for c in containers(template) for m in c.get("volumeMounts", [])]
        for name in sorted(declared ^ {mount["name"] for mount in mounts}):
            yield f"{title(template)}: volume {name} is not both declared and mounted"


def secrets_stay_outside(rendering: Rendering) -> Iterator[str]:
    """Complain about a rendered Secret, and a secret setting with its value in the manifest."""
    for secret in of_kind(rendering.resources, "Secret"):
        yield f"{title(secret)}: a Secret is never part of the manifests"
    for template in pods(rendering.resources):
        for container in containers(template):
            for setting in container.get("env", []):
                if "value" in setting and setting["name"].endswith(SECRET_ENDINGS):
                    yield f"{title(template)}: {setting['name']} is written out"


def namespaces_are_restricted(rendering: Rendering) -> Iterator[str]:
    """Complain about a resource outside the overlay's namespace, or a namespace that is lax."""
    namespaces = of_kind(rendering.resources, "Namespace")
    for namespace in namespaces:
        for mode in ("enforce", "audit", "warn"):
            label = f"pod-security.kubernetes.io/{mode}"
            if namespace["metadata"].get("labels", {}).get(label) != "restricted":
                yield f"{title(namespace)}: {label} is not restricted"
    names = {namespace["metadata"]["name"] for namespace in namespaces}
    for resource in rendering.resources:
        if resource["kind"] != "Namespace" and resource["metadata"].get("namespace") not in names:
            yield f"{title(resource)}: is in no rendered namespace"


RULES: tuple[Rule, ...] = (
    schemas_hold,
    selectors_match,
    references_exist,
    documented_objects_are_used,
    ports_exist,
    scale_targets_exist,
    scalers_may_ask,
    queries_stay_at_home,
    policies_select_pods,
    services_stay_apart,
    images_are_named,
    containers_are_confined,
    processes_are_probed,
    volumes_are_declared,
    secrets_stay_outside,
    namespaces_are_restricted,
    monitors_are_let_in,
    monitors_find_ports,
    ingress_leads_home,
    patches_hit,
    external_secrets_match,
    rights_belong_to_users,
)


def complaints(rule: Rule, all_renderings: Iterable[Rendering]) -> list[str]:
    """Return what the rule says about the renderings, each sentence once."""
    found = (f"{r.name}: {sentence}" for r in all_renderings for sentence in rule(r))
    return list(dict.fromkeys(found))


def main() -> int:
    """Print one line per rule and return the exit status."""
    try:
        found = renderings()
    except RenderingFailed as refusal:
        print(f"FAIL every overlay renders\n     {refusal}")
        return 1
    print(f"ok   every overlay renders ({len(found)} sets of components)")
    broken = 0
    for rule in RULES:
        sentences = complaints(rule, found)
        print(f"{'FAIL' if sentences else 'ok  '} {rule.__name__.replace('_', ' ')}")
        for sentence in sentences:
            print(f"     {sentence}")
        broken += bool(sentences)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
