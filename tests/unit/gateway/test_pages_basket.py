"""The basket of a body as a page, and the ways into it and out of it."""

from typing import Any

import pytest

from services.common.errors import Conflict, Unavailable
from services.orders.domain.eligibility import Obstacle
from tests.unit.gateway.body_fakes import BODY, OFFICER, PROFILE, gateway, listed, refused, sent
from tests.unit.gateway.catalogue_fakes import PROFILES
from tests.unit.gateway.catalogue_fakes import whole as profile_of
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PAGE = "/basket"
ENTRY: dict[str, Any] = {
    "profile": "ewa", "title": PROFILE["title"], "profile_version": 4, "kind": "efa",
    "financing": {"kind": "levy", "year": 2026}, "sphere": "delegated", "vg_contracts": None,
    "contract_partner": None, "interface_cost": "yes", "added_at": "2026-11-27T10:00:00+00:00",
    "added_by": "a2", "added_by_name": "Ina Beispiel", "orderable": True, "reason_code": None,
    "reason": "Ihre Stelle kann diesen Dienst bestellen.",
}  # fmt: skip
PAUSED = {"orderable": False, "reason_code": "paused", "reason": "Der Dienst pausiert: Umbau."}


def entry(**changed: Any) -> dict[str, Any]:
    return {**ENTRY, **changed}


def clerk(*entries: dict[str, Any], may: set[str] | None = None, **answers: Any) -> Gateway:
    basket = {"body": BODY, "version": 3, "entries": list(entries)}
    known = {"orders__get_basket": basket, "orders__put_into_basket": basket,
             "orders__take_from_basket": basket}  # fmt: skip
    return gateway(may, **{**known, **answers})


def read(gw: Gateway, path: str = PAGE) -> str:
    answer = gw.client.get(path, headers=SIGNED_IN)
    assert answer.status_code == 200, answer.text[:500]
    return str(answer.text)


def post(gw: Gateway, act: str, **typed: Any) -> Any:
    data = sent(body=BODY, profile="ewa", **typed)
    return gw.client.post(f"{PAGE}/{act}", data=data, headers=SIGNED_IN)


def arguments(gw: Gateway, called: str) -> dict[str, Any]:
    return next(given for name, given, *_ in gw.calls.made if name == called)


def test_the_basket_says_what_each_service_costs_and_who_put_it_in() -> None:
    text = read(clerk(entry()))

    assert "Wohnsitzanmeldung" in text
    assert "Hinzugefügt von Ina Beispiel am" in text
    assert "über die Digitalumlage 2026" in text
    assert "Die Schnittstelle zum Fachverfahren kann Ihre Stelle etwas kosten." in text
    assert "Einen Dienst bestellen" in text
    assert 'href="/bulk-orders/new?basket=1"' in text
    assert 'Korb <span class="dm-count">1</span>' in text


def test_what_cannot_be_ordered_stays_with_its_reason_and_a_way_on() -> None:
    after = {"profile": "neu", "title": {"de": "Ummeldung", "en": "Move"}}
    retired = entry(orderable=False, reason_code="retired", reason="Eingestellt.", successor=after)
    there = entry(orderable=False, reason_code="already-ordered", reason="Läuft.", order="o9")

    text = read(clerk(entry(**PAUSED), retired, there))

    assert "Der Dienst pausiert: Umbau." in text
    assert 'href="/leistungen/neu"' in text
    assert 'href="/orders/o9"' in text
    assert "Zurzeit lässt sich nichts davon bestellen." in text
    assert "/bulk-orders/new" not in text.partition("<main")[2]


def test_an_empty_basket_leads_to_the_catalogue() -> None:
    text = read(clerk())

    assert "Der Korb ist leer" in text
    assert 'href="/leistungen"' in text.partition("<main")[2]


def test_who_only_reads_changes_nothing_and_has_no_basket_in_the_menu() -> None:
    text = read(clerk(entry(), may={"orders:read"}))

    assert "/basket/take" not in text
    assert 'href="/basket"' not in text


def test_a_service_is_taken_out() -> None:
    gw = clerk(entry())

    answer = post(gw, "take")

    assert (answer.status_code, answer.location) == (303, PAGE)
    assert arguments(gw, "orders.take_from_basket") == {"body": BODY, "profile": "ewa"}


