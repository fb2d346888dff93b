"""The catalogue, comparison and matrix: what they ask, and what they show to whom."""

import re
from typing import Any

import pytest

from gateway.web.operations import QUEUES
from gateway.words.legal import TERMS
from services.common.errors import Unavailable
from services.identity.domain.terms import VERSIONS
from tests.said import answered
from tests.unit.gateway.catalogue_fakes import summary, whole
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PRIEN = "09187162"


def catalogue(**changed: Any) -> dict[str, Any]:
    """Return what the catalogue answers to a search."""
    items = [summary("wohngeld"), summary("fuehrerschein"), summary("gaststaettenerlaubnis")]
    facets = {
        "kind": [
            {"value": "efa", "label": "EfA-Leistung", "count": 2},
            {"value": "market", "label": "Marktangebot", "count": 1},
        ]
    }
    return {"items": items, "total": 3, "next": None, "facets": facets, **changed}


@pytest.fixture
def gateway() -> Gateway:
    """A gateway whose catalogue knows three services."""
    made = Gateway()
    made.answers("catalog.search", catalogue())
    made.answers("catalog.suggest", {"services": [], "topics": [], "keys": []})
    return made


def asked(gateway: Gateway, called: str = "catalog.search") -> dict[str, Any]:
    """Return the query of the last call."""
    arguments = [made[1] for made in gateway.calls.made if made[0] == called][-1]
    return dict(arguments["query"])


def test_a_guest_sees_what_can_be_ordered_and_what_cannot(gateway: Gateway) -> None:
    page = gateway.client.get("/leistungen")

    assert page.status_code == 200
    assert "3 Dienste gefunden" in page.text
    assert "Bestellbar" in page.text
    assert "Nicht hier bestellbar" in page.text
    assert "Pausiert" in page.text
    assert "bestellen</a>" not in page.text
    assert asked(gateway) == {"limit": "20"}


def test_filters_of_the_page_are_those_of_the_list_and_of_its_files(gateway: Gateway) -> None:
    page = gateway.client.get("/leistungen?q=geld&kind=efa&utm=x&may_order=1&sort=title")

    assert asked(gateway) == {"q": "geld", "kind": "efa", "sort": "title", "limit": "20"}
    assert 'href="/leistungen.xlsx?q=geld&amp;kind=efa&amp;sort=title"' in page.text
    assert "Art: EfA-Leistung" in page.text
    assert 'href="/leistungen?q=geld&amp;sort=title"' in page.text, "the way out of the filter"


def test_somebody_of_a_body_sees_what_that_body_may_order(gateway: Gateway) -> None:
    gateway.answers("catalog.search", catalogue(orderable={"ids": ["wohngeld"], "total": 1}))

    page = gateway.client.get("/leistungen", headers=SIGNED_IN)

    assert asked(gateway)["for_body"] == PRIEN
    assert "1 davon kann Ihre Stelle jetzt bestellen" in page.text
    gateway.client.get("/leistungen?may_order=1", headers=SIGNED_IN)
    assert asked(gateway)["for_body"] == asked(gateway)["orderable_for"] == PRIEN


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (0, "3 Dienste gefunden</strong>: Ihre Stelle kann zurzeit keinen davon bestellen, 1 ist"),
        (2, "3 Dienste gefunden</strong>: 2 davon kann Ihre Stelle jetzt bestellen, 1 ist bereits"),
    ],
)
def test_the_count_tells_what_can_be_ordered_from_what_is(
    gateway: Gateway, total: int, said: str
) -> None:
    ordered = {"items": [{"profile": "wohngeld", "order": "o1"}], "total": 1}
    orderable = {"ids": [], "total": total}
    gateway.answers("catalog.search", catalogue(orderable=orderable, ordered=ordered))

    assert said in gateway.client.get("/leistungen", headers=SIGNED_IN).text


@pytest.mark.parametrize("path", ["/leistungen", "/"])
def test_what_is_ordered_already_leads_to_its_order(gateway: Gateway, path: str) -> None:
    ordered = {"items": [{"profile": "wohngeld", "order": "o1"}], "total": 1}
    orderable = {"ids": [], "total": 0}
    gateway.answers("catalog.search", catalogue(orderable=orderable, ordered=ordered))

    page = gateway.client.get(path, headers=SIGNED_IN)

    assert page.text.count("Bereits bestellt") == 1
    assert ('href="/orders/o1"' in page.text) == (path == "/leistungen")
    assert "/leistungen/wohngeld/bestellen" not in page.text


