"""An auditor reads the story of one id, whatever it is, over all parts on one page."""

from typing import Any

import pytest

from services.common.errors import NotFound, Unavailable
from tests.unit.gateway.account_answers import PRIEN
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_trail import LINE, asked, get, listed
from tests.unit.gateway.test_pages_trail import gateway as auditing

STORY = "/audit/story"
NOBODY = NotFound("not-found")
THINGS: dict[str, Any] = {
    "orders.get": {"id": "o1f", "number": "DM-1", "body_name": "Prien", "contract": "c1f",
                   "profile_title": {"de": "Wohngeld", "en": "Housing"}},
    "contracts.get": {"id": "c1f", "number": "DM-1-V", "order": "o1f", "body_name": "Prien",
                      "profile_title": {"de": "Wohngeld", "en": "Housing"}},
    "identity.get_account": {"account": "a1f", "name": "Anna Müller"},
    "identity.get_mandate": {"id": "m1f", "grantor_name": "Prien"},
    "identity.get_body": PRIEN,
    "catalog.get": {"id": "wohngeld", "title": {"de": "Wohngeld", "en": "Housing"}},
    "catalog.get_vendor": {"id": "demo-it", "name": "Demo IT"},
    "notify.get_mail": {"id": "f" * 32, "kind_label": {"de": "Vertrag liegt bereit", "en": "Ready"},
                        "about": {"order": "o1f"}},
}  # fmt: skip


def gateway(*known: str, **answers: Any) -> Gateway:
    """Return one whose services know these things only."""
    made = auditing("audit:read", "registrations:read", "orders:read", "contracts:read",
                    "mandates:read", "mails:manage", **answers)  # fmt: skip
    for call, thing in THINGS.items():
        made.answers(call, thing if call in known else NOBODY)
    return made


@pytest.mark.parametrize(
    ("id", "call", "name", "about", "path"),
    [
        ("o1f", "orders.get", "Wohngeld, Prien", "o1f,c1f", "/contracts/c1f"),
        ("o1f", "orders.get", "Wohngeld, Prien", "o1f,c1f", "/cases/o1f"),
        ("c1f", "contracts.get", "Wohngeld, Prien", "c1f,o1f", "/cases/o1f"),
        ("a1f", "identity.get_account", "Anna Müller", "a1f", "/accounts/a1f"),
        ("a1f.2", "identity.get_account", "Anna Müller", "a1f", "/accounts/a1f"),
        ("a1f.s1", "identity.get_account", "Anna Müller", "a1f", "/accounts/a1f"),
        ("m1f", "identity.get_mandate", "Vollmacht von Prien", "m1f", "/mandates/m1f"),
        ("09187162", "identity.get_body", "Markt Prien", "09187162", "/bodies/09187162"),
        ("wohngeld", "catalog.get", "Wohngeld", "wohngeld", "/leistungen/wohngeld"),
        ("demo-it", "catalog.get_vendor", "Demo IT", "demo-it", "/audit/lines/7"),
        ("f" * 32, "notify.get_mail", "Vertrag liegt bereit", f"{'f' * 32},o1f", "/mails/"),
    ],
)  # fmt: skip
def test_each_thing_has_its_story_with_its_name_and_its_pages(
    id: str, call: str, name: str, about: str, path: str
) -> None:
    made = gateway(call)

    shown = get(made, f"{STORY}/{id}")

    assert asked(made, "identity.list_audit")["query"]["about"] == about
    for said in (f"Verlauf: {name}", "Bestellung freigegeben", "/audit/lines/7",
                 "/audit/story/a9", f'href="{path}'):  # fmt: skip
        assert said in shown
    assert f'name="about" value="{about}"' in shown


def test_what_has_a_number_says_it_in_one_piece() -> None:
    for call, id, number in (("orders.get", "o1f", "DM-1"), ("contracts.get", "c1f", "DM-1-V")):
        assert f'<p class="dm-meta dm-id">{number}</p>' in get(gateway(call), f"{STORY}/{id}")


def test_what_has_no_page_and_no_name_any_more_is_called_by_its_kind() -> None:
    gone = {**LINE, "noun": "webhooks", "object": "w-1", "object_name": None}

    shown = get(gateway(identity__list_audit=listed(gone)), f"{STORY}/w-1")

    assert "Verlauf: Webhook" in shown


def test_it_goes_on_page_by_page() -> None:
    made = gateway("catalog.get", identity__list_audit={**listed(LINE), "next": "6"})

    shown = get(made, f"{STORY}/wohngeld?cursor=8")

    assert asked(made, "identity.list_audit")["query"]["cursor"] == "8"
    assert f'href="{STORY}/wohngeld?cursor=6"' in shown


@pytest.mark.parametrize("id", ["wohngelt", "o9f", "x" * 200, "a1,b1", "ä b/c"])
def test_an_id_nobody_knows_gets_a_calm_page(id: str) -> None:
    made = gateway(identity__list_audit=listed())

    answer = made.client.get(f"{STORY}/{id}", headers=SIGNED_IN)

    assert answer.status_code == 404
    assert "Diese Kennung kennt hier niemand" in answer.text


def test_a_service_that_is_away_takes_the_name_only() -> None:
    made = gateway()
    made.answers("orders.get", Unavailable("service-away"))

    shown = get(made, f"{STORY}/o1f")

    assert "Verlauf: Bestellung" in shown
    assert "Name dazu: gerade nicht erreichbar" in shown


def test_while_a_service_is_away_nobody_is_told_that_an_id_is_unknown() -> None:
    made = gateway(identity__list_audit=listed())
    made.answers("orders.get", Unavailable("service-away"))

    shown = get(made, f"{STORY}/o1f")

    assert "kennt hier niemand" not in shown
    assert "Name dazu: gerade nicht erreichbar" in shown


def test_an_id_copied_from_elsewhere_leads_to_its_story() -> None:
    assert f'href="{STORY}/o1f2a3b4c5"' in get(gateway(), "/audit?about=o1f2a3b4c5")
    assert "Verlauf zu dieser Kennung" not in get(gateway(), "/audit?about=Anna")


def test_nobody_else_reads_stories() -> None:
    answer = auditing("orders:read").client.get(f"{STORY}/o1f", headers=SIGNED_IN)

    assert answer.status_code == 403
