"""What the edge says and allows is what the gateway says and allows."""

import pytest

from deploy.edge import generate
from deploy.edge.__main__ import EdgeSettings, configuration
from gateway.problems.explanations import EXPLANATIONS
from services.common.config import SettingsMissing

SETTINGS = {"edge_listen": "8080", "edge_inner": "8081", "edge_gateway": "g:1"}


@pytest.mark.parametrize("name", generate.WRITTEN)
def test_its_files_are_those_of_today_s_routes_and_explanations(name: str) -> None:
    kept = (generate.HERE / name).read_text("utf-8")

    assert kept == generate.WRITTEN[name](), "please run python -m deploy.edge.generate"


def test_every_refusal_of_the_edge_is_explained() -> None:
    assert set(generate.REFUSALS.values()) <= set(EXPLANATIONS)


def test_a_setting_can_say_nothing_else_to_nginx() -> None:
    settings = EdgeSettings(**SETTINGS, edge_folder="/tmp; include /etc/shadow")

    with pytest.raises(SettingsMissing):
        configuration(settings)


def test_every_place_in_the_configuration_has_its_setting() -> None:
    text = configuration(EdgeSettings(**SETTINGS, edge_folder="/tmp/edge"))

    assert "${" not in text
    assert "listen 8080 " in text
