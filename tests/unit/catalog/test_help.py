"""The help is whole, covers every statement, and is found by what people type."""

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from services.catalog.domain.help_texts import HelpText, fingerprint_of
from services.catalog.entrypoints.help import HelpCalls
from services.catalog.help import entries as help_entries
from services.catalog.help.capabilities import CAPABILITIES
from services.catalog.help.entries import LANGUAGES, PAGES, check, read_help, words_of
from services.catalog.words import help as words
from services.common import clock
from services.common.errors import Invalid, NotFound, Unavailable

FOLDER = Path(help_entries.__file__).parent
Doc = dict[str, Any]
JUDGED: list[Doc] = json.loads((Path(__file__).parent / "help_queries.json").read_text("utf-8"))
"""What people may type, judged before there were keywords."""
TEXTS = {"de": "Verweis", "en": "Link"}
OWN = {"question": {"de": "Was heißt EfA wirklich?", "en": "What is EfA really?"},
       "answer": {"de": ["Einmal gebaut."], "en": ["Built once."]},
       "updated_on": "2026-11-28"}  # fmt: skip


def calls(written: Any = dict) -> Any:
    """Return the calls, with what editors have put into other words."""
    made: Any = HelpCalls()
    made.help_texts = SimpleNamespace(written=written)
    return made


def committed(name: str) -> list[Doc]:
    rows: list[Doc] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return rows


def ids(q: str | None = None, **more: str) -> list[str]:
    return [entry["id"] for entry in read_help().find(q, **more)]


def test_there_are_about_fifty_five_entries_in_nine_groups() -> None:
    texts = read_help()

    assert 50 <= len(texts.entries) <= 60
    assert len(texts.groups) == len({entry["group"] for entry in texts.entries}) == 9


def test_every_statement_is_covered_by_an_entry_or_a_requirement() -> None:
    known = {f"entry:{entry['id']}" for entry in committed("entries")}

    statements = committed("statements")

    assert len(statements) == 138
    for statement in statements:
        covers = statement["covered_by"]
        assert covers, statement["id"]
        assert all(cover in known or cover.startswith("requirement:") for cover in covers)


def test_every_entry_has_date_editor_and_both_languages() -> None:
    for entry in read_help().entries:
        assert date.fromisoformat(entry["updated_on"]) <= clock.local_date(clock.now())
        assert entry["editor"]
        for language in LANGUAGES:
            assert entry["question"][language].endswith("?")
            assert all(0 < len(paragraph) <= 500 for paragraph in entry["answer"][language])
        assert len(entry["answer"]["de"]) == len(entry["answer"]["en"])


def test_every_page_where_questions_arise_has_one() -> None:
    assert {page: ids(page=page) for page in PAGES if not ids(page=page)} == {}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda e, s: e[0]["answer"].pop("en"),
        lambda e, s: e[0]["question"].update(de=""),
        lambda e, s: e[0].update(editor=""),
        lambda e, s: e[0].update(keywords=[]),
        lambda e, s: e[0].update(keywords=["VG", " "]),
        lambda e, s: e[0].update(updated_on="gestern"),
        lambda e, s: e[0].update(group="misc"),
        lambda e, s: e[0].update(pages=["nowhere"]),
        lambda e, s: e[0].update(capabilities=[]),
        lambda e, s: e[0].update(capabilities=["flying"]),
        lambda e, s: e[0].update(
            links=[{"label": {"de": "a", "en": "b"}, "href": "//evil.example"}]
        ),
        lambda e, s: e.append(e[0]),
        lambda e, s: e.pop(0),
        lambda e, s: e[0]["statements"].append("s999"),
        lambda e, s: s[0].update(covered_by=[]),
        lambda e, s: s[0].update(covered_by=["entry:nothing"]),
        lambda e, s: s[0]["covered_by"].append("requirement:later"),
    ],
)
def test_a_broken_file_is_refused(spoil: Any) -> None:
    entries, statements = copy.deepcopy(committed("entries")), committed("statements")
    check(committed("groups"), entries, statements)

    spoil(entries, statements)

    with pytest.raises(ValueError, match=r"\w"):
        check(committed("groups"), entries, statements)


@pytest.mark.parametrize(
    ("spellings", "entry"),
    [
        (("Gesundheitsämter", "gesundheitsaemter", "GESUNDHEITSAMTER"), "health-offices"),
        (("Schlüssel", "Schluessel", "schlussel"), "registration-form"),
        (("Vollmacht", "VOLLMACHT", "vollmachten"), "who-may-sign"),
    ],
)
def test_case_and_umlauts_do_not_matter(spellings: tuple[str, ...], entry: str) -> None:
    found = [ids(q) for q in spellings]

    assert all(entry in each for each in found)
    assert all(set(each) == set(found[0]) for each in found[:2])


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("E-Mail kommt nicht an", "mails-not-arriving"),
        ("wer darf unterschreiben", "who-may-sign"),
        ("AVV", "data-protection"),
        ("was kostet das", "service-costs"),
        ("Link im BayernPortal", "report-link"),
        ("verlorenes Zertifikat", "lost-certificate"),
        ("lost certificate", "lost-certificate"),
        ("Einrichtung bestätigen", "vendor-acknowledge"),
        ("Webhook", "vendor-events"),
        ("Geheimnis wechseln", "vendor-secret"),
        ("invite a colleague", "vendor-team"),
    ],
)
def test_what_people_ask_finds_its_answer_first(q: str, first: str) -> None:
    assert ids(q)[0] == first


