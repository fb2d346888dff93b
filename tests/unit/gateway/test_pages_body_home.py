"""A body's home says what waits for whom, and the list of orders finds each of them."""

from typing import Any

import pytest

from gateway.calls.client import CallFailed
from gateway.web.body.order_list import STATES
from gateway.words.for_pages import FOR_PAGES
from services.orders.words import STATES as WORDED
from tests.unit.gateway.body_fakes import BODY, ME, PREPARES, gateway, listed, order, sent, turn
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

MINE = order("asked_back", turn("body", "asked_back", "answer"))
THEIRS = order("submitted", turn("reviewer", "submitted", yours=False), id="o2")
COLLEAGUE = order(
    "contract_offered", turn("signatory", "contract_offered", yours=False), id="o3", contract="c3"
)


def shown(gw: Gateway, path: str = "/home", **headers: str) -> Any:
    return gw.client.get(path, headers={**SIGNED_IN, **headers})


def asked(gw: Gateway) -> list[dict[str, Any]]:
    return [made[1]["query"] for made in gw.calls.made if made[0] == "orders.list"]


def test_the_first_due_task_stands_first_with_its_button() -> None:
    text = shown(gateway(orders__list=listed(MINE, THEIRS))).text

    assert "<h1>Sie sind am Zug: 1 Aufgabe</h1>" in text
    assert 'kern-btn--primary" href="/orders/o1/answer"' in text
    assert "Laufende Bestellungen" in text
    assert 'href="/orders/o2"' in text


TASK = {"number": 1, "title": {"de": "Zuständigkeit prüfen", "en": "Check"}, "due_on": "2099-01-09"}


def test_a_task_of_a_rollout_is_a_task_at_home() -> None:
    at_others = turn("setup_party", "setup_requested", yours=False)
    rolled = order("setup_requested", at_others, id="o4", own_task=TASK)

    text = shown(gateway(orders__list=listed(THEIRS, rolled))).text

    assert "<h1>Sie sind am Zug: 1 Aufgabe</h1>" in text
    assert 'href="/orders/o4#tasks"' in text
    assert "Zuständigkeit prüfen" in text
    assert "Zurzeit wartet nichts auf Sie" not in text


def test_the_list_shows_a_task_of_ones_own_beside_who_else_is_next() -> None:
    at_others = turn("setup_party", "setup_requested", yours=False)
    rolled = order("setup_requested", at_others, own_task=TASK)

    text = shown(gateway(orders__list=listed(rolled)), "/orders").text

    assert '<strong>Sie</strong><br><span class="dm-meta">Zuständigkeit prüfen</span>' in text
    assert "dazu: Die einrichtende Stelle" in text
    assert "09.01.2099" in text


def test_a_task_without_a_due_day_says_so() -> None:
    at_others, undated = (
        turn("setup_party", "setup_requested", yours=False),
        {**TASK, "due_on": None},
    )
    rolled = [order("setup_requested", at_others, id=id, own_task=undated) for id in ("o4", "o5")]

    assert "Ohne feste Frist" in shown(gateway(orders__list=listed(*rolled))).text


def test_the_filter_names_only_what_was_ordered() -> None:
    gw = gateway(orders__list=listed(MINE))

    text = shown(gw, "/orders").text

    assert text.count('<option value="ewa">Wohnsitzanmeldung</option>') == 1
    assert gw.calls.count("catalog.list") == 0


def test_what_colleagues_have_to_do_is_told_apart() -> None:
    text = shown(gateway(orders__list=listed(COLLEAGUE))).text

    assert "Sie sind gerade nicht am Zug" in text
    assert "Bei Ihnen im Haus am Zug" in text
    assert "Eine zeichnungsbefugte Person der Stelle" in text


