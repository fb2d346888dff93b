"""The pages of a ministry: its own services, their reuse with a map, what ends when."""

import re
from typing import Any

import pytest

from services.common.errors import Forbidden, Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_spread import MUNICH, ROSENHEIM
from tests.unit.gateway.test_pages_spread import figures as areas

HOUSE = "Bayerisches Staatsministerium für Digitales"
STANDING = {"is_whole": True, "missing": [], "ends_on": "2029-12-31", "breaks_on": "2030-01-01"}
SERVICES = "contracts.ministry_services"
ENDS, REUSE = "contracts.ministry_ends", "orders.service_figures"


def service(profile: str, title: str, **facts: Any) -> dict[str, Any]:
    named = {"profile": profile, "profile_title": {"de": title, "en": title}}
    return {**named, "leads": False, "is_party": True, "chain": STANDING, **facts}


def end(**facts: Any) -> dict[str, Any]:
    agreement = {"id": "ewa-l3", "level": 3, "number": "BK/2025/3", "from_party": HOUSE,
                 "to_party": "BayKommun AöR", "valid_from": "2025-01-01",
                 "valid_until": "2029-12-31"}  # fmt: skip
    return {
        "profile": "ewa", "profile_title": {"de": "Wohnsitz", "en": "Residence"},
        "agreement": agreement, "ends_on": "2029-12-31", "following": "open",
        "following_label": "Noch keine Nachfolge", "breaks_on": "2030-01-01",
        "renew_by": None, "is_party": True,
        "counts": {"contracts": 12, "orders": 12, "bodies": 11, "links": 7}, **facts,
    }  # fmt: skip


def reuse(profile: str, title: str, live: int) -> dict[str, Any]:
    counts = {"ordered": 1, "in_contract": 2, "in_setup": 3, "live": live, "share": live}
    named = {"profile": profile, "title": {"de": title, "en": title}, "demo": False}
    return {**named, "meant_for": 100, **counts, "median_days": {"whole": None}}


def listed(*items: Any, more: str | None = None, **beside: Any) -> dict[str, Any]:
    page = {"ministry": HOUSE, "items": list(items), "next": more, "total": len(items)}
    return {**page, "gaps": {"items": [], "total": 0}, "next_break": None, **beside}


def made(*, ministry: str = "stmd", grants: Any = None, **answers: Any) -> Gateway:
    gateway = Gateway()
    granted = grants or {"self": ["me:read"], "*": ["reuse:read", "agreements:read"]}
    known = gateway.calls.answers["identity.principal"]
    gateway.answers("identity.principal", {**known, "grants": granted})
    roles = [{"role": "ministry_reader", "scope": f"ministry:{ministry}"}] if ministry else []
    gateway.claims(vendor=None, roles=roles)
    both = (service("ewa", "Wohnsitz"), service("bau", "Bauantrag", leads=True, chain=None))
    rows = (reuse("bau", "Bauantrag", 0), reuse("ewa", "Wohnsitz", 40))
    told = {SERVICES: listed(*both), ENDS: listed(end()), REUSE: listed(*rows),
            "orders.area_figures": areas(ROSENHEIM, MUNICH)}  # fmt: skip
    for called, answer in {**told, **answers}.items():
        gateway.answers(called, answer)
    return gateway


def read(gateway: Gateway, path: str = "/ministry", status: int = 200) -> str:
    answer = gateway.client.get(path, headers={**SIGNED_IN, "Accept-Language": "de"})
    assert answer.status_code == status, answer.text
    return str(answer.text)


def asked(gateway: Gateway, called: str) -> Any:
    (one,) = [made[1] for made in gateway.calls.made if made[0] == called]
    return one


def test_a_ministry_sees_its_services_with_reuse_map_and_ends_in_words() -> None:
    gateway = made()

    page = read(gateway)

    assert asked(gateway, SERVICES)["query"] == {"ministry": "stmd", "limit": "25"}
    assert asked(gateway, REUSE)["query"]["profile"] == "ewa,bau"
    assert asked(gateway, "orders.area_figures")["profile_id"] == "ewa"
    for said in (HOUSE, 'href="/leistungen/ewa"', ">lückenlos<", "zuständig, Vertragspa",
                 "31.12.2029", "Noch keine Nachfolge",
                 "Landkreis Rosenheim", "dm-map", "(Daten verändert)"):  # fmt: skip
        assert said in page
    assert "profile=bau%2Cewa&amp;format=csv" in page
    assert "/api/v1/ministry-ends?ministry=stmd&amp;format=xlsx" in page
    assert 'aria-current="page"' in page.split('href="/ministry"')[1][:40]


def test_the_map_is_of_the_service_chosen_among_its_own() -> None:
    gateway = made()

    read(gateway, "/ministry?profile=bau")
    assert asked(gateway, "orders.area_figures")["profile_id"] == "bau"

    other = made()
    read(other, "/ministry?profile=foreign")
    assert asked(other, "orders.area_figures")["profile_id"] == "ewa"


