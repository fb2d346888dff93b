"""Editors put answers of the help into other words, two at once, and go back to the shipped."""

from typing import Any

import pytest

from gateway.web.editor.help_texts import WORDS
from services.catalog.schemas.help import LONGEST_PARAGRAPH, MOST_PARAGRAPHS
from services.common.errors import Conflict, Invalid
from tests.unit.gateway.editor_fakes import editing, get, payloads, post, sent_of
from tests.unit.gateway.gateway_fakes import Gateway

PATH = "/editor/help"
ONE = f"{PATH}/what-is-efa"


def entry(version: int = 0, **changes: Any) -> dict[str, Any]:
    texts = {"question": {"de": "Was ist EfA?", "en": "What is EfA?"},
             "answer": {"de": ["Einer für alle.", "Mehr dazu."], "en": ["One for all.", "More."]},
             }  # fmt: skip
    return {"id": "what-is-efa", "group": "basics", "updated_on": "2026-11-01", "version": version,
            "is_changed": version > 0, "changed_by": "a2" if version else None,
            "is_overtaken": False,
            "changed_at": "2026-11-25T09:00:00+00:00" if version else None,
            "shipped": texts, **texts, **changes}  # fmt: skip


@pytest.fixture
def made() -> Gateway:
    gateway = editing()
    groups = [{"id": "basics", "title": {"de": "Grundlagen", "en": "Basics"}, "order": 1}]
    listed = {"items": [entry(), entry(1, id="what-is-ozg")], "next": None, "total": 2}
    gateway.answers("catalog.list_help_texts", {**listed, "groups": groups})
    gateway.answers("catalog.get_help_text", entry())
    gateway.answers("catalog.change_help", entry(1))
    return gateway


def test_the_list_says_which_answers_have_words_of_editors(made: Gateway) -> None:
    page = get(made, PATH).text

    for said in ("Grundlagen", "Was ist EfA?", "Mitgelieferter Text", "Eigener Text",
                 "Miriam Vogt, Mi, 25.11.2026, 10:00 Uhr", f'href="{ONE}"'):  # fmt: skip
        assert said in page


def test_an_own_text_whose_shipped_one_has_changed_is_marked(made: Gateway) -> None:
    overtaken = entry(1, is_overtaken=True)
    groups = [{"id": "basics", "title": {"de": "Grundlagen", "en": "Basics"}, "order": 1}]
    listed = {"items": [overtaken], "next": None, "total": 1}
    made.answers("catalog.list_help_texts", {**listed, "groups": groups})
    made.answers("catalog.get_help_text", overtaken)

    listed_page, page = get(made, PATH).text, get(made, ONE).text

    assert "Mitgelieferter Text geändert" in listed_page
    assert "Prüfen Sie, ob die Antwort noch stimmt." in page


def test_an_answer_is_written_in_paragraphs_on_the_version_that_was_seen(made: Gateway) -> None:
    typed = sent_of(get(made, ONE).text)
    assert typed["answer_de"] == "Einer für alle.\n\nMehr dazu."

    done = post(made, ONE, **typed | {"answer_de": "Einer baut.\n\n\nAlle nutzen\nes."})

    assert (done.status_code, done.location) == (303, PATH)
    (sent,) = payloads(made, "catalog.change_help")
    assert (sent["entry_id"], sent["version"]) == ("what-is-efa", 0)
    assert sent["payload"]["answer"] == {
        "de": ["Einer baut.", "Alle nutzen es."], "en": ["One for all.", "More."],
    }  # fmt: skip
    assert sent["payload"]["question"] == entry()["question"]


def test_the_second_of_two_editors_sees_what_the_first_wrote(made: Gateway) -> None:
    typed = sent_of(get(made, ONE).text) | {"answer_de": "Meine Antwort."}
    theirs = {"question": {"de": "Was heißt EfA?", "en": "What is EfA?"}}
    made.answers("catalog.get_help_text", entry(1, **theirs))

    refused = post(made, ONE, **typed)
    again = sent_of(refused.text)

    assert refused.status_code == 422
    assert payloads(made, "catalog.change_help") == []
    assert "So steht es jetzt in der Hilfe" in refused.text
    assert (again["question_de"], again["answer_de"]) == ("Was heißt EfA?", "Meine Antwort.")
    assert post(made, ONE, **again).status_code == 303
    assert payloads(made, "catalog.change_help")[0]["version"] == 1


def test_a_form_sent_twice_is_saved_once(made: Gateway) -> None:
    typed = sent_of(get(made, ONE).text) | {"answer_de": "Einer baut.\n\n\nAlle nutzen\nes."}

    first = post(made, ONE, **typed)
    (sent,) = payloads(made, "catalog.change_help")
    made.answers("catalog.get_help_text", entry(1, **sent["payload"]))
    second = post(made, ONE, **typed)

    assert [first.status_code, second.status_code] == [303, 303]


def test_the_field_of_an_answer_holds_all_the_catalogue_takes() -> None:
    longest = "\n\n".join(["x" * LONGEST_PARAGRAPH] * MOST_PARAGRAPHS)

    assert {one.longest for one in WORDS.fields if one.kind == "textarea"} == {len(longest)}


def test_what_is_wrong_stands_at_its_field(made: Gateway) -> None:
    wrong = '[{"pointer": "/answer/de/1", "detail": "Höchstens 500 Zeichen."}]'
    made.answers("catalog.change_help", Invalid("invalid", "Bitte prüfen.", wrong))

    refused = post(made, ONE, **sent_of(get(made, ONE).text))

    assert 'id="answer_de-error"' in refused.text


def test_one_goes_back_to_the_shipped_text_unless_somebody_was_first(made: Gateway) -> None:
    made.answers("catalog.get_help_text", entry(2))
    late = Conflict("changed-meanwhile", "Jemand war schneller.", "[]")
    made.answers("catalog.reset_help", [entry(3, is_changed=False), late])

    page = get(made, ONE).text
    done = post(made, f"{ONE}/reset", version="2")
    refused = post(made, f"{ONE}/reset", version="2", form_key="other")

    assert f'action="{ONE}/reset"' in page
    assert f'action="{ONE}/reset"' not in get(editing_shipped(), ONE).text
    assert (done.status_code, done.location) == (303, ONE)
    assert payloads(made, "catalog.reset_help")[0]["payload"] == {"version": 2}
    assert refused.status_code == 422
    assert "Jemand war schneller." in refused.text


def editing_shipped() -> Gateway:
    made = editing()
    made.answers("catalog.get_help_text", entry())
    return made
