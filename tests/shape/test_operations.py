"""The guide for operations names only what there is, and leaves out no secret."""

import re

from tests.shape.sources import ROOT

GUIDE = (ROOT / "docs/operations.md").read_text()
MANIFESTS = (ROOT / "deploy/k8s/README.md").read_text()
SECRET = re.compile(r"^\| Secret \| `([\w-]+)` \| ([^|]*)", re.MULTILINE)
KEY = re.compile(r"`([A-Z][A-Z_0-9]+)`")
NOT_SETTINGS = {"CAPITALS", "NS", "BACKUP_KEY"}
"""Words of the guide, and the one setting of a command that no process has."""


def section(title: str) -> str:
    """Return what stands under a heading."""
    return GUIDE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_each_secret_and_each_of_its_keys_has_a_way_to_change_it() -> None:
    rotation = section("Rotate secrets")

    secrets = {name: KEY.findall(keys) for name, keys in SECRET.findall(MANIFESTS)}
    keys = {key for name, found in secrets.items() if not name.startswith("dev-") for key in found}

    assert len(secrets) > 5
    assert [name for name in secrets if f"`{name}`" not in rotation] == []
    assert [key for key in sorted(keys) if f"`{key}`" not in rotation] == []


def test_each_alert_leads_to_its_runbook() -> None:
    alerts = re.findall(r"alert: (\w+)", (ROOT / "deploy/monitoring/alerts.yaml").read_text())
    runbooks = re.findall(r"^## (\w+)", (ROOT / "docs/runbooks.md").read_text(), re.MULTILINE)

    linked = re.findall(r"\[(\w+)\]\(runbooks\.md#(\w+)\)", section("Alerts"))

    assert sorted(name for name, _ in linked) == sorted(alerts)
    assert {anchor for name, anchor in linked if name.lower() != anchor} == set()
    assert set(alerts) <= set(runbooks)


def test_each_setting_it_names_is_one_of_the_manifests() -> None:
    kept = " ".join(
        path.read_text() for path in (ROOT / "deploy/k8s").rglob("*.*") if path.suffix != ".json"
    )

    named = set(KEY.findall(GUIDE)) - NOT_SETTINGS

    assert [name for name in sorted(named) if name not in kept] == []


def test_each_figure_of_the_capacity_table_is_one_the_bench_measures() -> None:
    bench = " ".join(path.read_text() for path in (ROOT / "deploy/bench").glob("*.py"))

    named = set(re.findall(r"make bench ONLY=(\w+)", GUIDE))

    assert named
    assert [name for name in sorted(named) if f'"{name}"' not in bench] == []


def test_each_section_is_in_the_list_on_top() -> None:
    titles = re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}

    listed = set(re.findall(r"\(#([\w-]+)\)", GUIDE.partition("\n## ")[0]))

    assert listed == anchors