def test_a_comparison_says_what_each_service_is_to_the_body(gateway: Gateway) -> None:
    heads = [whole("wohngeld"), whole("fuehrerschein")]
    gateway.answers("catalog.compare", answered({"profiles": heads, "fields": []}))
    no = {"orderable": False, "reason_code": "already-ordered", "reason": "Schon bestellt: DM-1."}
    gateway.answers("orders.orderable", no)

    page = gateway.client.get("/vergleich?id=wohngeld&id=fuehrerschein", headers=SIGNED_IN)
    gateway.answers("orders.orderable", Unavailable("service-away"))
    without = gateway.client.get("/vergleich?id=wohngeld&id=fuehrerschein", headers=SIGNED_IN)

    assert page.text.count("Schon bestellt: DM-1.") == 2
    assert ">Bestellbar<" not in page.text
    assert without.status_code == 200
    assert ">Bestellbar<" in without.text
    assert "gerade nicht erreichbar" in without.text


def test_who_may_not_prepare_is_offered_no_order(gateway: Gateway) -> None:
    gateway.answers("catalog.search", catalogue(orderable={"ids": ["wohngeld"], "total": 1}))
    known = gateway.calls.answers["identity.principal"]

    without = gateway.client.get("/leistungen", headers=SIGNED_IN)
    gateway.answers("identity.principal", {**known, "grants": {PRIEN: ["orders:prepare"]}})
    gateway.parts.principals.drop("a1")
    with_right = gateway.client.get("/leistungen", headers=SIGNED_IN)

    assert "/leistungen/wohngeld/bestellen" not in without.text
    assert "/leistungen/wohngeld/bestellen" in with_right.text


def of_topic(gateway: Gateway, *watches: dict[str, Any]) -> None:
    """Let somebody signed in filter the catalogue by health."""
    label = {"de": "Gesundheit", "en": "Health"}
    topics = {"topic": [{"value": "Gesundheit", "label": label, "count": 3}]}
    gateway.answers("catalog.search", catalogue(facets=topics))
    gateway.answers("catalog.list_watches", {"items": list(watches)})
    known = gateway.calls.answers["identity.principal"]
    gateway.answers("identity.principal", {**known, "grants": {"self": ["me:read"]}})


def test_a_topic_the_catalogue_is_filtered_by_can_be_watched(gateway: Gateway) -> None:
    of_topic(gateway, {"id": "w1", "kind": "profile", "subject": "Gesundheit"})
    gateway.answers("catalog.add_watch", {"id": "w2", "subject": "Gesundheit"})
    path, form = "/leistungen?topic=Gesundheit", {"csrf_token": CSRF, "form_author": ""}

    offered = gateway.client.get(path, headers=SIGNED_IN).text
    data = {**form, "form_key": "k1", "topic": "Gesundheit"}
    done = gateway.client.post("/account/watches/topics", data=data, headers=SIGNED_IN)

    assert "Thema „Gesundheit“ beobachten" in offered
    assert (done.status_code, done.location) == (303, path)
    watched = {"kind": "topic", "subject": "Gesundheit"}
    assert gateway.calls.made[-1][:2] == ("catalog.add_watch", {"payload": watched})


def test_a_topic_that_is_watched_is_said_to_be(gateway: Gateway) -> None:
    of_topic(gateway, {"id": "w1", "kind": "topic", "subject": "Gesundheit"})

    watched = gateway.client.get("/leistungen?topic=Gesundheit", headers=SIGNED_IN).text
    everything = gateway.client.get("/leistungen", headers=SIGNED_IN).text
    gateway.answers("catalog.list_watches", Unavailable("service-away"))
    unknown = gateway.client.get("/leistungen?topic=Gesundheit", headers=SIGNED_IN)

    assert "Sie beobachten das Thema „Gesundheit“." in watched
    assert "beobachten" not in everything.partition("<main")[2].partition("<footer")[0]
    assert (unknown.status_code, "Thema „Gesundheit“" in unknown.text) == (200, False)
    assert gateway.calls.count("catalog.list_watches") == 2


