"""The link must be one of the BayernPortal; what its form does not prove, a person decides."""

import pytest

from services.common.errors import Invalid
from services.orders.domain.links import (
    LinkKnowledge,
    VettedLink,
    Whose,
    checked_link,
    portal_numbers,
)
from tests.builders import JOINT, MEMBERS, MUNICH, PRIEN

PORTAL, STATE = "https://www.bayernportal.de", "https://www.freistaat.bayern"
SERVICE, ONLINE = "/dokumente/leistung/040414", "/dokumente/onlineservice/0123456789/O"
CODES = {"83209": Whose.OWN, "94575": Whose.ANOTHER, "83253": Whose.OPEN}
LEARNED = {
    "behoerde:11111111111": Whose.OWN, "gemeinde:222222222222": Whose.OWN,
    "behoerde:33333333333": Whose.ANOTHER, "behoerde:44444444444": Whose.OPEN,
}  # fmt: skip
PASTED = "/dokumente/onlineservice/57884867867"
NUMBERS = "behoerde=44218646771&gemeinde=932301257691"


KNOWN = LinkKnowledge(
    by_postcode=lambda code: CODES.get(code, Whose.OPEN),
    by_number=lambda number: LEARNED.get(number, Whose.OPEN),
)


def check(url: str, places: list[str] | None = None) -> VettedLink:
    return checked_link(url, places or [PRIEN], KNOWN)


def refusal(url: str) -> Invalid:
    with pytest.raises(Invalid) as refused:
        check(url)
    return refused.value


@pytest.mark.parametrize(
    "url",
    [
        f"{PORTAL}{PASTED}/W?plz=83209&{NUMBERS}",
        f"{PORTAL}{PASTED}?plz=83209&{NUMBERS}",
        f"https://bayernportal.de{PASTED}?plz=83209",
        f"{PORTAL}/dokumente/onlineverfahren/0103957199332?plz=83209",
        f"{STATE}{SERVICE}?plz=83209",
        f"https://freistaat.bayern{SERVICE}/?plz=83209",
        f"https://WWW.BayernPortal.de{ONLINE}?plz=83209",
        f"{PORTAL}{SERVICE}?gemeinde={PRIEN}",
        f"{PORTAL}{SERVICE}?plz=83209&gemeinde={PRIEN}#ansprechpartner",
        f"{PORTAL}{PASTED}/O?behoerde=11111111111",
        f"{PORTAL}{PASTED}?plz=83253&gemeinde=222222222222",
    ],
)
def test_an_address_as_people_paste_it_proves_the_body_it_names(
    url: str,
) -> None:
    assert check(url) == VettedLink(url, proven=True)


@pytest.mark.parametrize(
    "url",
    [
        f"{PORTAL}/dokumente/onlineverfahren/0103957199332",
        f"{PORTAL}{PASTED}/W",
        f"{PORTAL}{PASTED}?{NUMBERS}",
        f"{PORTAL}{SERVICE}?behoerde=44218646771",
        f"{PORTAL}{SERVICE}?gemeinde=932301257691",
        f"{PORTAL}{SERVICE}?plz=83253",
        f"{PORTAL}{SERVICE}?behoerde=44444444444",
        f"{PORTAL}{SERVICE}?behoerde=33333333333&plz=83209",
        f"{PORTAL}{SERVICE}?plz=99999",
        f"{PORTAL}{SERVICE}?plz=",
        f"{PORTAL}{SERVICE}?lang=de",
    ],
)
def test_an_address_that_does_not_prove_whose_it_is_is_left_to_a_person(url: str) -> None:
    assert check(url) == VettedLink(url, proven=False)


