"""Every route of the API has a page that does the same, or says why people need none."""

from typing import Any

import pytest
from flask import Flask

from gateway.api.routes import OWN, ROUTES
from gateway.app import flask_app
from tests.shape.pages import PAGES, NoPage, Part
from tests.shape.reach import reached_by
from tests.unit.gateway.gateway_fakes import Gateway

NAMES = {f"{route.method} {route.path}" for route in (*ROUTES, *OWN)}
WITHOUT_FORM = {
    "partners.lead_on": "a link that is counted",
    "inbox.open": "opening an entry marks it as read",
    "passkey.page": "only a script can ask the device",
}
CHANGING = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def app() -> Flask:
    return flask_app(Gateway().parts)


@pytest.fixture(scope="module")
def reached(app: Flask) -> dict[str, set[str]]:
    return reached_by(app)


def faults(table: dict[str, Any], reached: dict[str, set[str]]) -> list[str]:
    """Return what is wrong with a table: rows that lack or are stale, pages that do not."""
    found = [f"no row: {name}" for name in sorted(NAMES - table.keys())]
    found += [f"stale row: {name}" for name in sorted(table.keys() - NAMES)]
    for name, row in table.items():
        if isinstance(row, NoPage):
            continue
        route, page = (row.route, row.page) if isinstance(row, Part) else (name, row)
        if name.startswith(CHANGING) and not route.startswith(CHANGING):
            found.append(f"changes nothing: {route} for {name}")
        if route not in reached.get(page, ()):
            found.append(f"{page} does not do: {route}")
    return found


def test_each_route_has_a_page_that_does_the_same(reached: dict[str, set[str]]) -> None:
    assert faults(PAGES, reached) == []


def test_what_changes_something_is_done_by_a_form(app: Flask) -> None:
    posted = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}

    changing = {row.page if isinstance(row, Part) else row for name, row in PAGES.items()
                if not isinstance(row, NoPage) and name.startswith(CHANGING)}  # fmt: skip

    assert changing - posted == set(WITHOUT_FORM)


def test_a_row_that_lacks_or_is_wrong_is_found(reached: dict[str, set[str]]) -> None:
    lacking = {name: row for name, row in PAGES.items() if name != "GET mandates"}
    wrong = {**PAGES, "GET mandates": "account.erase", "GET moon": "home.show",
             "GET drafts": Part("GET mandates", "home.show"),
             "POST profiles/import": Part("GET imports/{import_id}", "editor_import.show"),
             }  # fmt: skip

    assert faults(lacking, reached) == ["no row: GET mandates"]
    assert faults(wrong, reached) == [
        "stale row: GET moon",
        "account.erase does not do: GET mandates",
        "home.show does not do: GET mandates",
        "changes nothing: GET imports/{import_id} for POST profiles/import",
        "home.show does not do: GET moon",
    ]
