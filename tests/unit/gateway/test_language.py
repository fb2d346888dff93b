"""Every answer is in the reader's language, says which, and is held for that language alone."""

from typing import Any

import pytest

from gateway.front import said_in
from gateway.language import language_of, varied
from gateway.problems.permissions import ADVICE, how_to_be_permitted
from gateway.words import WORDS
from gateway.words.for_pages import FOR_PAGES
from services.common.errors import Conflict, Forbidden, Unavailable, Wrong, invalid_fields
from services.common.words import Counted, Sentence, Text, parameters_of
from services.identity.domain.permissions import PERMISSIONS
from tests.unit.gateway.gateway_fakes import CHANGING, SIGNED_IN, Gateway

ENGLISH = {"Accept-Language": "en-GB, en;q=0.9, de;q=0.5"}
PROFILE = "/api/v1/profiles/ewa"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "de"),
        ("de", "de"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("de-AT, en;q=0.9", "de"),
        ("en;q=0.2, de;q=0.4", "de"),
        ("fr, en;q=0.1", "en"),
        ("fr", "de"),
        ("*", "de"),
        ("en;q=0", "de"),
        (",;q=x, \x00", "de"),
    ],
)
def test_the_language_is_the_one_its_reader_likes_best(header: str, language: str) -> None:
    assert language_of({"HTTP_ACCEPT_LANGUAGE": header}) == language


@pytest.mark.parametrize(
    ("path", "query", "language"),
    [
        ("/hilfe", "q=a&lang=en", "en"),
        ("/hilfe", "lang=fr", "de"),
        ("/hilfe", "xlang=en", "de"),
        ("/api/v1/profiles", "lang=en", "de"),
    ],
)
def test_the_address_of_a_page_may_name_it(path: str, query: str, language: str) -> None:
    assert language_of({"PATH_INFO": path, "QUERY_STRING": query}) == language


def test_what_an_answer_varies_with_is_said_once() -> None:
    assert varied("") == "Accept-Language"
    assert varied("Accept") == "Accept, Accept-Language"
    assert varied("accept-language") == "accept-language"


@pytest.mark.parametrize(("headers", "language"), [({}, "de"), (ENGLISH, "en")])
@pytest.mark.parametrize("path", [PROFILE, "/api/v1/me", "/api/v1/nowhere", "/", "/nowhere"])
def test_every_answer_says_its_language(path: str, headers: Any, language: str) -> None:
    gateway = Gateway()
    gateway.answers("catalog.get", {"id": "ewa", "version": 3})

    answer = gateway.client.get(path, headers=headers)

    assert answer.headers["Content-Language"] == language
    assert answer.headers.getlist("Vary")[0].endswith("Accept-Language")
    assert len(answer.headers.getlist("Vary")) == 1


def test_each_language_is_held_apart() -> None:
    gateway = Gateway()
    words = [{"id": "ewa", "version": 3, "label": label} for label in ("Bestellbar", "Orderable")]
    gateway.answers("catalog.get", [*words])

    german, english = (gateway.client.get(PROFILE, headers=h) for h in ({}, ENGLISH))
    again = [gateway.client.get(PROFILE, headers=h).json for h in ({}, ENGLISH)]

    assert [german.json, english.json] == again == words
    assert german.headers["ETag"] != english.headers["ETag"]
    assert english.headers["Vary"] == "Accept, Accept-Language"
    assert gateway.calls.count("catalog.get") == 2
    known = {**ENGLISH, "If-None-Match": english.headers["ETag"]}
    unchanged = gateway.client.get(PROFILE, headers=known)
    assert (unchanged.status_code, unchanged.headers["Content-Language"]) == (304, "en")


def test_one_thing_has_a_tag_for_each_language_and_either_serves_to_change_it() -> None:
    gateway = Gateway()
    gateway.answers("orders.get", {"id": "o1", "version": 3})
    gateway.answers("orders.change_contacts", {"id": "o1", "version": 4})

    german, english = (
        gateway.client.get("/api/v1/orders/o1", headers={**SIGNED_IN, **h}).headers["ETag"]
        for h in ({}, ENGLISH)
    )

    assert (german, english) == ('"3"', '"3-en"')
    for tag in (german, english):
        changed = gateway.client.patch(
            "/api/v1/orders/o1/contacts", headers={**CHANGING, "If-Match": tag}, json={}
        )
        assert changed.status_code == 200, changed.text
    assert [m[1]["version"] for m in gateway.calls.made if m[0] == "orders.change_contacts"] == [
        3,
        3,
    ]