@pytest.mark.parametrize("judged", JUDGED, ids=lambda judged: judged["query"])
def test_what_clerks_type_finds_its_answer_among_the_first_three(judged: Doc) -> None:
    assert judged["id"] in ids(judged["query"])[:3]


@pytest.mark.parametrize(
    ("q", "among"),
    [("Datenschutzerklärung", "data-protection"), ("Mandatsformular", "cannot-sign")],
)
def test_a_compound_is_found_by_what_it_begins_with(q: str, among: str) -> None:
    assert among in ids(q)[:3]


def test_a_certificate_that_ran_out_is_answered_first() -> None:
    assert ids("zertifikat abgelaufen")[0] == "lost-certificate"


def test_what_nothing_answers_finds_nothing() -> None:
    assert ids("xyzzy") == ids("?!") == []


def test_words_within_a_page_stay_on_it() -> None:
    assert set(ids("Zertifikat", page="signature")) < set(ids("Zertifikat"))


def test_pages_of_the_list_hold_every_entry_once() -> None:
    seen, cursor = [], None
    while True:
        page = calls().help({"limit": "20", **({"cursor": cursor} if cursor else {})})
        seen += [entry["id"] for entry in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert len(seen) == page["total"]
    assert seen == ids()


def test_an_answer_shows_no_numbers_of_statements() -> None:
    entry = calls().get_help("what-is-efa")

    assert "statements" not in entry
    assert entry["group_title"]["de"] == "Grundlagen und Hilfe"
    assert all("statements" not in found for found in calls().help({})["items"])


def test_an_unknown_entry_or_page_is_refused() -> None:
    with pytest.raises(NotFound):
        calls().get_help("nothing")
    with pytest.raises(Invalid):
        calls().help({"page": "nowhere"})


def test_ss_and_accents_are_folded() -> None:
    assert words_of("Straße Café, Müller-Lüdenscheid") == [
        "strasse", "cafe", "muller", "ludenscheid",
    ]  # fmt: skip


def test_every_capability_is_described_and_has_its_words() -> None:
    described = {name for entry in committed("entries") for name in entry["capabilities"]}

    assert described == set(CAPABILITIES) == set(words.CAPABILITIES)


def test_an_entry_about_what_does_not_exist_yet_says_so() -> None:
    coming = {
        entry["id"]: {part["code"] for part in calls().get_help(entry["id"])["coming"]}
        for entry in read_help().entries
    }

    assert coming["mails-not-arriving"] == set()
    assert coming["what-is-efa"] == set()
    for entry in committed("entries"):
        absent = {name for name in entry["capabilities"] if not CAPABILITIES[name]}
        assert coming[entry["id"]] == absent


def test_no_entry_sends_people_to_reply_to_a_mail() -> None:
    answers = [" ".join(entry["answer"]["de"]) for entry in read_help().entries]

    assert not any("antworten Sie einfach auf unsere E-Mail" in answer for answer in answers)
    assert not any("30 Arbeitstagen ohne" in answer for answer in answers)


def test_an_entry_says_what_editors_have_written_and_is_found_by_it() -> None:
    written = calls(lambda: {"what-is-efa": OWN})

    entry = written.get_help("what-is-efa")
    found = written.help({"q": "wirklich"})["items"]

    assert {name: entry[name] for name in OWN} == OWN
    assert entry["group_title"]
    assert [one["id"] for one in found] == ["what-is-efa"]
    assert calls().get_help("what-is-efa")["question"] != OWN["question"]


def test_the_shipped_help_is_read_while_the_database_is_away() -> None:
    def away() -> None:
        raise Unavailable("service-away")

    assert calls(away).help({})["total"] == calls().help({})["total"] > 0


def test_a_shipped_text_that_has_changed_since_it_was_replaced_overtakes_the_own_one() -> None:
    shipped = read_help().entry("what-is-efa")
    assert shipped is not None
    texts = {"question": shipped["question"], "answer": shipped["answer"]}
    newer = {**shipped, "question": {"de": "Neu?", "en": "New?"}, "updated_on": "2030-01-01"}
    now = datetime(2026, 11, 29, 9, tzinfo=UTC)
    own = HelpText(id="what-is-efa", changed_by="a", changed_at=now)
    assert not own.is_overtaken_by(newer)

    own.write(texts, by="a", now=now, seen=own.version, instead_of=fingerprint_of(shipped))
    told = own.is_overtaken_by(shipped), own.is_overtaken_by(newer)
    own.instead_of = ""

    assert told == (False, True)
    assert own.is_overtaken_by(newer)
