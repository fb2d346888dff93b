"""A service has a page of its own, in the reader's language, that feed and news lead to."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markupsafe import escape
from werkzeug.test import TestResponse

from gateway.api import atom
from gateway.web.news import NewsPages
from gateway.web.profiles import ProfilePages
from gateway.words.profile_page import PROFILE
from services.catalog.domain.availability import availability_of
from services.catalog.domain.labels import in_words
from services.catalog.repositories.profiles import _shipped
from services.catalog.shipped.profiles import read_profiles
from services.common import clock, context
from services.common.principal import Principal
from tests.said import answered
from tests.unit.gateway.gateway_fakes import Gateway, app_of, page_of

PROFILES = {row["id"]: _shipped(row) for row in read_profiles()}
TODAY = clock.local_date(clock.now())


def whole(id: str, **changed: Any) -> dict[str, Any]:
    """Return what the catalogue answers about a shipped profile."""
    shown = {**PROFILES[id].public(), **changed}
    return {
        **shown,
        "availability": availability_of(shown, TODAY).shown(),
        "words": in_words(shown),
    }


class Catalog:
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
        if method == "list_notices":
            return {"items": []}
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
    app = app_of(ProfilePages(Catalog(**changed)), NewsPages(Catalog()))
    return page_of(app, path, accepted)


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

    page = gateway.client.get(f"/leistungen/wohngeld{path}", headers={"Accept-Language": accepted})

    assert f'<html lang="{language}">' in page.text
    assert page.headers["Content-Language"] == language
    assert "Accept-Language" in page.headers["Vary"]


def test_an_english_page_is_english_all_over_and_leads_to_the_german_one() -> None:
    page = get("/leistungen/wohngeld", "en")

    assert page.text.count('href="?lang=de" lang="de"') == 1
    assert page.text.count(' lang="de"') == 1
    assert "Online services for local authorities" in page.text
    assert "Online-Dienste für Kommunen" not in page.text
    assert 'href="?lang=de" lang="de" hreflang="de"' in page.text


def test_both_languages_have_all_words_of_the_page() -> None:
    assert all(text.de and text.en for text in PROFILE.values())


def test_who_may_order_and_in_which_capacity_are_told_apart() -> None:
    page = get("/leistungen/infektionsschutzbelehrung")

    assert "<dd>Landkreis, Kreisfreie Stadt</dd>" in page.text
    assert "<dd>Gesundheitsamt</dd>" in page.text
    assert "1 Arbeitstag)" in page.text


def test_a_service_that_ended_says_so_and_leads_to_what_comes_instead() -> None:
    page = get("/leistungen/niederlassungserlaubnis")

    successor = PROFILES["niederlassungserlaubnis"].successor
    assert f'href="/leistungen/{successor}"' in page.text
    assert "Eingestellt" in page.text
    assert "Mein Unternehmenskonto" not in page.text


def test_nothing_an_editor_wrote_is_alive_on_the_page() -> None:
    evil = {"de": "<script>alert(1)</script>", "en": "x"}

    page = get("/leistungen/wohngeld", title=evil, summary=evil, description=evil)

    assert "<script>" not in page.text
    assert page.text.count("&lt;script&gt;") == 4


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
    page = get("/neues")

    paths = re.findall(r'href="(/leistungen/[a-z-]+)"', page.text)
    days = set(re.findall(r"\d\d\.\d\d\.\d{4}", page.text))
    assert len(paths) == len(PROFILES)
    assert {get(path).status_code for path in paths} == {200}
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
