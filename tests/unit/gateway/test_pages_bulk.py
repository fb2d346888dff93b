"""Bulk orders and bulk releases as pages: tried first, confirmed, followed, cancelled."""

from typing import Any

import pytest

from services.common.errors import Conflict
from tests.unit.gateway.body_fakes import (
    BODY,
    CONTACT,
    PREPARES,
    SAID_NOTHING,
    gateway,
    listed,
    refused,
    sent,
)
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_operator_orders import gateway as operator

NEW = "/bulk-orders/new"
CONTACTS = {f"{side}_{k}": v for side in ("functional", "technical") for k, v in CONTACT.items()}
TYPED = {"bodies": BODY, "services": "ewa", "usage": "new", **CONTACTS}
SERVICES = listed({"id": "ewa", "title": {"de": "Wohnsitzanmeldung", "en": "Registration"}})
ITEM = {
    "n": 0, "body": BODY, "profile": "ewa", "outcome": "accepted", "outcome_label": "möglich",
    "code": None, "sentence": "Diese Bestellung ist möglich.", "errors": [], "order": None,
    "number": None,
}  # fmt: skip


def bulk(state: str = "checked", **changed: Any) -> dict[str, Any]:
    counts = dict.fromkeys(("duplicate", "invalid", "failed", "cancelled", "open"), 0)
    return {
        "id": "b1", "state": state, "state_label": "geprüft", "kind_label": "Sammelbestellung",
        "dry_run": True, "begun_by": "a1", "begun_by_name": "Anna Amt", "bodies": 1,
        "begun_at": "2026-11-27T10:00:00+00:00", "changed_at": "2026-11-27T10:00:00+00:00",
        "counts": {**counts, "accepted": 1, "ineligible": 1}, "actions": ["place", "cancel"],
        "items": [ITEM], "next": None, "total": 1, **changed,
    }  # fmt: skip


def clerk(may: set[str] | None = None, **answers: Any) -> Gateway:
    return gateway(may, catalog__search=SERVICES, **answers)


def made(gw: Gateway, called: str) -> dict[str, Any]:
    return next(arguments for name, arguments, *_ in gw.calls.made if name == called)


def read(gw: Gateway, path: str) -> str:
    answer = gw.client.get(path, headers=SIGNED_IN)
    assert answer.status_code == 200, answer.text[:500]
    return str(answer.text)


def test_the_form_offers_one_s_bodies_and_the_services_with_one_s_own_contact() -> None:
    text = read(clerk(), NEW)

    assert f'name="bodies" value="{BODY}" checked' in text
    assert 'name="services" value="ewa"' in text
    assert "Wohnsitzanmeldung" in text
    assert 'value="anna@amt.example"' in text


def test_the_form_begins_with_the_usual_contacts_of_the_body() -> None:
    usual = {**SAID_NOTHING, "technical_contact": {**CONTACT, "email": "edv@amt.example"}}

    text = read(clerk(orders__get_systems=usual), NEW)

    assert 'value="edv@amt.example"' in text
    assert 'value="anna@amt.example"' in text


def test_a_mandate_for_one_service_offers_its_body() -> None:
    gw = clerk()
    mandate = {"id": "m1", "scope": "09162000", "permissions": ["orders:prepare"],
               "ends_at": 9e9, "only": ["ewa"]}  # fmt: skip
    gw.answers(
        "identity.principal",
        {
            "subject": "a1", "name": "Anna Amt", "claims": {"roles": []},
            "grants": {"self": ["me:read"], BODY: ["orders:read"]}, "delegations": [mandate],
        },
    )  # fmt: skip

    text = read(gw, NEW)

    assert 'name="bodies" value="09162000"' in text
    assert f'name="bodies" value="{BODY}"' not in text


def test_the_list_is_tried_first_and_leads_to_the_results() -> None:
    gw = clerk(orders__begin_bulk_order=bulk("working"))

    answer = gw.client.post(NEW, data=sent(**TYPED), headers=SIGNED_IN)

    told = made(gw, "orders.begin_bulk_order")
    assert (answer.status_code, answer.location) == (303, "/bulk-orders/b1")
    assert told["query"] == {"dry_run": "true"}
    assert told["payload"]["items"] == [{"body": BODY, "profile": "ewa"}]
    assert told["payload"]["common"]["functional_contact"]["email"] == CONTACT["email"]


