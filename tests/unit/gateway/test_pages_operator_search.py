"""The operator's people find people, bodies and orders by the beginning of what they know."""

from typing import Any

import pytest

from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/search"


def listed(*items: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    return {"items": list(items), "next": None, "total": len(items) if total is None else total}


def gateway(*permissions: str) -> Gateway:
    """Return a gateway whose reader works for the operator."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    held = permissions or ("orders:read", "orders:review", "registrations:read", "authorities:read")
    grants = {"self": ["me:read"], "*": list(held)}
    made.answers("identity.principal", {**known, "grants": grants})
    person = {
        "account": "a4",
        "name": "Anna Müller",
        "email": "anna@prien.example",
        "state": "active",
        "state_label": "freigeschaltet",
        "role_labels": ["Mitglied"],
        "registration": {
            "id": "a4.1",
            "body_name": "Prien",
            "state": "approved",
            "state_label": "bestätigt",
        },
    }
    made.answers("identity.find_accounts", listed(person, total=30))
    body = {
        "key": "09187162",
        "name": "Prien",
        "label": "Prien a.Chiemsee",
        "kind_label": "Gemeinde",
        "full_name": "Markt Prien a.Chiemsee",
    }
    made.answers("identity.find_bodies", listed(body))
    order = {
        "id": "o1",
        "number": "DM-2026-ABCDEFGH",
        "body_name": "Prien",
        "state": "live",
        "profile_title": {"de": "Wohngeld", "en": "Housing benefit"},
        "state_label": "online",
    }
    made.answers("orders.list", listed(order))
    return made


def page(made: Gateway, text: str, **headers: str) -> str:
    query = {"q": text}
    return made.client.get(PATH, query_string=query, headers={**SIGNED_IN, **headers}).text


def test_people_bodies_and_orders_are_found_by_one_word() -> None:
    shown = page(gateway(), "An")

    for path in (
        "/accounts/a4",
        "/bodies/09187162/signing-authorities",
        "/reviews/orders/o1",
    ):
        assert f'href="{path}"' in shown
    assert "1 von 30" in shown
    assert "a4<" not in shown


def test_the_orders_of_the_body_that_fits_best_stand_below() -> None:
    made = gateway()

    assert "Bestellungen: Markt Prien a.Chiemsee" in page(made, "Prien")
    asked = [arguments["query"] for name, arguments, *_ in made.calls.made if name == "orders.list"]
    assert asked[-1]["body"] == "09187162"


def test_nothing_is_asked_before_something_is_typed() -> None:
    made = gateway()

    shown = page(made, "")

    assert made.calls.count("identity.find_accounts") == 0
    assert 'name="q"' in shown


def test_one_letter_is_too_little() -> None:
    made = gateway()

    assert "mindestens zwei Zeichen" in page(made, "A")
    assert made.calls.count("identity.find_accounts") == 0


def test_nothing_found_says_what_to_do() -> None:
    made = gateway()
    for called in ("identity.find_accounts", "identity.find_bodies", "orders.list"):
        made.answers(called, listed())

    assert "Nichts gefunden" in page(made, "zzz")


def test_while_orders_is_away_the_rest_is_found() -> None:
    made = gateway()
    made.answers("orders.list", Unavailable("service-away", "Weg.", "[]"))

    shown = page(made, "An")

    assert "Anna Müller" in shown
    assert "gerade nicht erreichbar" in shown


@pytest.mark.parametrize("grants", [{"self": ["me:read"]}, {"09187162": ["orders:read"]}])
def test_nobody_else_searches(grants: dict[str, list[str]]) -> None:
    made = gateway()
    known = made.calls.answers["identity.principal"]
    made.answers("identity.principal", {**known, "grants": grants})

    assert made.client.get(f"{PATH}?q=An", headers=SIGNED_IN).status_code == 403


def test_the_page_speaks_english() -> None:
    shown = page(gateway(), "An", **{"Accept-Language": "en"})

    assert "Housing benefit" in shown
    assert "op-search" not in shown
