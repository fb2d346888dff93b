"""Editors keep the directory: entered under an id of its name, written anew, two at once."""

from typing import Any

import pytest

from services.common.errors import Conflict, Invalid
from tests.unit.gateway.editor_fakes import editing, get, listed, payloads, post
from tests.unit.gateway.gateway_fakes import Gateway

ENTRY = {"id": "fisch-gmbh", "name": "Fisch GmbH", "kind": "manufacturer", "demo": False,
         "email": "post@fisch.example", "website": None, "version": 3}  # fmt: skip
TYPED = {"name": "Fisch GmbH", "kind": "manufacturer", "email": "post@fisch.example",
         "version": "3"}  # fmt: skip


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
    made.answers("catalog.add_vendor", Conflict("vendor-exists", "Gibt es.", "[]"))

    taken = post(made, "/editor/vendors/new", **TYPED)
    none = post(made, "/editor/vendors/new", **TYPED | {"name": "???"})

    assert [taken.status_code, none.status_code] == [422, 422]
    assert "gibt es im Verzeichnis schon" in taken.text
    assert len(payloads(made, "catalog.add_vendor")) == 1


def test_a_change_names_the_version_that_was_seen(made: Gateway) -> None:
    made.answers("catalog.change_vendor", ENTRY)

    done = post(made, "/editor/vendors/fisch-gmbh", **TYPED | {"website": "https://fisch.example"})

    assert done.status_code == 303
    (sent,) = payloads(made, "catalog.change_vendor")
    assert (sent["version"], sent["vendor_id"]) == (3, "fisch-gmbh")


def test_the_second_of_two_sees_what_the_first_wrote(made: Gateway) -> None:
    made.answers("catalog.change_vendor", Conflict("changed-meanwhile", "Zu spät.", "[]"))
    made.answers("catalog.get_vendor", {**ENTRY, "name": "Fisch AG", "version": 4})

    refused = post(made, "/editor/vendors/fisch-gmbh", **TYPED | {"name": "Fisch SE"})

    assert refused.status_code == 422
    assert "Fisch AG" in refused.text
    assert 'value="Fisch SE"' in refused.text
    assert 'name="version" value="4"' in refused.text


def test_what_is_wrong_stands_at_its_field(made: Gateway) -> None:
    wrong = '[{"pointer": "/email", "detail": "Ergänzen Sie das @."}]'
    made.answers("catalog.change_vendor", Invalid("invalid", "Bitte prüfen.", wrong))

    refused = post(made, "/editor/vendors/fisch-gmbh", **TYPED)

    assert 'id="email-error"' in refused.text


def test_a_system_has_versions_and_a_manufacturer_by_name(made: Gateway) -> None:
    system: dict[str, Any] = {"id": "fisch", "name": "Fisch 3", "versions": ["1", "2"],
                              "manufacturer": "fisch-gmbh", "version": 1}  # fmt: skip
    made.answers("catalog.get_system", system)
    made.answers("catalog.change_system", system)

    page = get(made, "/editor/systems/fisch").text
    post(made, "/editor/systems/fisch", name="Fisch 3", versions="1\n2\n3",
         manufacturer="fisch-gmbh", version="1")  # fmt: skip

    assert '<option value="fisch-gmbh" selected>Fisch GmbH</option>' in page
    assert payloads(made, "catalog.change_system")[0]["payload"]["versions"] == ["1", "2", "3"]