def test_a_service_is_put_in_from_its_page_and_leads_back_there() -> None:
    gw = clerk()

    answer = post(gw, "put")

    assert (answer.status_code, answer.location) == (303, "/leistungen/ewa")
    assert arguments(gw, "orders.put_into_basket") == {"body": BODY, "payload": {"profile": "ewa"}}


def test_a_full_basket_is_shown_with_what_to_do() -> None:
    full = refused(Conflict("limit-reached", most=100))

    answer = post(clerk(entry(), orders__put_into_basket=full), "put")

    assert answer.status_code == 422
    assert "Mehr als 100 Einträge" in answer.text
    assert "Wohnsitzanmeldung" in answer.text


@pytest.mark.parametrize("lies_in", [True, False])
def test_the_page_of_a_service_offers_the_basket_or_says_it_lies_there(lies_in: bool) -> None:
    held = [entry(profile="ewa-demo")] if lies_in else []
    text = read(with_profile(*held), "/leistungen/ewa-demo")

    assert ("Liegt im Korb Ihrer Stelle." in text) is lies_in
    assert ('action="/basket/put"' in text) is not lies_in


@pytest.mark.parametrize(
    ("code", "offered"), [("already-ordered", False), ("retired", False), ("paused", True)]
)
def test_what_is_ordered_or_gone_is_not_for_the_basket(code: str, offered: bool) -> None:
    assert code in set(Obstacle)
    no = {"orderable": False, "reason_code": code, "reason": "Nein."}

    text = read(with_profile(orders__orderable=no), "/leistungen/ewa-demo")

    assert ('action="/basket/put"' in text) is offered


def test_while_the_basket_is_away_or_none_of_the_reader_s_the_page_stands_without() -> None:
    away = Unavailable("service-away")
    without = with_profile(may={"orders:read"})

    shown = read(with_profile(orders__get_basket=away), "/leistungen/ewa-demo")
    assert "/basket/put" not in shown
    assert "Korb" not in read(without, "/leistungen/ewa-demo")
    assert without.calls.count("orders.get_basket") == 0


def with_profile(*entries: dict[str, Any], **answers: Any) -> Gateway:
    shown = {**profile_of(next(iter(PROFILES))), "id": "ewa-demo", "kind": "efa"}
    known = {"catalog__get": shown, "catalog__list_versions": listed(),
             "catalog__list_watches": listed()}  # fmt: skip
    return clerk(*entries, **{**known, **answers})


def test_the_basket_is_ordered_at_once_and_nothing_else_is_offered() -> None:
    services = listed(*({"id": id, "title": {"de": id, "en": id}} for id in ("ewa", "kfz", "hund")))
    gw = clerk(entry(), entry(profile="kfz", **PAUSED), catalog__search=services)

    text = read(gw, "/bulk-orders/new?basket=1")

    assert 'name="services" value="ewa" checked' in text
    assert 'name="services" value="kfz"' not in text
    assert 'name="services" value="hund"' not in text
    assert f'name="bodies" value="{BODY}" checked' in text
    assert 'name="basket" value="ewa"' in text


def test_who_acts_for_several_bodies_may_order_for_the_others_what_the_own_one_cannot() -> None:
    services = listed(*({"id": id, "title": {"de": id, "en": id}} for id in ("ewa", "kfz")))
    not_ours = {"orderable": False, "reason_code": "kind-not-entitled", "reason": "Nein."}
    held = entry(**not_ours), entry(profile="kfz", **PAUSED)
    gw = clerk(*held, catalog__search=services)
    gw.answers(
        "identity.principal",
        {
            "subject": "a1", "name": "Anna Amt", "claims": {"roles": []},
            "grants": {"self": ["me:read"], BODY: sorted(OFFICER), "09162": sorted(OFFICER)},
        },
    )  # fmt: skip

    text = read(gw, "/bulk-orders/new?basket=1")

    assert 'name="services" value="ewa" checked' in text
    assert 'name="services" value="kfz"' not in text
    assert 'name="bodies" value="09162">' in text
    assert "Im nächsten Schritt wählen Sie" in read(gw)