def test_who_may_only_prepare_has_orders_prepared() -> None:
    gw = clerk(PREPARES, orders__begin_bulk_order=bulk("working"))

    gw.client.post(NEW, data=sent(**TYPED), headers=SIGNED_IN)

    (item,) = made(gw, "orders.begin_bulk_order")["payload"]["items"]
    assert item["prepared"] is True


@pytest.mark.parametrize("missing", ["bodies", "services", "functional_email"])
def test_what_is_missing_is_asked_for(missing: str) -> None:
    typed = {name: value for name, value in TYPED.items() if name != missing}
    gw = clerk()

    answer = gw.client.post(NEW, data=sent(**typed), headers=SIGNED_IN)

    assert answer.status_code == 422
    assert "begin_bulk_order" not in str(gw.calls.made)


def test_a_refusal_is_told_above_the_form() -> None:
    too_many = refused(Conflict("bulk-too-many", most=10))
    gw = clerk(orders__begin_bulk_order=too_many)

    answer = gw.client.post(NEW, data=sent(**TYPED), headers=SIGNED_IN)

    assert answer.status_code == 422
    assert "Sie haben schon 10 Vorgänge" in answer.text


def test_a_dry_run_shows_each_result_and_offers_to_confirm_it() -> None:
    text = read(clerk(orders__get_bulk_order=bulk()), "/bulk-orders/b1")

    assert "Prien a.Chiemsee" in text
    assert "Diese Bestellung ist möglich." in text
    assert "Eine Bestellung verbindlich abschicken" in text
    assert 'action="/bulk-orders/b1/place"' in text
    assert 'href="/bulk-orders/b1?outcome=ineligible"' in text
    assert "hx-get" not in text.partition("<main")[2]


def test_what_is_wrong_with_an_item_is_said_field_by_field() -> None:
    errors = [{"pointer": "/costs_acknowledged", "detail": "Bitte bestätigen Sie die Kosten."}]
    wrong = {**ITEM, "outcome": "invalid", "sentence": "Bitte prüfen.", "errors": errors}

    text = read(clerk(orders__get_bulk_order=bulk(items=[wrong])), "/bulk-orders/b1")

    assert "Bitte prüfen.<br>Bitte bestätigen Sie die Kosten." in text


def test_while_it_is_worked_on_the_page_asks_for_itself_anew() -> None:
    working = bulk("working", dry_run=False, actions=["cancel"])

    text = read(clerk(orders__get_bulk_order=working), "/bulk-orders/b1")

    assert 'hx-get="/bulk-orders/b1" hx-trigger="every 2s"' in text
    assert "Stand neu laden" in text
    assert 'action="/bulk-orders/b1/place"' not in text


def test_whose_it_is_not_reads_only() -> None:
    text = read(clerk(orders__get_bulk_order=bulk(actions=[])), "/bulk-orders/b1")

    assert 'action="/bulk-orders/b1' not in text


def test_an_item_leads_to_its_order() -> None:
    item = {**ITEM, "order": "o1", "number": "DM-1"}

    text = read(clerk(orders__get_bulk_order=bulk("done", items=[item])), "/bulk-orders/b1")

    assert '<a href="/orders/o1">Bestellung DM-1</a>' in text


@pytest.mark.parametrize("act", ["place", "cancel"])
def test_it_is_confirmed_or_cancelled_by_a_button(act: str) -> None:
    gw = clerk(**{f"orders__{act}_bulk_order": bulk("working")})

    answer = gw.client.post(f"/bulk-orders/b1/{act}", data=sent(), headers=SIGNED_IN)

    assert (answer.status_code, answer.location) == (303, "/bulk-orders/b1")
    assert made(gw, f"orders.{act}_bulk_order") == {"bulk_id": "b1"}


def test_what_is_not_possible_any_more_is_told_on_the_page() -> None:
    label = {"state_label": "abgeschlossen"}
    over = refused(Conflict("bulk-wrong-state", state="done", parameters=label))
    gw = clerk(orders__cancel_bulk_order=over, orders__get_bulk_order=bulk("done", actions=[]))

    answer = gw.client.post("/bulk-orders/b1/cancel", data=sent(), headers=SIGNED_IN)

    assert answer.status_code == 422
    assert "Das geht im jetzigen Stand nicht: abgeschlossen." in answer.text


