"""A service has a page of its own, in the reader's language, that feed and news lead to."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markupsafe import escape
from werkzeug.test import TestResponse

from gateway.api import atom
from gateway.web.public.costs import paid_by_levy
from gateway.words.profile_page import PROFILE
from services.catalog.domain.availability import availability_of
from services.common import context
from services.common.errors import Unavailable
from services.common.principal import Principal
from tests.said import answered
from tests.unit.gateway.catalogue_fakes import PROFILES, TODAY, whole
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, CallsTogether, Gateway


class Catalog(CallsTogether):
    """Knows the shipped profiles; one of them may be another than it is."""

    def __init__(self, **changed: Any) -> None:
        self.changed = changed

    def call(
        self,
        service: str,
        method: str,
        *,
        arguments: dict[str, Any],
        principal: Principal,
        request_id: str | None = None,
    ) -> Any:
        if method in ("list_notices", "help", "list_versions"):
            return {"items": [], "next": None, "total": 0}
        if method == "feed":
            names = ("title", "summary", "kind", "topic", "status", "changed_at", "demo")
            return {
                "entries": [
                    {"id": id, **{name: p.public()[name] for name in names}}
                    for id, p in PROFILES.items()
                ]
            }
        profile = whole(arguments["profile_id"], **self.changed)
        return answered(profile, context.current().language)


def get(path: str, accepted: str = "de", **changed: Any) -> TestResponse:
    gateway = Gateway(rpc=Catalog(**changed))
    return gateway.client.get(path, headers={"Accept-Language": accepted})


@pytest.mark.parametrize("kind", ["levy", "free", "body_pays"])
def test_what_the_newest_levy_pays_for_says_so_whatever_else_was_planned(kind: str) -> None:
    financing = {"kind": kind, "year": 2026, "source": "Beschluss"}

    paid = get(
        f"/leistungen/{next(iter(PROFILES))}", financing=financing, levy={"year": 2024, "run": "u1"}
    ).text
    other = get(f"/leistungen/{next(iter(PROFILES))}", financing=financing, levy=None).text

    assert "bereits durch die Digitalumlage 2024 finanziert" in paid
    assert "bereits durch die Digitalumlage" not in other
    assert "Ihre Digitalumlage" not in paid


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("09187162", "Ihre Digitalumlage 2024"),
        ("09187", "Ihre Digitalumlage 2024"),
        ("091715101", "die Digitalumlage 2024 Ihrer Mitglieder"),
        ("x-00000001", "die Digitalumlage 2024 der Kommunen"),
    ],
)
def test_a_body_is_told_whose_levy_pays_already(body: str, said: str) -> None:
    paid = {"levy": {"year": 2024, "run": "u1"}}

    assert f"Bereits durch {said} finanziert" in paid_by_levy(paid, body)
    assert paid_by_levy({"levy": None}, body) == ""
    assert paid_by_levy(paid, None) == ""


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("id", PROFILES)
def test_every_service_has_a_page_in_both_languages(id: str, language: str) -> None:
    page = get(f"/leistungen/{id}", language)

    profile = PROFILES[id]
    said = availability_of(profile.public(), TODAY)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert f"<h1>{escape(profile.title[language])}</h1>" in page.text
    assert str(escape(profile.summary[language])) in page.text
    assert said.word.in_language(language) in page.text
    assert (said.reason is None) or str(escape(said.reason.in_language(language))) in page.text
    assert f'href="/api/v1/profiles/{id}"' in page.text
    assert (str(escape(PROFILE["demo"].in_language(language))) in page.text) == profile.demo
    assert all(document["id"] in page.text for document in profile.documents)


@pytest.mark.parametrize(
    ("accepted", "path", "language"),
    [
        ("en-GB,en;q=0.9,de;q=0.5", "", "en"),
        ("fr", "", "de"),
        ("en", "?lang=de", "de"),
        ("de", "?lang=en", "en"),
        ("de", "?lang=xx", "de"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_readers(
    accepted: str, path: str, language: str
) -> None:
    gateway = Gateway()
    gateway.answers("catalog.get", answered(whole("wohngeld"), language))
    gateway.answers("catalog.list_versions", {"items": []})

    page = gateway.client.get(f"/leistungen/wohngeld{path}", headers={"Accept-Language": accepted})

    assert f'<html lang="{language}">' in page.text
    assert page.headers["Content-Language"] == language
    assert "Accept-Language" in page.headers["Vary"]


def test_an_english_page_is_english_all_over_and_leads_to_the_german_one() -> None:
    page = get("/leistungen/wohngeld", "en")

    assert page.text.count('href="?lang=de" lang="de"') == 1
    assert "Work &amp; retirement" in page.text
    assert "Arbeit &amp; Ruhestand" not in page.text
    assert "Online services for local authorities" in page.text
    assert "Online-Dienste für Kommunen" not in page.text
    assert 'href="?lang=de" lang="de" hreflang="de"' in page.text


def test_both_languages_have_all_words_of_the_page() -> None:
    assert all(text.de and text.en for text in PROFILE.values())


def test_who_may_order_and_in_which_capacity_are_told_apart() -> None:
    page = get("/leistungen/infektionsschutzbelehrung")

    assert "<dd>Landkreis, Kreisfreie Stadt</dd>" in page.text
    assert "<dd>Gesundheitsamt</dd>" in page.text
    assert "</strong>, 1 Arbeitstag</p>" in page.text


def test_a_service_that_ended_says_so_and_leads_to_what_comes_instead() -> None:
    page = get("/leistungen/niederlassungserlaubnis")

    successor = PROFILES["niederlassungserlaubnis"].successor
    assert f'href="/leistungen/{successor}"' in page.text
    assert "Eingestellt" in page.text
    assert "/bestellen" not in page.text


def test_nothing_an_editor_wrote_is_alive_on_the_page() -> None:
    evil = {"de": "<script>alert(1)</script>", "en": "x"}

    page = get("/leistungen/wohngeld", title=evil, summary=evil, description=evil)

    assert "<script>" not in page.text
    assert page.text.count("&lt;script&gt;") >= 4


def test_a_feed_entry_leads_to_the_page_and_beside_it_to_json() -> None:
    entry = {
        "id": "wohngeld", "title": {"de": "a", "en": "b"}, "summary": {"de": "a", "en": "b"},
        "kind": "efa", "topic": "t", "status": "published", "demo": True,
        "changed_at": "2026-11-20T10:00:00+00:00",
    }  # fmt: skip
    news = {"updated_at": entry["changed_at"], "entries": [entry]}

    root = ET.fromstring(atom.feed(news, "https://market.example", "de"))

    links = root.findall("{*}entry/{*}link")
    assert [(link.get("type"), link.get("href"), link.get("rel")) for link in links] == [
        ("text/html", "https://market.example/leistungen/wohngeld", "alternate"),
        ("application/json", "https://market.example/api/v1/profiles/wohngeld", "alternate"),
    ]


def test_the_news_lead_to_pages_that_exist_and_are_of_the_day_of_the_check() -> None:
    gateway = Gateway(rpc=Catalog())
    page = gateway.client.get("/neues", headers={"Accept-Language": "de"})

    paths = re.findall(r'href="(/leistungen/[a-z-]+)"', page.text)
    days = set(re.findall(r"\d\d\.\d\d\.\d{4}", page.text))
    assert len(paths) == len(PROFILES)
    assert {gateway.client.get(path).status_code for path in paths} == {200}
    checked = {PROFILES[id].checked_on for id in PROFILES}
    assert None not in checked
    assert days == {f"{day[8:]}.{day[5:7]}.{day[:4]}" for day in checked if day}
    assert f"{TODAY:%d.%m.%Y}" not in days


def test_a_page_without_most_facts_is_whole_too() -> None:
    bare = {
        "description": None, "documents": [], "contacts": [], "prerequisites": [],
        "rollout_guide": [], "interfaces": [], "checked_on": None, "checked_by": None,
        "published_at": None, "ozg_id": None, "leika_keys": [],
    }  # fmt: skip

    page = get("/leistungen/wohngeld", **bare)

    assert page.status_code == 200
    assert "None" not in page.text


@pytest.fixture
def clerk() -> Gateway:
    """Somebody who prepares orders for a body looks at a service."""
    gateway = Gateway()
    known = gateway.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "09187162": ["orders:prepare"]}
    gateway.answers("identity.principal", {**known, "grants": grants})
    gateway.answers("catalog.get", answered(whole("wohngeld"), "de"))
    gateway.answers("catalog.list_versions", {"items": []})
    gateway.answers("catalog.list_watches", {"items": []})
    yes = {"orderable": True, "reason_code": None, "reason": "Ihre Stelle kann bestellen."}
    gateway.answers("orders.orderable", yes)
    return gateway


def read(gateway: Gateway) -> str:
    return gateway.client.get("/leistungen/wohngeld", headers=SIGNED_IN).text


def test_who_may_order_is_led_to_the_order(clerk: Gateway) -> None:
    assert "Ihre Stelle kann bestellen." in read(clerk)
    assert 'href="/leistungen/wohngeld/bestellen"' in read(clerk)


def test_a_refusal_says_why_and_offers_no_order(clerk: Gateway) -> None:
    no = {
        "orderable": False,
        "reason_code": "vg-competent",
        "reason": "Zuständig: VG Emmering.",
    }
    clerk.answers("orders.orderable", no)

    page = read(clerk)

    assert "Nein, das macht Ihre Verwaltungsgemeinschaft" in page
    assert "VG Emmering" in page
    assert "/bestellen" not in page


def test_while_orders_is_away_the_rest_of_the_page_stands(clerk: Gateway) -> None:
    clerk.answers("orders.orderable", Unavailable("service-away"))

    page = read(clerk)

    assert "gerade nicht erreichbar" in page
    assert "Was kostet der Dienst, und wer zahlt?" in page
    assert "/bestellen" not in page


def test_a_guest_signs_in_on_the_way_to_the_order(clerk: Gateway) -> None:
    page = clerk.client.get("/leistungen/wohngeld").text

    assert 'href="/login?next=/leistungen/wohngeld/bestellen"' in page
    assert clerk.calls.count("orders.orderable") == 0


def test_a_service_is_watched_once_however_often_the_form_is_sent(clerk: Gateway) -> None:
    clerk.answers("catalog.add_watch", {"id": "w1", "subject": "wohngeld"})
    form = {"csrf_token": CSRF, "form_key": "k1", "form_author": ""}

    answers = [
        clerk.client.post("/leistungen/wohngeld/beobachten", data=form, headers=SIGNED_IN)
        for _ in range(2)
    ]

    assert [answer.location for answer in answers] == ["/leistungen/wohngeld"] * 2
    assert clerk.calls.count("catalog.add_watch") == 1


KINDS = (("w0", "topic"), ("w1", "profile"))
"""A topic may be called as the service's address is."""


