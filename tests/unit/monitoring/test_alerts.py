"""Alerts fire when they should, name metrics there are, and lead to what is to be done."""

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.local.specs import ROOT
from tests.unit.monitoring.promql import unknown_in

FOLDER = ROOT / "deploy/monitoring"
RULES = FOLDER / "alerts.yaml"
TESTS = sorted(FOLDER.glob("*_test.yaml"))
RUNBOOKS = "docs/runbooks.md"
PARTS = ("What it means.", "How to look.", "What to do.", "When it is over.")
SEVERITIES = {"page", "ticket"}


def alerts() -> list[dict[str, Any]]:
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def tried() -> dict[str, set[bool]]:
    """Return of each alert whether its tests expect it, expect it not, or both."""
    found: defaultdict[str, set[bool]] = defaultdict(set)
    for path in TESTS:
        for test in yaml.safe_load(path.read_text())["tests"]:
            for case in test["alert_rule_test"]:
                found[case["alertname"]].add(bool(case["exp_alerts"]))
    return found


def sections() -> dict[str, str]:
    """Return the sections of the runbooks by their titles."""
    text = (ROOT / RUNBOOKS).read_text()
    found = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


def promtool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = shutil.which("promtool")
    assert command, "promtool is not there: deploy/local/setup.sh tests brings it"
    return subprocess.run([command, *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("asked", [("check", "rules", RULES), ("test", "rules", *TESTS)])
def test_promtool_finds_nothing_wrong(asked: tuple[str | Path, ...]) -> None:
    done = promtool(*asked)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_tried_firing_and_quiet() -> None:
    assert tried() == {alert["alert"]: {True, False} for alert in alerts()}


def test_every_alert_has_a_runbook_with_all_its_parts() -> None:
    found = sections()

    assert list(found) == [alert["alert"] for alert in alerts()]
    lacking = {title: [p for p in PARTS if f"**{p}**" not in text] for title, text in found.items()}
    assert {title: parts for title, parts in lacking.items() if parts} == {}


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: alert["alert"])
def test_an_alert_says_how_urgent_it_is_and_where_to_read_on(alert: dict[str, Any]) -> None:
    told = alert["annotations"]

    assert set(told) == {"summary", "description", "runbook_url"}
    assert told["runbook_url"] == f"{RUNBOOKS}#{alert['alert'].lower()}"
    assert alert["labels"]["severity"] in SEVERITIES
    assert f"*{alert['labels']['severity']}*" in sections()[alert["alert"]]
    assert told["description"] in sections()[alert["alert"]]


def test_every_metric_an_alert_names_exists_with_its_labels() -> None:
    assert list(_unknown()) == []


def test_it_is_noticed_when_any_process_is_away() -> None:
    base = ROOT / "deploy/k8s/base"
    processes = {path.parent.name for path in base.glob("*/deployment.yaml")} - {"process"}
    [away] = [alert for alert in alerts() if alert["alert"] == "ServiceAway"]

    assert set(re.findall(r'absent\(up\{job="([^"]+)"\}\)', away["expr"])) == processes


def test_what_is_counted_for_the_first_time_is_noticed() -> None:
    once = [a for a in alerts() if re.search(r"increase\(.*\) > 0$", a["expr"], re.MULTILINE)]

    assert len(once) > 2
    assert [a["alert"] for a in once if " unless " not in a["expr"]] == []


def _unknown() -> Iterator[str]:
    for alert in alerts():
        yield from (f"{alert['alert']}: {one}" for one in unknown_in(alert["expr"]))
