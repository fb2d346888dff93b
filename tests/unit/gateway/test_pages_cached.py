"""Guests get the catalogue's pages from memory; whoever brings a cookie of theirs does not."""

from typing import Any

import pytest

from services.common.errors import Unavailable
from tests.said import answered
from tests.unit.gateway.catalogue_fakes import summary, whole
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

LIST, ONE = "/leistungen?kind=efa", "/leistungen/wohngeld"


@pytest.fixture
def gateway() -> Gateway:
    """A gateway with a catalogue of one service."""
    made = Gateway()
    found = {"items": [summary("wohngeld")], "total": 1, "next": None, "facets": {}, "revision": 1}
    made.answers("catalog.search", found)
    made.answers("catalog.get", {**answered(whole("wohngeld")), "revision": 1})
    made.answers("catalog.list_versions", {"items": []})
    made.answers("catalog.list_watches", {"items": []})
    made.answers("orders.orderable", {"orderable": True, "reason_code": None, "reason": "Ja."})
    return made


def read(gateway: Gateway, path: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return gateway.client.get(path, headers=named)


@pytest.mark.parametrize(("path", "called"), [(LIST, "catalog.search"), (ONE, "catalog.get")])
def test_a_guests_page_is_asked_for_once(gateway: Gateway, path: str, called: str) -> None:
    first, again = read(gateway, path), read(gateway, path, Cookie="lang=de")
    known = read(gateway, path, If_None_Match=first.headers["ETag"])

    assert gateway.calls.count(called) == 1
    assert first.data == again.data
    assert first.headers["Content-Security-Policy"] == again.headers["Content-Security-Policy"]
    assert "script-src 'self'" in again.headers["Content-Security-Policy"]
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in again.headers["Vary"]
    assert "Set-Cookie" not in again.headers
    assert (known.status_code, known.data) == (304, b"")


def test_each_language_has_its_own(gateway: Gateway) -> None:
    german, english = read(gateway, ONE), read(gateway, ONE, Accept_Language="en")

    assert '<html lang="de">' in german.text
    assert '<html lang="en">' in english.text
    assert read(gateway, ONE, Cookie="lang=en").data == english.data


@pytest.mark.parametrize("cookie", ["done=acting", "compare=wohngeld", "sign-in=x; lang=de"])
def test_a_page_with_something_of_a_person_is_never_held(gateway: Gateway, cookie: str) -> None:
    own = read(gateway, ONE, Cookie=cookie)
    read(gateway, ONE)

    assert "ETag" not in own.headers
    assert own.headers["Cache-Control"] == "no-store"
    assert gateway.calls.count("catalog.get") == 2


def test_who_is_signed_in_never_gets_a_guests_page(gateway: Gateway) -> None:
    guest = read(gateway, ONE)
    mine = gateway.client.get(ONE, headers={**SIGNED_IN, "If-None-Match": guest.headers["ETag"]})

    assert mine.status_code == 200
    assert "Abmelden" in mine.text
    assert "Abmelden" not in read(gateway, ONE).text


def test_a_language_chosen_in_the_address_is_remembered_and_not_held(gateway: Gateway) -> None:
    chosen = read(gateway, f"{ONE}?lang=en")

    assert "lang=en" in chosen.headers["Set-Cookie"]
    assert "ETag" not in chosen.headers


def test_a_change_of_the_catalogue_is_on_the_page(gateway: Gateway) -> None:
    read(gateway, ONE)
    gateway.cache.clear()
    read(gateway, ONE)

    assert gateway.calls.count("catalog.get") == 2


def test_while_the_catalogue_is_away_guests_read_what_was_last_known(gateway: Gateway) -> None:
    before = read(gateway, ONE)
    gateway.cache.clear()
    gateway.answers("catalog.get", Unavailable("service-away"))

    assert read(gateway, ONE).data == before.data


def test_a_page_with_a_part_missing_is_not_held(gateway: Gateway) -> None:
    gateway.answers("catalog.list_versions", Unavailable("service-away"))
    read(gateway, ONE)
    gateway.answers("catalog.list_versions", {"items": []})

    assert "gerade nicht erreichbar" not in read(gateway, ONE).text
