"""The OpenAPI document says what the route table says."""

import re
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

from gateway.api.openapi import path_of
from gateway.api.openapi.contract import read
from gateway.api.openapi.security import scopes_of
from gateway.api.route import Render, Route
from gateway.api.routes import OWN, ROUTES
from gateway.problems.explanations import EXPLANATIONS
from tests.described import Description, schema_of
from tests.unit.gateway.gateway_fakes import Gateway


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    answer: dict[str, Any] = Gateway().client.get("/api/v1/openapi.json").json
    return answer


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def parameters(document: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    known = document["components"]["parameters"]
    return [
        known[stated["$ref"].rpartition("/")[2]] if "$ref" in stated else stated
        for stated in operation.get("parameters", [])
    ]


def test_it_has_the_members_openapi_demands(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert {"title", "version"} <= set(document["info"])
    assert all("responses" in operation for _, _, operation in operations(document))


def test_it_is_a_document_of_openapi_3_1_to_others(document: dict[str, Any]) -> None:
    validate(document, cls=OpenAPIV31SpecValidator)

    broken = {**document, "paths": {**document["paths"], "/api/v1/planted/{id}": {"get": {}}}}
    with pytest.raises(OpenAPIValidationError, match="id"):
        validate(broken, cls=OpenAPIV31SpecValidator)


def test_every_route_stands_in_it(document: dict[str, Any]) -> None:
    described = {f"{method.upper()} {path}" for path, method, _ in operations(document)}

    routes = {f"{route.method} {path_of(route)}" for route in (*ROUTES, *OWN)}

    assert routes <= described
    assert len(routes) == len(ROUTES) + len(OWN)


def test_no_two_arguments_of_a_generated_client_share_a_name(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        names = [re.sub(r"\W", "_", p["name"]).lower() for p in parameters(document, operation)]
        arguments = [*names, "body"] if "requestBody" in operation else names

        assert sorted(arguments) == sorted(set(arguments)), (method, path)


def test_operation_ids_are_unique(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(document)]

    assert sorted(ids) == sorted(set(ids))


def test_path_parameters_are_declared(document: dict[str, Any]) -> None:
    for path, _, operation in operations(document):
        declared = {p["name"] for p in parameters(document, operation) if p["in"] == "path"}

        assert declared == set(re.findall(r"{(\w+)}", path)), path


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    wanted = re.findall(r"'\$ref': '#/components/(\w+)/([\w.]+)'", str(document))

    assert wanted
    assert all(name in document["components"][kind] for kind, name in wanted)


def test_what_needs_a_session_or_a_token_says_so(document: dict[str, Any]) -> None:
    for route in (*ROUTES, *OWN):
        operation = document["paths"][path_of(route)][route.method.lower()]

        ways = {way for alternative in operation["security"] for way in alternative}
        assert (operation["security"] == []) == route.public, route.name
        assert ("oauth2" in ways) == (not route.public and bool(scopes_of(route))), route.name
        assert ("csrf" in ways) == (not route.public and route.unsafe), route.name


def test_it_says_where_tokens_come_from_and_which_scopes_there_are(
    document: dict[str, Any],
) -> None:
    flow = document["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]

    assert flow["tokenUrl"] == "http://market.example/oauth/token"
    assert {"orders:read", "orders:setup", "audit:read"} <= set(flow["scopes"])


def test_each_parameter_says_what_it_means_and_of_what_kind_it_is(document: dict[str, Any]) -> None:
    bare = [
        (method, path, parameter["name"])
        for path, method, operation in operations(document)
        for parameter in parameters(document, operation)
        if not parameter.get("description") or not parameter["schema"].keys() & {"type", "enum"}
    ]

    assert bare == []


def test_each_operation_says_who_may_and_which_refusals_may_come(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        refused = {status for status in operation["responses"] if status[0] in "45"}

        assert "Who may: " in operation["description"], (method, path)
        assert refused >= {"429", "503"} or not path.count("{"), (method, path)


def test_it_describes_where_tokens_and_their_keys_are(document: dict[str, Any]) -> None:
    granting, keys = (
        document["paths"]["/oauth/token"]["post"],
        document["paths"]["/oauth/jwks.json"],
    )

    assert list(granting["requestBody"]["content"]) == ["application/x-www-form-urlencoded"]
    assert {"200", "400", "401", "429", "503"} <= set(granting["responses"])
    assert set(keys) == {"get"}


FILED = (
    Render.PDF, Render.ZIP, Render.LINES, Render.PIECES, Render.ORDER_FILE, Render.ATTACHMENT,
    Render.TABLE,
)  # fmt: skip


def test_each_route_says_what_it_answers(document: dict[str, Any]) -> None:
    silent = [
        route.name
        for route in (*ROUTES, *OWN)
        if route.render not in FILED
        and route.media_type == "application/json"
        and route.call != "import_profiles"
        and "$ref" not in _answer(document, route)["schema"]
    ]

    assert silent == []


def _answer(document: dict[str, Any], route: Route) -> dict[str, Any]:
    operation = document["paths"][path_of(route)][route.method.lower()]
    answer: dict[str, Any] = operation["responses"][str(route.status)]["content"]
    return answer["application/json"]


def test_each_schema_and_each_member_says_what_it_means(document: dict[str, Any]) -> None:
    bare = [
        (name, member)
        for name, schema in document["components"]["schemas"].items()
        for member, stated in schema.get("properties", {}).items()
        if not name.endswith("Query") and "description" not in stated
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("schema", "member", "codes"),
    [
        ("orders.SetupFailure", "reason_code", ("no-licence", "capacity", "other")),
        ("orders.Orderable", "reason_code", ("already-ordered", "wave-not-open")),
        ("notify.Webhook", "disabled_reason", ("gone", "exhausted", "paused")),
    ],
)
def test_what_the_codes_of_reasons_mean_is_said(
    document: dict[str, Any], schema: str, member: str, codes: tuple[str, ...]
) -> None:
    stated = document["components"]["schemas"][schema]["properties"][member]

    assert set(stated.get("enum", codes)) - {None} >= set(codes)
    for code in stated.get("enum", codes):
        assert code is None or f"`{code}`: " in stated["description"]


def test_every_code_a_route_refuses_with_has_its_page() -> None:
    named = {
        code
        for call in read("calls").values()
        for codes in call.get("refusals", {}).values()
        for code in codes
    }

    assert named
    assert named <= set(EXPLANATIONS)


def test_each_body_and_each_answer_has_an_example(document: dict[str, Any]) -> None:
    without = [
        (method, path)
        for path, method, operation in operations(document)
        for content in (*_bodies(operation), *_answers(operation))
        if "$ref" in content.get("schema", {}) and "examples" not in content
    ]

    assert without == []


def _bodies(operation: dict[str, Any]) -> list[dict[str, Any]]:
    stated = operation.get("requestBody", {}).get("content", {})
    return [content for kind, content in stated.items() if kind == "application/json"]


def _answers(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        answer["content"]["application/json"]
        for status, answer in operation["responses"].items()
        if status.startswith("2") and "application/json" in answer.get("content", {})
    ]


def test_each_example_is_as_its_schema_says(document: dict[str, Any]) -> None:
    description = Description(document)

    wrong = {
        name: misfits
        for name, example in document["components"]["examples"].items()
        if (misfits := list(description.misfits(schema_of(name), example["value"])))
    }

    assert wrong == {}
