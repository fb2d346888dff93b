"""Gateway and services agree on methods, arguments, filters and request bodies."""

import inspect
import re
from typing import Any

import pytest

from gateway.api.route import FILE, Route
from gateway.api.routes import ROUTES
from services.common import topology
from services.common.entrypoints import Rpc
from tests import contract_schemas

SCHEMAS: dict[str, dict[str, Any]] = {
    service: {
        name: kind
        for module in contract_schemas.modules_of(service)
        for name, kind in inspect.getmembers(module, inspect.isclass)
    }
    for service in topology.SERVICES
}
WITHOUT_ROUTE = {
    *(f"{service}.ping" for service in topology.SERVICES),
    "identity.sign_in", "identity.principal", "identity.authenticate_client", "catalog.revision",
    *(f"{service}.export_person" for service in topology.SERVICES if service != "identity"),
    "identity.export_me",
    *(f"catalog.{call}" for call in ("table_layout", "import_profiles", "finish_import")),
}  # fmt: skip
PARSED_QUERY = re.compile(r"(?:parse|_allowed)\(schemas\.(\w+), query\)")
PARSED_PAYLOAD = re.compile(r"schemas\.(\w+)")


def method(route: Route) -> Any:
    return getattr(topology.service_class(route.service), route.call, None)


def methods() -> dict[str, Any]:
    return {
        f"{service}.{name}": found
        for service in topology.SERVICES
        for name, found in inspect.getmembers(topology.service_class(service), inspect.isfunction)
        if any(isinstance(e, Rpc) for e in getattr(found, "nameko_entrypoints", ()))
    }


def arguments(route: Route) -> dict[str, Any]:
    given: dict[str, Any] = {**dict.fromkeys(route.parameters, "x"), **route.constants}
    for name, present in (("query", route.query), ("payload", route.payload)):
        if present:
            given[name] = {}
    if route.if_match:
        given["version"] = 1
    return given


def named(routes: tuple[Route, ...]) -> Any:
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.name)


@named(ROUTES)
def test_a_route_calls_a_method_that_is_there(route: Route) -> None:
    assert f"{route.service}.{route.call}" in methods()


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
    source = inspect.getsource(method(route))
    (schema,) = PARSED_QUERY.findall(source)

    known = SCHEMAS[route.service][schema]().fields

    assert set(route.filters) == {field.data_key or name for name, field in known.items()}


@named(tuple(route for route in ROUTES if route.file))
def test_what_the_query_tells_about_a_file_is_the_rest_of_the_body(route: Route) -> None:
    service, _, schema = str(route.schema).partition(".")
    fields = SCHEMAS[service][schema]().fields

    told = {name.partition(".")[0] for name in route.filters}

    assert told | {"content"} == set(fields)


@named(tuple(route for route in ROUTES if route.schema))
def test_a_route_describes_the_body_its_service_parses(route: Route) -> None:
    service, _, schema = str(route.schema).partition(".")

    parsed = set(PARSED_PAYLOAD.findall(inspect.getsource(method(route))))

    assert service == route.service
    assert schema in SCHEMAS[service]
    assert schema in parsed


@named(ROUTES)
def test_a_route_is_open_exactly_where_its_method_is(route: Route) -> None:
    (entrypoint,) = (e for e in method(route).nameko_entrypoints if isinstance(e, Rpc))

    assert route.public == entrypoint.public


def test_every_method_is_reached_by_a_route_or_by_the_gateway_itself() -> None:
    reached = {f"{route.service}.{route.call}" for route in ROUTES}
    reached |= {route.table for route in ROUTES if route.table}

    assert set(methods()) - reached == WITHOUT_ROUTE


@named(tuple(route for route in ROUTES if route.payload))
def test_what_a_route_lets_through_its_method_takes(route: Route) -> None:
    (entrypoint,) = (e for e in method(route).nameko_entrypoints if isinstance(e, Rpc))

    in_base64 = FILE * 4 // 3 if route.file else 0

    assert entrypoint.largest >= max(route.most_bytes_of("application/json"), in_base64)
    assert entrypoint.largest <= 2 * max(route.most_bytes_of("application/json"), in_base64)


def test_no_two_routes_are_the_same() -> None:
    assert len({(route.method, route.pattern.pattern) for route in ROUTES}) == len(ROUTES)
