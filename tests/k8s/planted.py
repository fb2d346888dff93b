"""Faults planted in rendered manifests, and the rule that must bite.

A fault changes one value of one rendered object; a path names an item of a list by its name, or by
its number.
"""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from deploy import k8s_check, k8s_policies, k8s_scaling, k8s_schemas
from deploy.k8s_render import Rendering
from deploy.k8s_resources import title

REMOVED = object()
CONTAINER = "spec.template.spec.containers.main"
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
        if self.where == KUSTOMIZATION:
            changed = _changed(rendering.kustomization, self.path, self.value)
            return replace(rendering, kustomization=changed)
        if self.where == REQUIRED:
            kind, _, name = self.path.partition(" ")
            return replace(rendering, required={**rendering.required, (kind, name): self.value})
        if not {self.where, self.beside} <= {"", *map(title, rendering.resources)}:
            return None
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


PLANTED: list[Fault] = [
    Fault(
        k8s_check.references_exist,
        "Deployment orders",
        f"{CONTAINER}.env.MONGO_URI.valueFrom.secretKeyRef.name",
        "order",
        "Deployment orders: Secret order does not exist",
    ),
    Fault(
        k8s_check.references_exist,
        "Deployment notify",
        f"{CONTAINER}.env.MAIL_FROM.valueFrom.configMapKeyRef.key",
        "MAIL_FORM",
        "has no key MAIL_FORM",
    ),
    Fault(
        k8s_check.images_are_named,
        KUSTOMIZATION,
        "images.digitalmarkt/catalog.name",
        "digitalmarkt/catalogue",
        "images: digitalmarkt/catalogue matches no container",
    ),
    Fault(
        k8s_schemas.schemas_hold,
        "Deployment identity",
        f"{CONTAINER}.livenessProbe.timeoutSecond",
        5,
        "timeoutSecond",
    ),
    Fault(
        k8s_schemas.schemas_hold,
        "ServiceAccount orders",
        "kind",
        "ServiceAcount",
        "Couldn't find schema for kind ServiceAcount",
    ),
    Fault(
        k8s_check.ports_exist,
        "Service gateway",
        "spec.ports.http.targetPort",
        "web",
        "Service gateway: port http leads nowhere",
    ),
    Fault(
        k8s_check.selectors_match,
        "PodDisruptionBudget catalog",
        "spec.selector.matchLabels",
        {"app.kubernetes.io/name": "catalogue"},
        "PodDisruptionBudget catalog: selects the pods of 0 workloads",
    ),
    Fault(
        k8s_check.containers_are_confined,
        "Deployment identity",
        f"{CONTAINER}.securityContext.readOnlyRootFilesystem",
        False,
        "container main lacks readOnlyRootFilesystem",
    ),
    Fault(
        k8s_check.secrets_stay_outside,
        "ServiceAccount orders",
        "kind",
        "Secret",
        "a Secret is never part of the manifests",
    ),
    Fault(
        k8s_policies.services_stay_apart,
        "NetworkPolicy broker",
        "spec.egress.0.to.0.podSelector.matchLabels",
        {"app.kubernetes.io/name": "orders"},
        "NetworkPolicy broker: egress between our own processes",
    ),
    Fault(
        k8s_policies.services_stay_apart,
        "NetworkPolicy smtp",
        "spec.egress.0.ports.0.port",
        8080,
        "NetworkPolicy smtp: egress is open to everybody",
    ),
    Fault(
        k8s_policies.policies_select_pods,
        "NetworkPolicy database",
        "spec.egress.0.to.0.podSelector.matchLabels",
        {"digitalmarkt.de/role": "databases"},
        "NetworkPolicy database: nobody is",
    ),
    Fault(
        k8s_schemas.schemas_hold,
        "Deployment orders",
        f"{CONTAINER}.resources.limit",
        {"cpu": "1"},
        "'limit' was unexpected",
    ),
    Fault(
        k8s_schemas.schemas_hold,
        "HorizontalPodAutoscaler gateway",
        "apiVersion",
        "autoscaling/v2beta2",
        "HorizontalPodAutoscaler gateway",
    ),
    Fault(
        k8s_check.selectors_match,
        "Service gateway",
        "spec.selector",
        {"a": "b"},
        "Service gateway: selects the pods of 0 workloads",
    ),
    Fault(
        k8s_check.references_exist,
        "Deployment orders",
        "spec.template.spec.serviceAccountName",
        "order",
        "ServiceAccount order does not exist",
    ),
    Fault(
        k8s_check.references_exist,
        "StatefulSet broker",
        "spec.template.spec.volumes.configuration.configMap.name",
        "dev-brokers",
        "ConfigMap dev-brokers does not exist",
    ),
    Fault(
        k8s_check.documented_objects_are_used,
        REQUIRED,
        "Secret topology",
        frozenset({"AMQP_ADMIN_URI", "AMQP_SPARE_URI"}),
        "nothing uses AMQP_SPARE_URI of Secret topology",
    ),
    Fault(
        k8s_check.ports_exist,
        "Deployment identity",
        f"{CONTAINER}.livenessProbe.httpGet.port",
        "web",
        "a probe of main asks port web",
    ),
    Fault(
        k8s_scaling.scale_targets_exist,
        "HorizontalPodAutoscaler orders",
        "spec.scaleTargetRef.name",
        "order",
        "HorizontalPodAutoscaler orders: Deployment order does not exist",
    ),
    Fault(
        k8s_scaling.scale_targets_exist,
        "HorizontalPodAutoscaler orders",
        "spec.scaleTargetRef.name",
        "catalog",
        "Deployment catalog has another autoscaler",
    ),
    Fault(
        k8s_scaling.scale_targets_exist,
        "Deployment orders",
        "spec.replicas",
        2,
        "Deployment orders says spec.replicas itself",
        beside="HorizontalPodAutoscaler orders",
    ),
    Fault(
        k8s_scaling.scale_targets_exist,
        "HorizontalPodAutoscaler orders",
        "spec.maxReplicas",
        1,
        "from 2 to 1 pods leads nowhere",
    ),
    Fault(
        k8s_scaling.scale_targets_exist,
        "ScaledObject orders",
        "spec.scaleTargetRef.name",
        "contracts",
        "Deployment contracts has another autoscaler",
    ),
    Fault(
        k8s_scaling.scale_targets_exist,
        "Deployment notify",
        "spec.replicas",
        2,
        "ScaledObject notify: Deployment notify says spec.replicas itself",
        beside="ScaledObject notify",
    ),
    Fault(
        k8s_scaling.scale_targets_exist,
        "ScaledObject contracts-worker",
        "spec.maxReplicaCount",
        0,
        "from 1 to 0 pods leads nowhere",
    ),
    Fault(
        k8s_scaling.scalers_may_ask,
        "ScaledObject identity",
        "spec.triggers.0.authenticationRef.name",
        "rabbit",
        "ScaledObject identity: TriggerAuthentication rabbit does not exist",
    ),
    Fault(
        k8s_check.references_exist,
        "TriggerAuthentication broker",
        "spec.secretTargetRef.0.key",
        "HOST",
        "TriggerAuthentication broker: Secret keda has no key HOST",
    ),
    Fault(
        k8s_schemas.schemas_hold,
        "ScaledObject catalog",
        "spec.triggers.0.metadata.value",
        11,
        "ScaledObject catalog: spec.triggers[0].metadata.value: 11 is not of type 'string'",
    ),
    Fault(
        k8s_schemas.schemas_hold,
        "ScaledObject catalog",
        "spec.minReplicaCount",
        0,
        "ScaledObject catalog: spec.minReplicaCount: 0 is less than the minimum of 1",
    ),
    Fault(
        k8s_schemas.schemas_hold,
        "ScaledObject catalog",
        "spec.triggers.0.metadata.protocol",
        "amqp",
        "ScaledObject catalog: spec.triggers[0].metadata.protocol: 'http' was expected",
    ),
    Fault(
        k8s_schemas.schemas_hold,
        "ScaledObject catalog",
        "spec.triggers.1.metadata.useRegexp",
        "true",
        "'useRegexp' was unexpected",
    ),
    Fault(
        k8s_check.images_are_named,
        "Deployment orders",
        f"{CONTAINER}.image",
        "digitalmarkt/orders:latest",
        "digitalmarkt/orders:latest has no version",
    ),
    Fault(
        k8s_check.containers_are_confined,
        "Deployment orders",
        f"{CONTAINER}.resources.limits.cpu",
        REMOVED,
        "lacks resources.limits.cpu",
    ),
    Fault(
        k8s_check.containers_are_confined,
        "Deployment identity",
        "spec.template.spec.securityContext.runAsNonRoot",
        False,
        "lacks runAsNonRoot",
    ),
    Fault(
        k8s_check.volumes_are_declared,
        "Deployment orders",
        "spec.template.spec.volumes.tmp.name",
        "temp",
        "volume temp is not both declared and mounted",
    ),
    Fault(
        k8s_check.secrets_stay_outside,
        "Deployment orders",
        f"{CONTAINER}.env.MONGO_DATABASE",
        {"name": "OTHER_PASSWORD", "value": "known"},
        "OTHER_PASSWORD is written out",
    ),
    Fault(
        k8s_check.namespaces_are_restricted,
        "Namespace digitalmarkt-dev",
        "metadata.labels",
        {"pod-security.kubernetes.io/enforce": "baseline"},
        "pod-security.kubernetes.io/enforce is not restricted",
    ),
    Fault(
        k8s_check.namespaces_are_restricted,
        "Deployment orders",
        "metadata.namespace",
        REMOVED,
        "is in no rendered namespace",
    ),
    Fault(
        k8s_policies.services_stay_apart,
        "NetworkPolicy default-deny",
        "spec.podSelector",
        {"matchLabels": {"app.kubernetes.io/name": "orders"}},
        "none closes everything by default",
    ),
    Fault(
        k8s_policies.policies_select_pods,
        "NetworkPolicy gateway",
        "spec.ingress.0.ports.0.port",
        "web",
        "no pod opens web",
    ),
    Fault(
        k8s_check.processes_are_probed,
        "Deployment gateway",
        "spec.template.spec.containers.edge.readinessProbe",
        REMOVED,
        "edge has no readinessProbe",
    ),
]
