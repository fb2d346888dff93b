"""The map of a service, its districts and municipalities, and figures by service, in pages."""

from typing import Any

import lxml.html
import pytest

from gateway.web.maps import drawing
from gateway.web.maps.prepare import box_of, points_of
from gateway.web.public.spread import SHADES, STATES, share_of, standing_of
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

EWA = {"id": "ewa", "title": {"de": "Wohnsitzanmeldung", "en": "Residence registration"}}
DAYS = {"review": 2, "contract": 3, "setup": 9, "link": None, "whole": 14}


def row(area: str, name: str, meant: int = 4, **counts: int) -> dict[str, Any]:
    numbers = {"in_contract": 0, "in_setup": 0, "live": 0, **counts}
    share = round(100 * numbers["live"] / meant) if meant else 0
    return {"area": area, "name": name, "meant_for": meant, **numbers, "share": share}


def figures(*rows: Any, name: str = "Bayern", **inner: Any) -> dict[str, Any]:
    whole = row("09", name, 10, live=3, in_setup=1) | inner
    return {"profile": "ewa", "title": EWA["title"], "items": list(rows), "whole": whole,
            "next": None, "total": len(rows), "demo": True}  # fmt: skip


def made(found: Any, **principal: Any) -> Gateway:
    gateway = Gateway()
    gateway.answers("catalog.search", {"items": [EWA], "next": None, "total": 1, "facets": {}})
    gateway.answers("orders.area_figures", found)
    if principal:
        gateway.answers("identity.principal", {"subject": "a1", "name": "A", **principal})
    return gateway


def guest(found: Any, path: str, **headers: str) -> Any:
    answer = made(found).client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return lxml.html.fromstring(answer.text)


def text_of(page: Any) -> str:
    return " ".join(" ".join(page.itertext()).split())


ROSENHEIM = row("09187", "Landkreis Rosenheim", live=1, in_setup=2)
MUNICH = row("09162", "München", 1)
ABROAD = row("09161", "Ingolstadt", 0)


def test_everyone_sees_the_map_with_the_same_figures_in_a_table() -> None:
    page = guest(figures(ROSENHEIM, MUNICH, ABROAD), "/verbreitung")

    links = page.xpath("//svg//a")
    assert [link.get("aria-label") for link in links] == [
        "München: 0 von 1, 0 Prozent", "Landkreis Rosenheim: 1 von 4, 25 Prozent",
    ]  # fmt: skip
    assert [link.find("path").get("class") for link in links] == ["b0", "b2"]
    assert len(page.xpath("//svg[@class='dm-map']/path[@class='none']")) == 94
    assert links[1].get("href") == "/verbreitung/09187?profile=ewa"
    cells = page.xpath("//table[@aria-labelledby='districts']//tr[2]/*")
    assert [cell.text_content() for cell in cells] == ["München", "1", "0", "0", "0", "0 %"]
    text = text_of(page)
    assert "3 von 10" in text
    assert "Wohnsitzanmeldung, Stand „Online“" in text
    assert page.xpath("//a[@href='http://www.bkg.bund.de']")
    assert "(Daten verändert)" in text
    assert "Demodaten" in text
    assert "Wie lange es dauert" not in text


def test_another_state_shades_by_its_own_share_and_stays_in_the_links() -> None:
    page = guest(figures(ROSENHEIM), "/verbreitung?state=in_setup")

    (link,) = page.xpath("//svg//a")
    assert link.get("aria-label") == "Landkreis Rosenheim: 2 von 4, 50 Prozent"
    assert link.find("path").get("class") == "b3"
    assert link.get("href") == "/verbreitung/09187?profile=ewa&state=in_setup"


def test_a_region_leaves_its_districts_in_the_table_and_in_the_files() -> None:
    page = guest(figures(ROSENHEIM, row("09761", "Augsburg")), "/verbreitung?region=097")

    names = page.xpath("//table[@aria-labelledby='districts']//th[@scope='row']")
    assert [name.text_content() for name in names] == ["Augsburg"]
    assert page.xpath("//a[contains(@href, 'by=district&within=097&format=xlsx')]")
    assert "Landkreise und kreisfreie Städte in Schwaben" in text_of(page)