def test_an_outcome_nobody_knows_is_left_out_of_the_question() -> None:
    gw = clerk(orders__get_bulk_order=bulk())

    read(gw, "/bulk-orders/b1?outcome=x&cursor=3")

    assert made(gw, "orders.get_bulk_order")["query"] == {"cursor": "3", "limit": "50"}


def test_the_list_leads_to_each_and_to_a_new_one() -> None:
    text = read(clerk(orders__list_bulk_orders=listed(bulk("done"))), "/bulk-orders")

    assert 'href="/bulk-orders/b1"' in text
    assert f'href="{NEW}"' in text
    assert "1 von 2" in text


def test_who_only_reads_is_not_led_to_a_new_one() -> None:
    text = read(clerk({"orders:read"}, orders__list_bulk_orders=listed()), "/bulk-orders")

    assert f'href="{NEW}"' not in text


def test_a_reviewer_tries_a_release_by_filter() -> None:
    gw = operator()
    gw.answers("catalog.search", SERVICES)
    gw.answers("orders.begin_bulk_release", bulk("working"))
    form = {"csrf_token": CSRF, "form_key": "k", "profile": "ewa", "body": ""}

    asked = read(gw, "/bulk-releases/new")
    answer = gw.client.post("/bulk-releases/new", data=form, headers=SIGNED_IN)

    told = made(gw, "orders.begin_bulk_release")
    assert "Wohnsitzanmeldung" in asked
    assert answer.location == "/bulk-releases/b1"
    assert (told["payload"], told["query"]) == ({"filter": {"profile": "ewa"}}, {"dry_run": "true"})


def test_a_body_is_meant_by_its_name_and_asked_back_where_several_are_called_so() -> None:
    gw = operator()
    gw.answers("catalog.search", SERVICES)
    gw.answers("orders.begin_bulk_release", bulk("working"))
    named = {"label": "Aschau", "kind_label": "Gemeinde", "address": {}, "ended_on": None}
    found = [
        {"key": key, "full_name": name, **named}
        for key, name in (("09187113", "Aschau i.Chiemgau"), ("09183113", "Aschau a.Inn"))
    ]
    gw.answers("identity.find_bodies", {"items": found, "next": None, "total": 2})
    form = {"csrf_token": CSRF, "form_key": "k", "profile": "", "q": "Aschau"}

    asked = gw.client.post("/bulk-releases/new", data=form, headers=SIGNED_IN)
    chosen = {**form, "body": "09183113"}
    answer = gw.client.post("/bulk-releases/new", data=chosen, headers=SIGNED_IN)

    assert asked.status_code == 422
    assert "Wählen Sie, welche gemeint ist" in asked.text
    assert answer.location == "/bulk-releases/b1"
    told = made(gw, "orders.begin_bulk_release")["payload"]
    assert told == {"filter": {"body": "09183113"}}


def test_a_reviewer_s_results_lead_to_the_review_of_each_order() -> None:
    gw = operator()
    gw.answers("catalog.search", SERVICES)
    item = {**ITEM, "order": "o1", "number": "DM-1"}
    gw.answers("orders.get_bulk_release", bulk(items=[item]))

    text = read(gw, "/bulk-releases/b1")

    assert '<a href="/reviews/orders/o1">' in text
    assert "Eine Bestellung freigeben" in text


def test_releases_are_for_reviewers_only() -> None:
    assert clerk().client.get("/bulk-releases/new", headers=SIGNED_IN).status_code == 403


@pytest.mark.parametrize(
    ("dry_run", "word"), [(True, "Möglich"), (False, "Bestellt")], ids=["dry run", "placed"]
)
def test_what_a_dry_run_accepts_is_called_possible_and_no_more(dry_run: bool, word: str) -> None:
    gw = clerk(orders__get_bulk_order=bulk("checked" if dry_run else "done", dry_run=dry_run))

    text = read(gw, "/bulk-orders/b1")

    assert f'{word} <span class="dm-count">1</span>' in text


def test_results_of_a_bulk_release_have_names_of_their_own() -> None:
    gw = operator()
    gw.answers("orders.get_bulk_release", bulk("done", dry_run=False))
    gw.answers("catalog.search", SERVICES)

    text = read(gw, "/bulk-releases/b1")

    assert "Freigegeben <span" in text
    assert "Nicht freizugeben <span" in text
