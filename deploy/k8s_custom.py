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


_READERS: dict[str, Callable[[dict[str, Any]], Iterator[Reference]]] = {
    "TriggerAuthentication": _of_trigger,
}
