"""Every address a mail names is a page of ours, never data of the API."""

from string import Formatter

import pytest

from gateway.app import flask_app
from services.notify.links import PAGES
from tests.unit.gateway.gateway_fakes import Gateway


@pytest.mark.parametrize("page", PAGES)
def test_a_mailed_address_is_a_page(page: str) -> None:
    named = {name: "x1" for _, name, _, _ in Formatter().parse(PAGES[page]) if name}
    routes = flask_app(Gateway().parts).url_map.bind("markt.example")

    endpoint, _ = routes.match(PAGES[page].format_map(named), method="GET")

    assert not PAGES[page].startswith("/api/")
    assert not endpoint.startswith("api")
