"""Whoever is signed in finds their own things from one place, whatever they are here."""

from urllib.parse import urljoin

import lxml.html
import pytest
import requests

from deploy.local.client import Person
from tests.journeys import Journeys

OWN = ("/account/mail", "/account/preferences", "/account/watches", "/account/erase",
       "/account/export", "/postfach", "/terms")  # fmt: skip
PASSKEY, CONTACT, MANDATES = "/passkey", "/account/contact", "/mandates"


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("clerk", (CONTACT, MANDATES)), ("reviewer", (PASSKEY, CONTACT)),
        ("editor", (PASSKEY, CONTACT)), ("vendor-fachverfahren", (CONTACT,)),
        ("ministry", (CONTACT,)), ("umlaut", ()),
    ],
)  # fmt: skip
def test_all_own_things_are_found_from_the_account_and_can_be_read(
    who: str, more: tuple[str, ...], journeys: Journeys
) -> None:
    name = journeys.signed_in().clerk if who == "clerk" else who
    person = Person(journeys.system.gateway_url, name).sign_in()

    links = set(read(person, "/account").xpath("//main//a/@href"))

    assert {link.partition("?")[0] for link in links} >= {*OWN, *more}
    assert not links & ({PASSKEY, CONTACT, MANDATES} - set(more))
    for path in {*OWN, *more} - {"/account/export"}:
        assert read(person, path).xpath("//main//h1"), path
    assert got(person, "/account/export").headers["Content-Type"] == "application/zip"


def read(person: Person, path: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(got(person, path).text)


def got(person: Person, path: str) -> requests.Response:
    """Return what is at the address, and not elsewhere."""
    answer = person.browser.request("GET", urljoin(person.gateway, path))
    assert (answer.status_code, answer.url) == (200, urljoin(person.gateway, path))
    return answer
