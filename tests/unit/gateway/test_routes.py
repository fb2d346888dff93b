"""The route table keeps its promises."""

import re

import pytest

from gateway.api.route import Route
from gateway.api.routes import OWN, ROUTES
from tests.unit.gateway.gateway_fakes import CHANGING, CSRF, SIGNED_IN, Gateway

ALL = (*ROUTES, *OWN)
MEANT_FOR_EVERYONE = {
    "identity.find_bodies",
    "identity.get_body",
    "identity.confirm_email",
    "identity.advise",
    "catalog.search",
    "catalog.suggest",
    "catalog.get",
    "catalog.list_versions",
    "catalog.get_version",
    "catalog.diff_versions",
    "catalog.list_waves",
    "catalog.get_document",
    "catalog.list_vendors",
    "catalog.compare",
    "catalog.feed",
    "catalog.get_help",
    "catalog.get_notice",
    "catalog.get_system",
    "catalog.get_vendor",
    "catalog.help",
    "catalog.interfaces",
    "catalog.list_notices",
    "catalog.list_systems",
    "catalog.visit",
    "contracts.verify",
    "contracts.general_terms",
    "identity.current_terms",
    "notify.confirm_subscription",
    "notify.subscribe",
    "notify.unsubscribe",
    "orders.area_figures",
    "orders.orderable",
}


@pytest.fixture(scope="module")
def whole() -> Gateway:
    """The gateway all refusals are tried at; no route may leave anything behind in it."""
    return Gateway()


@pytest.fixture
def gateway(whole: Gateway) -> Gateway:
    whole.calls.made.clear()
    return whole


def path_of(route: Route) -> str:
    return re.sub(r"{\w+}", "1", route.full_path)


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: r.name)
def test_only_what_is_meant_for_everyone_is_public(route: Route) -> None:
    expected = f"{route.service}.{route.call}" in MEANT_FOR_EVERYONE

    assert route.public == expected


@pytest.mark.parametrize("route", [r for r in ALL if not r.public], ids=lambda r: r.name)
def test_a_route_that_is_not_public_refuses_a_stranger_before_any_call(
    route: Route, gateway: Gateway
) -> None:
    answer = gateway.client.open(path_of(route), method=route.method, json={})

    assert (answer.status_code, answer.json["code"]) == (401, "sign-in-needed")
    assert gateway.calls.made == []


@pytest.mark.parametrize("route", [r for r in ALL if r.unsafe], ids=lambda r: r.name)
def test_an_unsafe_route_refuses_a_session_without_its_csrf_token(
    route: Route, gateway: Gateway
) -> None:
    wrong = {**SIGNED_IN, "X-CSRF-Token": CSRF[:-1]}
    answers = [
        gateway.client.open(path_of(route), method=route.method, json={}, headers=headers)
        for headers in (SIGNED_IN, wrong)
    ]

    assert [(a.status_code, a.json["code"]) for a in answers] == [(403, "csrf-missing")] * 2
    assert gateway.calls.made == []


@pytest.mark.parametrize("route", [r for r in ROUTES if r.once], ids=lambda r: r.name)
def test_a_route_that_acts_once_demands_an_idempotency_key(route: Route, gateway: Gateway) -> None:
    answer = gateway.client.post(path_of(route), json={}, headers=CHANGING)

    assert (answer.status_code, answer.json["code"]) == (400, "idempotency-key-missing")


@pytest.mark.parametrize("route", [r for r in ROUTES if r.if_match], ids=lambda r: r.name)
def test_a_change_demands_the_version_it_is_based_on(route: Route, gateway: Gateway) -> None:
    answer = gateway.client.open(path_of(route), method=route.method, json={}, headers=CHANGING)

    assert (answer.status_code, answer.json["code"]) == (428, "precondition-required")


def test_every_method_and_path_stands_in_the_table_once() -> None:
    names = [re.sub(r"{\w+}", "{}", route.name) for route in ALL]

    assert len(names) == len(set(names))


def test_every_patch_is_conditional_and_every_cached_route_public() -> None:
    assert all(route.if_match for route in ROUTES if route.method == "PATCH")
    assert all(route.public and not route.unsafe for route in ROUTES if route.cached)


def test_orders_and_signatures_act_once() -> None:
    once = {route.path for route in ROUTES if route.once}

    bulk = {"bulk-orders", "bulk-releases"}
    assert once == {"orders", "signatures", "countersignatures", *bulk}


def test_release_and_signatures_ask_identity_anew() -> None:
    fresh = {route.path for route in ROUTES if route.fresh}

    bulk = {
        f"bulk-{noun}{act}" for noun in ("orders", "releases") for act in ("", "/{bulk_id}/place")
    }
    signing = {
        f"{noun}{act}" for noun in ("signatures", "countersignatures") for act in ("", "/check")
    }
    assert fresh == {"orders/{order_id}/release", *signing, *bulk}
