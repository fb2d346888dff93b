"""The pages that are measured are pages of the gateway, each once."""

import re

from deploy.bench.back_pages import PAGES
from gateway.app import flask_app
from tests.unit.gateway.gateway_fakes import Gateway

THING = re.compile(r"\{\w+\}")


def test_each_page_that_is_measured_is_there_and_named_once() -> None:
    routes = flask_app(Gateway().parts).url_map.bind("markt.example")

    paths = [THING.sub("1", path).partition("?")[0] for _, _, path in PAGES]

    assert [path for path in paths if not routes.test(path, "GET")] == []
    assert len({name for _, name, _ in PAGES}) == len(PAGES)
    assert len({(who, path) for who, _, path in PAGES}) == len(PAGES)
