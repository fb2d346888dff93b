"""The Kubernetes manifests hold together, and the check that says so can fail."""

import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy import k8s_alerts, k8s_broker, k8s_check
from deploy.k8s_combinations import EXCLUDING, component_names, component_sets, pairs
from deploy.k8s_render import (
    K8S,
    MONITORING,
    Rendering,
    RenderingFailed,
    Resource,
    overlay_names,
    overlays,
)
from deploy.k8s_resources import containers, of_kind, pods
from tests.k8s.faults import Fault
from tests.k8s.planted import PLANTED


@pytest.fixture(scope="module")
def all_renderings() -> list[Rendering]:
    return k8s_check.renderings()


@pytest.mark.parametrize("rule", k8s_check.RULES, ids=lambda rule: rule.__name__)
def test_the_manifests_keep_every_rule(
    rule: k8s_check.Rule, all_renderings: list[Rendering]
) -> None:
    found = k8s_check.complaints(rule, all_renderings)

    assert found == []


def test_every_overlay_is_rendered_as_it_is_written(all_renderings: list[Rendering]) -> None:
    overlays = [path.parent.name for path in K8S.glob("overlays/*/kustomization.yaml")]

    assert sorted(r.name for r in all_renderings if r.complete) == sorted(overlays)


def test_each_component_is_rendered_alone_and_every_pair_that_may_meet_together() -> None:
    names = component_names()
    sets = [frozenset(chosen) for chosen in component_sets(names)]

    shown = set().union(*(pairs(names, chosen) for chosen in sets))

    missing = [
        ((a, first), (b, second))
        for a, b in itertools.combinations(names, 2)
        for first, second in itertools.product((True, False), repeat=2)
        if ((a, first), (b, second)) not in shown
        and not (first and second and frozenset({a, b}) in EXCLUDING)
    ]
    assert missing == []
    assert {frozenset({name}) for name in names} <= set(sets)
    assert not any(group <= chosen for group in EXCLUDING for chosen in sets)


@pytest.mark.parametrize("overlay", overlay_names())
def test_the_topology_is_declared_for_every_service_from_its_own_image(
    overlay: str, all_renderings: list[Rendering]
) -> None:
    job = job_of(overlay, "topology", all_renderings)
    declared = {c["command"][-1]: image_of(c) for c in containers(job["spec"]["template"])}

    services = {"identity", "catalog", "orders", "contracts", "notify"}
    assert declared == {name: name for name in services}


@pytest.mark.parametrize("overlay", overlay_names())
def test_the_schema_step_of_every_process_with_a_database_runs_from_its_own_image(
    overlay: str, all_renderings: list[Rendering]
) -> None:
    job = job_of(overlay, "schema", all_renderings)
    steps = {c["name"]: c for c in containers(job["spec"]["template"])}

    given = {
        name: {entry["name"] for entry in c["env"]} - {"SSL_CERT_FILE"} for name, c in steps.items()
    }
    keepers = {"identity", "catalog", "orders", "contracts", "notify", "gateway"}
    assert {name: image_of(c) for name, c in steps.items()} == {name: name for name in keepers}
    assert given == {keeper: {"MONGO_URI", "MONGO_DATABASE"} for keeper in keepers}
    assert all("apply" in c["command"] for c in steps.values())
    assert "activeDeadlineSeconds" not in job["spec"]


def job_of(overlay: str, name: str, all_renderings: list[Rendering]) -> Resource:
    written = next(r for r in all_renderings if r.complete and r.name == overlay)
    return next(j for j in of_kind(written.resources, "Job") if j["metadata"]["name"] == name)


def image_of(container: dict[str, Any]) -> str:
    """Name what the image holds: neither registry nor tag."""
    name: str = container["image"]
    return name.rpartition("/")[2].partition(":")[0]


@pytest.mark.parametrize("overlay", ["staging", "prod"])
def test_beyond_development_parts_are_three_over_tls_and_images_of_a_release(
    overlay: str, all_renderings: list[Rendering]
) -> None:
    written = next(r for r in all_renderings if r.complete and r.name == overlay)
    (broker,) = of_kind(written.resources, "RabbitmqCluster")
    (database,) = of_kind(written.resources, "MongoDBCommunity")
    images = {c["image"] for pod in pods(written.resources) for c in containers(pod)}
    trusting = [
        c["name"]
        for pod in pods(written.resources)
        for c in containers(pod)
        if "SSL_CERT_FILE" not in {entry["name"] for entry in c["env"]}
    ]

    assert written.elsewhere == {"broker", "database"}
    assert (broker["spec"]["replicas"], database["spec"]["members"]) == (3, 3)
    assert not {image for image in images if image.endswith(":dev")}
    assert len({image.rpartition(":")[2] for image in images}) == 1
    assert trusting == ["edge"]


def test_rights_on_the_broker_are_those_the_service_classes_state() -> None:
    kept = list(yaml.safe_load_all((K8S / "components/operators/rights.yaml").read_text()))

    assert kept == k8s_broker.resources()


def test_alerts_are_those_of_the_file_that_is_tried_and_every_dashboard_is_there(
    all_renderings: list[Rendering],
) -> None:
    resources = next(r.resources for r in all_renderings if r.name == "prod")
    (rule,) = of_kind(resources, "PrometheusRule")
    maps = {found["metadata"]["name"]: found for found in of_kind(resources, "ConfigMap")}

    assert rule["spec"] == k8s_alerts.rule()["spec"]
    files = {path.name for path in (MONITORING / "dashboards").glob("*.json")}
    assert set(maps["dashboards"]["data"]) == files


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.complaint)
def test_a_planted_fault_is_caught(fault: Fault, all_renderings: list[Rendering]) -> None:
    found = k8s_check.complaints(fault.rule, [fault.planted(all_renderings)])

    assert any(fault.complaint in sentence for sentence in found), found


def test_a_kustomization_that_names_a_missing_file_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "k8s"
    shutil.copytree(K8S, root)
    (root / "base/orders/service.yaml").unlink()

    with pytest.raises(RenderingFailed):
        overlays(root)


def test_a_fault_is_planted_for_every_rule() -> None:
    assert {fault.rule for fault in PLANTED} == set(k8s_check.RULES)
