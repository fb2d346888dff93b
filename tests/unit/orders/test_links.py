"""The link must be one of the BayernPortal and name the body that tells it."""

import pytest

from services.common.errors import Invalid
from services.orders.domain.links import checked_link
from tests.builders import JOINT, MEMBERS, MUNICH, PRIEN

PORTAL, STATE = "https://www.bayernportal.de", "https://www.freistaat.bayern"
SERVICE, ONLINE = "/dokumente/leistung/040414", "/dokumente/onlineservice/0123456789/O"


def refusal(url: str, places: list[str] | None = None) -> Invalid:
    with pytest.raises(Invalid) as refused:
        checked_link(url, places or [PRIEN])
    return refused.value


@pytest.mark.parametrize("host", [PORTAL, STATE, "https://WWW.BayernPortal.de"])
@pytest.mark.parametrize("path", [SERVICE, ONLINE])
@pytest.mark.parametrize(
    "query", [f"gemeinde={PRIEN}", "plz=83209", "behoerde=12345678", f"plz=83209&gemeinde={PRIEN}"]
)
def test_both_hosts_and_both_forms_are_taken(host: str, path: str, query: str) -> None:
    url = f"{host}{path}?{query}"

    assert checked_link(url, [PRIEN]) == url


def test_blanks_around_a_pasted_link_do_no_harm() -> None:
    url = f"{PORTAL}{SERVICE}?plz=83209"

    assert checked_link(f"  {url}\n", [PRIEN]) == url


@pytest.mark.parametrize(
    "url",
    [
        f"http://www.bayernportal.de{SERVICE}?plz=83209",
        f"https://bayernportal.de{SERVICE}?plz=83209",
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
     "/dokumente/onlineservice/0123456789", "/dokumente/leistung/040414/O", f"{SERVICE}/../x",
     "/suche/leistung/040414"],
)  # fmt: skip
def test_a_link_to_something_else_in_the_portal_is_refused(path: str) -> None:
    assert "no service link" in refusal(f"{PORTAL}{path}?plz=83209").fields


@pytest.mark.parametrize("query", ["", "?", "?lang=de", "?plz=", "?gemeinde=&behoerde="])
def test_a_link_that_names_no_body_is_refused(query: str) -> None:
    assert refusal(f"{PORTAL}{SERVICE}{query}").code == "link-invalid"


@pytest.mark.parametrize(
    "query",
    [f"gemeinde={MUNICH}", f"gemeinde={PRIEN}&gemeinde={MUNICH}", f"gemeinde={MUNICH}&plz=1"],
)
def test_another_municipality_s_link_is_refused(query: str) -> None:
    assert refusal(f"{PORTAL}{SERVICE}?{query}").code == "link-invalid"


def test_a_joint_administration_may_tell_the_link_of_a_member() -> None:
    url = f"{PORTAL}{SERVICE}?gemeinde={MEMBERS[0]}"

    assert checked_link(url, [JOINT, *MEMBERS]) == url


def test_a_district_may_tell_the_link_as_a_municipality_in_it_shows_it() -> None:
    url = f"{PORTAL}{SERVICE}?gemeinde={PRIEN}"

    assert checked_link(url, ["09187"]) == url


def test_the_refusal_points_at_the_field() -> None:
    assert '"/url"' in refusal("x").fields
