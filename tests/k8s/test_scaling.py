"""KEDA asks for the queues that the service classes take from, and for as much as they can take."""

import re
from typing import Any

import pytest

from deploy.k8s_render import K8S, Resource, rendered
from deploy.k8s_resources import of_kind
from gateway.monitoring import metrics
from services.common import topology
from services.common.entrypoints.calls import RPC_PREFETCH
from services.common.entrypoints.events import EVENT_WORKERS
from services.common.messaging import names
from services.contracts import worker
from services.contracts.hearing import queue_of
from services.contracts.sealing import closing

ASKED = 0.7, 0.1
"""The part of what a replica takes at once that may wait for each, and how far it may be off."""


@pytest.fixture(scope="module")
def scalers() -> dict[str, Resource]:
    resources = rendered(K8S, [("dev", ("keda",))])[0].resources
    return {found["metadata"]["name"]: found for found in of_kind(resources, "ScaledObject")}


def triggers(scaler: Resource, kind: str = "rabbitmq") -> list[dict[str, Any]]:
    return [t["metadata"] for t in scaler["spec"]["triggers"] if t["type"] == kind]


def test_every_process_is_scaled(scalers: dict[str, Resource]) -> None:
    assert set(scalers) == {*topology.SERVICES, "contracts-worker", "gateway"}


@pytest.mark.parametrize("service", topology.SERVICES)
def test_a_service_is_scaled_by_its_calls(scalers: dict[str, Resource], service: str) -> None:
    calls, _ = triggers(scalers[service])

    assert calls["queueName"] == names.rpc_queue(service)
    assert "useRegex" not in calls
    assert float(calls["value"]) / RPC_PREFETCH == pytest.approx(ASKED[0], abs=ASKED[1])


@pytest.mark.parametrize("service", topology.SERVICES)
def test_and_by_the_events_its_own_process_hears(
    scalers: dict[str, Resource], service: str
) -> None:
    _, events = triggers(scalers[service])
    plans = [topology.plan_of(topology.service_class(name)) for name in topology.SERVICES]
    queues = {heard.queue for plan in plans for heard in plan.heard}

    found = {queue for queue in queues if re.search(events["queueName"], queue)}

    own = {queue for queue in queues if f"--{service}." in queue} - _of_the_worker()
    assert found == own
    assert int(events["pageSize"]) >= len(found)
    at_once = EVENT_WORKERS * len(own)
    assert float(events["value"]) / at_once == pytest.approx(ASKED[0], abs=ASKED[1])


def _of_the_worker() -> set[str]:
    return {
        names.event_queue(source, kind, "contracts", handler)
        for source, kind, handler in topology.service_class("contracts").also_hears
    }


def test_the_document_worker_is_scaled_by_its_two_queues(scalers: dict[str, Resource]) -> None:
    asked = {t["queueName"]: float(t["value"]) for t in triggers(scalers["contracts-worker"])}

    assert set(asked) == _of_the_worker()
    assert asked[worker.QUEUE] / worker.PARALLEL == pytest.approx(ASKED[0], abs=ASKED[1])
    assert asked[queue_of(closing.KIND, "closer")] / closing.PARALLEL == pytest.approx(
        ASKED[0], abs=ASKED[1]
    )


def test_the_gateway_is_scaled_by_a_metric_it_has(scalers: dict[str, Resource]) -> None:
    (requests,) = triggers(scalers["gateway"], "prometheus")
    (described,) = (metric.name for metric in metrics.REQUESTS.describe())

    assert f"rate({described}_total{{" in requests["query"]


def test_replicas_are_given_up_slowly(scalers: dict[str, Resource]) -> None:
    for scaler in scalers.values():
        advanced = scaler["spec"]["advanced"]["horizontalPodAutoscalerConfig"]
        down = advanced["behavior"]["scaleDown"]

        assert down["stabilizationWindowSeconds"] >= 600
        assert down["policies"] == [{"type": "Pods", "value": 1, "periodSeconds": 120}]