@pytest.mark.parametrize(
    "query",
    [
        "plz=94575", f"plz=94575&{NUMBERS}", "plz=83209&plz=94575", f"gemeinde={MUNICH}",
        f"gemeinde={PRIEN}&gemeinde={MUNICH}", f"gemeinde={MUNICH}&plz=83209",
        f"gemeinde={PRIEN}&plz=94575", "behoerde=33333333333",
        "behoerde=33333333333&plz=83253", "behoerde=11111111111&behoerde=33333333333",
    ],
)  # fmt: skip
def test_an_address_of_another_body_is_refused(query: str) -> None:
    assert refusal(f"{PORTAL}{PASTED}/W?{query}").code == "link-invalid"


def test_blanks_around_a_pasted_link_do_no_harm() -> None:
    url = f"{PORTAL}{SERVICE}?plz=83209"

    assert check(f"  {url}\n").url == url


@pytest.mark.parametrize(
    "url",
    [
        f"http://www.bayernportal.de{SERVICE}?plz=83209",
        f"https://bayern.de{SERVICE}?plz=83209",
        f"https://m.bayernportal.de{SERVICE}?plz=83209",
        f"https://www.bayernportal.de.example{SERVICE}?plz=83209",
        f"https://www.bayernportal.de@example.org{SERVICE}?plz=83209",
        f"https://user@www.bayernportal.de{SERVICE}?plz=83209",
        f"https://www.bayernportal.de:8443{SERVICE}?plz=83209",
        f"//www.bayernportal.de{SERVICE}?plz=83209",
        f"javascript:alert('{PORTAL}')",
        "www.bayernportal.de",
        "kein Link",
        "",
    ],
)
def test_a_link_to_elsewhere_is_refused(url: str) -> None:
    assert refusal(url).code == "link-invalid"


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.bayernportal.de:port{SERVICE}?plz=83209",
        f"https://www.bayernportal.de:99999{SERVICE}?plz=83209",
        f"https://[{SERVICE}?plz=83209",
        f"https://:secret@www.bayernportal.de{SERVICE}?plz=83209",
        f"https://www.bayern\nportal.de{SERVICE}?plz=83209",
        f"{PORTAL}/dokumente/leistung/٠٤٠٤١٤?plz=83209",
    ],
    ids=["port", "high port", "bracket", "password", "line break", "other digits"],
)
def test_a_link_no_browser_would_show_is_refused(url: str) -> None:
    assert refusal(url).code == "link-invalid"


@pytest.mark.parametrize(
    "path",
    ["", "/", "/dokumente/leistung/", "/dokumente/leistung/12", "/dokumente/leistung/abc",
     "/dokumente/onlineservice/0123456789/OW", "/dokumente/behoerde/040414", f"{SERVICE}/../x",
     "/suche/leistung/040414"],
)  # fmt: skip
def test_a_link_to_something_else_in_the_portal_is_refused(path: str) -> None:
    assert "link-no-service" in refusal(f"{PORTAL}{path}?plz=83209").fields


def test_an_address_with_very_many_fields_is_refused() -> None:
    assert refusal(f"{PORTAL}{SERVICE}?{'&'.join('plz=83209' for _ in range(99))}")


def test_a_joint_administration_may_tell_the_link_of_a_member() -> None:
    url = f"{PORTAL}{SERVICE}?gemeinde={MEMBERS[0]}"

    assert check(url, [JOINT, *MEMBERS]).proven


def test_a_district_may_tell_the_link_as_a_municipality_in_it_shows_it() -> None:
    url = f"{PORTAL}{SERVICE}?gemeinde={PRIEN}"

    assert check(url, ["09187"]).proven


def test_the_refusal_points_at_the_field() -> None:
    assert '"/url"' in refusal("x").fields


def test_the_numbers_of_the_portal_are_told_from_keys_and_from_what_is_none() -> None:
    url = f"{PORTAL}{PASTED}?gemeinde={PRIEN}&{NUMBERS}&{NUMBERS}&behoerde=12&behoerde=x1"

    assert portal_numbers(url) == ["behoerde:44218646771", "gemeinde:932301257691"]
