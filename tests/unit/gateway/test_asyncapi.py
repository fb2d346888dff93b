"""The AsyncAPI document: right by its public parser, and true of what notify writes."""

import json
import subprocess
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from gateway.api import asyncapi
from tests.shape.sources import ROOT
from tests.told_events import all_told
from tests.unit.gateway.gateway_fakes import Gateway

PARSER = ROOT / "tests/browser/node_modules/@asyncapi/parser"
TOLD = list(all_told())


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    return dict(asyncapi.document("https://markt.example")["components"]["schemas"])


def test_the_public_parser_finds_nothing_wrong_with_it() -> None:
    text = json.dumps(asyncapi.document("https://markt.example"))

    done = subprocess.run(
        ["node", str(ROOT / "tests/asyncapi_check.js"), str(PARSER)],
        input=text, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip

    found = json.loads(done.stdout)
    assert (found["wrong"], found["channels"]) == ([], list(asyncapi.WAYS))
    assert found["messages"] >= 5


def test_every_event_that_is_written_is_as_the_document_has_it(schemas: dict[str, Any]) -> None:
    wrong = [
        f"{event['type']} {list(error.path)}: {error.message}"
        for event in TOLD
        for error in Draft7Validator(
            schemas[event["type"]], format_checker=FormatChecker()
        ).iter_errors(event)
    ]

    assert wrong == []
    assert {event["type"] for event in TOLD} == schemas.keys()


@pytest.mark.parametrize("change", ["more", "missing", "commissioned"])
def test_what_is_not_in_the_document_would_be_noticed(schemas: dict[str, Any], change: str) -> None:
    event = json.loads(json.dumps(TOLD[0]))
    order = event["data"]["order"]
    if change == "more":
        order["remark"] = "only for the operator"
    elif change == "missing":
        del order["number"]
    else:
        event["data"]["commissioned"] = True

    assert not Draft7Validator(schemas[event["type"]]).is_valid(event)


def test_it_is_served_to_everyone_and_held_by_its_tag() -> None:
    client = Gateway().client
    first = client.get("/api/v1/asyncapi.json")
    again = client.get("/api/v1/asyncapi.json", headers={"If-None-Match": first.headers["ETag"]})

    assert first.json["asyncapi"] == "3.0.0"
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(("language", "word"), [("de", "Drei Wege"), ("en", "Three ways")])
def test_people_read_it_in_their_language(language: str, word: str) -> None:
    page = Gateway().client.get("/api/docs/events", headers={"Accept-Language": language})

    assert word in page.text
    assert "de.digitalmarkt.order.setup_requested.v1" in page.text
    assert 'href="/api/docs/events"' in Gateway().client.get("/api/docs").text