def test_a_guest_signs_in_to_watch_a_topic(gateway: Gateway) -> None:
    of_topic(gateway)

    page = gateway.client.get("/leistungen?topic=Gesundheit").text

    assert "Anmelden und das Thema „Gesundheit“ beobachten" in page
    assert gateway.calls.count("catalog.list_watches") == 0


def test_nothing_found_says_what_to_do(gateway: Gateway) -> None:
    gateway.answers("catalog.search", catalogue(items=[], total=0, facets={}))

    page = gateway.client.get("/leistungen?q=Wasserz%C3%A4hler&kind=efa")

    assert "Zu „Wasserzähler“ gibt es noch keinen Dienst" in page.text
    assert 'href="/leistungen?q=Wasserz%C3%A4hler">Ohne' in page.text
    assert "Excel" not in page.text


def test_a_list_leads_to_its_next_page_and_back(gateway: Gateway) -> None:
    gateway.answers("catalog.search", catalogue(next="40", total=43))

    page = gateway.client.get("/leistungen?kind=efa&cursor=20")

    assert asked(gateway)["cursor"] == "20"
    assert "21 bis 23 von 43" in page.text
    assert 'href="/leistungen?kind=efa&amp;cursor=40"' in page.text
    assert 'href="/leistungen?kind=efa"' in page.text


def test_the_list_stands_without_suggestions(gateway: Gateway) -> None:
    gateway.answers("catalog.suggest", Unavailable("service-away"))

    page = gateway.client.get("/leistungen?q=geld")

    assert "3 Dienste gefunden" in page.text


def test_without_the_catalogue_there_is_a_calm_page(gateway: Gateway) -> None:
    gateway.answers("catalog.search", Unavailable("service-away"))

    page = gateway.client.get("/leistungen")

    assert (page.status_code, bool(page.headers["Retry-After"])) == (503, True)
    assert "Das geht weiterhin" in page.text


def test_nothing_typed_is_alive_on_the_page(gateway: Gateway) -> None:
    page = gateway.client.get('/leistungen?q=<script>alert(1)</script>&topic="><b>x')

    assert "<script>alert" not in page.text
    assert "<b>x" not in page.text


def test_a_service_is_put_aside_and_taken_out_again_by_a_cookie(gateway: Gateway) -> None:
    put = gateway.client.get("/vergleich/merken?id=wohngeld&next=/leistungen?kind=efa%23t-wohngeld")
    kept = {"Cookie": put.headers["Set-Cookie"].partition(";")[0]}
    listed = gateway.client.get("/leistungen", headers=kept)
    out = gateway.client.get(
        "/vergleich/weglegen?id=wohngeld&next=https://evil.example", headers=kept
    )

    assert (put.status_code, put.location) == (303, "/leistungen?kind=efa#t-wohngeld")
    assert kept == {"Cookie": "compare=wohngeld"}
    assert "1 von 4 zum Vergleich" in listed.text
    assert out.location == "/"
    assert "compare=;" in out.headers["Set-Cookie"]


def test_a_comparison_is_in_words_and_says_where_services_differ(gateway: Gateway) -> None:
    heads = [whole("wohngeld"), whole("fuehrerschein")]
    facts = ("summary", "financing", "maturity", "interfaces", "rollout_guide", "checked_on")
    fields = [{"field": f, "values": [h[f] for h in heads], "differs": True} for f in facts]
    compared = answered({"profiles": heads, "fields": fields})
    gateway.answers("catalog.compare", compared)

    page = gateway.client.get("/vergleich?id=wohngeld&id=fuehrerschein")

    assert asked(gateway, "catalog.compare") == {"id": "wohngeld,fuehrerschein"}
    assert "Die Behörde zahlt selbst" in page.text
    assert "unterschiedlich" in page.text
    assert not re.search(r"body_pays|levy|\d{4}-\d\d-\d\d", page.text)


def test_a_comparison_of_nothing_leads_to_the_catalogue(gateway: Gateway) -> None:
    page = gateway.client.get("/vergleich?id=wohngeld")

    assert page.status_code == 200
    assert gateway.calls.count("catalog.compare") == 0
    assert 'href="/leistungen"' in page.text


