"""The documentation of the API: each operation on a page of its own, found by what it is called."""

import re
from typing import Any

import pytest

from gateway.problems.explanations import EXPLANATIONS
from gateway.web.docs.schemas import Field, Schemas
from tests.unit.gateway.gateway_fakes import Gateway

CLIENT = Gateway().client
DOCUMENT: Any = CLIENT.get("/api/v1/openapi.json").json


def page(path: str, language: str = "en") -> str:
    answer = CLIENT.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, path
    return str(answer.text).replace("<wbr>", "")


def test_every_operation_is_listed_and_has_a_page() -> None:
    ids = {one["operationId"] for item in DOCUMENT["paths"].values() for one in item.values()}

    linked = re.findall(r'href="/api/docs/operations/([\w-]+)"', page("/api/docs"))

    assert set(linked) == ids
    for path, item in DOCUMENT["paths"].items():
        for method, one in item.items():
            shown = page(f"/api/docs/operations/{one['operationId']}")
            assert f"{method.upper()} {path}" in shown
            assert set(re.findall(r'href="/problems/([\w-]+)"', shown)) <= EXPLANATIONS.keys()
            assert all(status in shown for status in one["responses"] if status != "default")


def test_a_page_names_parameters_fields_and_codes() -> None:
    shown = page("/api/docs/operations/orders_place")

    for said in ("Idempotency-Key", "functional_contact.email", "required", "orders:write"):
        assert said in shown
    assert set(re.findall(r'href="/problems/([\w-]+)"', shown)) >= {"invalid", "order-exists"}


def test_an_operation_nobody_described_is_not_found() -> None:
    assert CLIENT.get("/api/docs/operations/none").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"), [("order a service", "orders_place"), ("POST /orders", "orders_place")]
)
def test_operations_are_found_by_words_and_by_path(asked: str, found: str) -> None:
    shown = page(f"/api/docs?q={asked}")

    assert f'href="/api/docs/operations/{found}"' in shown
    assert "orders_withdraw" not in page("/api/docs?q=order+a+service")


def test_a_search_without_result_says_how_to_go_on() -> None:
    assert "xyzxyz" in page("/api/docs?q=xyzxyz")
    assert 'href="/api/docs"' in page("/api/docs?q=xyzxyz")


@pytest.mark.parametrize(("language", "said"), [("de", "Erste Schritte"), ("en", "First steps")])
def test_the_guide_speaks_both_languages(language: str, said: str) -> None:
    assert said in page("/api/docs", language)


def test_every_problem_is_listed_with_what_to_do() -> None:
    shown = page("/problems")

    assert all(f'href="/problems/{code}"' in shown for code in EXPLANATIONS)


def test_fields_are_flat_whatever_the_schema_is_made_of() -> None:
    inner = {"type": "object", "properties": {"b": {"type": "string", "format": "date"}}}
    again = {"$ref": "#/components/schemas/Tree"}
    tree = {"type": "object", "properties": {"inside": again}}
    schemas = Schemas({"schemas": {"Inner": inner, "Tree": tree}})
    reference = {"$ref": "#/components/schemas/Inner"}
    outer = {
        "required": ["a"],
        "properties": {
            "a": {"type": "array", "items": reference},
            "c": {"anyOf": [{"enum": ["x", "y"], "type": "string"}, {"type": "null"}]},
            "d": {"type": "array", "items": {"enum": ["x", "y"], "type": "string"}},
        },
    }

    assert schemas.fields({"allOf": [outer, {"required": ["c"]}]}) == [
        Field("a", "array of object", "", required=True),
        Field("a[].b", "string (date)"),
        Field("c", "string or null, one of x, y", "", required=True),
        Field("d", "array of string, one of x, y"),
    ]
    assert len(schemas.fields(tree)) == 5
