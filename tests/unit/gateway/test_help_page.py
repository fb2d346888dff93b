"""The help pages search and show, the box stays away with the catalogue, the feed is Atom."""

import re
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from markupsafe import escape
from werkzeug.test import TestResponse

from gateway.api import atom
from gateway.calls.client import DeadlinePassed
from gateway.web.help import HelpPages
from gateway.web.partners import PartnerPages
from services.catalog.entrypoints.help import HelpCalls
from services.catalog.help.entries import read_help
from services.common import context
from services.common.errors import Unavailable
from services.common.principal import Principal
from tests.said import answered
from tests.unit.gateway.gateway_fakes import ADDRESS, CallsTogether, Gateway, app_of, page_of

ENTRIES = read_help().entries
NEWS = {
    "updated_at": "2026-11-20T10:00:00+00:00",
    "entries": [
        {
            "id": "ewa",
            "title": {"de": "Wohnsitz & Umzug <neu>", "en": "Residence"},
            "summary": {"de": "Kurz\x00", "en": "Short"},
            "kind": "efa",
            "topic": "Umzug",
            "status": "published",
            "changed_at": "2026-11-20T10:00:00+00:00",
            "demo": True,
        }
    ],
    "revision": "r1",
}


class Catalog(CallsTogether):
    """The service's own help without a broker; ``away`` is raised instead."""

    def __init__(self, away: Exception | None = None, url: str = "") -> None:
        self.away, self.url = away, url
        self.made: list[str] = []

    def call(
        self,
        service: str,
        method: str,
        *,
        arguments: dict[str, Any],
        principal: Principal,
        request_id: str | None = None,
    ) -> Any:
        self.made.append(f"{service}.{method}")
        if self.away:
            raise self.away
        if method == "visit":
            return {"profile": arguments["profile_id"], "url": self.url}
        calls: Any = HelpCalls()
        calls.help_texts = SimpleNamespace(written=dict)
        return answered(getattr(calls, method)(**arguments), context.current().language)


def help_app(catalog: Catalog) -> Flask:
    app = app_of(HelpPages(catalog), PartnerPages(catalog))
    app.add_url_rule("/box", view_func=lambda: app.jinja_env.from_string(BOX).render())
    return app


BOX = '{{ help_for("certificate") }}'


def get(path: str, catalog: Catalog | None = None, language: str = "de") -> TestResponse:
    return page_of(help_app(catalog or Catalog()), path, language)


def linked(page: TestResponse) -> list[str]:
    return re.findall(r'href="/hilfe/([a-z-]+)"', page.text)


def test_all_questions_stand_on_the_page_once_in_both_languages() -> None:
    page = get("/hilfe")

    assert sorted(linked(page)) == sorted(entry["id"] for entry in ENTRIES)
    assert page.text.count("<section") == 9
    for language in ("de", "en"):
        text = get("/hilfe", language=language).text
        assert all(str(escape(entry["question"][language])) in text for entry in ENTRIES)


def test_a_search_shows_what_answers_it() -> None:
    page = get("/hilfe?q=Zertifikate")

    assert linked(page) == [entry["id"] for entry in read_help().find("Zertifikate")]
    assert 'value="Zertifikate"' in page.text
    assert "<section" not in page.text


def test_a_search_without_answer_says_what_to_do_and_echoes_nothing_alive() -> None:
    page = get('/hilfe?q="><i>xyzzy')

    assert page.status_code == 200
    assert 'role="status"' in page.text
    assert "<i>" not in page.text
    assert linked(page) == []


