"""Check the network policies: each selects something, and services never reach each other."""

from collections.abc import Iterator
from typing import Any

from deploy.k8s_render import Rendering, Resource
from deploy.k8s_resources import containers, of_kind, pods, selected, title

PROCESS = {"matchLabels": {"app.kubernetes.io/component": "process"}}
ROLE_LABEL = "digitalmarkt.de/role"
DIRECTIONS = (("ingress", "from"), ("egress", "to"))


def policies_select_pods(rendering: Rendering) -> Iterator[str]:
    """Complain about a policy, peer or named port that matches no pod."""
    templates = pods(rendering.resources)
    for policy in of_kind(rendering.resources, "NetworkPolicy"):
        selector = policy["spec"]["podSelector"]
        own = selected(selector, templates)
        if not own and not _is_elsewhere(selector, rendering):
            yield f"{title(policy)}: selects no pod"
        for _, rule, peers in _rules(policy):
            for peer in peers:
                if not _finds_somebody(peer, rendering):
                    yield f"{title(policy)}: nobody is {peer['podSelector']}"
            yield from (f"{title(policy)}: no pod opens {p}" for p in _unopened(rule, own))


def services_stay_apart(rendering: Rendering) -> Iterator[str]:
    """Complain about a missing default, and about a flow between two of our processes."""
    policies = of_kind(rendering.resources, "NetworkPolicy")
    if _component_is_chosen(rendering) and not any(_denies_all(policy) for policy in policies):
        yield "NetworkPolicy: none closes everything by default"
    processes = selected(PROCESS, pods(rendering.resources))
    for policy in policies:
        if not selected(policy["spec"]["podSelector"], processes):
            continue
        for direction, rule, peers in _rules(policy):
            if any(_is_process(peer, processes) for peer in peers):
                yield f"{title(policy)}: {direction} between our own processes"
            if _opens_everything(direction, rule, peers, processes):
                yield f"{title(policy)}: {direction} is open to everybody"


def _rules(policy: Resource) -> Iterator[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    for direction, side in DIRECTIONS:
        for rule in policy["spec"].get(direction, []):
            yield direction, rule, rule.get(side, [])


def _finds_somebody(peer: dict[str, Any], rendering: Rendering) -> bool:
    if "podSelector" not in peer or "namespaceSelector" in peer:
        return True
    return _is_elsewhere(peer["podSelector"], rendering) or bool(
        selected(peer["podSelector"], pods(rendering.resources))
    )


def _is_elsewhere(selector: dict[str, Any], rendering: Rendering) -> bool:
    return selector.get("matchLabels", {}).get(ROLE_LABEL) in rendering.elsewhere


def _unopened(rule: dict[str, Any], own: list[Resource]) -> set[str]:
    named = {port["port"] for port in rule.get("ports", []) if isinstance(port.get("port"), str)}
    return named - {str(name) for name in _ports(own, "name")}


def _ports(templates: list[Resource], what: str) -> set[Any]:
    opened = [p for t in templates for c in containers(t) for p in c.get("ports", [])]
    return {port.get(what) for port in opened}


def _component_is_chosen(rendering: Rendering) -> bool:
    chosen = rendering.kustomization.get("components", [])
    return any(entry.endswith("/network-policies") for entry in chosen)


def _denies_all(policy: Resource) -> bool:
    spec = policy["spec"]
    both = set(spec.get("policyTypes", [])) == {"Ingress", "Egress"}
    return spec["podSelector"] == {} and both and "ingress" not in spec and "egress" not in spec


def _is_process(peer: dict[str, Any], processes: list[Resource]) -> bool:
    if "podSelector" not in peer or "namespaceSelector" in peer:
        return False
    return bool(selected(peer["podSelector"], processes))


def _opens_everything(
    direction: str, rule: dict[str, Any], peers: list[dict[str, Any]], processes: list[Resource]
) -> bool:
    """Tell whether a rule opens everything.

    One that names no peer, or any address, may still name ports that no process opens.
    """
    if peers and not any("ipBlock" in peer for peer in peers):
        return False
    numbers = {port.get("port") for port in rule.get("ports", [])}
    reachable = _ports(processes, "containerPort") | _ports(processes, "name")
    return direction == "ingress" or not numbers or bool(numbers & reachable)
