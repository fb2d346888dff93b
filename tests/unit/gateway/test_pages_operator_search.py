"""The operator's people find everything by the beginning of what they know, or by its number."""

from typing import Any

import pytest

from services.common.errors import Invalid, NotFound, Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/search"


def listed(*items: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    return {"items": list(items), "next": None, "total": len(items) if total is None else total}


ORDER = {
    "id": "o1", "number": "DM-2026-ABCDEFGH", "body_name": "Prien", "state": "live",
    "profile_title": {"de": "Wohngeld", "en": "Housing benefit"}, "state_label": "online",
}  # fmt: skip


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
    made.answers("orders.list", listed(ORDER))
    title = {"de": "Wohngeld", "en": "Housing benefit"}
    service = {"id": "wohngeld", "title": title, "summary": {"de": "Für Miete", "en": "For rent"}}
    made.answers("catalog.search", listed(service, total=9))
    facts = {"body_name": "Prien", "profile_title": title, "state_label": "gilt", "state": "live"}
    contract = {"id": "c1", "number": "SSN-2026-ABCDEFGH", **facts}
    made.answers("contracts.list", listed(contract))
    ticket = {"order": "o1", "number": "T-DM-2026-ABCDEFGH", **facts}
    made.answers("notify.list_tickets", listed(ticket))
    mail = {"id": "m1", "subject": "Ihr Vertrag", "address": "anna@prien.example",
            "kind_label": "Vertrag", "state": "failed", "state_label": "gescheitert"}  # fmt: skip
    made.answers("notify.list_mails", listed(mail, total=3))
    return made


EVERYTHING = ("orders:read", "orders:support", "registrations:read", "contracts:read",
              "tickets:internal", "mails:manage", "audit:read")  # fmt: skip


def page(made: Gateway, text: str, **headers: str) -> str:
    query = {"q": text}
    return made.client.get(PATH, query_string=query, headers={**SIGNED_IN, **headers}).text


def test_people_bodies_and_orders_are_found_by_one_word() -> None:
    shown = page(gateway(), "An")

    for path in (
        "/accounts/a4",
        "/bodies/09187162",
        "/reviews/orders/o1",
    ):
        assert f'href="{path}"' in shown
    assert "1 von 30" in shown
    assert "a4<" not in shown


def asked(made: Gateway, called: str) -> list[dict[str, Any]]:
    """Return the queries of a call."""
    return [arguments["query"] for name, arguments, *_ in made.calls.made if name == called]


def test_what_belongs_to_the_body_that_fits_best_is_shown_with_the_way_to_all_of_it() -> None:
    made = gateway(*EVERYTHING)
    made.answers("orders.list", [listed(), listed({**ORDER, "id": "o9"}, total=40)])
    for called in ("contracts.list", "notify.list_tickets"):
        made.answers(called, {**made.calls.answers[called], "total": 12})

    shown = page(made, "Prien")

    for called in ("orders.list", "contracts.list", "notify.list_tickets"):
        assert asked(made, called)[-1]["body"] == "09187162"
    for path in ("/reviews/orders/o9", "/contracts/c1", "/cases/o1",
                 "/reviews/orders?body=09187162", "/contracts?body=09187162",
                 "/operator/tickets?body=09187162", "/accounts?q=Prien"):  # fmt: skip
        assert f'href="{path}"' in shown
    assert "Bestellungen: Markt Prien a.Chiemsee" in shown


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("dm-2026-abcdefgh", "/reviews/orders/o1"),
        ("SSN-2026-ABCDEFGH", "/contracts/c1"),
        ("T-DM-2026-ABCDEFGH", "/cases/o1"),
        ("09187162", "/bodies/09187162"),
        ("Anna@Prien.example", "/accounts/a4"),
    ],
)
def test_an_exact_number_key_or_address_stands_at_the_top(typed: str, path: str) -> None:
    shown = page(gateway(*EVERYTHING), typed)

    exact = shown[shown.index('id="exact"') : shown.index('id="people"')]
    assert f'href="{path}"' in exact


def test_all_that_belongs_to_the_order_of_a_number_is_found() -> None:
    made = gateway(*EVERYTHING)

    shown = page(made, "DM-2026-ABCDEFGH")

    for called in ("contracts.list", "notify.list_tickets", "notify.list_mails"):
        assert asked(made, called)[-1]["order"] == "o1"
    assert 'href="/mails/m1"' in shown
    assert 'href="/mails?order=o1"' in shown


def test_the_mails_to_an_address_are_found() -> None:
    made = gateway(*EVERYTHING)
    made.answers("orders.list", listed())
    made.answers("identity.find_bodies", listed())

    shown = page(made, "anna@prien.example")

    assert asked(made, "notify.list_mails")[0]["address"] == "anna@prien.example"
    assert 'href="/mails?q=anna%40prien.example"' in shown


def test_an_id_leads_to_the_thing_and_to_what_is_on_record_of_it() -> None:
    made, id = gateway(*EVERYTHING), "o0123456789abcdef"
    missing = NotFound("not-found", "Gibt es nicht.", "[]")
    made.answers("orders.get", {**ORDER, "id": id})
    for called in ("contracts.get", "identity.get_account", "identity.get_registration",
                   "notify.get_mail"):  # fmt: skip
        made.answers(called, missing)

    shown = page(made, id)

    assert f'href="/reviews/orders/{id}"' in shown[shown.index('id="exact"') :]
    assert f'href="/audit/story/{id}"' in shown


def test_services_that_are_merely_like_a_town_are_shown_where_nothing_else_is() -> None:
    made = gateway()

    beside, called = page(made, "Prien"), page(made, "wohn")
    for name in ("identity.find_accounts", "identity.find_bodies", "orders.list"):
        made.answers(name, listed())
    alone = page(made, "Prien")

    told = ['href="/leistungen/wohngeld"' in shown for shown in (beside, called, alone)]
    assert told == [False, True, True]
    assert "8 von" not in beside


def test_nobody_is_asked_for_what_the_reader_may_not_see() -> None:
    made = gateway("profiles:edit")
    made.answers("identity.find_bodies", listed())

    shown = page(made, "o0123456789abcdef")

    assert {name for name, *_ in made.calls.made if name.startswith(("orders.", "contracts."))} == (
        set()
    )
    assert made.calls.count("identity.find_accounts") == 0
    assert made.calls.count("notify.list_mails") == 0
    for path in ("/editor/profiles/wohngeld", "/editor/profiles?q=o0123456789abcdef"):
        assert f'href="{path}"' in shown


def test_nothing_is_asked_before_something_is_typed() -> None:
    made = gateway()

    shown = page(made, "")

    assert made.calls.count("identity.find_accounts") == 0
    assert 'name="q"' in shown


def test_one_letter_is_too_little() -> None:
    made = gateway()

    assert "mindestens zwei Zeichen" in page(made, "A")
    assert made.calls.count("identity.find_accounts") == 0


def test_a_text_that_is_no_number_is_no_order_and_the_rest_is_found() -> None:
    made = gateway()
    made.answers("orders.list", Invalid("invalid", "Zu lang.", "[]"))

    shown = page(made, "A" * 60)

    assert "Anna Müller" in shown
    assert "gerade nicht erreichbar" not in shown


def test_nothing_found_says_what_to_do() -> None:
    made = gateway()
    for called in ("identity.find_accounts", "identity.find_bodies", "orders.list",
                   "catalog.search"):  # fmt: skip
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
