"""Pages of the catalogue that are the same for all guests are made once, until it changes."""

from typing import Any

import pytest

from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/leistungen?q=wohn"
FOUND: dict[str, Any] = {"items": [], "next": None, "total": 1, "revision": 7, "facets": {}}


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    made.answers("catalog.search", FOUND)
    made.answers("catalog.suggest", {"topics": [], "profiles": []})
    return made


def searches(gateway: Gateway) -> int:
    return gateway.calls.count("catalog.search")


def test_all_guests_are_given_the_page_made_for_the_first(gateway: Gateway) -> None:
    first, second = gateway.client.get(PATH), gateway.client.get(PATH)

    assert searches(gateway) == 1
    assert first.text == second.text
    assert "script-src 'self'" in second.headers["Content-Security-Policy"]
    assert "Cookie" in second.headers["Vary"]
    assert "public" not in second.headers["Cache-Control"]
    assert gateway.client.get(PATH, headers={"If-None-Match": first.headers["ETag"]}).data == b""


def test_what_finds_nothing_is_asked_anew_and_counted_but_not_while_typing(
    gateway: Gateway,
) -> None:
    gateway.answers("catalog.search", {**FOUND, "total": 0})
    typing, ahead = {"HX-Request": "true"}, {"Sec-Purpose": "prefetch"}
    for headers in ({}, {}, typing, ahead):
        gateway.client.get(PATH, headers=headers)
    gateway.client.get(f"{PATH}&cursor=20")
    gateway.client.get("/api/v1/profiles?q=wohn")

    made = [arguments for call, arguments, _, _ in gateway.calls.made if call == "catalog.search"]
    assert [arguments.get("counted", False) for arguments in made] == [
        True, True, False, False, False, False,
    ]  # fmt: skip


def test_another_language_is_another_page(gateway: Gateway) -> None:
    english = {"Cookie": "lang=en"}
    pages = [gateway.client.get(PATH, headers=h).text for h in ({}, english, {}, english)]

    assert searches(gateway) == 2
    assert pages[0] == pages[2] != pages[1] == pages[3]
    assert 'lang="en"' in pages[1]


@pytest.mark.parametrize(
    "headers", [SIGNED_IN, {"Cookie": "done=x"}, {"Cookie": "compare=a.b"}, {"HX-Request": "true"}]
)
def test_who_may_see_something_else_is_asked_for_anew(
    gateway: Gateway, headers: dict[str, str]
) -> None:
    gateway.client.get(PATH)
    gateway.client.get(PATH, headers=headers)
    gateway.client.get(PATH, headers=headers)

    assert searches(gateway) == 3


def test_what_is_made_for_somebody_is_given_to_no_guest(gateway: Gateway) -> None:
    mine = gateway.client.get(PATH, headers=SIGNED_IN)

    guest = gateway.client.get(PATH)

    assert "Abmelden" in mine.text
    assert "Abmelden" not in guest.text
    assert "Set-Cookie" not in guest.headers


def test_a_change_of_the_catalogue_makes_it_anew(gateway: Gateway) -> None:
    gateway.client.get(PATH)
    gateway.cache.clear()
    gateway.client.get(PATH)

    assert searches(gateway) == 2


def test_a_page_that_lacks_a_part_is_not_held(gateway: Gateway) -> None:
    gateway.answers("catalog.help", Unavailable("service-away"))
    gateway.client.get(PATH)
    gateway.client.get(PATH)

    assert searches(gateway) == 2