def test_a_district_shows_each_of_its_bodies() -> None:
    bodies = (
        row("09187162", "Prien a.Chiemsee", 1, live=1), row("09187117", "Bad Endorf", 1),
        row("09187128", "Bruckmühl", 1, in_contract=1),
    )  # fmt: skip

    page = guest(figures(*bodies, name="Landkreis Rosenheim"), "/verbreitung/09187?profile=ewa")

    labels = page.xpath("//svg[@class='dm-map']/path/title/text()")
    assert set(labels) >= {
        "Prien a.Chiemsee: Online", "Bad Endorf: Noch nicht", "Bruckmühl: Im Vertrag",
    }  # fmt: skip
    assert "Bruckmühl Im Vertrag" in text_of(page)
    assert page.xpath("//h1")[0].text == "Wohnsitzanmeldung: Landkreis Rosenheim"


def test_where_a_service_is_meant_for_nobody_that_is_said() -> None:
    page = guest(figures(name="Landkreis Rosenheim"), "/verbreitung/09187")

    assert "für keine Stelle vorgesehen" in text_of(page)


@pytest.mark.parametrize("path", ["/verbreitung/9", "/verbreitung/09999", "/verbreitung/abcde"])
def test_a_district_that_is_none_is_not_found(path: str) -> None:
    answer = made(figures(name="09999")).client.get(path)

    assert answer.status_code == 404


def test_without_services_the_page_says_so() -> None:
    gateway = made(figures())
    gateway.answers("catalog.search", {"items": [], "next": None, "total": 0, "facets": {}})

    assert "Noch kein Dienst im Katalog" in gateway.client.get("/verbreitung").text


def test_the_operator_sees_how_long_it_takes_besides() -> None:
    found = figures(ROSENHEIM | {"ordered": 1, "median_days": DAYS}, ordered=7, median_days=DAYS)
    staff = {
        "grants": {"*": ["orders:read"]},
        "claims": {"roles": [{"role": "reviewer", "scope": "*"}]},
    }

    text = made(found, **staff).client.get("/verbreitung", headers=SIGNED_IN).text

    page = lxml.html.fromstring(text)
    assert "Prüfung bis Freigabe 2" in text_of(page)
    assert "Link bis online zu wenige" in text_of(page)
    assert page.xpath("//a[@href='/figures']")


@pytest.mark.parametrize(
    ("grants", "status"),
    [
        ({"*": ["orders:read"]}, 200),
        ({"stmi": ["reuse:read"]}, 200),
        ({"09187162": ["orders:read"]}, 403),
    ],
)
def test_figures_by_service_are_for_operator_and_ministries(
    grants: dict[str, list[str]], status: int
) -> None:
    gateway = made(figures(), grants=grants, claims={"roles": []})
    facts = row("x", "x", 10, live=5) | {"ordered": 2, "median_days": DAYS}
    listed = {"items": [{**facts, "profile": "ewa", "title": EWA["title"]}], "total": 1}
    gateway.answers("orders.service_figures", {**listed, "next": "200"})

    answer = gateway.client.get("/figures?region=091", headers=SIGNED_IN)

    assert answer.status_code == status
    if status == 200:
        page = lxml.html.fromstring(answer.text)
        assert "Wohnsitzanmeldung 10 2 0 0 5 50 % 14" in text_of(page)
        assert page.xpath("//a[@href='/figures?region=091&cursor=200']")


def test_in_english() -> None:
    page = guest(figures(ROSENHEIM), "/verbreitung", **{"Accept-Language": "en"})

    assert "Where is the service live already?" in text_of(page)


def test_shares_and_standings() -> None:
    assert [share for _, share in SHADES] == sorted(share for _, share in SHADES)
    assert share_of(row("a", "A", 0), "live") == 0
    assert share_of(row("a", "A", 1, live=2), "live") == 100
    assert standing_of(row("a", "A", 1)) == ""
    assert [standing_of(row("a", "A", 1, **{state: 1})) for state in STATES] == list(STATES)


def test_every_district_of_the_map_has_its_municipalities_inside_its_box() -> None:
    bavaria, inside = drawing.outlines("bavaria"), drawing.outlines("municipalities")

    assert (len(bavaria["districts"]), len(bavaria["regions"])) == (96, 7)
    assert inside.keys() == bavaria["districts"].keys()
    assert sum(len(one["municipalities"]) for one in inside.values()) == 2230
    for one in inside.values():
        assert one["box"] == box_of(one["municipalities"].values())


def test_a_path_is_read_point_by_point() -> None:
    assert list(points_of("M10 20l5-3-2 1zM1 1l2 2")) == [
        (10, 20), (15, 17), (13, 18), (1, 1), (3, 3),
    ]  # fmt: skip
