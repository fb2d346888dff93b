"""Make ``compose.yaml`` of the rendered dev overlay: same images, settings, jobs and order.

Each container of a workload becomes one service. What a Secret or the ConfigMap of an environment
holds is not in the file: ``x-taken`` of a service names it, and ``secrets`` puts it into the env
file beside. Names of hosts are those of the overlay, so that addresses are the same in both.
"""

from collections.abc import Iterator
from typing import Any

from deploy.k8s_resources import of_kind

Resource = dict[str, Any]
Service = dict[str, Any]

MADE = "${COMPOSE_SECRETS:-.local/compose}"
"""The folder of what ``make compose-secrets`` made."""
WORKLOADS = ("StatefulSet", "Job", "Deployment")
TOPOLOGY, TOLD_BY_TOPOLOGY = "./deploy/k8s/base/settings/topology.env", ("TOPOLOGY", "HEARD")
"""The markers of the broker, in a file that follows from the service classes."""
PUBLIC = "http://localhost:8080"
HERE = {
    "PUBLIC_URL": PUBLIC,
    "SP_ENTITY_ID": f"{PUBLIC}/saml/metadata",
    "VENDOR_BROKER_ADDRESS": "amqp://localhost:5672",
    # Nothing stands in front: whoever asks is who they are.
    "TRUSTED_PROXIES": "255.255.255.255",
}
"""Settings of the overlay that are others on one machine."""
HOSTS = {"database": ["database-0.database"]}
PORTS = {"gateway": ["127.0.0.1:8080:8080"], "broker": ["127.0.0.1:5672:5672"]}
"""What is reached from outside; the edge shares the gateway's network, as in its pod."""
FILES = {
    "broker": ("dev-broker", "definitions.json", "/etc/broker-definitions/definitions.json"),
    "database": ("dev-database", "users.js", "/docker-entrypoint-initdb.d/users.js"),
    "database-key-file": ("dev-database", "keyfile", "/run/database/keyfile"),
}
SOURCES = {
    "broker": {"rabbitmq.conf": "/etc/broker", "enabled_plugins": "/etc/broker"},
    "replica-set": {"initiate.js": "/scripts"},
}
KEPT = {"queues", "documents", "keys"}
"""Volumes that outlive a container, or that two share."""


def services_of(resources: tuple[Resource, ...]) -> dict[str, Service]:
    """Return the services by name, each as Compose reads it."""
    maps = {m["metadata"]["name"]: m.get("data", {}) for m in of_kind(resources, "ConfigMap")}
    found: dict[str, Service] = {}
    for kind in WORKLOADS:
        for workload in of_kind(resources, kind):
            for name, service in _of_workload(kind, workload, maps):
                found[name] = service
    return found


def _of_workload(
    kind: str, workload: Resource, maps: dict[str, dict[str, str]]
) -> Iterator[tuple[str, Service]]:
    owner, pod = workload["metadata"]["name"], workload["spec"]["template"]["spec"]
    firsts, mains = pod.get("initContainers", []), pod["containers"]
    alone = len(mains) + (len(firsts) if kind == "Job" else 0) == 1
    before: list[str] = []
    for container in (*firsts, *mains):
        is_first = container in firsts
        name = _name(owner, container["name"], alone=alone and not is_first)
        once = kind == "Job" or is_first
        service = _service(name, container, pod, maps, once=once)
        if before and container in mains[:1]:
            done = {"condition": "service_completed_successfully"}
            service["depends_on"] = dict.fromkeys(before, done)
        if is_first:
            before.append(name)
        yield name, service


def _name(owner: str, container: str, *, alone: bool) -> str:
    """Return the name of a service: the edge keeps its own, as does a workload of one container."""
    if alone or container == "main":
        return owner
    return container if container == "edge" else f"{owner}-{container}"


