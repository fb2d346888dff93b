"""Dashboards are as their tables say, whole, and show metrics there are."""

import json
from typing import Any

import promql_parser
import pytest

from deploy.monitoring import dashboards
from deploy.monitoring.dashboards import DASHBOARDS, Dashboard, path_of, rendered
from deploy.monitoring.metrics import METRICS
from tests.unit.monitoring.promql import selectors, unknown_in

EACH = pytest.mark.parametrize("dashboard", DASHBOARDS, ids=lambda d: d.uid)
GRID = 24


def test_the_files_are_those_the_tables_make() -> None:
    files = {path.name: path.read_text() for path in dashboards.FOLDER.iterdir()}

    assert files == {path_of(d).name: dashboards.text_of(d) for d in DASHBOARDS}


@EACH
def test_every_metric_a_panel_shows_exists_with_its_labels(dashboard: Dashboard) -> None:
    unknown = [
        f"{panel.title}: {one}"
        for panel in dashboard.panels
        for expression in panel.shows.values()
        for one in unknown_in(expression)
    ]
    assert unknown == []


@EACH
def test_panels_stand_beside_each_other_each_with_its_own_name(dashboard: Dashboard) -> None:
    panels = json.loads(path_of(dashboard).read_text())["panels"]
    places = [cell for panel in panels for cell in cells(panel["gridPos"])]

    assert len(places) == len(set(places))
    assert max(x for x, _ in places) < GRID
    assert len({panel["id"] for panel in panels}) == len({panel["title"] for panel in panels})
    assert {panel["type"] for panel in panels} == {"timeseries"}


def cells(place: dict[str, int]) -> list[tuple[int, int]]:
    across = range(place["x"], place["x"] + place["w"])
    return [(x, y) for x in across for y in range(place["y"], place["y"] + place["h"])]


def test_dashboards_are_told_apart_and_take_any_source() -> None:
    made: list[dict[str, Any]] = [rendered(dashboard) for dashboard in DASHBOARDS]

    assert len({one["uid"] for one in made}) == len(made)
    assert {one["templating"]["list"][0]["query"] for one in made} == {"prometheus"}


def test_every_metric_is_shown_somewhere() -> None:
    shown = {
        selector.name
        for dashboard in DASHBOARDS
        for panel in dashboard.panels
        for expression in panel.shows.values()
        for selector in selectors(promql_parser.parse(expression))
    }
    assert [metric.name for metric in METRICS if shown.isdisjoint(metric.samples)] == []


@pytest.mark.parametrize(
    ("expression", "unknown"),
    [
        ("sum(rate(nothing_total[5m])) / 2", "nothing_total is no metric"),
        ('1 - max(parked_messages{colour="red"})', "parked_messages has no label colour"),
        ("1 + 1", "names no metric"),
    ],
)
def test_a_name_nobody_exposes_is_found_wherever_it_stands(expression: str, unknown: str) -> None:
    assert list(unknown_in(expression)) == [unknown]
