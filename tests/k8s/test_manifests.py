"""The Kubernetes manifests hold together, and the check that says so can fail."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy import k8s_check
from deploy.k8s_render import K8S, Rendering, RenderingFailed, component_sets, renderings
from deploy.k8s_resources import containers, of_kind
from tests.k8s.planted import PLANTED

Edit = Callable[[str, str, str], Rendering]


@pytest.fixture(scope="module")
def all_renderings() -> list[Rendering]:
    return list(renderings())


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Return a function that replaces a text in one manifest and renders the overlay again."""

    def edit(path: str, old: str, new: str) -> Rendering:
        root = tmp_path / "k8s"
        shutil.copytree(K8S, root)
        add_component(root / "overlays/dev/kustomization.yaml", "cpu-hpa")
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")
        return next(renderings(root))

    return edit


def add_component(overlay: Path, name: str) -> None:
    """Choose a component that the overlay leaves out."""
    text = overlay.read_text(encoding="utf-8")
    chosen = f"components:\n  - ../../components/{name}\n"
    overlay.write_text(text.replace("components:\n", chosen), encoding="utf-8")


@pytest.mark.parametrize("rule", k8s_check.RULES, ids=lambda rule: rule.__name__)
def test_the_manifests_keep_every_rule(
    rule: k8s_check.Rule, all_renderings: list[Rendering]
) -> None:
    found = k8s_check.complaints(rule, all_renderings)

    assert found == []


def test_every_overlay_is_rendered_with_every_combination(all_renderings: list[Rendering]) -> None:
    overlays = list(K8S.glob("overlays/*/kustomization.yaml"))

    combinations = len(component_sets())

    assert len(all_renderings) == len(overlays) * combinations
    assert sum(rendering.complete for rendering in all_renderings) == len(overlays)


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


@pytest.mark.parametrize(("rule", "path", "old", "new", "complaint"), PLANTED)
def test_a_broken_manifest_is_caught(
    edited: Edit, rule: k8s_check.Rule, path: str, old: str, new: str, complaint: str
) -> None:
    broken = edited(path, old, new)

    found = k8s_check.complaints(rule, [broken])

    assert any(complaint in sentence for sentence in found), found


def test_a_kustomization_that_names_a_missing_file_is_refused(edited: Edit) -> None:
    with pytest.raises(RenderingFailed):
        edited("base/orders/kustomization.yaml", "service.yaml", "servise.yaml")


def test_a_fault_is_planted_for_every_rule() -> None:
    assert {rule for rule, *_ in PLANTED} == set(k8s_check.RULES)