def _service(
    name: str, container: Resource, pod: Resource, maps: dict[str, dict[str, str]], *, once: bool
) -> Service:
    image = container["image"]
    given, taken = _settings(container, maps)
    security = pod["securityContext"]
    made = {
        "image": image,
        **({"build": _build(image)} if image.startswith("digitalmarkt/") else {}),
        "user": f"{security['runAsUser']}:{security['runAsGroup']}",
        "read_only": True,
        "tmpfs": ["/tmp:mode=1777"],
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "restart": "on-failure" if once else "unless-stopped",
        "stop_grace_period": f"{pod.get('terminationGracePeriodSeconds', 30)}s",
        **_words(container),
        "environment": {key: given[key] for key in given if key not in TOLD_BY_TOPOLOGY},
        **_files(name, given, taken),
        **_reached(name, container),
        "volumes": _volumes(name, container),
        "deploy": {"resources": {"limits": _limits(container)}},
    }
    if name == "database-key-file":  # the key is readable to its owner alone, who is another
        made |= {"user": "0:0", "cap_add": ["CHOWN", "DAC_OVERRIDE", "FOWNER"]}
        made["entrypoint"] = ["install", "-o", "999", "-g", "999", *made["entrypoint"][1:]]
    return {key: value for key, value in made.items() if value}


def _words(container: Resource) -> Service:
    """Return what is run instead of the image's own command."""
    words = {"entrypoint": container.get("command"), "command": container.get("args")}
    return {key: [_literal(word) for word in value] for key, value in words.items() if value}


def _settings(
    container: Resource, maps: dict[str, dict[str, str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the settings with their values, and those whose value is made elsewhere, by source."""
    given: dict[str, str] = {}
    taken: dict[str, str] = {}
    for entry in container.get("env", []):
        name = entry["name"]
        if "value" in entry:
            given[name] = entry["value"]
            continue
        (kind, source) = next(iter(entry["valueFrom"].items()))
        known = maps.get(source["name"], {}) if kind == "configMapKeyRef" else {}
        if source["key"] in known:
            given[name] = known[source["key"]]
        else:
            taken[name] = f"{source['name']}/{source['key']}"
    told = {name: HERE.get(name, value) for name, value in given.items()}
    return {name: _literal(value) for name, value in told.items()}, taken


def _literal(text: str) -> str:
    """Return a text in which Compose finds nothing to replace."""
    return text.replace("$", "$$")


def _files(name: str, given: dict[str, str], taken: dict[str, str]) -> Service:
    told = [TOPOLOGY] if any(key in given for key in TOLD_BY_TOPOLOGY) else []
    return {"env_file": [*told, *([f"{MADE}/{name}.env"] if taken else [])], "x-taken": taken}


def _build(image: str) -> Service:
    short = image.partition("/")[2].partition(":")[0]
    if short == "edge":
        return {"context": ".", "dockerfile": "deploy/edge/Dockerfile"}
    return {
        "context": ".", "dockerfile": "deploy/images/Dockerfile", "args": {"SERVICE": short},
    }  # fmt: skip


def _reached(name: str, container: Resource) -> Service:
    found: Service = {}
    if name == "edge":
        found["network_mode"] = "service:gateway"
        found["depends_on"] = {"gateway": {"condition": "service_started"}}
    elif name in HOSTS:
        found["networks"] = {"default": {"aliases": HOSTS[name]}}
    if name in PORTS:
        found["ports"] = PORTS[name]
    probe = container.get("readinessProbe", {}).get("httpGet")
    if probe:
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        url = f"http://127.0.0.1:{ports[probe['port']]}{probe['path']}"
        asked = f"import urllib.request as r; r.urlopen('{url}', timeout=4)"
        found["healthcheck"] = {"test": ["CMD", "python3", "-c", asked], "interval": "5s",
                                "timeout": "6s", "retries": 3, "start_period": "60s"}  # fmt: skip
    return found


def _volumes(name: str, container: Resource) -> list[str]:
    found = [
        f"{mount['name']}:{mount['mountPath']}"
        for mount in container.get("volumeMounts", [])
        if mount["name"] in KEPT
    ]
    if name in FILES:
        owner, file, path = FILES[name]
        found.append(f"{MADE}/{owner}/{file}:{path}:ro")
    component = "dev-broker" if name == "broker" else "dev-database"
    for file, folder in SOURCES.get(name, {}).items():
        found.append(f"./deploy/k8s/components/{component}/{file}:{folder}/{file}:ro")
    return found


def _limits(container: Resource) -> Service:
    limits = container["resources"]["limits"]
    cpu = str(limits["cpu"])
    cores = f"{int(cpu[:-1]) / 1000:g}" if cpu.endswith("m") else cpu
    return {"cpus": cores, "memory": limits["memory"].replace("Mi", "M").replace("Gi", "G")}
