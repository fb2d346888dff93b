"""The Kubernetes manifests hold together, and the check that says so can fail."""

import itertools
import shutil
from pathlib import Path

import pytest

from deploy import k8s_check
from deploy.k8s_combinations import EXCLUDING, component_names, component_sets, pairs
from deploy.k8s_render import K8S, Rendering, RenderingFailed, overlays
from deploy.k8s_resources import containers, of_kind
from tests.k8s.planted import PLANTED, Fault


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


def test_the_topology_is_declared_for_every_service_from_its_own_image(
    all_renderings: list[Rendering],
) -> None:
    jobs = of_kind(all_renderings[0].resources, "Job")

    job = next(job for job in jobs if job["metadata"]["name"] == "topology")
    declared = {c["command"][-1]: c["image"] for c in containers(job["spec"]["template"])}

    services = {"identity", "catalog", "orders", "contracts", "notify"}
    assert declared == {name: f"digitalmarkt/{name}:dev" for name in services}


def test_the_schema_step_of_every_process_with_a_database_runs_from_its_own_image(
    all_renderings: list[Rendering],
) -> None:
    jobs = of_kind(all_renderings[0].resources, "Job")

    job = next(job for job in jobs if job["metadata"]["name"] == "schema")
    steps = {c["name"]: c for c in containers(job["spec"]["template"])}

    given = {name: {entry["name"] for entry in c["env"]} for name, c in steps.items()}
    keepers = {"identity", "catalog", "orders", "contracts", "notify", "gateway"}
    assert set(steps) == keepers
    assert {n: c["image"] for n, c in steps.items()} == {
        n: f"digitalmarkt/{n}:dev" for n in keepers
    }
    assert given == {keeper: {"MONGO_URI", "MONGO_DATABASE"} for keeper in keepers}
    assert all("apply" in c["command"] for c in steps.values())
    assert "activeDeadlineSeconds" not in job["spec"]


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