def test_a_registration_that_was_asked_back_is_a_task() -> None:
    registration = {"id": "a1.1", "state": "asked_back", "body": BODY, "body_name": "Prien",
                    "waiting_for": {"due_on": "2099-01-01"}}  # fmt: skip
    me = {**ME, "registrations": [registration]}

    text = shown(gateway(orders__list=listed(), identity__me=me)).text

    assert 'href="/registrations/a1.1"' in text


@pytest.mark.parametrize("is_reached", [True, False])
def test_a_mail_is_promised_only_where_mails_arrive(is_reached: bool) -> None:
    unread = {"count": 0, "most": 100, "is_reached": is_reached}

    text = shown(gateway(orders__list=listed(), notify__count_unread=unread)).text

    assert "Sobald Sie etwas tun können, steht es hier" in text
    assert ("Sie bekommen eine E-Mail" in text) is is_reached


def test_contracts_to_sign_lead_to_all_of_them_at_once() -> None:
    mine = turn("signatory", "contract_offered", "sign")
    orders = [order("contract_offered", mine, id=id, contract=id) for id in ("c1", "c2")]

    text = shown(gateway(orders__list=listed(*orders))).text

    assert 'href="/contracts/c1"' in text
    assert 'href="/contracts/sign"' in text


def test_while_orders_is_away_its_part_says_so() -> None:
    answer = shown(gateway(orders__list=CallFailed("x")))

    assert answer.status_code == 200
    assert "Bestellungen: gerade nicht erreichbar" in answer.text


def test_who_acts_for_no_body_is_led_to_their_own_home() -> None:
    gw = gateway()
    known = {"subject": "a1", "name": "Vera", "grants": {"self": ["me:read"]}, "claims": {}}
    gw.answers("identity.principal", known)

    answer = shown(gw)

    assert (answer.status_code, answer.location) == (303, "/")


def test_the_list_is_that_of_the_acting_body_as_it_is_filtered() -> None:
    gw = gateway(orders__list=listed(MINE), catalog__search=listed())

    text = shown(gw, "/orders?state=asked_back&number=DM-2026").text

    assert {"body": BODY, "state": "asked_back", "number": "DM-2026", "limit": "50"} in asked(gw)
    assert "Stand: Rückfrage offen" in text
    assert 'href="/orders?number=DM-2026"' in text
    assert "Wohnsitzanmeldung" in text


def test_the_next_page_keeps_view_and_filter() -> None:
    page = listed(MINE, next="c2") | {"total": 80}

    text = shown(gateway(orders__list=page, catalog__search=listed()), "/orders?view=live").text

    assert 'href="/orders?view=live&amp;cursor=c2"' in text
    assert "1 von 80" in text


def test_more_than_is_counted_is_said_so() -> None:
    page = listed(MINE, next="c2") | {"total": 5000, "total_is_least": True}

    text = shown(gateway(orders__list=page), "/orders").text

    assert "1 von über 5.000" in text
    assert '<span class="dm-count">über 5.000</span>' in text


def test_a_service_ordered_long_ago_can_be_chosen() -> None:
    old = {"profile": "old", "title": {"de": "Alter Dienst", "en": "Old service"}}
    gw = gateway(orders__list=listed(MINE), orders__ordered_profiles={"items": [old]})

    text = shown(gw, "/orders?profile=old").text

    assert '<option value="old" selected>Alter Dienst</option>' in text
    assert "200" not in {query["limit"] for query in asked(gw)}


@pytest.mark.parametrize(
    ("path", "said"),
    [("/orders", "Noch keine Bestellung"), ("/orders?number=X", "Keine Bestellung passt dazu")],
)
def test_an_empty_list_says_what_to_do(path: str, said: str) -> None:
    assert said in shown(gateway(orders__list=listed(), catalog__search=listed()), path).text


def test_states_are_worded_as_orders_words_them() -> None:
    assert {state: FOR_PAGES[f"body-state-{state}"] for state in STATES} == WORDED