def test_the_matrix_names_systems_and_who_says_so(gateway: Gateway) -> None:
    row = {
        "profile": "wohngeld", "title": {"de": "Wohngeld", "en": "Housing benefit"},
        "system": "demo-soziales", "system_name": "Demo-Soziales", "version": "11.0",
        "standard": None, "extra_cost": "unknown", "stated_by": "demo", "demo": True,
    }  # fmt: skip
    gateway.answers("catalog.interfaces", {"items": [row], "total": 1, "next": None})
    gateway.answers("catalog.list_systems", {"items": [{"id": "demo-soziales", "name": "Demo-S"}]})
    gateway.answers("catalog.list_vendors", {"items": [{"id": "demo", "name": "Demo GmbH"}]})

    page = gateway.client.get("/schnittstellen?system=demo-soziales")

    assert asked(gateway, "catalog.interfaces") == {"system": "demo-soziales", "limit": "50"}
    assert "Demo GmbH" in page.text
    assert "Unbekannt" in page.text
    assert '<option value="demo-soziales" selected>' in page.text


def test_the_start_page_shows_the_way_and_the_newest(gateway: Gateway) -> None:
    page = gateway.client.get("/")

    assert page.text.count("dm-spine__mark") == 8
    assert asked(gateway) == {"sort": "-changed_at", "limit": "4"}
    assert 'href="/leistungen/wohngeld"' in page.text
    assert 'href="/login"' in page.text


def test_the_start_page_stands_while_the_catalogue_is_away(gateway: Gateway) -> None:
    gateway.answers("catalog.search", Unavailable("service-away"))

    page = gateway.client.get("/")

    assert page.status_code == 200
    assert page.text.count("dm-spine__mark") == 8
    assert "gerade nicht erreichbar" in page.text


def test_who_is_signed_in_is_not_asked_to_sign_in(gateway: Gateway) -> None:
    page = gateway.client.get("/?sign_in=again", headers=SIGNED_IN)

    assert "Sie sind angemeldet" in page.text
    assert "nicht beendet" not in page.text
    assert "Anmelden oder registrieren" not in page.text


@pytest.mark.parametrize("path", ["/impressum", "/datenschutz", "/barrierefreiheit"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_legal_page_says_that_it_is_a_sample(gateway: Gateway, path: str, language: str) -> None:
    page = gateway.client.get(path, headers={"Accept-Language": language})

    assert page.status_code == 200
    assert {"de": "Mustertext", "en": "Sample text"}[language] in page.text
    assert not re.search(r"\{\w+\}", page.text.partition("<main")[2])


def test_a_barrier_is_reported_by_mail(gateway: Gateway) -> None:
    page = gateway.client.get("/barrierefreiheit")

    assert "?subject=Barriere%20melden" in page.text
    assert 'id="report"' in page.text


def test_the_terms_that_hold_are_shown_and_said_to_hold(gateway: Gateway) -> None:
    gateway.answers("identity.current_terms", {"version": "2026-01"})

    current = gateway.client.get("/nutzungsbedingungen")
    old = gateway.client.get("/nutzungsbedingungen/2026-01")

    assert "Diese Fassung gilt jetzt" in current.text
    assert old.status_code == 200
    assert gateway.client.get("/nutzungsbedingungen/1999-01").status_code == 404


def test_the_terms_can_be_read_while_identity_is_away(gateway: Gateway) -> None:
    gateway.answers("identity.current_terms", Unavailable("service-away"))

    page = gateway.client.get("/nutzungsbedingungen")

    assert page.status_code == 200
    assert "Diese Fassung gilt jetzt" not in page.text


def test_every_version_that_identity_knows_can_be_read() -> None:
    assert {terms.version for terms in VERSIONS} == set(TERMS)


def test_the_status_page_names_what_is_down(gateway: Gateway) -> None:
    running = gateway.client.get("/status").text
    gateway.calls.left = {QUEUES["orders"]}
    page = gateway.client.get("/status").text

    assert "Alles läuft" in running
    assert page.count("Nicht erreichbar") == 1
    assert not re.search(r"<div>(orders|identity)</div>", page)
