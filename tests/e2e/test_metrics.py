"""What the processes expose is what the table of metrics says: alerts and dashboards rely on it."""

from collections.abc import Iterator

import pytest
import requests
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from deploy.local.system import System
from deploy.monitoring.metrics import HISTOGRAM, OF_THE_PLATFORM, PROCESSES, of_process
from tests.journeys import Journeys

INNER = {"gateway": "gateway-inner"}
OF_WORKERS = "pid"
"""The gateway's processes tell their gauges apart by it."""


@pytest.fixture(scope="module")
def used(system: System, journeys: Journeys) -> System:
    """A system in which somebody has looked for a service and ordered it."""
    assert requests.get(f"{system.gateway_url}/api/v1/profiles", timeout=10).ok
    journey = journeys.next()
    journey.clerk_orders()
    journey.reviewer_releases()
    journey.contract_is_offered()
    return system


def exposed(system: System, process: str) -> list[Metric]:
    port = system.ports[INNER.get(process, process)]
    text = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
    return list(text_string_to_metric_families(text))


def shown_names(family: Metric) -> set[str]:
    """Return the family's names as a table may have them."""
    return {family.name, f"{family.name}_total"}


def is_set(family: Metric) -> bool:
    """Tell whether this process says anything by it; what has no labels is there as zero."""
    return any(sample.labels.keys() - {OF_WORKERS} or sample.value for sample in family.samples)


def labels_of(family: Metric) -> set[str]:
    return {name for sample in family.samples for name in sample.labels} - {"le", OF_WORKERS}


def unlisted(families: list[Metric], process: str) -> Iterator[str]:
    """Return what a process exposes otherwise than the table says."""
    listed = {metric.name: metric for metric in of_process(process)}
    for family in families:
        if family.name.startswith(OF_THE_PLATFORM) or not is_set(family):
            continue
        metric = next((listed[name] for name in shown_names(family) if name in listed), None)
        if metric is None:
            yield f"{process}: {family.name} is not listed"
        elif metric.kind != family.type or labels_of(family) != set(metric.labels):
            yield f"{process}: {family.name} is a {family.type} with {labels_of(family)}"


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_exposes_what_the_table_says(used: System, process: str) -> None:
    families = exposed(used, process)

    declared = {name for family in families for name in shown_names(family)}
    assert [m.name for m in of_process(process) if m.name not in declared] == []
    assert list(unlisted(families, process)) == []


def test_histograms_count_what_was_done(used: System) -> None:
    families = {family.name: family for family in exposed(used, "orders")}

    for metric in of_process("orders"):
        if metric.kind == HISTOGRAM:
            counts = [s.value for s in families[metric.name].samples if s.name.endswith("_count")]
            assert sum(counts) > 0, metric.name