def test_blanks_and_endless_words_are_no_error() -> None:
    assert len(linked(get("/hilfe?q=%20"))) == len(ENTRIES)
    assert get(f"/hilfe?q={'x' * 5000}").status_code == 200


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_entry_has_a_page_with_date_editor_and_both_answers(entry: dict[str, Any]) -> None:
    page = get(f"/hilfe/{entry['id']}")

    assert page.status_code == 200
    assert page.text.count("<p>") >= len(entry["answer"]["de"])
    assert f'datetime="{entry["updated_on"]}"' in page.text
    assert entry["editor"] in page.text
    english = get(f"/hilfe/{entry['id']}", language="en").text
    assert all(str(escape(paragraph)) in english for paragraph in entry["answer"]["en"])
    assert all(f'href="{link["href"]}"' in page.text for link in entry["links"])


def test_the_box_names_the_first_questions_of_a_page_and_asks_once() -> None:
    catalog = Catalog()
    client = help_app(catalog).test_client()

    shown = [client.get("/box").text for _ in range(3)]

    first = [entry["id"] for entry in read_help().find(page="certificate")][:3]
    assert all(re.findall(r'href="/hilfe/([a-z-]+)"', text) == first for text in shown)
    assert catalog.made == ["catalog.help"]


@pytest.mark.parametrize(
    "away", [Unavailable("service-away", "Weg. / Away.", "[]"), DeadlinePassed("catalog.help")]
)
def test_while_the_catalogue_is_away_there_is_no_box_and_nobody_waits_twice(
    away: Exception,
) -> None:
    catalog = Catalog(away)
    client = help_app(catalog).test_client()

    pages = [client.get("/box") for _ in range(3)]

    assert [page.text.strip() for page in pages] == [""] * 3
    assert catalog.made == ["catalog.help"]


def test_a_partner_s_address_is_led_to() -> None:
    page = get("/leistungen/fuehrerschein/anbieter", Catalog(url="https://markt.example/a?b=1"))

    assert page.status_code == 303
    assert page.headers["Location"] == "https://markt.example/a?b=1"


@pytest.mark.parametrize(
    ("method", "headers", "counted"),
    [("GET", {}, True), ("HEAD", {}, False), ("GET", {"Sec-Purpose": "prefetch;prerender"}, False)],
)
def test_only_a_click_is_counted(method: str, headers: dict[str, str], counted: bool) -> None:
    gateway = Gateway()
    gateway.answers("catalog.visit", {"url": "https://markt.example/"})

    gateway.client.open("/leistungen/f/anbieter", method=method, headers=headers)

    ((_, arguments, *_),) = gateway.calls.made
    assert arguments == {"profile_id": "f", "counted": counted}


def test_no_other_kind_of_address_is_led_to() -> None:
    gateway = Gateway()
    gateway.answers("catalog.visit", {"url": "javascript:alert(1)"})

    page = gateway.client.get("/leistungen/fuehrerschein/anbieter")

    assert page.status_code == 404
    assert "Location" not in page.headers


def notice(**changed: Any) -> dict[str, Any]:
    return {
        "id": "n1", "kind": "outage", "title": {"de": "Wartung <1>", "en": "Maintenance"},
        "text": {"de": "Wir stellen um.", "en": "We are moving."}, "profiles": [],
        "starts_at": "2026-07-01T17:00:00+00:00", "ends_at": "2999-07-01T19:00:00+00:00",
        **changed,
    }  # fmt: skip


def news_page(notices: list[dict[str, Any]], entries: list[dict[str, Any]]) -> str:
    gateway = Gateway()
    gateway.answers("catalog.list_notices", {"items": notices})
    gateway.answers("catalog.feed", {"entries": entries})
    answer = gateway.client.get("/neues")
    assert answer.status_code == 200
    return str(answer.text)


def test_the_news_page_tells_notices_and_changes() -> None:
    over = notice(title={"de": "Vorbei", "en": "Over"}, ends_at="2020-01-01T00:00:00+00:00")

    page = news_page([notice(), over], list(NEWS["entries"]))  # type: ignore[call-overload]

    assert "Geplante Unterbrechung: Wartung &lt;1&gt;" in page
    assert "01.07.2026, 19:00 Uhr bis" in page
    assert "Vorbei" not in page
    assert "Wohnsitz &amp; Umzug &lt;neu&gt;" in page
    assert "20.11.2026: veröffentlicht" in page


