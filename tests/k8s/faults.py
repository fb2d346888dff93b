"""A fault planted in rendered manifests, and the rule that must bite.

A fault changes one value of one rendered object; a path names an item of a list by its name, or by
its number.
"""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from deploy import k8s_check
from deploy.k8s_render import Rendering
from deploy.k8s_resources import title

REMOVED = object()
KUSTOMIZATION = "kustomization"
REQUIRED = "required"


@dataclass(frozen=True)
class Fault:
    """The rule, the object (kind and name), the path in it, the value there, and the complaint.

    ``where`` may also be the overlay's kustomization, or what the README's table requires;
    ``beside`` is another object that the rendering must have.
    """

    rule: k8s_check.Rule
    where: str
    path: str
    value: Any
    complaint: str
    beside: str = ""

    def planted(self, renderings: Iterable[Rendering]) -> Rendering:
        """Return the first rendering that has the object, with the fault in a copy of it."""
        return next(found for found in map(self._planted, renderings) if found)

    def _planted(self, rendering: Rendering) -> Rendering | None:
        titles = {"", KUSTOMIZATION, REQUIRED, *map(title, rendering.resources)}
        if not {self.where, self.beside} <= titles:
            return None
        if self.where == KUSTOMIZATION:
            changed = _changed(rendering.kustomization, self.path, self.value)
            return replace(rendering, kustomization=changed)
        if self.where == REQUIRED:
            kind, _, name = self.path.partition(" ")
            return replace(rendering, required={**rendering.required, (kind, name): self.value})
        resources = [
            _changed(resource, self.path, self.value) if title(resource) == self.where else resource
            for resource in rendering.resources
        ]
        return replace(rendering, resources=tuple(resources))


def _changed(thing: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(thing)
    *steps, last = path.split(".")
    at: Any = changed
    for step in steps:
        at = at[_key(at, step)]
    if value is REMOVED:
        del at[_key(at, last)]
    else:
        at[_key(at, last)] = value
    return changed


def _key(at: Any, step: str) -> str | int:
    if isinstance(at, dict):
        return step
    if step.isdigit():
        return int(step)
    return next(i for i, item in enumerate(at) if item["name"] == step)
