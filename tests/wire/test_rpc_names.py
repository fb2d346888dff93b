"""Gateway and services agree on methods, arguments, filters and request bodies."""

import inspect
from typing import Any

import pytest

from gateway.api.route import FILE, Route
from gateway.api.routes import ROUTES
from gateway.saml.xml import MAX_ENCODED_CHARACTERS
from services.common.entrypoints import Rpc
from services.common.input_schemas import calls_of, input_schemas
from services.common.topology import SERVICES, service_class
from services.common.validation.input import InputSchema

WITHOUT_ROUTE = {
    *(f"{service}.{call}" for service in SERVICES for call in ("ping", "together")),
    *(
        f"{service}.{act}_parked"
        for service in SERVICES
        for act in ("list", "get", "replay", "discard")
    ),
    *(f"{service}.list_conditions" for service in SERVICES),
    "identity.sign_in", "identity.principal", "identity.authenticate_client", "catalog.revision",
    *(f"{service}.export_person" for service in SERVICES if service != "identity"),
    "identity.export_me", "notify.take_jira_word",
    *(f"catalog.{call}" for call in ("table_layout", "import_profiles", "finish_import")),
}  # fmt: skip


def method(route: Route) -> Any:
    return getattr(service_class(route.service), route.call, None)


def call(route: Route) -> Rpc:
    return calls_of(route.service)[route.call]


def parsed(route: Route, argument: str) -> dict[str, type[InputSchema]]:
    """Return the schemas the argument of a call is parsed by, under the names routes have them."""
    schemas = input_schemas(route.service)[route.call]
    return {f"{route.service}.{s.__name__}": s for name, s in schemas if name == argument}


def arguments(route: Route) -> dict[str, Any]:
    given: dict[str, Any] = {**dict.fromkeys(route.parameters, "x"), **route.constants}
    for name, present in (("query", route.query), ("payload", route.payload)):
        if present:
            given[name] = {}
    if route.if_match:
        given["version"] = 1
    if route.signs:
        given["sign_in"] = {}
    return given


def named(routes: tuple[Route, ...]) -> Any:
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.name)


@named(ROUTES)
def test_a_route_calls_a_method_that_is_there(route: Route) -> None:
    assert route.call in calls_of(route.service)


@named(ROUTES)
def test_a_route_passes_exactly_the_arguments_of_its_method(route: Route) -> None:
    signature = inspect.signature(method(route))

    bound = signature.bind(None, **arguments(route))

    assert set(bound.arguments) - {"self"} == set(arguments(route))


@named(ROUTES)
def test_a_path_parameter_is_passed_in_the_type_its_method_takes(route: Route) -> None:
    hints = inspect.signature(method(route)).parameters

    for name in route.parameters:
        assert hints[name].annotation is (int if name in route.numbers else str)


@named(tuple(route for route in ROUTES if route.filters and not route.file))
def test_a_filter_of_a_route_is_known_to_its_service(route: Route) -> None:
    (schema,) = parsed(route, "query").values()

    known = schema().fields

    assert set(route.filters) == {field.data_key or name for name, field in known.items()}


@named(tuple(route for route in ROUTES if route.file))
def test_what_the_query_tells_about_a_file_is_the_rest_of_the_body(route: Route) -> None:
    fields = parsed(route, "payload")[str(route.schema)]().fields

    told = {name.partition(".")[0] for name in route.filters}

    assert told | {"content"} == set(fields)


@named(tuple(route for route in ROUTES if route.schema))
def test_a_route_describes_the_body_its_service_parses(route: Route) -> None:
    assert route.schema in parsed(route, "payload")


@named(ROUTES)
def test_a_route_is_open_exactly_where_its_method_is(route: Route) -> None:
    assert route.public == call(route).public


def test_every_method_is_reached_by_a_route_or_by_the_gateway_itself() -> None:
    reached = {f"{route.service}.{route.call}" for route in ROUTES}
    reached |= {route.table for route in ROUTES if route.table}

    answered = {f"{service}.{name}" for service in SERVICES for name in calls_of(service)}

    assert answered - reached == WITHOUT_ROUTE


@named(tuple(route for route in ROUTES if route.payload))
def test_what_a_route_lets_through_its_method_takes(route: Route) -> None:
    entrypoint = call(route)

    in_base64 = FILE * 4 // 3 if route.file else 0
    sign_in = MAX_ENCODED_CHARACTERS if route.signs else 0

    most = max(route.most_bytes_of("application/json"), in_base64) + sign_in
    assert most <= entrypoint.largest <= 2 * most


def test_no_two_routes_are_the_same() -> None:
    assert len({(route.method, route.pattern.pattern) for route in ROUTES}) == len(ROUTES)
