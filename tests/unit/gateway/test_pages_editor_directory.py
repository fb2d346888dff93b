"""Editors keep the directory: entered under an id of its name, written anew, two at once."""

import re
from typing import Any

import pytest

from gateway.app import flask_app
from services.catalog.domain.choices import RESERVED_IDS
from services.common.errors import Conflict, Invalid
from tests.unit.gateway.editor_fakes import editing, get, listed, payloads, post, sent_of
from tests.unit.gateway.gateway_fakes import Gateway

ENTRY = {"id": "fisch-gmbh", "name": "Fisch GmbH", "kind": "manufacturer", "demo": False,
         "email": "post@fisch.example", "website": None, "version": 3}  # fmt: skip
TYPED = {"name": "Fisch GmbH", "kind": "manufacturer", "email": "post@fisch.example"}
ONE = "/editor/vendors/fisch-gmbh"
OF_PEOPLE = {"/api/v1/inbox/", "/postfach/"}
"""Ids of entries there are made by us alone."""


@pytest.fixture
def made() -> Gateway:
    gateway = editing()
    gateway.answers("catalog.get_vendor", ENTRY)
    gateway.answers("catalog.list_vendors", listed(ENTRY))
    return gateway


def test_the_list_leads_to_each_entry(made: Gateway) -> None:
    page = get(made, "/editor/vendors").text

    assert 'href="/editor/vendors/fisch-gmbh"' in page


def test_a_vendor_is_entered_under_an_id_of_its_name(made: Gateway) -> None:
    made.answers("catalog.add_vendor", ENTRY)

    done = post(made, "/editor/vendors/new", **TYPED | {"name": "Fisch & Söhne"})

    assert done.location == "/editor/vendors"
    assert payloads(made, "catalog.add_vendor")[0]["payload"] == {
        "id": "fisch-soehne", "name": "Fisch & Söhne", "kind": "manufacturer",
        "email": "post@fisch.example", "demo": False,
    }  # fmt: skip


def test_a_name_that_is_taken_or_none_is_told_at_its_field(made: Gateway) -> None:
    wrong = '[{"pointer": "/name", "detail": "Diesen Namen gibt es schon."}]'
    made.answers("catalog.add_vendor", Invalid("invalid", "Bitte prüfen.", wrong))

    taken = post(made, "/editor/vendors/new", **TYPED)
    none = post(made, "/editor/vendors/new", **TYPED | {"name": "???"})

    assert [taken.status_code, none.status_code] == [422, 422]
    assert 'id="name-error"' in taken.text
    assert "Diesen Namen gibt es schon." in taken.text
    assert len(payloads(made, "catalog.add_vendor")) == 1


def test_an_id_that_another_has_or_an_address_of_ours_is_numbered(made: Gateway) -> None:
    reserved = Invalid("invalid", "Nein.", '[{"pointer": "/id", "detail": "Vergeben."}]')
    taken = Conflict("vendor-exists", "Gibt es.", "[]")
    made.answers("catalog.add_vendor", [reserved, taken, ENTRY])

    done = post(made, "/editor/vendors/new", **TYPED | {"name": "New"})

    assert done.status_code == 303
    sent = [one["payload"]["id"] for one in payloads(made, "catalog.add_vendor")]
    assert sent == ["new", "new-2", "new-3"]


def test_a_change_names_the_version_that_was_seen(made: Gateway) -> None:
    made.answers("catalog.change_vendor", ENTRY)
    typed = sent_of(get(made, ONE).text)

    done = post(made, ONE, **typed | {"website": "https://fisch.example"})

    assert done.status_code == 303
    (sent,) = payloads(made, "catalog.change_vendor")
    assert (sent["version"], sent["vendor_id"]) == (3, "fisch-gmbh")


