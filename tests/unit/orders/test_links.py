"""The link must be one of the BayernPortal; what its form does not prove, a person decides."""

from typing import Any

import pytest

from services.common.errors import Invalid
from services.orders.domain.links import VettedLink, Whose, checked_link
from services.orders.postcodes import Postcodes
from tests import builders
from tests.builders import JOINT, MEMBERS, MUNICH, PRIEN

PORTAL, STATE = "https://www.bayernportal.de", "https://www.freistaat.bayern"
SERVICE, ONLINE = "/dokumente/leistung/040414", "/dokumente/onlineservice/0123456789/O"
CODES = {"83209": Whose.OWN, "94575": Whose.ANOTHER, "83253": Whose.OPEN}
PASTED = "/dokumente/onlineservice/57884867867"
NUMBERS = "behoerde=44218646771&gemeinde=932301257691"


def by_postcode(code: str) -> Whose:
    return CODES.get(code, Whose.OPEN)


def check(url: str, places: list[str] | None = None) -> VettedLink:
    return checked_link(url, places or [PRIEN], by_postcode)


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
    ],
)
def test_an_address_as_people_paste_it_proves_the_body_by_its_postcode_or_key(url: str) -> None:
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
        f"gemeinde={PRIEN}&plz=94575",
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


class Register:
    """The copy of the register, asked for a postcode."""

    def __init__(self, *bodies: dict[str, Any]) -> None:
        self._bodies = bodies
        self.collection = self

    def find(self, criteria: dict[str, Any]) -> Any:
        code = criteria["address.postcode"]
        self._found = [body for body in self._bodies if body["address"]["postcode"] == code]
        return self

    def limit(self, most: int) -> list[dict[str, Any]]:
        return self._found[:most]


def town(key: str, code: str, **changed: Any) -> dict[str, Any]:
    return builders.body_doc(_id=key, address={"postcode": code}, **changed)


@pytest.mark.parametrize(
    ("places", "code", "whose"),
    [
        ([PRIEN], "83209", Whose.OWN),
        ([PRIEN], "80331", Whose.ANOTHER),
        ([PRIEN], "00000", Whose.OPEN),
        ([MEMBERS[0]], "83254", Whose.OPEN),
        ([JOINT], "83254", Whose.OWN),
        ([JOINT, *MEMBERS], "83254", Whose.OWN),
        (["09187"], "83209", Whose.OWN),
        (["09187"], "80331", Whose.ANOTHER),
    ],
)
def test_the_register_says_whose_a_postcode_is(places: list[str], code: str, whose: Whose) -> None:
    register: Any = Register(
        town(PRIEN, "83209"),
        town(MUNICH, "80331", kind="independent_city"),
        *(town(key, "83254", joint_administration=JOINT) for key in MEMBERS),
        town(JOINT, "83254", kind="joint_administration"),
    )
    order = builders.order(body=places[0], places=places)

    assert Postcodes(register).for_order(order)(code) is whose
