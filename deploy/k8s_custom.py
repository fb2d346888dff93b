"""Read custom resources: which Secrets and ConfigMaps an operator takes from them."""

from collections.abc import Callable, Iterator
from typing import Any

from deploy.k8s_render import Resource

Reference = tuple[str, str, str]


def references_of_custom(resource: Resource) -> Iterator[Reference]:
    """Yield what an operator needs for the resource: kind, name and key."""
    read = _READERS.get(resource["kind"])
    if read is not None:
        yield from read(resource["spec"])


def _of_trigger(spec: dict[str, Any]) -> Iterator[Reference]:
    for target in spec["secretTargetRef"]:
        yield "Secret", target["name"], target["key"]


def _of_ingress(spec: dict[str, Any]) -> Iterator[Reference]:
    for secured in spec.get("tls", []):
        yield "Secret", secured["secretName"], "tls.crt"
        yield "Secret", secured["secretName"], "tls.key"


def _of_broker(spec: dict[str, Any]) -> Iterator[Reference]:
    yield "Secret", spec["tls"]["secretName"], "tls.crt"
    yield "Secret", spec["tls"]["secretName"], "tls.key"


def _of_user(spec: dict[str, Any]) -> Iterator[Reference]:
    yield "Secret", spec["importCredentialsSecret"]["name"], "username"
    yield "Secret", spec["importCredentialsSecret"]["name"], "password"


def _of_database(spec: dict[str, Any]) -> Iterator[Reference]:
    tls = spec["security"]["tls"]
    yield "Secret", tls["certificateKeySecretRef"]["name"], "tls.crt"
    yield "Secret", tls["certificateKeySecretRef"]["name"], "tls.key"
    yield "ConfigMap", tls["caConfigMapRef"]["name"], "ca.crt"
    for user in spec["users"]:
        yield "Secret", user["passwordSecretRef"]["name"], user["passwordSecretRef"]["key"]


_READERS: dict[str, Callable[[dict[str, Any]], Iterator[Reference]]] = {
    "TriggerAuthentication": _of_trigger,
    "Ingress": _of_ingress,
    "RabbitmqCluster": _of_broker,
    "User": _of_user,
    "MongoDBCommunity": _of_database,
}