def test_the_second_of_two_sees_all_that_the_first_wrote_and_takes_over_the_rest(
    made: Gateway,
) -> None:
    made.answers("catalog.change_vendor", ENTRY)
    typed = sent_of(get(made, ONE).text)
    theirs = {"name": "Fisch AG", "kind": "it_provider", "demo": True, "version": 4}
    made.answers("catalog.get_vendor", {**ENTRY, **theirs})

    refused = post(made, ONE, **typed | {"name": "Fisch SE"})

    assert refused.status_code == 422
    assert payloads(made, "catalog.change_vendor") == []
    told = refused.text.partition("overtaken")[2].partition("</section>")[0]
    for said in ("Fisch AG", "IT-Dienstleister", ">ja<"):
        assert said in told
    again = sent_of(refused.text)
    assert (again["name"], again["kind"], again["demo"]) == ("Fisch SE", "it_provider", "yes")

    assert post(made, ONE, **again).status_code == 303
    (sent,) = payloads(made, "catalog.change_vendor")
    assert (sent["version"], sent["payload"]["kind"], sent["payload"]["demo"]) == (
        4, "it_provider", True,
    )  # fmt: skip


def test_a_form_sent_twice_is_saved_once(made: Gateway) -> None:
    system = {"id": "fisch", "name": "Fisch 3", "manufacturer": None, "versions": ["3.0"],
              "description": None, "demo": False, "version": 1}  # fmt: skip
    made.answers("catalog.get_system", system)
    made.answers("catalog.change_system", system)
    typed = sent_of(get(made, "/editor/systems/fisch").text) | {"versions": "3.0\n\n 4.0"}

    first = post(made, "/editor/systems/fisch", **typed)
    (sent,) = payloads(made, "catalog.change_system")
    made.answers("catalog.get_system", {**system, **sent["payload"], "version": 2})
    second = post(made, "/editor/systems/fisch", **typed)

    assert [first.status_code, second.status_code] == [303, 303]


def test_a_save_that_meets_another_is_tried_again_on_the_newer_one(made: Gateway) -> None:
    typed = sent_of(get(made, ONE).text)
    late = Conflict("changed-meanwhile", "Zu spät.", "[]")
    made.answers("catalog.change_vendor", [late, ENTRY])

    assert post(made, ONE, **typed).status_code == 303
    assert len(payloads(made, "catalog.change_vendor")) == 2


def test_what_is_wrong_stands_at_its_field(made: Gateway) -> None:
    wrong = '[{"pointer": "/email", "detail": "Ergänzen Sie das @."}]'
    made.answers("catalog.change_vendor", Invalid("invalid", "Bitte prüfen.", wrong))

    refused = post(made, ONE, **sent_of(get(made, ONE).text))

    assert 'id="email-error"' in refused.text


def test_a_system_has_versions_and_a_manufacturer_by_name(made: Gateway) -> None:
    system: dict[str, Any] = {"id": "fisch", "name": "Fisch 3", "versions": ["1", "2"],
                              "manufacturer": "fisch-gmbh", "version": 1}  # fmt: skip
    made.answers("catalog.get_system", system)
    made.answers("catalog.change_system", system)

    page = get(made, "/editor/systems/fisch").text
    post(made, "/editor/systems/fisch", **sent_of(page) | {"versions": "1\n2\n3"})

    assert '<option value="fisch-gmbh" selected>Fisch GmbH</option>' in page
    assert payloads(made, "catalog.change_system")[0]["payload"]["versions"] == ["1", "2", "3"]


def test_no_entry_can_have_an_id_that_is_an_address_beside_it(made: Gateway) -> None:
    rules = [rule.rule for rule in flask_app(made.parts).url_map.iter_rules()]
    ids = re.compile(r"(.*/)<(?:profile_id|vendor_id|system_id|entry_id)>")
    places = {at[1] for rule in rules if (at := ids.match(rule))} - OF_PEOPLE

    beside = {
        rule.removeprefix(place).partition("/")[0]
        for rule in rules for place in places if rule.startswith(place)
    }  # fmt: skip

    assert len(places) >= 5
    assert {word for word in beside if not word.startswith("<")} - {""} <= RESERVED_IDS