@pytest.mark.parametrize(("path", "said"), [("/home", "It is your turn"), ("/orders", "Orders")])
def test_both_are_there_in_english(path: str, said: str) -> None:
    gw = gateway(orders__list=listed(MINE), catalog__search=listed())

    assert said in shown(gw, path, **{"Accept-Language": "en"}).text


def test_signing_in_without_an_aim_leads_home() -> None:
    assert 'href="/login?next=/home"' in gateway().client.get("/").text


@pytest.mark.parametrize(
    ("may", "home"),
    [
        (["orders:read", "registrations:read"], "/operator"),
        (["profiles:edit", "agreements:read", "agreements:edit"], "/operator"),
        (["reuse:read", "agreements:read"], "/chains"),
        (["reuse:read"], "/"),
    ],
)
def test_who_acts_for_no_body_comes_where_they_may_be(may: list[str], home: str) -> None:
    gw = gateway()
    known = gw.calls.answers["identity.principal"]
    gw.answers("identity.principal", {**known, "grants": {"self": ["me:read"], "*": may}})

    answer = shown(gw)

    assert (answer.status_code, answer.location) == (303, home)


def test_who_has_many_contracts_to_sign_finds_the_way_to_all_before_the_list_of_tasks() -> None:
    several = [
        order("contract_offered", turn("signatory", "contract_offered", "sign"), id=f"o{n}",
              contract=f"c{n}")
        for n in range(3)
    ]  # fmt: skip

    text = shown(gateway(orders__list=listed(*several))).text

    assert "3 Verträge lesen und unterschreiben" in text
    assert text.index('href="/contracts/sign"') < text.index("dm-rows--due")


def test_who_chooses_another_body_comes_to_its_home() -> None:
    answer = gateway().client.post("/acting", data=sent(body=BODY), headers=SIGNED_IN)

    assert (answer.status_code, answer.location) == (303, "/home")


def test_a_declaration_whose_day_of_review_has_come_is_a_task() -> None:
    review = {"body": BODY, "body_name": "Prien a.Chiemsee", "profile": "kfz", "version": 2,
              "kind": "no_need", "review_on": "2020-01-02", "declared_at": "2019-01-02T09:00:00Z",
              "title": {"de": "Kfz-Zulassung", "en": "Vehicle registration"}}  # fmt: skip

    text = shown(gateway(orders__list=listed(), orders__due_reviews=listed(review))).text

    assert "Sie sind am Zug: 1" in text.replace("\xa0", " ")
    assert f'href="/bodies/{BODY}/declarations/kfz"' in text
    assert "Kfz-Zulassung" in text
    assert "kein Bedarf. Stimmt das noch?" in text


def test_whoever_only_prepares_orders_is_asked_to_review_nothing() -> None:
    gw = gateway(may=PREPARES, orders__list=listed())

    assert shown(gw).status_code == 200
    assert gw.calls.count("orders.due_reviews") == 0


def test_a_contract_that_follows_another_is_a_task_of_its_signatory() -> None:
    first, second = (
        {
            "id": id, "number": f"SSN-{id}", "body_name": "Prien", "actions": ["sign"],
            "replaces": replaces, "profile_title": {"de": "Wohngeld", "en": "Housing"},
            "waiting_for": {"task": "Vertrag unterschreiben", "due_on": "2099-01-09"},
        }
        for id, replaces in (("c1", None), ("c1-2", "c1"))
    )  # fmt: skip
    gw = gateway(orders__list=listed(THEIRS), contracts__list=listed(first, second))
    known = gw.calls.answers["identity.principal"]
    may = [*known["grants"][BODY], "contracts:sign"]
    gw.answers("identity.principal", {**known, "grants": {**known["grants"], BODY: may}})

    text = shown(gw).text

    assert "<h1>Sie sind am Zug: 1 Aufgabe</h1>" in text
    assert 'href="/contracts/sign?contract=c1-2"' in text
    assert 'href="/contracts/sign?contract=c1"' not in text