@pytest.mark.parametrize(("headers", "language"), [({}, "de"), (ENGLISH, "en")])
def test_a_refusal_is_said_in_one_language_with_its_facts_as_members(
    headers: dict[str, str], language: str
) -> None:
    gateway = Gateway()
    said = {"de": "Es gibt sie.", "en": "It exists."}[language]
    refused = Conflict("order-exists", said, "[]", order="o1", number="B-1")
    gateway.answers("orders.get", refused)

    problem = gateway.client.get("/api/v1/orders/o1", headers={**SIGNED_IN, **headers}).json

    assert problem["detail"] == said
    assert " / " not in problem["title"]
    assert (problem["order"], problem["number"]) == ("o1", "B-1")


@pytest.mark.parametrize(
    ("headers", "detail"),
    [({}, "Diese Angabe fehlt noch."), (ENGLISH, "This entry is still missing.")],
)
def test_what_is_wrong_with_a_field_is_said_in_one_language(
    headers: dict[str, str], detail: str
) -> None:
    gateway = Gateway()
    gateway.answers("orders.get", invalid_fields([("/body", Wrong("field-missing"))]))

    answer = gateway.client.get("/api/v1/orders/o1", headers={**SIGNED_IN, **headers})

    assert answer.json["errors"] == [{"pointer": "/body", "detail": detail}]


def test_what_we_refuse_ourselves_is_in_the_readers_language_too() -> None:
    gateway = Gateway()
    gateway.answers("catalog.get", Unavailable("service-away"))

    german = gateway.client.get(PROFILE).json["detail"]
    english = gateway.client.get(PROFILE, headers=ENGLISH).json["detail"]
    (strange,) = gateway.client.get("/api/v1/me?a=b", headers={**SIGNED_IN, **ENGLISH}).json[
        "errors"
    ]

    assert german.startswith("Dieser Teil des Systems")
    assert english.startswith("This part of the system")
    assert strange["detail"] == "There is no such parameter here."


def test_a_kept_answer_is_repeated_in_the_language_it_was_given_in() -> None:
    gateway = Gateway()
    gateway.answers("orders.place", {"id": "o1", "version": 1})
    asked = {**CHANGING, "Idempotency-Key": "k1"}

    first = gateway.client.post("/api/v1/orders", headers={**asked, **ENGLISH}, json={})
    again = gateway.client.post("/api/v1/orders", headers=asked, json={})

    assert first.status_code == again.status_code == 201
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Content-Language"] == "en"


def test_who_lacks_a_permission_is_told_what_they_can_do() -> None:
    gateway = Gateway()
    gateway.answers("orders.get", Forbidden("not-permitted", permission="contracts:sign"))

    problem = gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN).json

    assert problem["permission"] == "contracts:sign"
    assert "Zeichnungsbefugnis" in problem["detail"]


def test_what_a_service_advises_itself_stays() -> None:
    gateway = Gateway()
    facts = {"permission": "orders:place", "advice": "register"}
    gateway.answers("orders.get", Forbidden("not-permitted", "Bitte registrieren.", "[]", **facts))

    problem = gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN).json

    assert (problem["detail"], problem["advice"]) == ("Bitte registrieren.", "register")


def test_every_permission_that_a_body_s_people_have_is_advised_upon() -> None:
    of_bodies = set().union(
        *(PERMISSIONS[role] for role in ("member", "officer", "body_admin", "signatory"))
    )

    assert of_bodies - set(ADVICE) == set()
    assert "BayKommun" in how_to_be_permitted("staff:manage").de


@pytest.mark.parametrize("key", [*WORDS, *FOR_PAGES])
def test_both_languages_of_a_sentence_take_the_same_parameters(key: str) -> None:
    sentence: Sentence = {**FOR_PAGES, **WORDS}[key]
    forms = (sentence.one, sentence.other) if isinstance(sentence, Counted) else (sentence,)

    for form in forms:
        assert isinstance(form, Text)
        assert parameters_of(form.de) == parameters_of(form.en)


@pytest.mark.parametrize("key", WORDS)
def test_a_sentence_has_more_than_three_words(key: str) -> None:
    sentence = WORDS[key]

    assert isinstance(sentence, Text)
    assert len(sentence.de.split()) > 3
    assert len(sentence.en.split()) > 3


def test_the_link_to_the_other_language_keeps_what_was_asked() -> None:
    gateway = Gateway()
    gateway.answers("catalog.help", {"items": [], "groups": [], "next": None, "total": 0})

    page = gateway.client.get("/hilfe?q=Vertrag+%26+Link&lang=de").text

    assert 'href="?q=Vertrag+%26+Link&amp;lang=en"' in page


@pytest.mark.parametrize(
    ("headers", "worded"),
    [
        ([("Content-Type", "application/pdf"), ("ETag", '"a"')], False),
        ([("Content-Type", "text/css"), ("ETag", '"a"')], False),
        ([("Content-Type", "application/json"), ("ETag", '"a"')], True),
        ([("ETag", '"a"')], True),
    ],
)
def test_only_what_holds_words_says_its_language(
    headers: list[tuple[str, str]], worded: bool
) -> None:
    assert (("Content-Language", "en") in said_in("en", headers)) == worded