def test_what_is_watched_can_be_let_go(clerk: Gateway) -> None:
    topic, watch = ({"id": id, "kind": kind, "subject": "wohngeld"} for id, kind in KINDS)
    clerk.answers("catalog.list_watches", {"items": [topic, watch]})
    clerk.answers("catalog.remove_watch", {"id": "w1", "removed": True})
    form = {"csrf_token": CSRF, "form_key": "k2", "form_author": "", "watch": "w1"}

    page = read(clerk)
    done = clerk.client.post(
        "/leistungen/wohngeld/beobachten/beenden", data=form, headers=SIGNED_IN
    )

    assert "Nicht mehr beobachten" in page
    assert 'value="w1"' in page
    assert done.status_code == 303
    assert clerk.calls.made[-1][1] == {"watch_id": "w1"}


def test_versions_differ_in_words(clerk: Gateway) -> None:
    changes = [
        {"field": "trust_level", "pointer": "/trust_level", "change": "changed",
         "before": "low", "after": "high", "before_words": "Normal", "after_words": "Hoch"},
        {"field": "checked_on", "pointer": "/checked_on", "change": "changed",
         "before": None, "after": "2026-11-22", "before_words": None, "after_words": None},
        {"field": "interfaces", "pointer": "/interfaces/x", "change": "added", "before": None,
         "after": {"system": "Demo-Kita", "extra_cost": True}, "before_words": None},
    ]  # fmt: skip
    clerk.answers("catalog.diff_versions", {"from": 1, "to": 2, "differences": changes})

    page = clerk.client.get("/leistungen/wohngeld/versionen/1...2").text

    assert ("Normal" in page, "Hoch" in page, "22.11.2026" in page, "Demo-Kita" in page) == (
        True,
    ) * 4
    assert not re.search(r"trust_level|extra_cost|2026-11-22", page)


@pytest.mark.parametrize(("kind", "led"), [("efa", True), ("market", False)])
def test_a_service_ordered_here_leads_to_its_map(kind: str, led: bool) -> None:
    page = get("/leistungen/wohngeld", kind=kind)

    assert ('href="/verbreitung?profile=wohngeld"' in page.text) is led