def test_what_ends_soon_without_a_successor_stands_first() -> None:
    soon = end(ends_on="2026-12-15", breaks_on="2026-12-16")

    page = read(made(**{ENDS: listed(soon, next_break=soon)}))

    assert "Am 15.12.2026 endet eine Vereinbarung: Wohnsitz" in page
    assert "Ab 16.12.2026 wird kein Vertrag mehr ausgestellt" in page


def test_a_gap_of_today_is_said_before_all_else() -> None:
    broken = {**STANDING, "is_whole": False, "missing": [2], "ends_on": None}
    items = (service("ewa", "Wohnsitz"), service("alt", "Grundsicherung", chain=broken))

    gaps = {"items": [items[1]], "total": 1}

    page = read(made(**{SERVICES: listed(*items, gaps=gaps)}))

    assert "Bei 1 Dienst fehlt heute eine Vereinbarung" in page
    assert "wird keine Bestellung freigegeben: Grundsicherung." in page
    assert "endet nichts ohne Nachfolge" not in page


def test_what_breaks_behind_the_page_is_said_and_no_all_clear_given() -> None:
    kept = [end(following="succeeded", breaks_on=None) for _ in range(5)]
    soon = end(ends_on="2026-12-15", breaks_on="2026-12-16")

    page = read(made(**{ENDS: listed(*kept, more="5", next_break=soon)}))
    assert "Am 15.12.2026 endet eine Vereinbarung: Wohnsitz" in page
    assert "endet nichts ohne Nachfolge" not in page

    gaps = {"items": [service("alt", "Grundsicherung")], "total": 3}
    page = read(made(**{SERVICES: listed(service("ewa", "Wohnsitz"), gaps=gaps)}))
    assert "Bei 3 Diensten fehlt heute eine Vereinbarung" in page
    assert "Grundsicherung und 2 weitere." in page
    assert "endet nichts ohne Nachfolge" not in page


def test_a_ministry_without_services_is_told_what_will_stand_there() -> None:
    gateway = made(**{SERVICES: listed(), ENDS: listed()})

    page = read(gateway)

    assert "Noch kein Dienst des Ressorts" in page
    assert gateway.calls.count(REUSE) == 0


@pytest.mark.parametrize(
    ("away", "left"),
    [
        (SERVICES, "Dienste des Ressorts: gerade nicht erreichbar"),
        (ENDS, "Was wann endet: gerade nicht erreichbar"),
        (REUSE, "Zahlen zur Nachnutzung: gerade nicht erreichbar"),
        ("orders.area_figures", "Zahlen zur Nachnutzung: gerade nicht erreichbar"),
    ],
)
def test_what_is_away_is_said_and_the_rest_is_shown(away: str, left: str) -> None:
    page = read(made(**{away: Unavailable("service-away")}))

    assert left in page
    assert "Dienste Ihres Ressorts" in page


def test_all_ends_are_listed_page_by_page_with_their_file() -> None:
    gateway = made(**{ENDS: listed(end(), end(following="succeeded", breaks_on=None), more="50")})

    page = read(gateway, "/ministry/ends")

    assert "Es geht lückenlos weiter" in page
    assert 'href="/ministry/ends?ministry=stmd&amp;cursor=50"' in page
    assert "format=csv" in page


def test_nothing_that_ends_and_nothing_there_have_words_of_their_own() -> None:
    assert "Keine Vereinbarung endet" in read(made(**{ENDS: listed()}), "/ministry/ends")
    away = made(**{ENDS: Unavailable("service-away")})
    assert "gerade nicht erreichbar" in read(away, "/ministry/ends")


OPERATOR = {"self": ["me:read"], "*": ["orders:read", "agreements:read"]}
CLERK = {"self": ["me:read"], "09187162": ["orders:read"]}


def test_who_reads_no_figures_sees_the_agreements_alone() -> None:
    gateway = made(ministry="", grants={"*": ["agreements:read"], "self": ["me:read"]})

    page = read(gateway, "/ministry?ministry=StMD")

    assert "Noch keine Nachfolge" in page
    assert "gerade nicht erreichbar" not in page
    assert (gateway.calls.count(REUSE), gateway.calls.count("orders.area_figures")) == (0, 0)


@pytest.mark.parametrize("path", ["/ministry", "/ministry/ends"])
def test_others_name_a_ministry_or_see_none(path: str) -> None:
    operator = made(ministry="", grants=OPERATOR, **{ENDS: listed(end(renew_by="2029-07-02"))})

    page = read(operator, f"{path}?ministry=StMD")
    assert HOUSE in page
    assert "zu klären bis 02.07.2029" in page
    assert not re.search(r"\b(Ihr|Ihres|Ihre|Ihren) (Ressort|Haus|Dienst)", page)
    read(operator, path, 403)
    read(made(ministry="", grants=CLERK), f"{path}?ministry=StMD", 403)
    refused = Forbidden("not-permitted", permission="agreements:read")
    read(made(**{SERVICES: refused, ENDS: refused}), path, 403)


def test_a_ministry_begins_here_after_its_sign_in() -> None:
    answer = made().client.get("/home", headers=SIGNED_IN)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/ministry")
