"""A refusal crosses the wire: code, sentence, wrong fields and facts."""

import json
from datetime import date
from typing import Any

import pytest

from services.common.errors import KINDS, Conflict, Refusal, Wrong, invalid_fields, refusal_of
from services.common.words import Text

CODE, SENTENCE = "order-wrong-state", "Das geht nicht. „So“ / {nicht}."
WORDS = {
    "order-wrong-state": Text("Bestellung {number} ist {state}.", "Order {number} is {state}."),
    "link-not-https": Text("{host} ist kein https.", "{host} is not https."),
}


def arrived(wire: dict[str, Any]) -> Refusal:
    read = json.loads(json.dumps(wire))
    refusal = refusal_of(read)
    assert refusal is not None
    return refusal


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_refusal_survives_the_wire(kind: type[Refusal]) -> None:
    refusal = kind(CODE, SENTENCE, "[]")

    wire = refusal.to_wire()
    other = arrived(wire)

    assert type(other) is kind
    assert (other.code, str(other), other.fields) == (CODE, SENTENCE, "[]")
    assert wire["value"] == SENTENCE


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_refusal_holds_nothing_but_texts(kind: type[Refusal]) -> None:
    refusal = kind(CODE, number=7, state=["a", {"b": True}])

    arguments = refusal.to_wire(WORDS)["exc_args"]

    assert all(type(argument) is str for argument in [*arguments, *refusal.args])


def test_facts_come_back_as_what_they_were() -> None:
    refusal = Conflict(CODE, number=7, state="open", possible=["a"], done=False)

    facts = arrived(refusal.to_wire(WORDS)).facts

    assert facts == {"number": 7, "state": "open", "possible": ["a"], "done": False}


def test_a_text_among_the_facts_is_of_the_callers_language() -> None:
    refusal = Conflict(CODE, number=7, state=Text("offen", "open"))

    assert arrived(refusal.to_wire(WORDS, "en")).facts == {"number": 7, "state": "open"}


def test_a_sentence_is_said_in_the_callers_language() -> None:
    refusal = Conflict(CODE, parameters={"number": 7}, state=Text("offen", "open"))

    assert refusal.to_wire(WORDS)["value"] == "Bestellung 7 ist offen."
    assert refusal.to_wire(WORDS, "en")["value"] == "Order 7 is open."
    assert arrived(refusal.to_wire(WORDS, "en")).facts == {"state": "open"}


def test_one_code_may_have_several_sentences() -> None:
    refusal = Conflict("order-open", "order-wrong-state", number=7, state="a")

    assert refusal.to_wire(WORDS)["exc_args"][:2] == ["order-open", "Bestellung 7 ist a."]


def test_a_sentence_the_kernel_has_not_is_shown_by_its_key() -> None:
    assert str(Conflict(CODE, number=7)) == "order-wrong-state (number=7)"


@pytest.mark.parametrize("member", ["status", "detail", "title", "errors"])
def test_no_fact_hides_a_member_of_the_problem(member: str) -> None:
    with pytest.raises(TypeError):
        Conflict(CODE, **{member: "x"})


def test_every_kind_has_a_status_of_its_own() -> None:
    statuses = {kind.status for kind in KINDS.values()}

    assert statuses == {401, 403, 404, 409, 422, 503}


def test_wrong_fields_are_named_and_the_first_is_said() -> None:
    refusal = invalid_fields(
        [("/url", Wrong("link-not-https", host="a{b}")), ("", Wrong("no-list"))]
    )

    assert refusal.said_fields(WORDS, "en") == [
        {"pointer": "/url", "detail": "a{b} is not https."},
        {"pointer": "", "detail": "A list is expected here."},
    ]
    assert refusal.said(WORDS).en == "Please check 2 entries; the first: a{b} is not https."


def test_wrong_fields_survive_the_wire() -> None:
    refusal = invalid_fields(
        [("/url", Wrong("link-not-https", host="x"))], "link-invalid", host="x"
    )

    other = arrived(refusal.to_wire(WORDS, "en"))

    assert other.said_fields({}, "en") == [{"pointer": "/url", "detail": "x is not https."}]
    assert (other.code, other.facts) == ("link-invalid", {"host": "x"})


def test_wrong_fields_can_be_read_without_the_words_of_the_service() -> None:
    refusal = invalid_fields(
        [("/url", Wrong("link-not-https", host="x")), ("/b", Text("Fehlt.", "No b."))]
    )

    assert json.loads(refusal.fields) == [
        {"pointer": "/url", "detail": "link-not-https"},
        {"pointer": "/b", "detail": "Fehlt."},
    ]
    assert "link-not-https" in str(refusal)


def test_a_reader_of_before_there_were_facts_still_reads_the_refusal() -> None:
    wire = Conflict(CODE, number=7, state="a").to_wire(WORDS)

    assert wire["exc_args"] == [CODE, "Bestellung 7 ist a.", "[]"]


def test_a_fact_json_does_not_know_is_no_lost_answer() -> None:
    assert arrived(Conflict(CODE, number=7, state=date(2026, 12, 4)).to_wire(WORDS)).facts == {
        "number": 7,
        "state": "2026-12-04",
    }
