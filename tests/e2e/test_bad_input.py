"""Bad input answers a problem of the 4xx kind that names the field, and leaves no trace."""

import json
import uuid
from typing import Any

import pytest

from tests.journeys import Journeys

UNINHABITED = "09187451"


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    """Leave a field out."""
    return {key: value for key, value in body.items() if key != name}


def contact(body: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Change a nested field."""
    return {**body, "functional_contact": {**body["functional_contact"], **changes}}


CASES: dict[str, tuple[Any, int, str]] = {
    "unknown body": (lambda b: {**b, "body": "09999999"}, 422, "/body"),
    "unknown profile": (lambda b: {**b, "profile": "nirgendwo"}, 422, "/profile"),
    "uninhabited area": (lambda b: {**b, "body": UNINHABITED}, 422, "/body"),
    "unknown vendor": (lambda b: {**b, "setup_by": "nobody"}, 422, "/setup_by"),
    "wrong type": (lambda b: {**b, "body": 9162000}, 422, "/body"),
    "list for text": (lambda b: {**b, "profile": ["a"]}, 422, "/profile"),
    "unknown field": (lambda b: {**b, "extra": 1}, 422, "/extra"),
    "unknown usage": (lambda b: {**b, "usage": "maybe"}, 422, "/usage"),
    "bad date": (lambda b: {**b, "wanted_on": "31.12.2026"}, 422, "/wanted_on"),
    "nested mail": (lambda b: contact(b, email="nix"), 422, "/functional_contact/email"),
    "nested unknown": (lambda b: contact(b, fax="1"), 422, "/functional_contact/fax"),
    "missing body": (lambda b: without(b, "body"), 422, "/body"),
    "missing contact": (
        lambda b: without(b, "technical_contact"), 422, "/technical_contact",
    ),
    "null": (lambda b: {**b, "usage": None}, 422, "/usage"),
}  # fmt: skip


@pytest.fixture(scope="module")
def journey(journeys: Journeys) -> Any:
    """A clerk who may order."""
    return journeys.next()


@pytest.mark.parametrize("name", CASES)
def test_a_bad_field_is_named(journeys: Journeys, journey: Any, name: str) -> None:
    change, status, pointer = CASES[name]
    before = journeys.stored("orders")["orders"].count_documents({})

    answer = journey.person(journey.clerk).ask(
        "POST", "orders", json=change(journey.order_body()),
        headers={"Idempotency-Key": uuid.uuid4().hex},
    )  # fmt: skip

    problem = answer.json()
    assert answer.status_code == status, problem
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert problem["correlation_id"] == answer.headers["X-Request-ID"]
    assert journeys.stored("orders")["orders"].count_documents({}) == before


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        (b'{"body": ', "application/json", 422),
        (b"[]", "application/json", 422),
        (b'"text"', "application/json", 422),
        (b"\xff\xfe", "application/json", 422),
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b"[" * 60_000, "application/json", 422),
        (json.dumps({"remark": "x" * 64 * 1024}).encode(), "application/json", 413),
    ],
)
def test_what_is_no_json_object_is_refused(
    journey: Any, data: bytes, content_type: str, status: int
) -> None:
    headers = {"Content-Type": content_type, "Idempotency-Key": uuid.uuid4().hex}

    answer = journey.person(journey.clerk).ask("POST", "orders", data=data, headers=headers)

    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("profiles?limit=0", "/limit"),
        ("profiles?limit=viele", "/limit"),
        ("profiles?cursor=%C3%A4", "/cursor"),
        ("profiles?nonsense=1", "/nonsense"),
        ("profiles?sort=price", "/sort"),
        ("profiles?kind=nonsense", "/kind"),
        ("profiles?status=draft&format=csv", "/status"),
        ("orders?cursor=x", "/cursor"),
        ("bodies?limit=201", "/limit"),
        ("profiles/elektronische-wohnsitzanmeldung/orderable", "/body"),
        ("profiles/elektronische-wohnsitzanmeldung/orderable?body=1", "/body"),
    ],
)
def test_a_bad_query_is_named(journey: Any, path: str, pointer: str) -> None:
    answer = journey.person(journey.clerk).ask("GET", path)

    assert answer.status_code == 422, answer.text
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


def test_a_body_of_another_clerk_is_forbidden(journeys: Journeys, journey: Any) -> None:
    foreign = {**journey.order_body(), "body": "09163000"}

    answer = journey.person(journey.clerk).ask(
        "POST", "orders", json=foreign, headers={"Idempotency-Key": uuid.uuid4().hex}
    )

    assert answer.status_code == 403, answer.text


def test_a_call_without_the_csrf_token_is_refused(journey: Any) -> None:
    clerk = journey.person(journey.clerk)

    answer = clerk.browser.post(
        f"{clerk.gateway}/api/v1/orders", json=journey.order_body(),
        headers={"Idempotency-Key": uuid.uuid4().hex}, timeout=10,
    )  # fmt: skip

    assert (answer.status_code, answer.json()["code"]) == (403, "csrf-missing")
