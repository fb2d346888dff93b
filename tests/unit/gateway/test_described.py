"""What holds answers against the description of the API finds what is not as described."""

from copy import deepcopy
from typing import Any

import pytest

from gateway.api.openapi import path_of
from gateway.api.routes import OWN, ROUTES
from tests.described import Description, api
from tests.not_held_yet import NOT_HELD_YET

PAGE = {"items": [], "next": None, "total": 0}
READ = ("GET", "/api/v1/bodies", 200, "application/json")


@pytest.fixture
def description() -> Description:
    return Description(deepcopy(api().document))


def test_an_answer_as_described_is_fine(description: Description) -> None:
    assert description.faults(*READ, PAGE) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({**PAGE, "more": 1}, "'more' was unexpected"),
        ({"items": [], "next": None}, "'total' is a required property"),
        ({**PAGE, "total": "3"}, "'3' is not of type 'integer'"),
        ({**PAGE, "items": [{"key": "09"}]}, "is a required property"),
    ],
)
def test_an_answer_that_drifted_is_found(description: Description, body: Any, fault: str) -> None:
    found = description.faults(*READ, body)

    assert any(fault in one for one in found), found
    assert all("GET /api/v1/bodies 200" in one for one in found)


def test_a_status_nobody_named_is_found(description: Description) -> None:
    found = description.faults("GET", "/api/v1/bodies", 409, "application/problem+json", {})

    assert len(found) == 1
    assert "does not name the status 409" in found[0]


def test_the_plainer_path_comes_before_the_one_with_parameters(description: Description) -> None:
    path, _ = description.operation("GET", "/api/v1/profiles/suggest") or ("", {})

    assert path == "/api/v1/profiles/suggest"


def test_what_the_document_does_not_name_is_nobodys_fault(description: Description) -> None:
    assert description.faults("GET", "/api/v1/nowhere", 404, "text/html", None) == []


def test_who_is_not_held_yet_is_a_route() -> None:
    routes = {f"{route.method} {path_of(route)}" for route in (*ROUTES, *OWN)}

    assert routes >= NOT_HELD_YET