def test_what_can_be_ordered_by_now_is_said_to_be_in_page_and_feed() -> None:
    (entry,) = NEWS["entries"]
    opened = {**entry, "orderable": True}  # type: ignore[dict-item]

    feed = atom.feed({**NEWS, "entries": [opened]}, "https://market.example", "en")

    assert "20.11.2026: bestellbar" in news_page([], [opened])
    assert "Residence: can be ordered" in feed.decode()


def test_the_news_page_says_that_there_is_nothing() -> None:
    page = news_page([], [])

    assert "Zurzeit gibt es keine Hinweise." in page
    assert "Im Katalog steht noch nichts." in page


def test_the_feed_is_atom_with_ids_that_stay() -> None:
    root = ET.fromstring(atom.feed(NEWS, "https://market.example", "de"))
    moved = ET.fromstring(atom.feed(NEWS, "https://elsewhere.example", "en"))

    name = f"{{{atom.NAMESPACE}}}"
    (entry,) = root.findall(f"{name}entry")
    assert root.findtext(f"{name}updated") == entry.findtext(f"{name}updated")
    assert entry.findtext(f"{name}id") == moved.findtext(f"{name}entry/{name}id")
    assert entry.findtext(f"{name}id") != root.findtext(f"{name}id")
    assert "Wohnsitz & Umzug <neu>" in str(entry.findtext(f"{name}title"))
    assert "Demodaten" in str(entry.findtext(f"{name}title"))
    assert entry.findtext(f"{name}summary") == "Kurz"
    assert moved.findtext(f"{name}entry/{name}summary") == "Short"
    assert "demo data" in str(moved.findtext(f"{name}entry/{name}title"))
    link = entry.find(f"{name}link")
    assert link is not None
    assert link.get("href") == "https://market.example/leistungen/ewa"


def test_the_feed_is_held_and_found_at_its_short_address() -> None:
    gateway = Gateway()
    gateway.answers("catalog.feed", NEWS)

    short = gateway.client.get("/profiles.atom?topic=Umzug")
    first, again = (gateway.client.get("/api/v1/profiles.atom?topic=Umzug") for _ in range(2))
    known = {"If-None-Match": first.headers["ETag"]}
    unchanged = gateway.client.get("/api/v1/profiles.atom?topic=Umzug", headers=known)

    assert (short.status_code, short.headers["Location"]) == (
        308,
        "/api/v1/profiles.atom?topic=Umzug",
    )
    assert first.mimetype == atom.MEDIA_TYPE
    assert first.data == again.data
    assert f'href="{ADDRESS}/api/v1/profiles.atom"' in first.text
    assert unchanged.status_code == 304
    assert gateway.calls.count("catalog.feed") == 1


def test_profiles_to_compare_are_named_one_by_one_or_with_commas() -> None:
    gateway = Gateway()
    gateway.answers("catalog.compare", {"profiles": [], "fields": []})

    gateway.client.get("/api/v1/profiles/compare?id=a&id=b&id=c")
    gateway.client.get("/api/v1/profiles/compare?id=a,b,c")

    assert [made[1]["query"] for made in gateway.calls.made] == [{"id": "a,b,c"}] * 2


def test_what_is_still_to_come_is_said_in_the_answer_alone() -> None:
    coming = [entry["id"] for entry in ENTRIES if entry["coming"]]

    assert "kommt)" not in get("/hilfe").text
    for entry in ENTRIES:
        german = get(f"/hilfe/{entry['id']}").text
        english = get(f"/hilfe/{entry['id']}", language="en").text
        assert ("Noch nicht möglich:" in german) == (entry["id"] in coming)
        assert ("Not possible yet:" in english) == (entry["id"] in coming)
